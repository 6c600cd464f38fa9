"""The index: every entry's names, and the three questions that others ask about them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from bot.search.completion import completed
from bot.search.ladder import climb, to_the_letter
from bot.search.likeness import Likeness
from bot.search.names import Entry, Names
from bot.search.query import Query
from bot.search.verdict import Answer, Nothing, Suggestions, Verdict

E = TypeVar("E", bound=Entry)

MOST_SUGGESTIONS = 5


class TermIndex(Generic[E]):
    """Finds entries by what people type; never changes, and no text makes it raise."""

    def __init__(self, entries: Iterable[E]) -> None:
        """Index entries; where no query decides, their order does."""
        self._entries = tuple(entries)
        self._names = Names.of(self._entries)
        self._likeness = Likeness(self._names)

    def find(self, query: str) -> Verdict[E]:
        """Answer only what is certain; otherwise suggest up to five entries, or nothing."""
        asked = Query.of(query)
        certain = climb(self._names, asked)
        match certain or tuple(owner for owner, _ in self._likeness.ranked(asked)):
            case ():
                return Nothing()
            case (owner,) if certain:
                return Answer(self._entries[owner])
            case owners:
                return Suggestions(tuple(self._entries[owner] for owner in owners[:MOST_SUGGESTIONS]))

    def rank(self, query: str, limit: int = 5) -> list[tuple[E, float]]:
        """Entries with a score from 0 to 100, best first; what `find` says is at their head."""
        ranked = self._ranked(Query.of(query))
        return [(self._entries[owner], score) for owner, score in ranked[: max(limit, 0)]]

    def complete(self, typed: str, limit: int = 25) -> list[E]:
        """Offer entries for a text that is still being typed, best first; for no text, the first entries."""
        asked = Query.of(typed)
        owners = self._completed(asked) if asked.written else range(len(self._entries))
        return [self._entries[owner] for owner in islice(dict.fromkeys(owners), max(limit, 0))]

    def _ranked(self, asked: Query) -> list[tuple[int, float]]:
        certain = climb(self._names, asked)
        likely = [(owner, score) for owner, score in self._likeness.ranked(asked) if owner not in certain]
        return [*((owner, 100.0) for owner in certain), *likely]

    def _completed(self, asked: Query) -> Iterator[int]:
        """Give what the text itself may become, then what its core may, then what `find` would suggest."""
        yield from to_the_letter(self._names, asked)
        for phrase in dict.fromkeys((*asked.readings[:1], asked.core)):
            yield from completed(self._names, phrase)
        yield from (owner for owner, _ in self._likeness.ranked(asked))
