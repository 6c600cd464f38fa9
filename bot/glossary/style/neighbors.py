"""Neighbors: what an entry builds on is no harder, and it warns of one thing at least."""

from collections.abc import Iterator

from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary, Level

LEVELS = list(Level)


def harder_prerequisites(glossary: Glossary) -> Iterator[Remark]:
    """Yield the prerequisites that are harder than the entry."""
    for term in glossary:
        for position, slug in enumerate(term.prerequisites):
            other = glossary.get(slug)
            if other and LEVELS.index(other.difficulty) > LEVELS.index(term.difficulty):
                message = f"`{slug}` is {other.difficulty}, harder than this entry ({term.difficulty})"
                yield Remark(term.slug, ("prerequisites", position), message)


def unwarned(glossary: Glossary) -> Iterator[Remark]:
    """Yield the entries that warn of no mistake."""
    for term in glossary:
        if not term.pitfalls and not term.confusable_with:
            yield Remark(term.slug, (), f"`{term.slug}` needs a pitfall or an entry in `confusable_with`")
