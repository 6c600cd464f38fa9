"""Reading: what of an answer is meant to be the name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.quiz.judge.small_words import BEFORE, BEHIND, CLOSE_KINDS, KINDS, LETTERS, VAGUE_KINDS
from bot.quiz.judge.wording import Wording, folded, wording
from bot.search import is_ordinary, is_spoken

_MOST_AROUND = 6  # words that are taken off at either end
_MOST_IN_TWO = 12
_WORD_AROUND, _SPELLED_OUT, _WITHOUT_KIND = 0.02, 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an answer, and how far that is from what was typed."""

    wording: Wording
    away: float
    is_bare: bool = False  # one word, from which its kind was taken off


def readings(said: str) -> tuple[Reading, ...]:
    """Read an answer of any length: as it is, and with ever more taken off around it."""
    words = folded(said).split()
    before = _run(words, BEFORE)
    after = _run(reversed(words[before:]), BEHIND)
    found: dict[str, Reading] = {}
    for start, end in _cuts(before, after):
        for reading in _variants(words[start : len(words) - end], _WORD_AROUND * (start + end)):
            found.setdefault(reading.wording.plain, reading)
    return tuple(found.values())


def halves(said: str) -> Iterator[tuple[Sequence[Reading], Sequence[Reading]]]:
    """Read an answer as two, as in "CNN (convolutional neural network)"; not one of very many words."""
    words = folded(said).split()[: _MOST_IN_TWO + 1]
    for at in range(1, len(words) if len(words) <= _MOST_IN_TWO else 0):
        yield tuple(_variants(words[:at], 0.0)), tuple(_variants(words[at:], 0.0))


def _cuts(before: int, after: int) -> Iterator[tuple[int, int]]:
    """Give how many words to take off at either end, the least first: at one of them none or all that can go."""
    every = ((start, end) for start in range(before + 1) for end in range(after + 1))
    return iter(sorted((cut for cut in every if cut[0] in (0, before) or cut[1] in (0, after)), key=sum))


def _run(words: Iterable[str], of: frozenset[str]) -> int:
    return min(_MOST_AROUND, sum(1 for _ in takewhile(of.__contains__, words)))


def _variants(words: Sequence[str], away: float) -> Iterator[Reading]:
    """Give words as they stand, with letters for their names, and without the kind of thing that is said behind."""
    yield Reading(wording(" ".join(words)), away)
    if not LETTERS.keys().isdisjoint(words):
        yield Reading(wording(" ".join(LETTERS.get(word, word) for word in words)), away + _SPELLED_OUT)
    match words:
        case [word, kind] if kind in _kinds_of(word):
            yield Reading(wording(word), away + _WITHOUT_KIND, is_bare=True)
        case [*name, kind] if len(name) > 1 and kind in KINDS:
            yield Reading(wording(" ".join(name)), away + _WITHOUT_KIND)
        case _:
            pass


def _kinds_of(word: str) -> frozenset[str]:
    """Return the kinds of thing that make no other thing of a word."""
    if not is_spoken(word):
        return KINDS
    return VAGUE_KINDS if is_ordinary(word) else CLOSE_KINDS
