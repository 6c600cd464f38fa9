"""Modals: rows, labels and the inputs they may hold."""

from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_modal

Payload = dict[str, Any]


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(".".join(map(str, fault.path)), fault.code) for fault in faults]


def entry(name: str = "said", **fields: Any) -> Payload:
    return {"type": 4, "custom_id": name, "style": 1, **fields}


def label(component: Payload | None = None, **fields: Any) -> Payload:
    return {"type": 18, "label": "Your answer", "component": component or entry(), **fields}


def row(*components: Payload) -> Payload:
    return {"type": 1, "components": list(components)}


def choices(count: int, **fields: Any) -> list[Payload]:
    return [{"label": f"label {i}", "value": f"value {i}", **fields} for i in range(count)]


def select(**fields: Any) -> Payload:
    return {"type": 3, "custom_id": "pick", "options": choices(3), **fields}


def group(kind: int, count: int, **fields: Any) -> Payload:
    return {"type": kind, "custom_id": "pick", "options": choices(count), **fields}


def modal(*rows: Payload, **fields: Any) -> Payload:
    return {"custom_id": "quiz:answer:1", "title": "Answer", "components": list(rows), **fields}


GOOD: list[Payload] = [
    row(entry(label="x" * 45)),
    label(label="x" * 45, description="x" * 100),
    label(entry(style=2, value="x" * 4000, placeholder="x" * 100, min_length=0, max_length=4000)),
    label(entry(label=None, required=False, min_length=4, max_length=4)),
    label(select(required=False, min_values=0)),
    label(select(disabled=False, placeholder="x" * 150)),
    *(label({"type": kind, "custom_id": "who"}) for kind in (5, 6, 7, 8)),
    label({"type": 19, "custom_id": "file", "max_values": 10}),
    label({"type": 19, "custom_id": "file", "min_values": 0, "max_values": 1, "required": False}),
    label(entry(max_length=1)),
    label(group(22, 2, min_values=1, max_values=1)),
    label(group(21, 2)),
    label(group(21, 10)),
    label(group(22, 1)),
    label(group(22, 10, min_values=0, max_values=10, required=False)),
    label({"type": 23, "custom_id": "sure", "default": True}),
    {"type": 10, "content": "Read this first."},
]
BAD: list[tuple[Payload, str, str]] = [
    (row(), "components", "BASE_TYPE_BAD_LENGTH"),
    (row(entry("a", label="l"), entry("b", label="l")), "components", "BASE_TYPE_BAD_LENGTH"),
    (row(entry()), "components.0.label", "BASE_TYPE_REQUIRED"),
    (row(entry(label="x" * 46)), "components.0.label", "BASE_TYPE_BAD_LENGTH"),
    (row(select()), "components.0", "UNION_TYPE_CHOICES"),
    (label(label="x" * 46), "label", "BASE_TYPE_BAD_LENGTH"),
    (label(label=None), "label", "BASE_TYPE_REQUIRED"),
    (label(description="x" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
    (label(component=row()), "component", "UNION_TYPE_CHOICES"),
    ({"type": 18, "label": "l"}, "component", "BASE_TYPE_REQUIRED"),
    (entry(label="l"), "", "UNION_TYPE_CHOICES"),
    ({"type": 17, "components": []}, "", "UNION_TYPE_CHOICES"),
    (label(entry(style=3)), "component.style", "BASE_TYPE_CHOICES"),
    (label(entry(style=None)), "component.style", "BASE_TYPE_REQUIRED"),
    (label(entry("x" * 101)), "component.custom_id", "BASE_TYPE_BAD_LENGTH"),
    (label(entry(placeholder="x" * 101)), "component.placeholder", "BASE_TYPE_MAX_LENGTH"),
    (label(entry(value="x" * 4001)), "component.value", "BASE_TYPE_MAX_LENGTH"),
    (label(entry(value="x" * 11, max_length=10)), "component.value", "BASE_TYPE_MAX_LENGTH"),
    (label(entry(max_length=4001)), "component.max_length", "NUMBER_TYPE_MAX"),
    (label(entry(max_length=0)), "component.max_length", "NUMBER_TYPE_MIN"),
    (label(entry(min_length=4001)), "component.min_length", "NUMBER_TYPE_MAX"),
    (label(entry(min_length=5, max_length=4)), "component.min_length", "NUMBER_TYPE_MAX"),
    (label(select(disabled=True)), "component.disabled", "COMPONENT_VALIDATION_FAILED"),
    (label(select(min_values=0)), "component.min_values", "NUMBER_TYPE_MIN"),
    (label(select(options=[])), "component.options", "BASE_TYPE_BAD_LENGTH"),
    (label({"type": 19, "custom_id": "f", "max_values": 11}), "component.max_values", "NUMBER_TYPE_MAX"),
    (label({"type": 19, "custom_id": "f", "min_values": 2}), "component.min_values", "NUMBER_TYPE_MAX"),
    (label({"type": 19, "custom_id": "f", "min_values": 0}), "component.min_values", "NUMBER_TYPE_MIN"),
    (label({"type": 19, "custom_id": "f", "min_values": -1}), "component.min_values", "NUMBER_TYPE_MIN"),
    (label({"type": 19, "custom_id": "f", "max_values": 0}), "component.max_values", "NUMBER_TYPE_MIN"),
    (label(group(22, 2, min_values=-1)), "component.min_values", "NUMBER_TYPE_MIN"),
    (label(group(22, 2, max_values=0)), "component.max_values", "NUMBER_TYPE_MIN"),
    (label(group(21, 1)), "component.options", "BASE_TYPE_BAD_LENGTH"),
    (label(group(21, 11)), "component.options", "BASE_TYPE_BAD_LENGTH"),
    (
        label(group(21, 2, options=choices(2, default=True))),
        "component.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    (label(group(22, 11)), "component.options", "BASE_TYPE_BAD_LENGTH"),
    (label(group(22, 2, max_values=3)), "component.options", "BASE_TYPE_MIN_LENGTH"),
    (label(group(22, 2, min_values=0)), "component.min_values", "NUMBER_TYPE_MIN"),
]


@pytest.mark.parametrize("good", GOOD)
def test_a_row_that_discord_takes_passes(good: Payload) -> None:
    assert check_modal(modal(good)) == []


@pytest.mark.parametrize(("bad", "path", "code"), BAD)
def test_a_row_that_discord_refuses(bad: Payload, path: str, code: str) -> None:
    assert told(check_modal(modal(bad))) == [(f"components.0.{path}".rstrip("."), code)]


def test_a_modal_has_a_title_and_an_id_within_their_limits() -> None:
    assert check_modal(modal(label(), title="x" * 45, custom_id="x" * 100)) == []
    faults = check_modal(modal(label(), title="x" * 46, custom_id="x" * 101))
    assert told(faults) == [("custom_id", "BASE_TYPE_BAD_LENGTH"), ("title", "BASE_TYPE_BAD_LENGTH")]


def test_a_modal_has_one_to_five_rows() -> None:
    rows = [label(entry(str(number))) for number in range(6)]
    assert check_modal(modal(*rows[:5])) == []
    assert told(check_modal(modal(*rows))) == [("components", "BASE_TYPE_BAD_LENGTH")]
    assert told(check_modal(modal())) == [("components", "BASE_TYPE_BAD_LENGTH")]


def test_a_custom_id_stands_once_in_a_modal() -> None:
    faults = check_modal(modal(label(), row(entry(label="again"))))
    assert told(faults) == [("components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")]
