"""The question on the term of the day before: three options, and for each what is said to whoever picks it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.glossary import Glossary, Term, are_told_apart, difference, says, share_a_name
from bot.lot import Lot

_OPTIONS = 3


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, in 100 characters at the most, and the reason that whoever picks it is told."""

    label: str
    why: str  # the same on every option where one reason speaks for all: it need be said only once


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about the term `slug`; the options are three, and `right` is the place of the right one."""

    slug: str
    prompt: str  # without the options
    options: tuple[Option, ...]
    right: int


@dataclass(frozen=True, slots=True)
class _Draft:
    prompt: str
    right: Option
    wrong: tuple[Option, ...]  # the better ones first

    def options(self) -> tuple[Option, ...]:
        """Return the right option and the first two wrong ones that read unlike any other, or fewer than that."""
        distinct = dict[str, Option]()
        for option in (self.right, *self.wrong):
            distinct.setdefault(" ".join(option.label.casefold().split()), option)
        return tuple(distinct.values())[:_OPTIONS]


def question_on(term: Term, glossary: Glossary, seed: str, *, beside: str = "") -> Question | None:
    """Return a question on `term`, always the same for the same `seed`, or None where wrong options are lacking.

    The term `beside` it, whose card is in the same post, is no wrong option: everybody has just read about it.
    """
    lot = Lot(f"{seed}\n{term.slug}")
    rivals = [rival for rival in _rivals(term, glossary, lot) if rival.slug != beside]
    case, meaning = _scenario(term, lot), _meaning(term, rivals, glossary)
    kinds = (case, meaning) if case and _is_fair(case, term) else (meaning,)
    by_lot = sorted(kinds, key=lambda draft: lot("kind", draft.prompt))
    # A case that names its term comes late, but before a clue: all have just seen which term that is to.
    drafts = (*by_lot, case, _clue(term, rivals))
    return next((_dealt(term, draft, lot) for draft in drafts if draft and len(draft.options()) == _OPTIONS), None)


def _dealt(term: Term, draft: _Draft, lot: Lot) -> Question:
    options = sorted(draft.options(), key=lambda option: lot("place", option.label))
    return Question(term.slug, draft.prompt, tuple(options), options.index(draft.right))


def _scenario(term: Term, lot: Lot) -> _Draft | None:
    """Return the author's own question on a case, which has one reason for all of its options."""
    if (case := term.quiz.scenario) is None:
        return None
    wrong = sorted(case.wrong, key=lambda label: lot("wrong", label))
    return _Draft(case.q, Option(case.a, case.because), tuple(Option(label, case.because) for label in wrong))


def _meaning(term: Term, rivals: Sequence[Term], glossary: Glossary) -> _Draft:
    """Return which line describes the term, without wrong ones where its own line names it."""
    told_apart = () if says(term.short, term) else (each for each in rivals if are_told_apart(each, term, glossary))
    wrong = (Option(rival.short, _why_not(rival, term)) for rival in told_apart)
    return _Draft(f"Which of these describes “{term.name}”?", Option(term.short, term.definition), tuple(wrong))


def _clue(term: Term, rivals: Sequence[Term]) -> _Draft:
    """Return which term a clue is to: easy, as it was shown the day before, but every term has one."""
    wrong = tuple(Option(rival.name, difference(rival, term) or rival.short) for rival in rivals)
    return _Draft(f"Which term is this? {term.quiz.clue}", Option(term.name, term.definition), wrong)


def _is_fair(case: _Draft, term: Term) -> bool:
    """Return whether the right option isn't the only one that names the term: all have seen which one it is about."""
    right, *wrong = (says(option.label, term) for option in case.options())
    return not right or any(wrong)


def _rivals(term: Term, glossary: Glossary, lot: Lot) -> list[Term]:
    """Return the terms that may be taken for this one, the likeliest first, without those that go by its name."""
    close = {confusable.slug for confusable in term.confusable_with}
    rivals = [rival for rival in map(glossary.get, term.quiz.distractors) if rival]
    return sorted(
        (rival for rival in rivals if not share_a_name(rival, term)),
        key=lambda rival: (rival.slug not in close, rival.category != term.category, lot("rival", rival.slug)),
    )


def _why_not(rival: Term, term: Term) -> str:
    apart = difference(rival, term)
    return f"That describes {rival.name}" + (f". {apart}" if apart else f", not {term.name}.")
