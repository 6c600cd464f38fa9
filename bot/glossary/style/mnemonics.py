"""Mnemonics: a keyword that is not the name, acts in its scene, and is used once."""

import re
from collections.abc import Iterator

from bot.glossary.fold import fold
from bot.glossary.style.giveaways import names
from bot.glossary.style.language import STOP_WORDS, stem, stems, words
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary, Term

EXPLAINING = re.compile(r"\b(symboli[sz]|represent)\w*", re.IGNORECASE)


def mnemonics(glossary: Glossary) -> Iterator[Remark]:
    """Yield what keeps a mnemonic from working."""
    first = dict[str, str]()
    for term in glossary:
        keyword = ("mnemonic", "keyword")
        other = first.setdefault(fold(term.mnemonic.keyword), term.slug)
        if other != term.slug:
            yield Remark(term.slug, keyword, f"the keyword `{term.mnemonic.keyword}` belongs to `{other}` already")
        if fold(term.mnemonic.keyword) in map(fold, (*names(term), term.mnemonic.for_ or term.name)):
            yield Remark(term.slug, keyword, "the keyword is the name again; it must only sound like it")
        yield from _scene(term)


def _scene(term: Term) -> Iterator[Remark]:
    image, seen = ("mnemonic", "image"), stems(term.mnemonic.image)
    for word in words(term.mnemonic.keyword):
        if word not in STOP_WORDS and stem(word) not in seen:
            yield Remark(term.slug, image, f"the keyword's `{word}` does not act in the scene")
    if found := EXPLAINING.search(term.mnemonic.image):
        yield Remark(term.slug, image, f"`{found[0]}` explains; let the scene show it")
