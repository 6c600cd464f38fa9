"""Embeds, at each limit and one above it."""

from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_message

LONG: list[tuple[str, int, str]] = [
    ("title", 256, "BASE_TYPE_MAX_LENGTH"),
    ("description", 4096, "BASE_TYPE_MAX_LENGTH"),
    ("footer.text", 2048, "BASE_TYPE_MAX_LENGTH"),
    ("author.name", 256, "BASE_TYPE_MAX_LENGTH"),
    ("fields.0.name", 256, "BASE_TYPE_MAX_LENGTH"),
    ("fields.0.value", 1024, "BASE_TYPE_MAX_LENGTH"),
]


def faults(*embeds: object) -> list[tuple[str, str]]:
    found: list[Fault] = check_message({"embeds": list(embeds)}, interaction=True)
    return [(".".join(map(str, fault.path)), fault.code) for fault in found]


def embed(place: str, length: int) -> dict[str, Any]:
    words = "x" * length
    match place.split("."):
        case ["fields", _, key]:
            return {"fields": [{"name": "n", "value": "v", key: words}]}
        case [outer, key]:
            return {outer: {key: words}}
        case _:
            return {place: words}


@pytest.mark.parametrize(("place", "limit", "code"), LONG)
def test_a_text_may_reach_its_limit_and_not_pass_it(place: str, limit: int, code: str) -> None:
    assert faults(embed(place, limit)) == []
    assert faults(embed(place, limit + 1)) == [(f"embeds.0.{place}", code)]


def test_a_message_has_ten_embeds_at_most() -> None:
    assert faults(*[{"title": "hi"}] * 10) == []
    assert faults(*[{"title": "hi"}] * 11) == [("embeds", "BASE_TYPE_MAX_LENGTH")]


def test_an_embed_has_twenty_five_fields_at_most() -> None:
    field = {"name": "n", "value": "v"}
    assert faults({"fields": [field] * 25}) == []
    assert faults({"fields": [field] * 26}) == [("embeds.0.fields", "BASE_TYPE_MAX_LENGTH")]


def test_all_embeds_together_have_six_thousand_characters_at_most() -> None:
    rest = {
        "title": "t" * 100,
        "author": {"name": "a" * 100},
        "footer": {"text": "f" * 100},
        "fields": [{"name": "n" * 100, "value": "v" * 100}],
    }
    assert faults({"description": "x" * 4096}, {**rest, "description": "x" * 1404}) == []
    over = faults({"description": "x" * 4096}, {**rest, "description": "x" * 1405})
    assert over == [("embeds", "MAX_EMBED_SIZE_EXCEEDED")]


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({}, "description", "BASE_TYPE_REQUIRED"),
        ({"color": 5}, "description", "BASE_TYPE_REQUIRED"),
        ({"title": "t", "color": 0x1000000}, "color", "NUMBER_TYPE_MAX"),
        ({"title": "t", "url": "ftp://example.org"}, "url", "URL_TYPE_INVALID_SCHEME"),
        ({"title": "t", "url": "example.org"}, "url", "URL_TYPE_INVALID_URL"),
        ({"title": "t", "url": "attachment://a.png"}, "url", "URL_TYPE_INVALID_SCHEME"),
        ({"title": "t", "url": "https://e.org/" + "x" * 2048}, "url", "BASE_TYPE_MAX_LENGTH"),
        ({"title": "t", "image": {"url": "a picture"}}, "image.url", "URL_TYPE_INVALID_URL"),
        ({"title": "t", "timestamp": "noon"}, "timestamp", "DATE_TIME_TYPE_PARSE"),
        ({"fields": [{"name": "", "value": "v"}]}, "fields.0.name", "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "n", "value": " "}]}, "fields.0.value", "BASE_TYPE_REQUIRED"),
        ({"fields": [{"name": "n"}]}, "fields.0.value", "BASE_TYPE_REQUIRED"),
        ({"fields": {"name": "n"}}, "fields", "LIST_TYPE_CONVERT"),
    ],
)
def test_an_embed_that_discord_refuses(given: dict[str, Any], path: str, code: str) -> None:
    assert faults(given) == [(f"embeds.0.{path}", code)]


def test_an_embed_may_show_an_upload() -> None:
    assert faults({"image": {"url": "attachment://a.png"}, "timestamp": "2026-07-01T08:30:00Z"}) == []


def test_something_that_is_no_embed_is_refused() -> None:
    assert faults("hi") == [("embeds.0", "MODEL_TYPE_CONVERT")]
