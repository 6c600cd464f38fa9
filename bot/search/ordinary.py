"""Ordinary words: tells a word of everyday English from a misspelled term.

The words are a spell checker's; they are kept as runs of text by their first two letters, a tenth of what a set needs.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
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
def _words() -> dict[int, dict[str, str]]:
    """Return the words by how often they were seen at least, each time as runs by their first two letters."""
    # Read as text: as the checker's own dictionary it would take 30 MB for a moment, and never give them all back.
    text = gzip.decompress((files("spellchecker") / "resources" / "en.json.gz").read_bytes()).decode()
    entries = ((entry[1], int(entry[2])) for entry in _ENTRY.finditer(text))
    seen = [(word, count) for word, count in entries if count >= _SEEN]
    return {least: _runs(word for word, count in seen if count >= least) for least in (_SEEN, _OFTEN)}


def _runs(words: Iterable[str]) -> dict[str, str]:
    runs: dict[str, list[str]] = defaultdict(list)
    for word in words:
        runs[word[:2]].append(word)
    return {start: f" {' '.join(same)} " for start, same in runs.items()}
