"""Words: their root, their sound, their first letters."""

import re
from collections.abc import Iterator

from jellyfish import metaphone
from rapidfuzz.distance import OSA

from bot.search.small_words import EMPTY

_ENDINGS_TEXT = (
    "ications ication ations ation ators yments yment ments ment ating ated ates ate ying ings ing ions ion imums imum "
    "ima ices ied ies yed ys ed es ix e s y"
)
_ENDINGS = frozenset(_ENDINGS_TEXT.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
_LEFT = 3  # letters at least that an ending leaves over
_AGENTS = ("er", "or", "ers", "ors")
_VOWELS = "AEIOU"
_SPOKEN = re.compile("[aeiouy]")


def root(word: str) -> str:
    """Take off a word's ending, so that its inflections are one; an agent ("optimizer") is another word than a deed."""
    if len(word) <= _LEFT or word.endswith("ss"):
        return word
    most = min(_LONGEST_ENDING, len(word) - _LEFT)
    ending = next((n for n in range(most, 0, -1) if word[-n:] in _ENDINGS), 0)
    bare = word[: len(word) - ending]
    return bare[:-1] if ending and len(bare) > _LEFT and bare[-1] == bare[-2] != "s" else bare


def deed(word: str) -> str:
    """Return the root of what an agent does ("encoder", "encoding"), for other words their own."""
    if not word.endswith(_AGENTS):
        return root(word)
    bare = word.rstrip("s")[:-2]
    return root(bare[:-1] + "y" if bare.endswith("i") else bare)


def is_spoken(word: str) -> bool:
    """Tell a word from mere initials."""
    return _SPOKEN.search(word) is not None


def bag(phrase: str) -> str:
    """Put the roots of a folded phrase's words in order: equal for its inflections and in any order of its words."""
    return " ".join(sorted(map(root, phrase.split())))


def sound(word: str) -> str:
    """Return what a folded word sounds like, nothing if nobody speaks it; the vowel it begins with doesn't matter."""
    if not is_spoken(word):
        return ""
    heard = metaphone(word)
    return f"A{heard[1:]}" if heard[:1] in _VOWELS else heard


def initials(words: list[str]) -> str:
    """Return the first letters of words."""
    return "".join(word[0] for word in words)


def spelled_initials(phrase: str) -> Iterator[str]:
    """Give the initials of a folded phrase, with and without the words that carry no meaning; "to" may be a 2."""
    words = phrase.split()
    yield initials(words)
    if any(word in EMPTY for word in words):
        yield initials([word for word in words if word not in EMPTY])
    if "to" in words:
        yield initials(["2" if word == "to" else word for word in words])


def slips(word: str, other: str, most: int) -> int:
    """Count the letters that are wrong, missing, too many or swapped with the next, and not far beyond `most`."""
    return OSA.distance(word, other, score_cutoff=most)
