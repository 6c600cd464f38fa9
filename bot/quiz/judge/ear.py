"""The ear: whether two spellings sound alike."""

import re
from functools import lru_cache

from bot.search import slips, sound

_LEAST = 0.4  # of the letters, as many must be right
_SILENT_E = re.compile(r"(?<=[aeiou])([^aeiouyw])e$")
_VOWELS = re.compile("[aeiou]+|(?<=.)[aeiouyw]+")
_GLIDE = re.compile("[YWH]")
_DOUBLED = re.compile(r"(.)\1+")


def sound_alike(said: str, word: str) -> bool:
    """Tell whether two folded words without gaps have the same consonants and as many syllables."""
    longest = max(len(said), len(word))
    most = round(longest * (1 - _LEAST))
    return _heard(said) == _heard(word) != "" and slips(said, word, most) <= most and _beats(said) == _beats(word)


@lru_cache(maxsize=2048)
def _heard(word: str) -> str:
    heard = sound(word.replace("ch", "k"))
    return _DOUBLED.sub(r"\1", heard[:1] + _GLIDE.sub("", heard[1:]))


@lru_cache(maxsize=2048)
def _beats(word: str) -> tuple[int, int]:
    """Return how many syllables a word has, and with how many consonants it begins."""
    spoken = _SILENT_E.sub(r"\1", _DOUBLED.sub(r"\1", word))
    vowels = list(_VOWELS.finditer(spoken))
    return len(vowels), vowels[0].start() if vowels else len(spoken)
