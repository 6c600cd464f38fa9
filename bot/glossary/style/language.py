"""Language: words, stems and sentences of English text."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]  # it has none

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
_stem = cast("Callable[[str], str]", snowballstemmer.stemmer("english").stemWord)  # pyright: ignore[reportUnknownMemberType]  # it has no types
STOP_WORDS: frozenset[str] = frozenset(
    WORD.findall(
        "a an the of in on at for to and or nor but with without by from as into over under than per is are be it its"
        " this that these those no not all any each one two"
    )
)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, hyphens parted, possessives without their `'s`."""
    found: list[str] = WORD.findall(text.casefold())
    return [re.sub(r"['’]s$", "", word) for word in found]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what a word shares with its inflections: `activate` and `activation` have one stem."""
    return _stem(word)


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words."""
    return frozenset(map(stem, words(text)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return SENTENCE_END.split(text)


def length(sentence: str) -> int:
    """Return how many words a sentence has for its reader; `2.5` and `mini-batch` are one each."""
    return sum(any(map(str.isalnum, word)) for word in sentence.split())
