"""Words: their singular, their stem, and which of them carry no meaning."""

from collections.abc import Callable
from typing import cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]  (it has none)

_EMPTY_WORDS = "a an and are as at be by for from in is it its of on or that the this to with"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ES = ("sses", "xes", "ches", "shes", "zzes")
_stem = cast("Callable[[str], str]", snowballstemmer.stemmer("english").stemWord)  # pyright: ignore[reportUnknownMemberType]  (it has no types)


def singular(phrase: str) -> str:
    """Put every word of a folded phrase into what is most likely its singular; only good for comparing."""
    return " ".join(_one(word) for word in phrase.split())


def stems(phrase: str) -> frozenset[str]:
    """Take the stems of a folded phrase's words, without those that carry no meaning."""
    return frozenset(_stem(word) for word in phrase.split() if word not in _EMPTY)


def in_any_order(phrase: str) -> str:
    """Sort the words of a folded phrase, each in the singular."""
    return " ".join(sorted(singular(phrase).split()))


def _one(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_ES) else word[:-1]
