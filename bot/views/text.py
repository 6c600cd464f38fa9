"""Text that can be shown: nothing in it becomes markup, a mention or a trick of direction."""

import re
import unicodedata

from discord import utils

# Direction overrides, zero-width characters and controls would let a text look like another one.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_ECHO = 60
_LONGEST_NAME = 32  # characters, as in Discord
_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_~|<>[]#:@"})
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
_MOST_MARKS = 3  # on one letter: more than any language sets, and fewer than reach into the lines around
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def plain(text: str) -> str:
    """Return authored `text` with Discord's markup switched off."""
    # escape_markdown leaves numbered lists, and the bracket that opens mentions and timestamps.
    return re.sub(r"(?m)^(\d+)([.)])(?!\S)", r"\1\\\2", utils.escape_markdown(text)).replace("<", "\\<")


def echo(typed: str) -> str:
    """Return what a member typed, as inline code of at most 60 characters; "" if nothing of it is visible."""
    shown = "".join(char for char in typed[:1000] if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    shown = " ".join(shown.split()).replace("`", "'")
    if len(shown) > _LONGEST_ECHO:
        shown = shown[: _LONGEST_ECHO - 1].rstrip() + "…"
    return f"`{shown}`" if shown else ""


def name(shown: str | None) -> str:
    """Return a member's display name as inert text of at most 32 visible characters, "Somebody" if none is visible."""
    clear = unicodedata.normalize("NFC", _BLANK.sub("", (shown or "")[:1000]))
    clear = "".join(char for char in clear if char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    clear = _fewer_marks(" ".join(clear.split()))
    if not clear:
        return "Somebody"
    if len(clear) > _LONGEST_NAME:
        clear = clear[: _LONGEST_NAME - 1].rstrip() + "…"
    # Discord looks for @everyone before it takes the backslashes away.
    inert = clear.translate(_MARKUP).replace("@everyone", "@\u200beveryone").replace("@here", "@\u200bhere")
    is_mirrored = any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in clear)
    # Apart from the line around it, which would else put the points of a Hebrew or Arabic name before it.
    return f"\u2068{inert}\u2069" if is_mirrored else inert


def counted(number: int, noun: str) -> str:
    """Return `number`, its thousands apart, with the noun (or its last word) in the singular or plural."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _fewer_marks(text: str) -> str:
    """Return `text` with no more than a few marks on each letter, and none on nothing."""
    kept, marks = list[str](), _MOST_MARKS
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
