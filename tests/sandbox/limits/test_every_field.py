"""Laws over payloads that hold every field, filled to the brim: each field is looked at, and at its place."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_command, check_message, check_modal
from tests.sandbox.limits.full_forms import COMMAND, FORM, LAUNCH, MENU, MORE
from tests.sandbox.limits.full_messages import FOOT, INT32, LAYOUT, SEND, SNOWFLAKE
from tests.sandbox.limits.needed_fields import NEEDED

Check = Callable[[object], list[Fault]]
Path = tuple[str | int, ...]

send: Check = partial(check_message, interaction=False)
FULL: dict[str, tuple[Check, dict[str, Any]]] = {
    "message": (send, SEND),
    "message with a footer": (send, FOOT),
    "message of components": (send, LAYOUT),
    "modal": (check_modal, FORM),
    "modal with files": (check_modal, MORE),
    "command": (check_command, COMMAND),
    "command in a menu": (check_command, MENU),
    "entry point": (check_command, LAUNCH),
}


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every field and item, of long arrays of the first item only."""
    if isinstance(value, dict):
        fields: dict[str, Any] = {**value}
        for key, inner in fields.items():
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        items: list[Any] = [*value]
        for index, inner in enumerate(items[:1] if len(items) >= 10 else items):
            yield from places(inner, (*path, index))


def at(payload: Any, path: Path) -> Any:
    for step in path:
        payload = payload[step]
    return payload


def put(payload: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """Return a copy with one field exchanged."""
    copy = json.loads(json.dumps(payload))
    at(copy, path[:-1])[path[-1]] = value
    return copy


def found(name: str, path: Path, value: Any) -> list[tuple[Path, str]]:
    """Return the faults of a full payload with one field exchanged."""
    check, payload = FULL[name]
    return [(fault.path, fault.code) for fault in check(put(payload, path, value))]


def is_full(path: Path, value: Any) -> bool:
    """Tell whether a value is at the upper end of what its field may hold."""
    match value:
        case str():
            return value.startswith(("xx", "https://xx"))
        case bool():
            return False
        case int():
            return value == SNOWFLAKE or (value >= 10 and path[-1] not in ("type", "id", "flags"))
        case list():
            items: list[Any] = [*value]
            return len(items) >= 10 and path[-1] != "channel_types"
        case _:
            return False


ALL = [(name, path) for name, (_, payload) in FULL.items() for path in places(payload)]
# The type of a component decides its form, the flags of a message that of its components.
LOOSE = [(name, path) for name, path in ALL if path[-1] not in ("type", "flags")]
BRIM = [(name, path) for name, path in ALL if is_full(path, at(FULL[name][1], path))]
TEXTS = [(name, path) for name, path in BRIM if str(at(FULL[name][1], path)).startswith("xx")]


@pytest.mark.parametrize("name", FULL)
def test_a_payload_with_every_field_full_passes(name: str) -> None:
    check, payload = FULL[name]
    assert check(payload) == []


def test_the_wrong_kind_of_value_is_a_fault_at_its_place() -> None:
    for name, path in LOOSE:
        wrong: Any = "odd" if isinstance(at(FULL[name][1], path), dict | list) else {}
        assert [place for place, _ in found(name, path, wrong)] == [path]


def test_one_more_than_a_field_may_hold_is_a_fault_at_its_place() -> None:
    for name, path in BRIM:
        value = at(FULL[name][1], path)
        assert [place for place, _ in found(name, path, value + one_of_its_kind(value))] == [path]


def one_of_its_kind(value: Any) -> Any:
    match value:
        case str():
            return "x"
        case list():
            return value[-1:]  # pyright: ignore[reportUnknownVariableType]  (of any JSON)
        case _:
            return 1


def test_a_single_letter_is_long_enough_for_every_text() -> None:
    for name, path in TEXTS:
        assert found(name, path, "x") == []


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if not isinstance(step, int))


def needed(name: str) -> set[str]:
    """Return the fields of a full payload that may not be null."""
    mine = [path for owner, path in LOOSE if owner == name and not isinstance(path[-1], int)]
    return {dotted(path) for path in mine if (path, "BASE_TYPE_REQUIRED") in found(name, path, None)}


@pytest.mark.parametrize("name", FULL)
def test_these_fields_and_no_others_may_not_be_null(name: str) -> None:
    assert needed(name) == NEEDED[name]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("message", ("content",)),
        ("message", ("embeds", 0, "title")),
        ("message", ("embeds", 0, "image", "description")),
        ("message", ("attachments", 0, "description")),
        ("message", ("components", 0, "components", 0, "label")),
        ("message", ("components", 3, "components", 0, "placeholder")),
        ("message", ("components", 3, "components", 0, "options", 0, "description")),
        ("message of components", ("attachments", 0, "title")),
        ("modal", ("components", 1, "component", "value")),
        ("modal", ("components", 1, "component", "placeholder")),
    ],
)
def test_a_text_that_is_not_needed_may_be_blank(name: str, path: Path) -> None:
    assert found(name, path, "") == []


@pytest.mark.parametrize(
    ("name", "path", "values"),
    [
        ("message", ("embeds", 0, "color"), (0,)),
        ("message", ("poll", "duration"), (1,)),
        ("message", ("message_reference", "type"), (0,)),
        ("message", ("components", 0, "components", 0, "style"), (1, 2, 3)),
        ("message", ("components", 4, "components", 0, "channel_types"), ([*range(6), *range(10, 16)],)),
        ("message of components", ("components", 0, "accent_color"), (0,)),
        ("message of components", ("components", 0, "components", 3, "spacing"), (1,)),
        ("command", ("default_member_permissions",), (0, "0")),
        ("command", ("integration_types",), ([1], [0], [1, 0])),
        ("command", ("contexts",), ([0], [1], [2])),
        ("entry point", ("handler",), (1,)),
    ],
)
def test_the_least_of_a_number_and_every_kind_passes(name: str, path: Path, values: tuple[Any, ...]) -> None:
    for value in values:
        assert found(name, path, value) == []


@pytest.mark.parametrize("kind", ["message", "modal"])
def test_the_id_of_a_component_is_a_positive_number_of_32_bits(kind: str) -> None:
    path = ("components", 0, "id")
    assert found(kind, path, INT32) == found(kind, path, 0) == []
    assert found(kind, path, INT32 + 1) == [(path, "NUMBER_TYPE_MAX")]
    assert found(kind, path, -1) == [(path, "NUMBER_TYPE_MIN")]


def test_an_id_is_a_number_of_64_bits_as_text_or_as_number() -> None:
    path = ("message_reference", "guild_id")
    for fine in (0, SNOWFLAKE, "0", str(SNOWFLAKE)):
        assert found("message", path, fine) == []
    for wrong in (-1, SNOWFLAKE + 1, "", "01", "-1", "1.0", True, 1.5):
        assert found("message", path, wrong) == [(path, "NUMBER_TYPE_COERCE")]
