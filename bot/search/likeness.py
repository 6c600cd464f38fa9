"""Likeness: how near every entry is to a query, from 0 to 100; good for an order, not for certainty."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.names import Names
from bot.search.query import Query
from bot.search.words import in_any_order, stems

ENOUGH = 60.0  # what is less like is not worth a suggestion
_Score = tuple[int, float]  # a label's place, and its likeness


class Likeness:
    """Compares queries with the labels of an index in four ways; the best of them counts."""

    def __init__(self, names: Names) -> None:
        """Prepare the labels' words."""
        self._names = names
        self._sorted = [in_any_order(label.folded) for label in names.labels]
        self._stems = [stems(label.folded) for label in names.labels]
        self._with: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self._stems):
            for word in words:
                self._with[word].append(at)

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """Owners with their likeness, best first, of equal ones the earlier entry; only those that are like enough."""
        best: dict[int, float] = {}
        for way in (self._spelled, self._shuffled, self._begun, self._worded):
            for at, score in way(query):
                owner = self._names.labels[at].owner
                best[owner] = max(score, best.get(owner, 0.0))
        enough = [(owner, score) for owner, score in best.items() if score >= ENOUGH]
        return sorted(enough, key=lambda scored: (-scored[1], scored[0]))

    def _spelled(self, query: Query) -> Iterable[_Score]:
        return _near(query.tight, self._names.tights)

    def _shuffled(self, query: Query) -> Iterable[_Score]:
        return ((at, score - 1) for at, score in _near(in_any_order(query.core), self._sorted))

    def _begun(self, query: Query) -> Iterator[_Score]:
        """Score beginnings: the less is missing, the more like."""
        if len(query.tight) < 2:
            return
        for at, tight in enumerate(self._names.tights):
            if tight.startswith(query.tight):
                yield at, 70 + 29 * len(query.tight) / len(tight)

    def _worded(self, query: Query) -> Iterator[_Score]:
        """Shared words count by their rarity: much if one side is all in the other, else by how much is shared."""
        said = stems(query.core)
        weight = {word: self._weight(word) for word in said}
        whole = sum(weight.values())
        for at in {at for word in said for at in self._with.get(word, ())}:
            meant = self._stems[at]
            shared = sum(weight[word] for word in said & meant)
            total = whole + sum(map(self._weight, meant))
            if meant <= said or said <= meant:
                yield at, 50 + 45 * shared / (total - shared)
            else:
                yield at, 95 * 2 * shared / total

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._stems) / (len(self._with.get(word, ())) or 1))


def _near(text: str, choices: Sequence[str]) -> Iterator[_Score]:
    least = ENOUGH / 100
    for _, score, at in process.extract(
        text, choices, scorer=OSA.normalized_similarity, score_cutoff=least, limit=None
    ):
        yield at, 99 * score
