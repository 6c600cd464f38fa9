"""Spelling: whether a word is a slip of another, or another word."""

import re
from enum import Flag
from math import inf

from bot.quiz.judge.ear import sound_alike
from bot.search import is_ordinary, is_spoken, root, slips

# What turns a word into another. A slip in a word's first letter is taken for another word anyway, so that these only
# matter beside others that begin alike.
_TURNING = (
    "de di dis hetero homo hyper hypo in inter intra intro macro max mega meta micro min mini mono multi non "
    "off on out over post pre re retro self semi sub super un under uni up"
)
_BEGINNINGS = tuple(_TURNING.split())
_EVERY_LETTER, _NO_STRANGE_LETTER = 4, 5  # counts, is allowed in words of up to so many
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = 2  # letters of an ending that tell as much as others; "ization" makes no word longer than "ize"
_REST = 4  # letters at least behind a beginning
_INFLECTED = 0.2


class Stands(Flag):
    """How a word stands in an answer or a name."""

    FREE = 0
    ALONE = 1  # the one word of a name
    PROPER = 2  # with a capital inside: the name of a thing, beside which others have the next name
    IN_PIECES = 4  # in an answer of more words than the name has, as one that was spoken and written down by ear


def word_slips(said: str, word: str, stands: Stands) -> float:
    """Return how far what was said is from a word: 0 for the same, infinity for another word."""
    if said == word:
        return 0.0
    if _are_inflected(said, word):
        return _INFLECTED
    if len(word) < _EVERY_LETTER or len(said) < _EVERY_LETTER - 1 or any(map(str.isdigit, said + word)):
        return inf
    if not is_spoken(word):
        return 1.0 if sorted(said) == sorted(word) and slips(said, word, 1) == 1 else inf
    return _spoken_slips(said, word, stands)


def _spoken_slips(said: str, word: str, stands: Stands) -> float:
    most = _most(word)
    found = slips(said, word, most)
    is_heard = sound_alike(said, word)
    if is_ordinary(said) and (Stands.ALONE in stands or found > most or not is_heard):
        return inf
    if found > most:
        return most + 1.0 if is_heard and Stands.IN_PIECES in stands else inf
    is_whole = is_heard or _begin_alike(said, word)
    return float(found) if is_whole and _has_its_letters(said, word, stands) and not _turns(said, word, found) else inf


def _most(word: str) -> int:
    """Return how many slips a word of that length is forgiven."""
    telling = min(len(word), len(root(word)) + _ENDING)
    return 1 if telling < 8 else 2 if telling < 12 else 3


def _begin_alike(said: str, word: str) -> bool:
    return said[0] == word[0] or sorted(said[:2]) == sorted(word[:2])


def _has_its_letters(said: str, word: str, stands: Stands) -> bool:
    """Tell whether a word, where that counts, has no strange consonant, and a very short one the very letters."""
    if len(word) <= _EVERY_LETTER and (Stands.ALONE in stands or not is_ordinary(word)):
        return sorted(said) == sorted(word) or _differ_by_doubling(said, word)
    is_strict = len(word) <= _NO_STRANGE_LETTER or Stands.PROPER in stands
    return not is_strict or set(said) - set(word) <= _VOWELS


def _differ_by_doubling(said: str, word: str) -> bool:
    return _DOUBLED.sub(r"\1", said) == _DOUBLED.sub(r"\1", word)


def _are_inflected(said: str, word: str) -> bool:
    """Tell whether two words have one root, and of short roots one word begins the other: `states`, but not `stats`."""
    same = root(said)
    if same != root(word):
        return False
    return len(same) > _EVERY_LETTER or (len(said) != len(word) and (said.startswith(word) or word.startswith(said)))


def _turns(said: str, word: str, found: int) -> bool:
    """Tell whether what was said is as near to the word with another beginning, as "micro" is to "macro"."""
    if _differ_by_doubling(said, word):
        return False
    rests = {start: word[len(start) :] for start in ("", *_BEGINNINGS) if word.startswith(start)}
    others = {
        other + rest
        for start, rest in rests.items()
        if not rest or (len(rest) >= _REST and (not start or is_ordinary(rest)))
        for other in ("", *_BEGINNINGS)
    }
    return any(other[:1] == word[0] and slips(said, other, found) <= found for other in others - {word})
