"""What a message's raw components hold: buttons, selects, text."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from bot.sandbox.wire import Json, is_object, objects

Raw = Mapping[str, Any]


class Kind(IntEnum):
    """The component types that the sandbox looks into."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {
        Kind.STRING_SELECT,
        Kind.USER_SELECT,
        Kind.ROLE_SELECT,
        Kind.MENTIONABLE_SELECT,
        Kind.CHANNEL_SELECT,
    }
)


_ONE_VALUE: Json = {"min_values": 1, "max_values": 1}
# What Discord adds to a component that leaves it out.
_UNSAID: Mapping[int, Json] = {
    **dict.fromkeys(SELECTS, _ONE_VALUE),
    Kind.THUMBNAIL: {"description": None, "spoiler": False},
    Kind.FILE: {"name": None, "size": None, "spoiler": False},
    Kind.SEPARATOR: {"divider": True, "spacing": 1},
    Kind.CONTAINER: {"accent_color": None, "spoiler": False},
}


class Button(NamedTuple):
    """What a person sees of a button; `label` is the emoji's name where there is no text."""

    label: str
    custom_id: str | None
    disabled: bool
    url: str | None


def walk(components: object) -> Iterator[Raw]:
    """Yield every component in reading order, those inside others after the one that holds them."""
    for component in objects(components):
        yield component
        if "components" in component:
            yield from walk(component["components"])
        if "component" in component or "accessory" in component:
            yield from walk([component.get("component"), component.get("accessory")])


def texts(components: object) -> Iterator[str]:
    """Yield the content of every text display."""
    return (str(raw["content"]) for raw in walk(components) if raw.get("type") == Kind.TEXT_DISPLAY)


def buttons(components: object) -> Iterator[Button]:
    """Yield every button."""
    for raw in walk(components):
        if raw.get("type") == Kind.BUTTON:
            emoji = raw.get("emoji")
            face = str(emoji.get("name", "")) if is_object(emoji) else ""
            yield Button(
                raw.get("label") or face,
                raw.get("custom_id"),
                bool(raw.get("disabled", False)),
                raw.get("url"),
            )


def find(components: object, custom_id: str) -> Raw | None:
    """Return the component with that custom id."""
    return next((raw for raw in walk(components) if raw.get("custom_id") == custom_id), None)


def numbered(components: object) -> list[Json]:
    """Return the components as Discord keeps them: each with a number of its own."""
    taken = {raw["id"] for raw in walk(components) if raw.get("id")}
    free = (number for number in range(1, 1_000) if number not in taken)
    return [_with_id(raw, free) for raw in objects(components)]


def _with_id(raw: Raw, free: Iterator[int]) -> Json:
    own: Json = {**_UNSAID.get(raw["type"], {}), **raw, "id": raw.get("id") or next(free)}
    if "components" in raw:
        own["components"] = [_with_id(inner, free) for inner in objects(raw["components"])]
    for single in ("component", "accessory"):
        if is_object(raw.get(single)):
            own[single] = _with_id(raw[single], free)
    return own
