"""Prose: sentences that a reader of the entry's level takes in at once, without filler."""

import re
from collections.abc import Iterator
from statistics import mean

from bot.glossary.style.language import length, sentences
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary, Level, Term

FILLER = re.compile(
    r"\b(crucial(ly)?|powerful|revolutionary|revolutioni[sz]\w+|ground-?breaking|game-chang\w+|cutting-edge"
    r"|widely used|commonly used|(key|vital|central|crucial|important) role|vital|essential(ly)?|important(ly)?"
    r"|leverag(e|es|ed|ing)|utili[sz](e|es|ed|ing)|basically|simply put|in essence)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 25  # words
LONGEST_MEAN = {Level.BEGINNER: 18, Level.INTERMEDIATE: 22, Level.ADVANCED: 25}


def filler(glossary: Glossary) -> Iterator[Remark]:
    """Yield the words that say nothing."""
    for term in glossary:
        for keys, text in (*_texts(term, "short", "definition", "why"), (("quiz", "clue"), term.quiz.clue)):
            for found in FILLER.finditer(text):
                yield Remark(term.slug, keys, f"`{found[0]}` says nothing here: leave it out, or say what it does")


def long_sentences(glossary: Glossary) -> Iterator[Remark]:
    """Yield the sentences that are too long for anyone, and definitions whose sentences are for their level."""
    for term in glossary:
        for keys, text in _texts(term, "short", "definition", "why", "example"):
            for sentence in sentences(text):
                if (count := length(sentence)) > LONGEST_SENTENCE:
                    start = " ".join(sentence.split()[:4])
                    message = f"the sentence `{start} …` has {count} words; at most {LONGEST_SENTENCE} are read well"
                    yield Remark(term.slug, keys, message)
        yield from _mean(term)


def _mean(term: Term) -> Iterator[Remark]:
    average, most = mean(map(length, sentences(term.definition))), LONGEST_MEAN[term.difficulty]
    if average > most:
        message = f"sentences have {average:.1f} words on average; at most {most} suit the level {term.difficulty}"
        yield Remark(term.slug, ("definition",), message)


def _texts(term: Term, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
    texts = {"short": term.short, "definition": term.definition, "why": term.why, "example": term.example}
    for key in keys:
        if text := texts[key]:
            yield (key,), text
