"""Ordinary words: tells a word of everyday English from a misspelled term.

The words are a spell checker's; they are kept as runs of text by their first two letters, a tenth of what a set needs.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_ENTRY = re.compile(r'"([^"\\]+)": (\d+)')
_SEEN = 51  # times in the spell checker's texts; below that stand misprints too
_OFTEN = 2000  # from then on a word belongs to everybody
_SHORTEST = 2


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is one of everyday English."""
    return _is_among(word, _SEEN)


def is_common(word: str) -> bool:
    """Tell whether a folded word is one that everybody uses."""
    return _is_among(word, _OFTEN)


def prepare() -> None:
    """Read the words, so that no query has to wait for them."""
    _words()


def _is_among(word: str, seen: int) -> bool:
    return len(word) >= _SHORTEST and f" {word} " in _words()[seen].get(word[:2], "")


@cache
def _words() -> Mapping[int, Mapping[str, str]]:
    """Return the words by how often they were seen at least, each time as runs by their first two letters."""
    words = {least: defaultdict[str, str](lambda: " ") for least in (_SEEN, _OFTEN)}
    for word, count in _seen():
        for least, runs in words.items():
            if count >= least:
                runs[word[:2]] += f"{word} "
    return words


def _seen() -> Iterator[tuple[str, int]]:
    """Yield the words that are no misprints, each with how often it was seen."""
    # Line by line: the checker's own dictionary would take 30 MB for a moment, the whole text 6 MB, and the process
    # would never give them all back.
    packed = files("spellchecker") / "resources" / "en.json.gz"
    with packed.open("rb") as file, gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if (entry := _ENTRY.search(line)) and (count := int(entry[2])) >= _SEEN:
                yield entry[1], count
