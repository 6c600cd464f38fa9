"""The parts that a term's card and the daily post are both made of, as many as there is room for."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from discord import ui

from bot.glossary import Glossary, Level, Source, Term
from bot.views.message import button
from bot.views.text import plain

COLORS = {Level.BEGINNER: 0x3BA55D, Level.INTERMEDIATE: 0x3B82C4, Level.ADVANCED: 0x8E5BD0}


@dataclass(frozen=True, slots=True)
class Extras:
    """The lines that are shown where there is room; the others stand behind "More"."""

    where: tuple[str, ...]
    differences: tuple[str, ...]
    sources: tuple[str, ...]

    def fewer(self) -> Self:
        """Return these without the one that is missed least; one difference and one source stay."""
        if len(self.sources) > 1:
            return replace(self, sources=self.sources[:-1])
        if len(self.differences) > 1:
            return replace(self, differences=self.differences[:-1])
        return replace(self, where=())

    def beyond(self, shown: Self) -> Self:
        """Return those that `shown` left out."""
        return type(self)(
            self.where[len(shown.where) :],
            self.differences[len(shown.differences) :],
            self.sources[len(shown.sources) :],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is shown of a term, as markdown, and the extras that had no room."""

    name: str
    about: str  # level, category, definition, formula, example
    sound: str
    scene: str
    end: str  # what it is taken for, and the sources
    left: Extras

    def __len__(self) -> int:
        return sum(map(len, (self.name, self.about, self.sound, self.scene, self.end)))


@lru_cache(maxsize=2048)
def parts(term: Term, glossary: Glossary, room: int) -> Parts:
    """Return the parts of `term`, with so many extras that they have at most `room` characters, if that can be."""
    # Kept, because a term never changes and switching markup off is most of what a card costs.
    every = shown = _extras(term, glossary)
    made = _parts(term, glossary, every, shown)
    while len(made) > room and shown != shown.fewer():
        shown = shown.fewer()
        made = _parts(term, glossary, every, shown)
    return made


def linked(title: str, address: str) -> str:
    """Return `title` as a link to `address`."""
    # A bracket in the title would end the link's text.
    return f"[{plain(title.translate(str.maketrans('[]', '()')))}]({address})"


def term_buttons(slugs: tuple[str, ...], glossary: Glossary) -> list[ui.Button[ui.LayoutView]]:
    """Return a button for each of the terms, which opens its card."""
    return [term_button(glossary[slug]) for slug in slugs]


def term_button(term: Term) -> ui.Button[ui.LayoutView]:
    """Return the button that opens the card of `term`."""
    return button(term.name, f"define:term:{term.slug}")


def _parts(term: Term, glossary: Glossary, every: Extras, shown: Extras) -> Parts:
    return Parts(
        name=plain(term.name),
        about="\n".join(_about(term, glossary, shown)),
        sound=f"**{plain(term.mnemonic.for_ or term.name)}** sounds like **“{plain(term.mnemonic.keyword)}”**",
        scene=plain(term.mnemonic.image),
        end="\n".join(_end(shown)),
        left=every.beyond(shown),
    )


def _about(term: Term, glossary: Glossary, shown: Extras) -> list[str]:
    lines = [f"-# {term.difficulty.capitalize()} · {plain(glossary.title_of(term))}", plain(term.definition)]
    if term.formula:
        # Nothing is markup in a code block but its own end.
        lines += ["```", term.formula.text.replace("```", ""), "```"]
    if shown.where:
        lines += [f"-# {' · '.join(shown.where)}"]
    return [*lines, f"**Example:** {plain(term.example)}"]


def _end(shown: Extras) -> list[str]:
    apart = ["**Not the same as**", *shown.differences] if shown.differences else []
    return [*apart, f"-# {'Source' if len(shown.sources) == 1 else 'Sources'}: {' · '.join(shown.sources)}"]


def _extras(term: Term, glossary: Glossary) -> Extras:
    return Extras(
        where=tuple(f"`{symbol}` {plain(meaning)}" for symbol, meaning in term.formula.where.items())
        if term.formula
        else (),
        differences=tuple(
            f"- **{plain(glossary[other.slug].name)}**: {plain(other.difference)}" for other in term.confusable_with
        ),
        sources=tuple(map(_citation, term.sources)),
    )


def _citation(source: Source) -> str:
    """Return a source with an address as a link, a book as text."""
    if source.address:
        return linked(source.title, source.address)
    pieces = [source.title] if source.title != source.book else []
    pieces += [source.book or "", f"chapter {source.chapter}" if source.chapter else ""]
    return plain(", ".join(part for part in pieces if part))
