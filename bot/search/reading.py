"""Reading: the words of a query, each with what it may mean and how much it says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.search.names import Label
from bot.search.postings import EMPTY_WEIGHT, Postings
from bot.search.small_words import EMPTY, FILLERS, SHORT_FORMS
from bot.search.vocabulary import Meant

MOST_WORDS = 8  # of a query that are compared one by one
_FILLER_WEIGHT = 0.3  # in shares of another word's
_CERTAIN = 0.8  # how sure a word must be meant to lend its rarity
_NEAR = 0.76  # how near two words must come to one of the vocabulary to be taken for it
_INITIALS = range(2, 7)  # letters


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a query: what it may mean, which labels it may be initials in, and its weight."""

    text: str
    meant: Meant
    short_for: Sequence[int]
    weight: float
    is_known: bool  # a word of the vocabulary
    is_unique: bool  # that only one entry has
    is_empty: bool

    @property
    def is_heavy(self) -> bool:
        """Tell whether it says what is asked about, unlike "the" and "method"."""
        return not self.is_empty and self.text not in FILLERS


class Reader:
    """Reads queries by the vocabulary of an index."""

    def __init__(self, labels: Sequence[Label], postings: Postings) -> None:
        """Take what is read by."""
        self._labels = labels
        self._postings = postings
        self._vocabulary = postings.vocabulary

    def parts(self, words: Sequence[str]) -> list[Part]:
        """Read the words of a query; a long one only has its first telling words, which are taken as they stand."""
        if len(words) <= MOST_WORDS:
            return [self._part(word, self._vocabulary.meant(word)) for word in self._repaired(words)]
        telling = [word for word in words if word not in EMPTY and word not in FILLERS]
        return [self._part(word, self._vocabulary.kin(word)) for word in telling[:MOST_WORDS]]

    def typed(self, words: Sequence[str], *, with_slips: bool) -> list[Part]:
        """Read the words of a text that is still being typed: the last of them goes on."""
        if not words:
            return []
        *done, last = words[:MOST_WORDS]
        before = [self._part(word, self._vocabulary.kin(word) or self._vocabulary.meant(word)) for word in done]
        return [*before, self._part(last, self._vocabulary.begun(last, with_slips=with_slips))]

    def _part(self, word: str, meant: Meant) -> Part:
        rarity, place = self._postings.rarity, self._vocabulary.place
        weight = max(
            (rarity[at] * sure for at, sure in meant.items() if sure > _CERTAIN), default=self._postings.rarest
        )
        return Part(
            word,
            meant,
            self._postings.spelled.get(word, ()) if len(word) in _INITIALS else (),
            weight * (EMPTY_WEIGHT if word in EMPTY else _FILLER_WEIGHT if word in FILLERS else 1),
            is_known=word in place,
            is_unique=word in place and self._is_unique(place[word]),
            is_empty=word in EMPTY,
        )

    def _is_unique(self, word: int) -> bool:
        return len({self._labels[at].owner for at in self._postings.having[word][:9]}) == 1

    def _repaired(self, words: Iterable[str]) -> list[str]:
        """Close a gap inside a word, open one that is missing between two, and write out what is short."""
        done: list[str] = []
        rest = [SHORT_FORMS.get(word, word) for word in reversed(list(words))]
        while rest:
            word = rest.pop()
            if rest and self._belong_together(word, rest[-1]):
                word += rest.pop()
            elif cut := self._gap(word):
                done.append(word[:cut])
                word = word[cut:]
            done.append(word)
        return done

    def _belong_together(self, word: str, after: str) -> bool:
        if word + after in self._vocabulary.place:
            return True
        if word in self._vocabulary.place:
            return False
        return any(sure > _NEAR for sure in self._vocabulary.meant(word + after).values())

    def _gap(self, word: str) -> int:
        place = self._vocabulary.place
        if word in place:
            return 0
        return next((n for n in range(3, len(word) - 2) if word[:n] in place and word[n:] in place), 0)
