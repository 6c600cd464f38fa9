"""Rivals: which other terms are fair wrong answers to a question on a term, and which texts give the term away."""

import re
from collections.abc import Iterable
from enum import IntEnum, auto
from functools import lru_cache

from bot.glossary.fold import fold
from bot.glossary.style.language import stem
from bot.glossary.terms import Glossary, Term

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"})
_ALIKE = 5  # letters: words that begin alike as far as that are kin, as `normalize` and `normalization` are
_ENDING = 2  # letters that a shorter word may grow by, as `loss` does in `losses`


class Closeness(IntEnum):
    """How likely one term is taken for another, the likeliest first."""

    CHOSEN = auto()  # its author wants it as a wrong answer
    CONFUSED = auto()  # one of the two warns of the other
    CHOSEN_THERE = auto()  # the other's author wants this one
    ALIKE = auto()  # both authors want the same third one
    SIBLING = auto()  # of one category
    RELATED = auto()  # where to go next, which is often a kind of the same thing and may be right as well
    STRANGER = auto()


def closeness(rival: Term, term: Term) -> Closeness:
    """Return how likely `rival` is taken for `term`."""
    if rival.slug in term.quiz.distractors:
        return Closeness.CHOSEN
    if difference(rival, term) is not None or difference(term, rival) is not None:
        return Closeness.CONFUSED
    if term.slug in rival.quiz.distractors:
        return Closeness.CHOSEN_THERE
    if rival.slug in term.related or term.slug in rival.related:
        return Closeness.RELATED
    if not {*rival.quiz.distractors}.isdisjoint(term.quiz.distractors):
        return Closeness.ALIKE
    return Closeness.SIBLING if rival.category == term.category else Closeness.STRANGER


def difference(rival: Term, term: Term) -> str | None:
    """Return what sets the term apart from a rival that its entry warns of, None if it doesn't."""
    told = (confusable.difference for confusable in term.confusable_with if confusable.slug == rival.slug)
    return next(told, None)


def share_a_name(term: Term, other: Term) -> bool:
    """Return whether both go by one name, as one and the same term does."""
    return not _names(term).isdisjoint(_names(other))


def are_apart(term: Term, other: Term, glossary: Glossary) -> bool:
    """Return whether what is said of one is wrong for the other, as it isn't for a synonym or a wider idea."""
    if share_a_name(term, other) or words(term.name) <= words(other.name) or words(other.name) <= words(term.name):
        return False
    return other.slug not in _foundations(term, glossary) and term.slug not in _foundations(other, glossary)


def are_told_apart(rival: Term, term: Term, glossary: Glossary) -> bool:
    """Return whether the rival's line is wrong for the term, and neither line tells by a name whose it is."""
    if not are_apart(rival, term, glossary):
        return False
    return not (says(rival.short, term) or mentions(rival.short, rival) or mentions(term.short, rival))


def mentions(text: str, term: Term) -> bool:
    """Return whether the text holds one of the term's names, however it is spaced; a short one as a word only."""
    run, said = _run(text), words(text)
    return any(name in said or (len(name) >= _ALIKE and name in run) for name in _names(term))


def says(text: str, term: Term) -> bool:
    """Return whether the text holds a name of the term, or a word of its name in whatever form."""
    return mentions(text, term) or bool(shared_words(term.name, text))


def shared_words(text: str, other: str) -> frozenset[str]:
    """Return the words of `text` that stand in the other text too, in whatever form."""
    said = words(other)
    return frozenset(word for word in words(text) if _has_kin(word, said))


def same_words(text: str, other: str) -> frozenset[str]:
    """Return the words of `text` that stand in the other text too, but for their endings."""
    said = frozenset(map(stem, words(other)))
    return frozenset(word for word in words(text) if stem(word) in said)


@lru_cache(maxsize=10_000)  # the same few texts are read for every server, in one minute
def words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, without small words and single letters if there are others."""
    said = frozenset[str](_WORD.findall(text.casefold()))
    return frozenset(word for word in said - _SMALL if len(word) > 1) or said


@lru_cache(maxsize=10_000)  # a question is held against many terms, and the same ones again and again
def _foundations(term: Term, glossary: Glossary) -> frozenset[str]:
    """Return the slugs of all that the term is built on, however far down."""
    seen, ahead = set[str](), list(term.prerequisites)
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += found.prerequisites if (found := glossary.get(one)) else ()
    return frozenset(seen)


def _names(term: Term) -> set[str]:
    return set(map(_run, (term.name, *term.aliases, *term.shared_aliases)))


@lru_cache(maxsize=10_000)
def _run(text: str) -> str:
    return fold(text)


def _has_kin(word: str, others: Iterable[str]) -> bool:
    return any(_are_kin(*sorted((word, other), key=len)) for other in others)


def _are_kin(short: str, long: str) -> bool:
    return short[:_ALIKE] == long[:_ALIKE] or (long.startswith(short) and len(long) - len(short) <= _ENDING)
