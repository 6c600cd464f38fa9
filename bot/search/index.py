"""The index: every entry's names, and the three questions that others ask about them."""

from collections.abc import Iterable
from itertools import islice
from typing import Generic, TypeVar

from bot.search.completion import Completion
from bot.search.ladder import climb
from bot.search.likeness import Likeness
from bot.search.names import Entry, Names
from bot.search.ordinary import prepare
from bot.search.postings import Postings
from bot.search.query import Query
from bot.search.reading import Reader
from bot.search.trust import is_trusted
from bot.search.verdict import Answer, Nothing, Suggestions, Verdict

E = TypeVar("E", bound=Entry)

MOST_SUGGESTIONS = 5
_ENOUGH = 62.0  # what is less like is not worth a suggestion on its own
_COMPANY = 45.0  # and this is not worth one beside a better one


class TermIndex(Generic[E]):
    """Finds entries by what people type; never changes, and no text makes it raise."""

    def __init__(self, entries: Iterable[E]) -> None:
        """Index entries; where no query decides, their order does."""
        prepare()
        self._entries = tuple(entries)
        self._names = Names.of(self._entries)
        postings = Postings.of(self._names.labels)
        self._reader = Reader(self._names.labels, postings)
        self._likeness = Likeness(self._names.labels, postings)
        self._completion = Completion(self._names, self._reader, self._likeness)

    def find(self, query: str) -> Verdict[E]:
        """Answer only what is certain; otherwise suggest up to five entries, or nothing."""
        asked = Query.of(query)
        if certain := climb(self._names, asked):
            return self._said(certain, is_sure=len(certain) == 1)
        parts = self._reader.parts(asked.words)
        ranked = self._likeness.ranked(parts)
        if not ranked or ranked[0].score < _ENOUGH:
            return Nothing()
        likely = tuple(like.owner for like in ranked if like.score >= _COMPANY)
        return self._said(likely, is_sure=is_trusted(ranked, parts))

    def rank(self, query: str, limit: int = 5) -> list[tuple[E, float]]:
        """Entries with a score from 0 to 100, best first; what `find` says is at their head."""
        asked = Query.of(query)
        scores = dict.fromkeys(climb(self._names, asked), 100.0)
        for like in self._likeness.ranked(self._reader.parts(asked.words)):
            scores.setdefault(like.owner, like.score)
        return [(self._entries[owner], score) for owner, score in islice(scores.items(), max(limit, 0))]

    def complete(self, typed: str, limit: int = 25) -> list[E]:
        """Offer entries for a text that is still being typed, best first; for no text, the first entries."""
        most, asked = max(limit, 0), Query.of(typed)
        if not asked.written:
            return list(self._entries[:most])
        return [self._entries[owner] for owner in self._completion.completed(asked, most)]

    def _said(self, owners: tuple[int, ...], *, is_sure: bool) -> Verdict[E]:
        if is_sure:
            return Answer(self._entries[owners[0]])
        return Suggestions(tuple(self._entries[owner] for owner in owners[:MOST_SUGGESTIONS]))
