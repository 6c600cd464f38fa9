"""Questions: exactly one option is right, and its looks don't tell which."""

from collections.abc import Iterator

from bot.glossary.fold import fold
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary, Term

SHORT = 20  # characters that are read at a glance, whatever the other options' length


def right_distractors(glossary: Glossary) -> Iterator[Remark]:
    """Yield the distractors that go by a name of the entry itself."""
    for term in glossary:
        own = set(map(fold, term.shared_aliases))
        for position, slug in enumerate(term.quiz.distractors):
            other = glossary.get(slug)
            if other and own.intersection(map(fold, other.shared_aliases)):
                message = f"`{slug}` shares a name with this entry, so it would be right as well"
                yield Remark(term.slug, ("quiz", "distractors", position), message)


def telling_options(glossary: Glossary) -> Iterator[Remark]:
    """Yield the scenarios with an option that is right again, or tells by its length which one is."""
    for term in glossary:
        yield from _repeats(term)
        if term.quiz.scenario:
            options = (term.quiz.scenario.a, *term.quiz.scenario.wrong)
            shortest, longest = min(map(len, options)), max(map(len, options))
            if longest > SHORT and longest > 2 * shortest:
                message = f"options differ too much in length: {shortest} and {longest} characters"
                yield Remark(term.slug, ("quiz", "scenario"), f"{message}; at most twice as long is fair")


def _repeats(term: Term) -> Iterator[Remark]:
    if scenario := term.quiz.scenario:
        for position, wrong in enumerate(scenario.wrong):
            if " ".join(wrong.casefold().split()) == " ".join(scenario.a.casefold().split()):
                yield Remark(term.slug, ("quiz", "scenario", "wrong", position), "this is the right answer again")
