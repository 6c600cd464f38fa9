"""The frame of every message, kept by nobody: text blocks (Components V2) or an ordinary one, and rows of buttons."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from discord import ButtonStyle, Embed, Object, ui, utils

PER_ROW = 5
_MENTION = re.compile(r"(?<=<)@|@(?=everyone|here)")


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A message whose `content` push notifications show, as they don't of Components V2; it may ping `pings` alone."""

    content: str
    embed: Embed
    view: ui.View
    pings: tuple[Object, ...] = ()  # roles


class Unkept:
    """A view that is layout and nothing else: who presses its buttons is read from their custom ids (see client)."""

    def is_finished(self) -> bool:
        """Tell the library not to keep it, as it does with every other view that it sends: for ever without timeout."""
        return True


class _Layout(Unkept, ui.LayoutView):
    pass


class _Rows(Unkept, ui.View):
    pass


def message(
    blocks: Sequence[str], *, rows: Iterable[Sequence[ui.Button[ui.LayoutView]]] = (), color: int | None = None
) -> ui.LayoutView:
    """Return a message of `blocks` (markdown, a line between each two) with `rows` of up to five buttons below."""
    view = _Layout(timeout=None)
    container = ui.Container[ui.LayoutView](accent_colour=color)
    for number, block in enumerate(blocks):
        if number:
            container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(block))
    view.add_item(container)
    for row in rows:
        for five in utils.as_chunks(row, PER_ROW):
            view.add_item(ui.ActionRow(*five))
    return view


@lru_cache(maxsize=256)
def note(text: str) -> ui.LayoutView:
    """Return a message of one block and nothing else, for answers that a whole channel gets in the same second."""
    return message([text])


def ordinary(
    content: str,
    description: str,
    *,
    rows: Iterable[Sequence[ui.Button[ui.LayoutView]]],
    color: int,
    role_id: int | None = None,
) -> Ordinary:
    """Return a message of `content`, which the role's mention leads, an embed and `rows` of up to five buttons."""
    view = _Rows(timeout=None)
    for number, row in enumerate(rows):
        for each in row:
            each.row = number
            view.add_item(each)
    pings = () if role_id is None else (Object(role_id),)
    mention = "" if role_id is None else f"<@&{role_id}> "
    return Ordinary(mention + _unmentioned(content), Embed(description=description, color=color), view, pings)


def button(label: str, custom_id: str, *, style: ButtonStyle = ButtonStyle.secondary) -> ui.Button[ui.LayoutView]:
    """Return a button whose press reaches the handler that `custom_id` names (`feature:verb:argument`)."""
    return ui.Button(label=label[:80], custom_id=custom_id, style=style)


def _unmentioned(text: str) -> str:
    # Discord finds mentions in escaped markup too, and marks even those that ping nobody.
    return _MENTION.sub("@\u200b", text)
