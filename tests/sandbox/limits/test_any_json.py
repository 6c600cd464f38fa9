"""Laws over any JSON: no check ever raises, and every refusal can be written down."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.limits import (
    Fault,
    check_autocomplete,
    check_callback,
    check_command,
    check_commands,
    check_message,
    check_modal,
    error_body,
)

Check = Callable[[object], list[Fault]]

CHECKS: list[Check] = [
    partial(check_message, interaction=False),
    partial(check_message, interaction=True, edit=True, was_v2=True),
    check_commands,
    check_command,
    check_autocomplete,
    check_modal,
    check_callback,
]
VALID: dict[str, Any] = {
    "type": 4,
    "data": {
        "content": "hi",
        "flags": 64,
        "embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}], "footer": {"text": "f"}}],
        "allowed_mentions": {"parse": ["users"], "roles": ["1"]},
        "attachments": [{"id": 0, "filename": "a"}],
        "components": [
            {"type": 1, "components": [{"type": 2, "style": 1, "label": "l", "custom_id": "c"}]},
            {"type": 1, "components": [{"type": 3, "custom_id": "s", "options": [{"label": "l", "value": "v"}]}]},
        ],
    },
}
LAYOUT: dict[str, Any] = {
    "type": 4,
    "data": {
        "flags": 1 << 15,
        "attachments": [{"id": 0, "filename": "a"}],
        "components": [
            {
                "type": 17,
                "components": [
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "hi"}],
                        "accessory": {"type": 11, "media": {"url": "attachment://a"}},
                    },
                    {"type": 12, "items": [{"media": {"url": "https://example.org"}}]},
                    {"type": 14},
                ],
            }
        ],
    },
}
MODAL: dict[str, Any] = {
    "type": 9,
    "data": {
        "custom_id": "m",
        "title": "t",
        "components": [
            {"type": 18, "label": "l", "component": {"type": 4, "custom_id": "a", "style": 1, "max_length": 5}},
            {
                "type": 18,
                "label": "l",
                "component": {"type": 22, "custom_id": "b", "options": [{"label": "l", "value": "v"}]},
            },
        ],
    },
}
COMMAND: dict[str, Any] = {
    "name": "quiz",
    "description": "plays",
    "default_member_permissions": "8",
    "options": [
        {
            "type": 1,
            "name": "start",
            "description": "starts",
            "options": [
                {"type": 3, "name": "kind", "description": "d", "choices": [{"name": "n", "value": "v"}]},
                {"type": 4, "name": "n", "description": "d", "min_value": 1, "max_value": 50},
            ],
        }
    ],
}


def keys(value: Any) -> set[str]:
    """Collect the keys of all objects in a payload."""
    match value:
        case dict():
            pairs: list[tuple[str, Any]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType]  (a JSON object)
            return {key for key, _ in pairs}.union(*(keys(inner) for _, inner in pairs))
        case list():
            items: list[Any] = [*value]
            return set[str]().union(*map(keys, items))
        case _:
            return set()


KEYS = sorted(keys([VALID, LAYOUT, MODAL, COMMAND]) | {"poll", "nonce", "timestamp", "default_values", "contexts"})
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 25),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "hi", "users", "attachment://a", "https://[", "\ud800", "9" * 30]),
    st.sampled_from([1 << 15, 64, 10**400, -(10**400)]),
    st.text(max_size=5),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=6),
    ),
    max_leaves=25,
)
quickly = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def changed(draw: st.DrawFn, value: Any) -> Any:
    """Return the value with one leaf or branch of it exchanged for anything."""
    if isinstance(value, dict | list) and value and draw(st.integers(0, 4)):
        copy: Any = json.loads(json.dumps(value))
        key: Any = draw(st.sampled_from(sorted(copy) if isinstance(value, dict) else range(len(copy))))
        copy[key] = changed(draw, copy[key])
        return copy
    return draw(JSON)


@st.composite
def nearly(draw: st.DrawFn, value: Any) -> Any:
    """Draw payloads that are right but for one place."""
    return changed(draw, value)


@pytest.mark.parametrize("check", CHECKS)
@quickly
@given(payload=JSON)
def test_no_json_makes_a_check_raise(check: Check, payload: Any) -> None:
    assert json.dumps(error_body(check(payload)))


@pytest.mark.parametrize("valid", [VALID, LAYOUT, MODAL])
@quickly
@given(data=st.data())
def test_no_change_to_an_answer_makes_the_check_raise(valid: dict[str, Any], data: st.DataObject) -> None:
    assert json.dumps(error_body(check_callback(data.draw(nearly(valid)))))


@quickly
@given(payload=nearly([COMMAND]))
def test_no_change_to_a_command_makes_the_check_raise(payload: Any) -> None:
    assert json.dumps(error_body(check_commands(payload)))


def test_the_payloads_that_are_changed_are_right_before() -> None:
    assert [check_callback(valid) for valid in (VALID, LAYOUT, MODAL)] == [[], [], []]
    assert check_commands([COMMAND]) == []


def test_nesting_without_end_is_not_followed() -> None:
    deep: dict[str, Any] = {"type": 17, "components": []}
    for _ in range(2000):
        deep = {"type": 17, "components": [deep]}
    faults = check_message({"flags": 1 << 15, "components": [deep]}, interaction=False)
    assert [fault.code for fault in faults] == ["UNION_TYPE_CHOICES"]
