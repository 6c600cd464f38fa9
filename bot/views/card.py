"""A term's card for a phone, and the private page behind its "More" button."""

from discord import ButtonStyle, ui

from bot.glossary import Glossary, Term
from bot.views.message import button, message
from bot.views.parts import COLORS, parts, term_buttons
from bot.views.text import plain

LONGEST_CARD = 1500  # characters of text in all: about two screens of a phone
_ROOM = LONGEST_CARD - len("## \nRemember it: \n> ")


def card(term: Term, glossary: Glossary, *, show_button: bool = False) -> ui.LayoutView:
    """Return the card of `term`, at most 1,500 characters; `show_button` adds "Show to channel"."""
    buttons = [button("More", f"define:more:{term.slug}", style=ButtonStyle.primary)]
    if show_button:
        buttons.append(button("Show to channel", f"define:show:{term.slug}", style=ButtonStyle.success))
    shown = parts(term, glossary, _ROOM)
    blocks = [f"## {shown.name}\n{shown.about}", f"Remember it: {shown.sound}\n> {shown.scene}", shown.end]
    return message(blocks, rows=[[*buttons, *term_buttons(term.related, glossary)]], color=COLORS[term.difficulty])


def more(term: Term, glossary: Glossary, *, room: int = _ROOM) -> ui.LayoutView:
    """Return what `parts` in that `room` leave out: why, analogy, pitfalls, pronunciation, prerequisites, year."""
    left = parts(term, glossary, room).left
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
    return message(blocks, rows=[term_buttons(term.prerequisites, glossary)], color=COLORS[term.difficulty])


def _facts(term: Term) -> list[str]:
    facts = [
        ("Say it", term.pronunciation),
        ("Also called", ", ".join((*term.aliases, *term.shared_aliases))),
        ("Since", str(term.year) if term.year else None),
    ]
    return [f"**{title}:** {plain(fact)}" for title, fact in facts if fact]


def _names(slugs: tuple[str, ...], glossary: Glossary) -> list[str]:
    return [glossary[slug].name for slug in slugs]
