"""The privacy page, as members read it in Discord: the same text that the repository shows."""

import re
from functools import cache
from pathlib import Path

from discord import ui

from bot.views.message import message

_HERE = Path(__file__).parent
# A line that goes on with the one before: Discord would show the break.
_WRAPPED = re.compile(r"(?<!\n)\n *(?!\n|- |#)(?=\S)")


def privacy_page() -> ui.LayoutView:
    """Return what is kept about members, why, how long, and how to have it deleted."""
    return message([_text()])


@cache
def _text() -> str:
    # Inside the package where a wheel carries it, else the repository's own.
    inside = _HERE / "PRIVACY.md"
    file = inside if inside.is_file() else _HERE.parents[1] / "PRIVACY.md"
    return _WRAPPED.sub(" ", file.read_text(encoding="utf-8").strip())
