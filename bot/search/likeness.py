"""Likeness: how near entries are to a query, by the words that they share, each weighed by its rarity."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import isclose
from operator import mul

from rapidfuzz.distance import OSA

from bot.search.names import Label
from bot.search.postings import Postings
from bot.search.reading import Part
from bot.search.words import spelled_initials

INITIALS = 0.88  # how sure initials are meant
_MOST_CANDIDATES = 16
_MOST_OF_A_WORD = 200  # labels with a word that are looked at; those with fewest words come first
_MOST_OF_A_PART = 400  # labels with any word that a part may mean
_VAGUE = 40  # words that a part may mean, from which on it only decides between what others bring up
_INITIALS_AT_A_GLANCE = 0.7
_OWN, _NAMED, _POOLED, _SPELLED, _PER_KIND = 35.0, 33.0, 20.0, 12.0, 0.5  # points, a hundred in all


@dataclass(frozen=True, slots=True)
class Like:
    """An entry with its score from 0 to 100, and the shares that say how it came about."""

    owner: int
    score: float
    asked: float  # of the query's weight, as much as the entry's words cover
    named: float  # of the best label's weight, as much as the query covers
    covers: tuple[float, ...]  # how well the entry's words cover each word of the query


class Likeness:
    """Compares queries with entries, never with more than a few."""

    def __init__(self, labels: Sequence[Label], postings: Postings) -> None:
        """Take what is compared."""
        self._labels = labels
        self._postings = postings

    def ranked(self, parts: Sequence[Part], most: int = _MOST_CANDIDATES) -> list[Like]:
        """Return the entries that are like a query, best first, of equal ones the earlier."""
        whole = sum(part.weight for part in parts) or 1.0
        weights = [part.weight / whole for part in parts]
        scored = [self._scored(labels, parts, weights) for labels in self._candidates(parts, most)]
        return sorted(scored, key=lambda like: (-like.score, like.owner))

    def _candidates(self, parts: Sequence[Part], most: int) -> list[list[int]]:
        """Return the likest labels at a first glance, those of one entry together."""
        gathered: dict[int, float] = defaultdict(float)
        for part in [part for part in parts if len(part.meant) <= _VAGUE] or parts:
            for at, worth in self._worth(part).items():
                gathered[at] += worth
        found: dict[int, list[int]] = {}
        for at in nlargest(most, gathered, key=gathered.__getitem__):
            found.setdefault(self._labels[at].owner, []).append(at)
        return list(found.values())

    def _worth(self, part: Part) -> Mapping[int, float]:
        """Return what a part is worth to the labels that have it; more where it is all that is said."""
        words = self._postings.words
        worth: dict[int, float] = {}
        for word, sure in sorted(part.meant.items(), key=lambda meant: -meant[1]):
            value = part.weight * sure
            for at in self._postings.having[word][:_MOST_OF_A_WORD]:
                if at not in worth:
                    worth[at] = value * (1 + 0.5 / len(words[at]))
            if len(worth) > _MOST_OF_A_PART:
                break
        initials = dict.fromkeys(part.short_for[:_MOST_OF_A_WORD], part.weight * _INITIALS_AT_A_GLANCE)
        return initials | worth

    def _scored(self, labels: Sequence[int], parts: Sequence[Part], weights: Sequence[float]) -> Like:
        """Score an entry by its likest label, and by what its labels cover of the query together."""
        best, named, first = 0.0, 0.0, labels[0]
        pooled = [0.0] * len(weights)
        for at in labels:
            covers, share = self._covered(at, parts)
            pooled = list(map(max, pooled, covers))
            score = _OWN * sum(map(mul, covers, weights)) + _NAMED * share - _PER_KIND * self._labels[at].kind
            if score > best:
                best, named, first = score, share, at
        asked = sum(map(mul, pooled, weights))
        spelled = named if isclose(named, INITIALS) else self._spelled(first, parts)
        return Like(self._labels[first].owner, best + _POOLED * asked + _SPELLED * spelled, asked, named, tuple(pooled))

    def _spelled(self, at: int, parts: Sequence[Part]) -> float:
        return OSA.normalized_similarity("".join([part.text for part in parts]), self._labels[at].tight)

    def _covered(self, at: int, parts: Sequence[Part]) -> tuple[list[float], float]:
        """Return how well a label covers each part, and the share of the label that is covered."""
        words = self._postings.words[at]
        covers = [0.0] * len(words)
        asked: list[float] = []
        for part in parts:
            sure, place = _best_place(words, part, covers)
            if sure < INITIALS and part.short_for and (span := self._span(at, part)):
                sure = INITIALS
                covers[span] = [max(sure, cover) for cover in covers[span]]
            elif sure > covers[place]:
                covers[place] = sure
            asked.append(sure)
        rarity = [self._postings.rarity[word] for word in words]
        return asked, sum(map(mul, covers, rarity)) / sum(rarity)

    def _span(self, at: int, part: Part) -> slice | None:
        """Return which words of a label a part may be the initials of; empty words among them may shift it a little."""
        for text in spelled_initials(self._labels[at].folded):
            if text == part.text:
                return slice(None)
            if (start := text.find(part.text)) >= 0:
                return slice(start, start + len(part.text))
        return None


def _best_place(words: Sequence[int], part: Part, covers: Sequence[float]) -> tuple[float, int]:
    """Return how sure a part is meant by a label's likest word, and where that stands; a free one first."""
    best, where, meant = 0.0, 0, part.meant
    for place, word in enumerate(words):
        if word in meant and ((sure := meant[word]) > best or (sure == best and not covers[place])):
            best, where = sure, place
    return best, where
