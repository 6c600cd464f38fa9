"""Components of messages: buttons, selects, layouts, and what holds for a whole tree."""

import pytest

from bot.sandbox.limits import Fault, check_message
from tests.sandbox.limits.made_components import (
    Payload,
    box,
    button,
    choices,
    gallery,
    link,
    row,
    section,
    select,
    words,
)


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(".".join(map(str, fault.path)), fault.code) for fault in faults]


def v1(*components: Payload) -> list[tuple[str, str]]:
    return told(check_message({"content": "hi", "components": list(components)}, interaction=False))


def v2(*components: Payload) -> list[tuple[str, str]]:
    return told(check_message({"flags": 1 << 15, "components": list(components)}, interaction=False))


@pytest.mark.parametrize(
    "good",
    [
        button("x" * 100, label="x" * 80),
        button(label=None, emoji={"name": "🎉"}),
        button(emoji={"id": "1", "name": "party", "animated": False}, disabled=True),
        link(url="https://example.org/" + "x" * 492),
        link(url="discord://-/channels/1"),
        {"type": 2, "style": 6, "sku_id": "1"},
        select(options=choices(25), placeholder="x" * 150, min_values=0, max_values=25),
        select(options=[{"label": "x" * 100, "value": "x" * 100, "description": "x" * 100, "default": True}]),
        {"type": 5, "custom_id": "who", "default_values": [{"id": "1", "type": "user"}]},
        {"type": 6, "custom_id": "which", "max_values": 2},
        {"type": 6, "custom_id": "which", "min_values": 1, "max_values": 1},
        {"type": 7, "custom_id": "either", "default_values": [{"id": 1, "type": "role"}]},
        {"type": 8, "custom_id": "where", "channel_types": [0, 5, 11]},
    ],
)
def test_a_component_that_discord_takes_passes(good: Payload) -> None:
    assert v1(row(good)) == []
    assert v2(box(row(good))) == []


