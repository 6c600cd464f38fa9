"""A draft: what a question asks, before its options have their places."""

from dataclasses import dataclass

from bot.lot import Lot
from bot.quiz.question import Form, Option, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question whose right option is still apart from the wrong ones; a typed one has neither."""

    form: Form
    slug: str
    prompt: str
    why: str
    right: str = ""
    wrong: tuple[Option, ...] = ()
    hint: str | None = None

    @property
    def choices(self) -> int:
        """Return how many options there are, 0 for a typed question."""
        return len(self.wrong) + bool(self.wrong)

    def dealt(self, place: int, lot: Lot) -> Question:
        """Return the question with the right option at that place and the others in a drawn order around it."""
        options = sorted(self.wrong, key=lambda option: lot("wrong", self.slug, option.label))
        if options:
            options.insert(place, Option(self.right, ""))
        return Question(
            form=self.form,
            slug=self.slug,
            prompt=self.prompt,
            options=tuple(options),
            right=place if options else None,
            why=self.why,
            hint=self.hint,
        )
