"""Queries: what was typed, and what of it is the thing asked about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from bot.search.fold import fold
from bot.search.names import cut, literal
from bot.search.small_words import CLOSERS, OPENERS

_DOES = frozenset({"do", "does", "did"})  # "what does recall mean", but "what is the harmonic mean"
_MOST = 12  # words that are stripped at either end


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was written, its folded readings from whole to bare, and its core: what it asks about."""

    written: str
    readings: tuple[str, ...]
    core: str

    @property
    def words(self) -> list[str]:
        """The words of the core."""
        return self.core.split()

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Read a text of any length; only its first hundred characters count."""
        words = fold(cut(typed)).split()
        before = _run(words, OPENERS)
        closers = CLOSERS | {"mean"} if _DOES.intersection(words[:before]) else CLOSERS
        after = _run(reversed(words), closers)
        core = " ".join(words[before : len(words) - after] or words)
        return cls(literal(typed), tuple(_readings(words, before, after)), core)


def _run(words: Iterable[str], of: frozenset[str]) -> int:
    return min(_MOST, sum(1 for _ in takewhile(of.__contains__, words)))


def _readings(words: list[str], before: int, after: int) -> Iterator[str]:
    """Give the whole text first, then with ever more of the words around a question taken off."""
    cuts = sorted((i + j, j, i) for i in range(before + 1) for j in range(after + 1))
    return (" ".join(words[i : len(words) - j]) for _, j, i in cuts)
