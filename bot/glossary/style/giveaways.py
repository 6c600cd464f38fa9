"""Giveaways: a question must not hold its answer.

Clue, gap and hint give the answer away when they hold a name of the entry however it is spaced, or a word with the
stem of a word in one of its names. Two kinds of words are let off: stop words, and words that the names of
several entries have in common, such as `network` among networks; of a name that is made of these alone, not
all may stand in one text.
"""

from collections import Counter
from collections.abc import Iterator

from bot.glossary.fold import fold
from bot.glossary.style.language import STOP_WORDS, stem, stems, words
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary, Term

COMMON = 4  # entries with a word in their names before it is common
LONGEST_NAME = 4  # words that are tried as one


def giveaways(glossary: Glossary) -> Iterator[Remark]:
    """Yield a remark for each text that names its own answer."""
    carriers = Counter(one for term in glossary for one in {one for name in names(term) for one in stems(name)})
    common = frozenset(one for one, number in carriers.items() if number >= COMMON)
    for term in glossary:
        for key, text in _texts(term):
            if word := _giveaway(term, text, common):
                yield Remark(term.slug, ("quiz", key), f"the {key} gives the answer away: `{word}`")


def names(term: Term) -> tuple[str, ...]:
    """Return everything an entry is called."""
    return (term.name, *term.aliases, *term.shared_aliases)


def _texts(term: Term) -> Iterator[tuple[str, str]]:
    yield "clue", term.quiz.clue
    yield "cloze", term.quiz.cloze
    if term.quiz.hint:
        yield "hint", term.quiz.hint


def _giveaway(term: Term, text: str, common: frozenset[str]) -> str | None:
    """Return the first word of the text that gives the term away."""
    said = words(text)
    folded = {fold(name) for name in names(term)}
    return _run(said, folded) or next(filter(None, (_word(said, name, common) for name in names(term))), None)


def _run(said: list[str], folded: set[str]) -> str | None:
    for start in range(len(said)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(said)) + 1):
            if fold("".join(said[start:end])) in folded:
                return " ".join(said[start:end])
    return None


def _word(said: list[str], name: str, common: frozenset[str]) -> str | None:
    parts = {stem(word) for word in words(name) if word not in STOP_WORDS}
    own = {part for part in parts if part not in common and len(part) > 1}
    if not own and not parts <= set(map(stem, said)):
        return None
    return next((word for word in said if stem(word) in (own or parts)), None)
