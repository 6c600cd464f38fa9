"""The vocabulary: every word of every name, and which of them a typed word may be."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.words import deed, is_spoken, root, sound

HEAD = 4  # letters at a word's beginning of which one may be wrong
_MOST_BEGUN = 24  # words that a beginning is taken for, so that a short one costs no more than a long one
_MOST_TYPED = 200  # the same for the word that is still being typed

_INFLECTED, _DEED = 0.93, 0.8  # how sure another form of a word is meant, and a deed by its agent

Meant = Mapping[int, float]
"""Words by their place in the vocabulary, each with how sure it is meant, up to 1."""


class Vocabulary:
    """Words in alphabetical order, found by what is like them."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index words by root, by sound, and by their heads with a letter left out."""
        self.words = sorted(set(words))
        self.place = {word: at for at, word in enumerate(self.words)}
        self._roots: dict[str, list[int]] = defaultdict(list)
        self._deeds: dict[str, list[int]] = defaultdict(list)
        self._sounds: dict[str, list[int]] = defaultdict(list)
        self._heads: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self._roots[root(word)].append(at)
            self._deeds[deed(word)].append(at)
            if len(word) > 3 and (heard := sound(word)):
                self._sounds[heard].append(at)
            if len(word) > 2:
                for key in _heads(word):
                    self._heads[key].append(at)

    def meant(self, word: str) -> Meant:
        """Return what a whole word may be: itself and its kin, else what it begins or is a slip of."""
        found = self.kin(word)
        if word not in self.place:
            found = self._slips(word) | found
        return self._begun(word) | found

    def begun(self, part: str, *, with_slips: bool) -> Meant:
        """Return what a word that is still being typed may become, on demand with a slip in it."""
        found = {at: 0.7 + 0.3 * len(part) / len(self.words[at]) for at in self.starting(part)[:_MOST_TYPED]}
        return self._slipped_heads(part) | found if with_slips else found

    def starting(self, part: str) -> range:
        """Return the places of the words that begin so."""
        return range(bisect_left(self.words, part), bisect_left(self.words, part + "\U0010ffff"))

    def kin(self, word: str) -> dict[int, float]:
        """Return a word and its inflections, where they are words of the vocabulary."""
        found = dict.fromkeys(self._deeds.get(deed(word), ()), _DEED)
        found |= dict.fromkeys(self._roots.get(root(word), ()), _INFLECTED)
        if word in self.place:
            found[self.place[word]] = 1.0
        return found

    def _begun(self, word: str) -> dict[int, float]:
        if len(word) < 3:
            return {}
        places = self.starting(word)
        return {at: 0.55 + 0.4 * len(word) / len(self.words[at]) for at in places[:_MOST_BEGUN]}

    def _slips(self, word: str) -> dict[int, float]:
        near = {at for key in _heads(word) for at in self._heads.get(key, ())}
        found = dict(self._measured(word, near))
        if heard := sound(word):
            for at in self._sounds.get(heard, ()):
                found[at] = max(found.get(at, 0.0), self._likeness_by_ear(word, self.words[at]))
        return found

    def _likeness_by_ear(self, word: str, other: str) -> float:
        least = 0.62 if abs(len(word) - len(other)) < 2 else 0.0
        return max(least, 0.93 * OSA.normalized_similarity(word, other) ** 0.5)

    def _measured(self, word: str, near: Iterable[int]) -> Iterator[tuple[int, float]]:
        most = _slips_in(word)
        choices = {at: self.words[at] for at in near}
        for other, edits, at in process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
            sure = 1 - edits / (0.5 + max(len(word), len(other)))
            yield at, sure if _may_be_a_slip(word, other) else 0.7 * sure

    def _slipped_heads(self, part: str) -> dict[int, float]:
        if len(part) < 3:
            return {}
        near = {at for key in _heads(part) for at in self._heads.get(key, ())}
        most = 1 if len(part) < 7 else 2
        found: dict[int, float] = {}
        for length in range(len(part) - 1, len(part) + 2):  # a letter too few or too many moves the end
            heads = {at: self.words[at][:length] for at in near}
            for _, edits, at in process.extract(part, heads, scorer=OSA.distance, score_cutoff=most, limit=None):
                found[at] = max(found.get(at, 0.0), 0.9 - edits / len(part) - 0.01 * abs(length - len(part)))
        return found


def _may_be_a_slip(word: str, other: str) -> bool:
    """Tell a slip from other initials, and from a short word that begins otherwise."""
    if not is_spoken(other):
        return set(word) == set(other)
    return len(word) > 4 or set(word[:2]) == set(other[:2]) or word[0] == other[0]


def _slips_in(word: str) -> int:
    """Return how many slips a word of that length is forgiven."""
    return 1 if len(word) < 5 else 2 if len(word) < 9 else 3


def _heads(word: str) -> set[str]:
    head = word[:HEAD]
    return {head, *(head[:at] + head[at + 1 :] for at in range(len(head)))} if len(head) > 2 else {head}
