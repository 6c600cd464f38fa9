"""Completion: what somebody who is still typing may be on the way to."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import islice

from bot.search.fold import squeeze
from bot.search.likeness import Likeness
from bot.search.names import Kind, Names
from bot.search.query import Query
from bot.search.reading import Reader

_MOST_LOOKED_AT = 300  # labels that begin alike, so that one letter costs no more than three
_MOST_LIKE = 10  # labels that are compared beyond those that begin so
_ASKED = 0.4  # of what is typed, as much as must be in an entry
_END = "\U0010ffff"


class Completion:
    """Completes texts from labels in alphabetical order, then from the words in them; with slips if none begins so."""

    def __init__(self, names: Names, reader: Reader, likeness: Likeness) -> None:
        """Sort the labels; slugs are nothing that people see."""
        shown = [label for label in names.labels if label.kind is not Kind.SLUG]
        ordered = sorted((label.tight, label.kind, label.owner) for label in shown)
        self._tights = [tight for tight, _, _ in ordered]
        self._standing = [(kind, len(tight), owner) for tight, kind, owner in ordered]
        self._names = names
        self._reader = reader
        self._likeness = likeness

    def completed(self, query: Query, limit: int) -> list[int]:
        """Return up to so many entries, best first: who is called so, whose name begins so, then who is like it."""
        found = dict.fromkeys(self._names.to_the_letter.get(query.written, ()))
        for phrase in dict.fromkeys((*query.readings[:1], query.core)):
            found |= dict.fromkeys(self._begun(squeeze(phrase), limit))
        if len(found) < limit:
            found |= dict.fromkeys(self._like(query, with_slips=not found))
        return list(islice(found, limit))

    def _begun(self, tight: str, limit: int) -> Iterator[int]:
        """Give names before aliases, and the shorter ones first."""
        if not tight:
            return
        yield from self._names.exact.get(tight, ())
        start, end = bisect_left(self._tights, tight), bisect_left(self._tights, tight + _END)
        places = range(start, min(end, start + _MOST_LOOKED_AT))
        yield from (owner for _, _, owner in nsmallest(2 * limit, map(self._standing.__getitem__, places)))

    def _like(self, query: Query, *, with_slips: bool) -> Iterable[int]:
        parts = self._reader.typed(query.words, with_slips=with_slips)
        return (like.owner for like in self._likeness.ranked(parts, _MOST_LIKE) if like.asked > _ASKED)
