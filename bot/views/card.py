"""A term's card for a phone, and the private page behind its "More" button."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from discord import ButtonStyle, ui

from bot.glossary import Glossary, Level, Source, Term
from bot.views.message import button, message
from bot.views.text import plain

LONGEST_CARD = 1500  # characters of text in all: about two screens of a phone
COLORS = {Level.BEGINNER: 0x3BA55D, Level.INTERMEDIATE: 0x3B82C4, Level.ADVANCED: 0x8E5BD0}


@dataclass(frozen=True, slots=True)
class _Extras:
    """The lines that a card shows where it has room; what it hasn't, "More" shows."""

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


def card(term: Term, glossary: Glossary, *, show_button: bool = False) -> ui.LayoutView:
    """Return the card of `term`, at most 1,500 characters; `show_button` adds "Show to channel"."""
    buttons = [button("More", f"define:more:{term.slug}", style=ButtonStyle.primary)]
    if show_button:
        buttons.append(button("Show to channel", f"define:show:{term.slug}", style=ButtonStyle.success))
    blocks, _ = _arranged(term, glossary)
    return message(blocks, rows=[[*buttons, *_term_buttons(term.related, glossary)]], color=COLORS[term.difficulty])


def more(term: Term, glossary: Glossary) -> ui.LayoutView:
    """Return what the card of `term` leaves out: why, analogy, pitfalls, pronunciation, prerequisites, year."""
    _, left = _arranged(term, glossary)
    sections = [
        ("Why it matters", [plain(term.why)] if term.why else []),
        ("Picture it", [plain(term.analogy)] if term.analogy else []),
        ("Watch out", [f"- {plain(pitfall)}" for pitfall in term.pitfalls]),
        ("In the formula", left.where),
        ("Not the same as", left.differences),
        ("More sources", left.sources),
        ("Good to know first", [plain(", ".join(_names(term.prerequisites, glossary)))] if term.prerequisites else []),
    ]
    blocks = ["\n".join([f"### More on {plain(term.name)}", *_facts(term)])]
    blocks += ["\n".join([f"**{title}**", *lines]) for title, lines in sections if lines]
    return message(blocks, rows=[_term_buttons(term.prerequisites, glossary)], color=COLORS[term.difficulty])


@lru_cache(maxsize=1024)
def _arranged(term: Term, glossary: Glossary) -> tuple[Sequence[str], _Extras]:
    """Return the card's blocks and the extras that they have no room for."""
    # Kept, because a term never changes and switching markup off is most of what a card costs.
    every = shown = _extras(term, glossary)
    blocks = _blocks(term, glossary, shown)
    while sum(map(len, blocks)) > LONGEST_CARD and shown != shown.fewer():
        shown = shown.fewer()
        blocks = _blocks(term, glossary, shown)
    return blocks, every.beyond(shown)


def _blocks(term: Term, glossary: Glossary, extras: _Extras) -> list[str]:
    about = [
        f"## {plain(term.name)}",
        f"-# {term.difficulty.capitalize()} · {plain(glossary.title_of(term))}",
        plain(term.definition),
    ]
    if term.formula:
        # Nothing is markup in a code block but its own end.
        about += ["```", term.formula.text.replace("```", ""), "```"]
    if extras.where:
        about += [f"-# {' · '.join(extras.where)}"]
    about += [f"**Example:** {plain(term.example)}"]
    sound = f"**{plain(term.mnemonic.for_ or term.name)}** sounds like **“{plain(term.mnemonic.keyword)}”**"
    memory = [f"Remember it: {sound}", f"> {plain(term.mnemonic.image)}"]
    sources = f"-# {'Source' if len(extras.sources) == 1 else 'Sources'}: {' · '.join(extras.sources)}"
    apart = ["**Not the same as**", *extras.differences] if extras.differences else []
    return ["\n".join(lines) for lines in (about, memory, [*apart, sources])]


def _extras(term: Term, glossary: Glossary) -> _Extras:
    return _Extras(
        where=tuple(f"`{symbol}` {plain(meaning)}" for symbol, meaning in term.formula.where.items())
        if term.formula
        else (),
        differences=tuple(
            f"- **{plain(glossary[other.slug].name)}**: {plain(other.difference)}" for other in term.confusable_with
        ),
        sources=tuple(map(_citation, term.sources)),
    )


def _facts(term: Term) -> list[str]:
    facts = [
        ("Say it", term.pronunciation),
        ("Also called", ", ".join((*term.aliases, *term.shared_aliases))),
        ("Since", str(term.year) if term.year else None),
    ]
    return [f"**{title}:** {plain(fact)}" for title, fact in facts if fact]


def _citation(source: Source) -> str:
    """Return a source with an address as a link, a book as text."""
    if source.address:
        # A bracket in the title would end the link's text.
        return f"[{plain(source.title.translate(str.maketrans('[]', '()')))}]({source.address})"
    parts = [source.title] if source.title != source.book else []
    parts += [source.book or "", f"chapter {source.chapter}" if source.chapter else ""]
    return plain(", ".join(part for part in parts if part))


def _names(slugs: tuple[str, ...], glossary: Glossary) -> list[str]:
    return [glossary[slug].name for slug in slugs]


def _term_buttons(slugs: tuple[str, ...], glossary: Glossary) -> list[ui.Button[ui.LayoutView]]:
    return [button(glossary[slug].name, f"define:term:{slug}") for slug in slugs]