EXCLUSIVE = "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
BAD: list[tuple[Payload, list[tuple[str, str]]]] = [
    (button("x" * 101), [("custom_id", "BASE_TYPE_BAD_LENGTH")]),
    (button(""), [("custom_id", "BASE_TYPE_BAD_LENGTH")]),
    (button(custom_id=None), [("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED")]),
    (button(label="x" * 81), [("label", "BASE_TYPE_MAX_LENGTH")]),
    (button(label=None), [("label", "BASE_TYPE_REQUIRED")]),
    (button(label=" "), [("label", "BASE_TYPE_REQUIRED")]),
    (button(style=0), [("style", "BASE_TYPE_CHOICES")]),
    (button(style=7), [("style", "BASE_TYPE_CHOICES")]),
    (button(style=None), [("style", "BASE_TYPE_REQUIRED")]),
    (button(url="https://example.org"), [("custom_id", EXCLUSIVE), ("url", EXCLUSIVE)]),
    (button(sku_id="1"), [("sku_id", "COMPONENT_VALIDATION_FAILED")]),
    (button(emoji={"name": ":tada:"}), [("emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI")]),
    (button(emoji="🎉"), [("emoji", "MODEL_TYPE_CONVERT")]),
    (button(disabled=1), [("disabled", "BOOLEAN_TYPE_CONVERT")]),
    (button(id=-1), [("id", "NUMBER_TYPE_MIN")]),
    (link(url=None), [("url", "BUTTON_COMPONENT_URL_REQUIRED")]),
    (link(custom_id="go"), [("custom_id", EXCLUSIVE), ("url", EXCLUSIVE)]),
    (link(url="steam://run"), [("url", "URL_TYPE_INVALID_SCHEME")]),
    (link(url="https://example.org/" + "x" * 493), [("url", "BASE_TYPE_MAX_LENGTH")]),
    ({"type": 2, "style": 6}, [("sku_id", "BASE_TYPE_REQUIRED")]),
    ({"type": 2, "style": 6, "sku_id": "1", "label": "Buy"}, [("label", "COMPONENT_VALIDATION_FAILED")]),
    (select(options=choices(26)), [("options", "BASE_TYPE_BAD_LENGTH")]),
    (select(options=[]), [("options", "BASE_TYPE_BAD_LENGTH")]),
    (select(options=None), [("options", "BASE_TYPE_REQUIRED")]),
    (select("x" * 101), [("custom_id", "BASE_TYPE_BAD_LENGTH")]),
    (select(placeholder="x" * 151), [("placeholder", "BASE_TYPE_MAX_LENGTH")]),
    (select(max_values=26), [("max_values", "NUMBER_TYPE_MAX")]),
    (select(max_values=0), [("max_values", "NUMBER_TYPE_MIN")]),
    (select(min_values=-1), [("min_values", "NUMBER_TYPE_MIN")]),
    (select(min_values=2), [("min_values", "NUMBER_TYPE_MAX")]),
    (select(max_values=4), [("options", "BASE_TYPE_MIN_LENGTH")]),
    (
        select(options=[{**one, "default": True} for one in choices(2)]),
        [("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")],
    ),
    (
        select(options=choices(1) * 2),
        [("options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")],
    ),
    *(
        (select(options=[{"label": "l", "value": "v", key: "x" * 101}]), [(f"options.0.{key}", code)])
        for key, code in {
            "label": "BASE_TYPE_BAD_LENGTH",
            "value": "BASE_TYPE_BAD_LENGTH",
            "description": "BASE_TYPE_MAX_LENGTH",
        }.items()
    ),
    (
        {"type": 5, "custom_id": "who", "default_values": [{"id": "1", "type": "role"}]},
        [("default_values.0.type", "BASE_TYPE_CHOICES")],
    ),
    (
        {"type": 6, "custom_id": "who", "default_values": [{"id": n, "type": "role"} for n in (1, 2)]},
        [("default_values", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")],
    ),
    (
        {"type": 5, "custom_id": "who", "default_values": [{"id": 1}]},
        [("default_values.0.type", "BASE_TYPE_REQUIRED")],
    ),
    (
        {
            "type": 5,
            "custom_id": "who",
            "min_values": 2,
            "max_values": 2,
            "default_values": [{"id": 1, "type": "user"}],
        },
        [("default_values", "COMPONENT_VALIDATION_FAILED")],
    ),
    ({"type": 8, "custom_id": "where", "channel_types": [6]}, [("channel_types.0", "BASE_TYPE_CHOICES")]),
    ({"type": 4, "custom_id": "text", "style": 1, "label": "l"}, [("", "UNION_TYPE_CHOICES")]),
    ({"custom_id": "text"}, [("type", "BASE_TYPE_REQUIRED")]),
    ({"type": True}, [("", "UNION_TYPE_CHOICES")]),
]


@pytest.mark.parametrize(("bad", "faults"), BAD)
def test_a_component_that_discord_refuses(bad: Payload, faults: list[tuple[str, str]]) -> None:
    placed = [(f"components.0.components.0.{path}".rstrip("."), code) for path, code in faults]
    assert v1(row(bad)) == placed
    assert v2(row(bad)) == placed


def test_an_ordinary_message_has_five_rows_at_most() -> None:
    rows = [row(button(str(number))) for number in range(6)]
    assert v1(*rows[:5]) == []
    assert v1(*rows) == [("components", "BASE_TYPE_MAX_LENGTH")]
    assert v2(*rows) == []


def test_a_row_has_five_buttons_at_most() -> None:
    buttons = [button(str(number)) for number in range(6)]
    assert v1(row(*buttons[:5])) == []
    assert v1(row(*buttons)) == [("components.0.components", "BASE_TYPE_BAD_LENGTH")]


@pytest.mark.parametrize("mixed", [(button(), select()), (select(), button()), (select("a"), select("b"))])
def test_a_select_fills_its_row(mixed: tuple[Payload, ...]) -> None:
    assert v1(row(*mixed)) == [("components.0.components.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED")]


def test_a_row_is_never_empty() -> None:
    assert v1(row()) == [("components.0.components", "BASE_TYPE_BAD_LENGTH")]
    assert v1({"type": 1}) == [("components.0.components", "BASE_TYPE_REQUIRED")]


@pytest.mark.parametrize("component", [button(), words(), section(words()), box(words()), gallery(1)])
def test_an_ordinary_message_holds_rows_only(component: Payload) -> None:
    assert v1(component) == [("components.0", "UNION_TYPE_CHOICES")]


def test_a_custom_id_stands_once_in_a_message() -> None:
    code = "COMPONENT_CUSTOM_ID_DUPLICATED"
    assert v1(row(button(), button(disabled=True))) == [("components.0.components.1.custom_id", code)]
    twice = v2(section(words(), accessory=button()), box(row(button())))
    assert twice == [("components.1.components.0.components.0.custom_id", code)]


def test_a_component_id_stands_once_unless_it_is_zero() -> None:
    assert v2({**words(), "id": 0}, {**words(), "id": 0}, {**words(), "id": 1}) == []
    twice = v2({**words(), "id": 7}, box({**words(), "id": 7}))
    assert twice == [("components.1.components.0.id", "SET_TYPE_ALREADY_CONTAINS_VALUE")]


def test_a_whole_layout_passes() -> None:
    thumbnail = {"type": 11, "media": {"url": "https://example.org/a.png"}, "description": "x" * 1024}
    line = {"type": 14, "spacing": 2, "divider": False}
    inside = [words(), section(*[words()] * 3, accessory=thumbnail), gallery(10), line, row(select())]
    assert v2(box(*inside, accent_color=0xFFFFFF, spoiler=True), words(), line, gallery(1)) == []


def test_forty_components_counting_the_nested_ones_are_the_limit() -> None:
    nested = box(section(words()), row(button("b")))  # six with what it holds
    assert v2(nested, *[words()] * 34) == []
    code = "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"
    assert v2(nested, *[words()] * 35) == [("components", code)]


def test_four_thousand_characters_over_all_texts_are_the_limit() -> None:
    assert v2(words(2000), box(section(words(2000)))) == []
    code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
    assert v2(words(2000), box(section(words(2001)))) == [("components", code)]


LAYOUTS: list[tuple[Payload, str, str]] = [
    (button(), "", "UNION_TYPE_CHOICES"),
    ({"type": 11, "media": {"url": "https://example.org/a.png"}}, "", "UNION_TYPE_CHOICES"),
    ({"type": 18, "label": "l", "component": select()}, "", "UNION_TYPE_CHOICES"),
    (box(box(words())), "components.0", "UNION_TYPE_CHOICES"),
    (box(button()), "components.0", "UNION_TYPE_CHOICES"),
    (box(), "components", "BASE_TYPE_BAD_LENGTH"),
    (box(words(), accent_color=0x1000000), "accent_color", "NUMBER_TYPE_MAX"),
    (box(words(), accent_color=-1), "accent_color", "NUMBER_TYPE_MIN"),
    (section(), "components", "BASE_TYPE_BAD_LENGTH"),
    (section(*[words()] * 4), "components", "BASE_TYPE_BAD_LENGTH"),
    (section(button("b")), "components.0", "UNION_TYPE_CHOICES"),
    (section(words(), accessory=select()), "accessory", "UNION_TYPE_CHOICES"),
    ({"type": 9, "components": [words()]}, "accessory", "BASE_TYPE_REQUIRED"),
    (words(0), "content", "BASE_TYPE_REQUIRED"),
    (words(4001), "content", "BASE_TYPE_BAD_LENGTH"),
    (gallery(0), "items", "BASE_TYPE_BAD_LENGTH"),
    (gallery(11), "items", "BASE_TYPE_BAD_LENGTH"),
    ({"type": 12, "items": [{}]}, "items.0.media", "BASE_TYPE_REQUIRED"),
    ({"type": 13, "file": {"url": "https://example.org/a"}}, "file.url", "URL_TYPE_INVALID_SCHEME"),
    ({"type": 14, "spacing": 3}, "spacing", "BASE_TYPE_CHOICES"),
]


@pytest.mark.parametrize(("bad", "path", "code"), LAYOUTS)
def test_a_layout_that_discord_refuses(bad: Payload, path: str, code: str) -> None:
    assert v2(bad) == [(f"components.0.{path}".rstrip("."), code)]
