"""Postings: which labels have a word, which may be meant by initials, and how rare each word is."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.search.names import Label
from bot.search.small_words import EMPTY
from bot.search.vocabulary import Vocabulary
from bot.search.words import spelled_initials

EMPTY_WEIGHT = 0.1  # of an empty word, in shares of another's
_LONGEST_INITIALS = 6
_MOST_SPELLED = 8  # words of a label that are still spelled by initials


@dataclass(frozen=True, slots=True)
class Postings:
    """Labels by what is in them, those with fewest words first; labels and words are known by their place."""

    vocabulary: Vocabulary
    words: Sequence[tuple[int, ...]]
    having: Sequence[Sequence[int]]
    spelled: Mapping[str, Sequence[int]]
    rarity: Sequence[float]
    rarest: float

    @classmethod
    def of(cls, labels: Sequence[Label]) -> "Postings":
        """Index the words and the initials of labels."""
        vocabulary = Vocabulary(word for label in labels for word in label.folded.split())
        words = [tuple(vocabulary.place[word] for word in label.folded.split()) for label in labels]
        having: list[list[int]] = [[] for _ in vocabulary.words]
        spelled: dict[str, list[int]] = defaultdict(list)
        for at in sorted(range(len(labels)), key=lambda at: len(words[at])):
            for word in set(words[at]):
                having[word].append(at)
            for text in _runs_of_initials(labels[at].folded):
                spelled[text].append(at)
        rarity = [
            math.log(1 + len(labels) / len(found)) * (EMPTY_WEIGHT if word in EMPTY else 1)
            for word, found in zip(vocabulary.words, having, strict=True)
        ]
        return cls(vocabulary, words, having, spelled, rarity, math.log(1 + len(labels)))


def _runs_of_initials(folded: str) -> Iterator[str]:
    """Give every run of two to six initials of a folded label, each once."""
    runs = {
        text[start:end]
        for text in spelled_initials(folded)
        if len(text) <= _MOST_SPELLED
        for start in range(len(text))
        for end in range(start + 2, min(start + _LONGEST_INITIALS, len(text)) + 1)
    }
    return iter(runs)
