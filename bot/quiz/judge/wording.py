"""Wording: a name or an answer, laid out for comparing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.quiz.judge.small_words import LINKS, NUMBERS, WHOLE
from bot.search import cut, fold, root, squeeze

_LONGEST = 100  # characters that are looked at
_TO = re.compile(r"(?<=[a-z]{3})2(?=[a-z]{3})")  # as in "word2vec"
_INNER_CAPITAL = re.compile(r"\w*[a-z][A-Z]\w*")
_PAIRED = re.compile(r"[-/&,\d]| and ")
_DIRECTIONS = frozenset({"as", "from", "in", "through", "to"})  # between words that mustn't change places
_AMERICAN = (
    (re.compile(r"is(ation|e|ed|er|ers|es|ing)(s?)$"), r"iz\1\2"),
    (re.compile(r"ys(e|ed|er|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
    (re.compile(r"(?<=[aeiou])ll(ed|er|ers|ing)$"), r"l\1"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it was folded, and its words in one spelling, without those that only link them."""

    exact: str
    plain: str
    words: tuple[str, ...]
    roots: tuple[str, ...]
    proper: frozenset[str]  # words with a capital inside: names of things, of which every letter counts
    may_turn: bool  # two things side by side, or a number: their order says nothing

    @property
    def tight(self) -> str:
        """The words without gaps."""
        return "".join(self.words)


def folded(text: str) -> str:
    """Fold the beginning of a text, however much of it one character may stand for."""
    return fold(cut(text).replace("++", " plusplus "))[:_LONGEST]  # "U-Net++" is no "U-Net"


@lru_cache(maxsize=256)  # the readings of an answer have much in common
def wording(text: str) -> Wording:
    """Lay out a text of any length."""
    short = folded(text)
    plain = _plain(short.split())
    words = tuple(word for word in plain if word not in LINKS) or plain
    return Wording(
        exact=squeeze(short),
        plain="".join(plain),
        words=words,
        roots=tuple(map(root, words)),
        proper=frozenset(squeeze(fold(name)) for name in _INNER_CAPITAL.findall(text[:_LONGEST])),
        may_turn=bool(_PAIRED.search(text)) and _DIRECTIONS.isdisjoint(plain),
    )


def _plain(words: list[str]) -> tuple[str, ...]:
    numbered = [NUMBERS.get(word) or WHOLE.get(word, word) for word in words]
    for at in range(1, len(numbered) - 1):
        if numbered[at] == "2" and min(len(numbered[at - 1]), len(numbered[at + 1])) > 2:
            numbered[at] = "to"
    return tuple(part for word in numbered for part in _TO.sub(" to ", _american(word)).split())


def _american(word: str) -> str:
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word
