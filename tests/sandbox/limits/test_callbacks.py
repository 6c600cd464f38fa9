"""Answers to interactions: the type decides what the data is."""

from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_callback, error_body

MODAL = {"custom_id": "m", "title": "t", "components": [{"type": 10, "content": "hi"}]}
V2 = 1 << 15


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(".".join(map(str, fault.path)), fault.code) for fault in faults]


@pytest.mark.parametrize(
    "callback",
    [
        {"type": 1},
        {"type": 4, "data": {"content": "hi", "flags": 64}},
        {"type": 5},
        {"type": 5, "data": {"flags": 64}},
        {"type": 6},
        {"type": 6, "data": None},
        {"type": 7},
        {"type": 7, "data": {"components": []}},
        {"type": 8, "data": {"choices": []}},
        {"type": 9, "data": MODAL},
        {"type": 10},
        {"type": 12},
    ],
)
def test_an_answer_that_discord_takes_passes(callback: dict[str, Any]) -> None:
    assert check_callback(callback) == []


BAD: list[tuple[Any, str, str]] = [
    ([], "", "MODEL_TYPE_CONVERT"),
    ({}, "type", "BASE_TYPE_REQUIRED"),
    ({"type": 2}, "type", "BASE_TYPE_CHOICES"),
    ({"type": 3}, "type", "BASE_TYPE_CHOICES"),
    ({"type": 11}, "type", "BASE_TYPE_CHOICES"),
    ({"type": "4"}, "type", "BASE_TYPE_CHOICES"),
    ({"type": 4, "data": []}, "data", "MODEL_TYPE_CONVERT"),
    ({"type": 4, "data": {"content": "x" * 2001}}, "data.content", "BASE_TYPE_MAX_LENGTH"),
    ({"type": 5, "data": {"flags": 1}}, "data.flags", "BASE_TYPE_CHOICES"),
    ({"type": 5, "data": {"flags": "64"}}, "data.flags", "NUMBER_TYPE_COERCE"),
    ({"type": 7, "data": {"content": "x" * 2001}}, "data.content", "BASE_TYPE_MAX_LENGTH"),
    ({"type": 8}, "data", "BASE_TYPE_REQUIRED"),
    ({"type": 8, "data": {"choices": [{}] * 26}}, "data.choices", "BASE_TYPE_MAX_LENGTH"),
    ({"type": 9}, "data", "BASE_TYPE_REQUIRED"),
    ({"type": 9, "data": {**MODAL, "title": ""}}, "data.title", "BASE_TYPE_REQUIRED"),
]


@pytest.mark.parametrize(("callback", "path", "code"), BAD)
def test_an_answer_that_discord_refuses(callback: Any, path: str, code: str) -> None:
    assert told(check_callback(callback)) == [(path, code)]


def test_an_answer_without_a_word_is_an_empty_message() -> None:
    assert error_body(check_callback({"type": 4}))["code"] == 50006


def test_an_update_never_takes_components_v2_back() -> None:
    update = {"type": 7, "data": {"content": "hi"}}
    assert check_callback(update) == []
    code = "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"
    assert told(check_callback(update, was_v2=True)) == [("data.flags", code)]
    kept = {"type": 7, "data": {"flags": V2, "components": [{"type": 10, "content": "hi"}]}}
    assert check_callback(kept, was_v2=True) == []
