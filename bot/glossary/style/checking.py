"""Checking: the rules of style, one after the other, over a folder's glossary."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.glossary.faults import GlossaryError
from bot.glossary.loader import read
from bot.glossary.style.giveaways import giveaways
from bot.glossary.style.likeness import near_duplicates
from bot.glossary.style.mnemonics import mnemonics
from bot.glossary.style.neighbors import harder_prerequisites, unwarned
from bot.glossary.style.prose import filler, long_sentences
from bot.glossary.style.questions import right_distractors, telling_options
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary

Rule = Callable[[Glossary], Iterator[Remark]]
RULES: tuple[Rule, ...] = (
    giveaways,
    right_distractors,
    telling_options,
    filler,
    long_sentences,
    near_duplicates,
    mnemonics,
    harder_prerequisites,
    unwarned,
)


def remarks(glossary: Glossary, rules: Iterable[Rule] = RULES) -> Iterator[Remark]:
    """Yield every breach of the rules in a glossary."""
    for rule in rules:
        yield from rule(glossary)


def check(folder: Path, rules: Iterable[Rule] = RULES) -> Glossary:
    """Return the glossary in the folder; GlossaryError holds every fault, of structure and by the rules."""
    reading = read(folder)
    style = (reading.place(one.slug, *one.keys).fault(one.message) for one in remarks(reading.glossary, rules))
    if faults := (*reading.faults, *style):
        raise GlossaryError(faults)
    return reading.glossary
