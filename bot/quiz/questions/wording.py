"""Wording: what is shortened, masked or made up for a question out of an entry's own texts."""

import re
from collections.abc import Sequence

from bot.glossary import Term, difference, mentions, same_words

GAP = "____"
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(rf"\b(a)n? {GAP}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[“\"'(]*[A-Z0-9])")
_WHY = 300  # characters of the reason why an answer is right
_WHY_NOT = 160  # of the reason why one is wrong: a line


def reason(*sentences: str) -> str:
    """Return the first two sentences, or one if both don't fit where a reveal shows them, or what fits of that."""
    split = [each for text in sentences for each in _SENTENCE_END.split(text)]
    both = " ".join(split[:2])
    return both if len(both) <= _WHY else _cut(split[0], _WHY)


def what_it_is(rival: Term, term: Term) -> str:
    """Return what sets a rival apart that was chosen by its name, or what it is."""
    return difference(rival, term) or rival.short


def whose_it_is(rival: Term, term: Term) -> str:
    """Return whose line it is that was chosen for the term's, and what sets that apart if it fits into a line."""
    told = f"That is {rival.name}. {difference(rival, term) or ''}".strip()
    return told if len(told) <= _WHY_NOT else f"That is {rival.name}, not {term.name}."


def masked_scene(term: Term) -> str:
    """Return the scene of the term's mnemonic with a gap for each word of its name, but not for what only sounds so."""

    def mask(found: re.Match[str]) -> str:
        return GAP if same_words(found[0], term.name) or mentions(found[0], term) else found[0]

    return _WORD.sub(mask, term.mnemonic.image)


def sound(term: Term) -> str:
    """Return what the keyword of the term's mnemonic sounds like."""
    return f"“{term.mnemonic.keyword}” sounds like “{term.mnemonic.for_ or term.name}”."


def open_cloze(term: Term) -> str:
    """Return the sentence with the gap, without an article that fits some options only."""
    return _ARTICLE.sub(rf"\1(n) {GAP}", term.quiz.cloze)


def half_time_hint(term: Term) -> str:
    """Return the author's hint, or how the name looks where there is none or it holds the name."""
    hint = term.quiz.hint
    return hint if hint and not mentions(hint, term) else _looks(term.name.split())


def _looks(words: Sequence[str]) -> str:
    if len(words) == 1:
        return f"It begins with “{words[0][0]}” and is {len(words[0])} characters long."
    *firsts, last = (word[0] for word in words)
    return f"It has {len(words)} words, which begin with {', '.join(firsts)} and {last}."


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rpartition(" ")[0] + " …"
