"""The frame of every message: Components V2, made of text blocks and rows of buttons, kept by nobody."""

from collections.abc import Iterable, Sequence

from discord import ButtonStyle, ui, utils

PER_ROW = 5


def message(
    blocks: Sequence[str], *, rows: Iterable[Sequence[ui.Button[ui.LayoutView]]] = (), color: int | None = None
) -> ui.LayoutView:
    """Return a message of `blocks` (markdown, a line between each two) with `rows` of up to five buttons below."""
    # The library keeps every view it sends, for ever if it has no timeout, unless it was stopped before (see client).
    view = ui.LayoutView(timeout=None)
    container = ui.Container[ui.LayoutView](accent_colour=color)
    for number, block in enumerate(blocks):
        if number:
            container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(block))
    view.add_item(container)
    for row in rows:
        for five in utils.as_chunks(row, PER_ROW):
            view.add_item(ui.ActionRow(*five))
    view.stop()
    return view


def button(label: str, custom_id: str, *, style: ButtonStyle = ButtonStyle.secondary) -> ui.Button[ui.LayoutView]:
    """Return a button whose press reaches the handler that `custom_id` names (`feature:verb:argument`)."""
    return ui.Button(label=label[:80], custom_id=custom_id, style=style)
