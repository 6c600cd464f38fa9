"""Nearness: how far what was typed is from the names of a term."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.glossary import Term
from bot.quiz.judge.distance import distance
from bot.quiz.judge.reading import Reading
from bot.quiz.judge.small_words import TAILS
from bot.quiz.judge.wording import Wording, wording

ALIAS = 0.01  # up to here a name is the term's alone, which the loader sees to
_SHARED_ALIAS, _WITHOUT_TAIL = 0.02, 0.3


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """How far an answer is from a name, 0 for the very name and infinity for another thing; and which name that is."""

    distance: float
    name: str


def nearest(readings: Sequence[Reading], term: Term) -> Near:
    """Return the name of the term that is nearest to any of the readings of an answer."""
    return min(
        Near(distance(reading, name) + reading.away + away, name.exact)
        for reading in readings
        for name, away in _names(term)
    )


@lru_cache(maxsize=8192)  # every term of a large glossary
def _names(term: Term) -> tuple[tuple[Wording, float], ...]:
    """Return the term's names, each with how far it is from the one on the card."""
    names = [(wording(term.name), 0.0)]
    head, _, tail = term.name.rpartition(" ")
    if tail.lower() in TAILS and len(wording(head).words) > 1:
        names.append((wording(head), _WITHOUT_TAIL))
    names += [(wording(alias), ALIAS) for alias in term.aliases]
    return (*names, *((wording(alias), _SHARED_ALIAS) for alias in term.shared_aliases))
