"""Messages: content, mentions, flags, attachments, and the border to components V2."""

from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_message

V2 = 1 << 15
TEXT = {"type": 10, "content": "hello"}
POLL: dict[str, Any] = {
    "question": {"text": "Why?"},
    "answers": [{"poll_media": {"text": "So"}}],
    "duration": 24.0,
}
IDS = [str(number) for number in range(101)]
FILE = {"type": 13, "file": {"url": "attachment://notes.pdf"}}
NOTES = {"id": "0", "filename": "notes.pdf"}


def said(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(".".join(map(str, fault.path)), fault.code) for fault in faults]


GOOD: list[dict[str, Any]] = [
    {"content": "x" * 2000},
    {"content": "hi", "embeds": [], "components": [], "attachments": [], "poll": None, "flags": None},
    {"content": "hi", "nonce": "n" * 25, "enforce_nonce": True, "tts": False},
    {"content": "hi", "nonce": 7},
    {"content": "hi", "flags": (1 << 2) | (1 << 12)},
    {"content": "hi", "allowed_mentions": {"parse": []}},
    {"content": "hi", "allowed_mentions": {"parse": ["users", "everyone"], "users": [], "roles": IDS[:100]}},
    {"content": "hi", "message_reference": {"message_id": 1, "channel_id": 2, "fail_if_not_exists": False}},
    {"message_reference": {"message_id": 1, "channel_id": 2, "type": 1}},
    {"poll": POLL},
    {"sticker_ids": ["1"]},
    {"attachments": [NOTES]},
    {"flags": V2, "components": [TEXT]},
    {"flags": V2, "components": [FILE], "attachments": [NOTES]},
    {"flags": V2, "components": [TEXT], "content": None, "embeds": []},
    {"content": "hi", "not a field": {"of": "Discord"}},
]

BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"content": 5}, "content", "STRING_TYPE_CONVERT"),
    ({}, "", "50006"),
    ({"content": "   "}, "", "50006"),
    ({"flags": V2, "components": []}, "", "50006"),
    ({"content": "hi", "nonce": "n" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
    ({"content": "hi", "nonce": 1.5}, "nonce", "NONCE_TYPE_INVALID_TYPE"),
    ({"content": "hi", "enforce_nonce": "yes"}, "enforce_nonce", "BOOLEAN_TYPE_CONVERT"),
    ({"content": "hi", "flags": 1 << 6}, "flags", "BASE_TYPE_CHOICES"),
    ({"content": "hi", "flags": 1 << 5}, "flags", "BASE_TYPE_CHOICES"),
    ({"content": "hi", "flags": -1}, "flags", "NUMBER_TYPE_MIN"),
    ({"content": "hi", "flags": "4"}, "flags", "NUMBER_TYPE_COERCE"),
    ({"content": "hi", "allowed_mentions": {"parse": ["here"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
    ({"content": "hi", "allowed_mentions": {"users": IDS}}, "allowed_mentions.users", "BASE_TYPE_MAX_LENGTH"),
    ({"content": "hi", "allowed_mentions": {"roles": IDS}}, "allowed_mentions.roles", "BASE_TYPE_MAX_LENGTH"),
    (
        {"content": "hi", "allowed_mentions": {"users": ["1", 1]}},
        "allowed_mentions.users.1",
        "SET_TYPE_ALREADY_CONTAINS_VALUE",
    ),
    (
        {"content": "hi", "allowed_mentions": {"users": ["ada"]}},
        "allowed_mentions.users.0",
        "NUMBER_TYPE_COERCE",
    ),
    (
        {"content": "hi", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "hi", "message_reference": {}}, "message_reference.message_id", "BASE_TYPE_REQUIRED"),
    ({"sticker_ids": ["1", "2", "3", "4"]}, "sticker_ids", "BASE_TYPE_MAX_LENGTH"),
    ({"attachments": [{"filename": "a"}]}, "attachments.0.id", "BASE_TYPE_REQUIRED"),
    ({"attachments": [NOTES, NOTES]}, "attachments.1.id", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    ({"attachments": [{"id": i} for i in range(11)]}, "attachments", "BASE_TYPE_MAX_LENGTH"),
    ({"poll": {**POLL, "answers": POLL["answers"] * 11}}, "poll.answers", "BASE_TYPE_BAD_LENGTH"),
    ({"poll": {**POLL, "duration": 769}}, "poll.duration", "NUMBER_TYPE_MAX"),
    ({"poll": {**POLL, "duration": 1.5}}, "poll.duration", "NUMBER_TYPE_COERCE"),
    ({"poll": {**POLL, "question": {"text": "x" * 301}}}, "poll.question.text", "BASE_TYPE_BAD_LENGTH"),
    *(
        ({"flags": V2, "components": [TEXT], **old}, key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
        for key, old in {
            "content": {"content": "hi"},
            "embeds": {"embeds": [{"title": "hi"}]},
            "poll": {"poll": POLL},
            "sticker_ids": {"sticker_ids": ["1"]},
        }.items()
    ),
    (
        {"flags": V2, "components": [FILE], "attachments": [{**NOTES, "filename": "other.pdf"}]},
        "components.0.file.url",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
]


@pytest.mark.parametrize("payload", GOOD)
def test_what_discord_takes_passes(payload: dict[str, Any]) -> None:
    assert check_message(payload, interaction=False) == []


@pytest.mark.parametrize(("payload", "path", "code"), BAD)
def test_what_discord_refuses_is_refused_at_its_place(payload: dict[str, Any], path: str, code: str) -> None:
    assert said(check_message(payload, interaction=False)) == [(path, code)]


def test_only_an_answer_may_be_ephemeral() -> None:
    assert check_message({"content": "psst", "flags": 1 << 6}, interaction=True) == []


def test_an_edit_may_leave_everything_out() -> None:
    assert check_message({}, interaction=False, edit=True) == []


def test_an_edit_may_repeat_flags_that_only_discord_sets() -> None:
    assert check_message({"flags": (1 << 5) | (1 << 2)}, interaction=False, edit=True) == []


def test_an_edit_that_takes_everything_away_is_refused() -> None:
    nothing: dict[str, Any] = {"content": None, "embeds": [], "components": [], "attachments": []}
    assert said(check_message(nothing, interaction=True, edit=True)) == [("", "50006")]


def test_an_edit_keeps_attachments_that_it_does_not_list() -> None:
    payload: dict[str, Any] = {"flags": V2, "components": [FILE]}
    assert check_message(payload, interaction=False, edit=True, was_v2=True) == []


@pytest.mark.parametrize("payload", [{"flags": 0}, {"content": "hi"}, {"embeds": [{"title": "hi"}]}])
def test_a_message_of_components_never_goes_back(payload: dict[str, Any]) -> None:
    faults = check_message(payload, interaction=True, edit=True, was_v2=True)
    assert said(faults) == [("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG")]


def test_a_message_of_components_may_change_them() -> None:
    payload: dict[str, Any] = {"flags": V2, "components": [TEXT]}
    assert check_message(payload, interaction=True, edit=True, was_v2=True) == []


def test_an_ordinary_message_may_become_one_of_components() -> None:
    payload: dict[str, Any] = {"flags": V2, "components": [TEXT], "content": None, "embeds": []}
    assert check_message(payload, interaction=True, edit=True) == []
