"""Buttons: which style needs what, and what excludes what."""

from collections.abc import Iterator
from enum import IntEnum

from bot.sandbox.limits.faults import Fault, Path, invalid_component, required
from bot.sandbox.limits.form import Needed, Record, record, then
from bot.sandbox.limits.scalars import address, boolean, integer, one_of, snowflake, text

COMPONENT_ID = integer(0, 2**31 - 1)
CUSTOM_ID = text(1, 100)


class Style(IntEnum):
    """The two styles that act by themselves; the first four send an interaction."""

    LINK = 5
    PREMIUM = 6


def _an_emoji(emoji: Record, path: Path) -> Iterator[Fault]:
    # A name without an id is the emoji itself; Discord uses this code in selects as well.
    name = emoji.get("name") or ""
    if not emoji.get("id") and name.isascii():
        yield Fault((*path, "name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _by_style(button: Record, path: Path) -> Iterator[Fault]:
    match button["style"]:
        case Style.PREMIUM:
            yield from _premium(button, path)
        case Style.LINK:
            yield from _link(button, path)
        case _:
            yield from _interactive(button, path)


def _premium(button: Record, path: Path) -> Iterator[Fault]:
    if not button.get("sku_id"):
        yield required((*path, "sku_id"))
    for key in ("custom_id", "label", "url", "emoji"):
        if button.get(key):
            yield invalid_component((*path, key), f"a premium button has no {key}")


def _link(button: Record, path: Path) -> Iterator[Fault]:
    if not button.get("url"):
        yield Fault((*path, "url"), "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
    if button.get("custom_id"):
        yield from _both(path)
    yield from _face(button, path)


def _interactive(button: Record, path: Path) -> Iterator[Fault]:
    if not button.get("custom_id"):
        yield Fault((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    elif button.get("url"):
        yield from _both(path)
    yield from _face(button, path)


def _both(path: Path) -> Iterator[Fault]:
    code = "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
    for key in ("custom_id", "url"):
        yield Fault((*path, key), code, "A custom id and url cannot both be specified")


def _face(button: Record, path: Path) -> Iterator[Fault]:
    if not (button.get("label") or "").strip() and not button.get("emoji"):
        yield required((*path, "label"))
    if button.get("sku_id"):
        yield invalid_component((*path, "sku_id"), "only a premium button has a sku_id")


EMOJI = then(record(id=snowflake, name=text(0, 32), animated=boolean), _an_emoji)
BUTTON = then(
    record(
        id=COMPONENT_ID,
        style=Needed(one_of(1, 2, 3, 4, 5, 6)),
        label=text(0, 80),
        emoji=EMOJI,
        custom_id=CUSTOM_ID,
        url=address(512, "http", "https", "discord"),
        sku_id=snowflake,
        disabled=boolean,
    ),
    _by_style,
)
