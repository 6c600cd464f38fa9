"""The frame of every modal: a title, what is asked and one line to type in; kept by nobody."""

from typing import Any

from discord import ui

from bot.views.message import Unkept

FIELD = "typed"  # the id of the line in which members type
_LONGEST_TITLE = 45


class _Form(Unkept, ui.Modal):
    # The library keeps modals by their custom id alone, so that of two members who have one open one would lose.
    pass


def modal(title: str, custom_id: str, text: str, *, label: str, most: int) -> ui.Modal:
    """Return a modal of a `text` (markdown) and one line of at most `most` characters under its `label`.

    Its submission reaches the handler that `custom_id` names (`feature:verb:argument`), the line's id is FIELD.
    """
    form = _Form(title=title[:_LONGEST_TITLE], custom_id=custom_id, timeout=None)
    form.add_item(ui.TextDisplay[Any](text))
    field = ui.TextInput[ui.Modal](custom_id=FIELD, required=True, min_length=1, max_length=most)
    form.add_item(ui.Label[ui.Modal](text=label, component=field))
    return form
