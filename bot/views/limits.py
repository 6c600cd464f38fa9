"""What fits: the rule that every term can be shown, for the check that authors run."""

from collections.abc import Iterator

from discord import ui

from bot.glossary import Glossary, Term
from bot.glossary.style import Remark
from bot.views.card import LONGEST_CARD, card, more

_LONGEST_MESSAGE = 4000  # characters of text in a Components V2 message


def unshowable(glossary: Glossary) -> Iterator[Remark]:
    """Yield what Discord or a phone has no room for; what can't be built for a broken link is another rule's."""
    for term in glossary:
        if _is_whole(term, glossary):
            yield from _too_long(term, "card", card(term, glossary, show_button=True), LONGEST_CARD)
            yield from _too_long(term, 'page behind "More"', more(term, glossary), _LONGEST_MESSAGE)


def _is_whole(term: Term, glossary: Glossary) -> bool:
    links = (*term.related, *term.prerequisites, *(other.slug for other in term.confusable_with))
    return all(map(glossary.get, links)) and any(term.category == category.key for category in glossary.categories)


def _too_long(term: Term, what: str, view: ui.LayoutView, most: int) -> Iterator[Remark]:
    if (length := view.content_length()) > most:
        yield Remark(term.slug, (), f"its {what} has {length} characters, {most} fit; shorten the entry")
