"""Text that can be shown: nothing in it becomes markup, a mention or a trick of direction."""

import re
import unicodedata

from discord import utils

# Direction overrides, zero-width characters and controls would let a text look like another one.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_ECHO = 60


def plain(text: str) -> str:
    """Return authored `text` with Discord's markup switched off."""
    # escape_markdown leaves numbered lists, and the bracket that opens mentions and timestamps.
    return re.sub(r"(?m)^(\d+)([.)])", r"\1\\\2", utils.escape_markdown(text)).replace("<", "\\<")


def echo(typed: str) -> str:
    """Return what a member typed, as inline code of at most 60 characters; "" if nothing of it is visible."""
    shown = "".join(char for char in typed[:1000] if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    shown = " ".join(shown.split()).replace("`", "'")
    if len(shown) > _LONGEST_ECHO:
        shown = shown[: _LONGEST_ECHO - 1].rstrip() + "…"
    return f"`{shown}`" if shown else ""
