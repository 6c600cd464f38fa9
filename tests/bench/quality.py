"""How well a search finds what was meant: shares of queries, by kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from tests.bench.asked import Asked, Listed

Slugs = Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a search says to a query: slugs, best first, and whether it is sure of the first."""

    slugs: Slugs
    is_sure: bool


class Search(Protocol):
    """What is measured; each gives five slugs at most."""

    def find(self, query: str) -> Said:
        """Say what is meant."""
        ...

    def rank(self, query: str) -> Slugs:
        """Give the order, best first."""
        ...

    def complete(self, typed: str) -> Slugs:
        """Give what a text may become."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """The share of queries with a right term first, and among the first five."""

    first: float
    five: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Shares: of the answerable, answered right and wrong; of the others, not answered, and found nothing for."""

    right: float
    wrong: float
    refused: float
    nothing: float


def order(asked: Sequence[Asked], search: Search) -> Order:
    """Measure the order of answerable queries; what is still being typed goes by its completions."""
    given = [(search.complete if query.is_typing else search.rank)(query.text) for query in asked]
    pairs = list(zip(asked, given, strict=True))
    return Order(
        fmean(bool(slugs) and slugs[0] in query.right for query, slugs in pairs),
        fmean(not query.right.isdisjoint(slugs[:5]) for query, slugs in pairs),
    )


def verdicts(asked: Iterable[Asked], search: Search) -> Verdicts:
    """Measure verdicts; for a query with several right terms a right first suggestion counts as an answer."""
    said = [(query, search.find(query.text)) for query in asked if not query.is_typing]
    known = [(query, what) for query, what in said if query.right]
    other = [what for query, what in said if not query.right]
    return Verdicts(
        right=fmean(_is_answered(query, what) for query, what in known),
        wrong=fmean(what.is_sure and what.slugs[0] not in query.right for query, what in known),
        refused=fmean(not what.is_sure for what in other),
        nothing=fmean(not what.slugs for what in other),
    )


def keystrokes(terms: Sequence[Listed], complete: Callable[[str], Slugs]) -> float:
    """Return the share of a name that is typed until its term is among the first five completions."""
    return fmean(_typed(term, complete) / len(term.name) for term in terms)


def _typed(term: Listed, complete: Callable[[str], Slugs]) -> int:
    lengths = range(1, len(term.name) + 1)
    return next((n for n in lengths if term.slug in complete(term.name[:n])[:5]), len(term.name))


def _is_answered(query: Asked, what: Said) -> bool:
    return bool(what.slugs) and what.slugs[0] in query.right and (what.is_sure or len(query.right) > 1)
