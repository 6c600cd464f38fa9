"""Our numbers are those of Discord's own description, where a copy of it is at hand."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.limits import check_callback, check_command, check_message, check_modal
from bot.sandbox.limits.localization import LOCALES

FILE = os.environ.get("RECALL_OPENAPI")
pytestmark = pytest.mark.skipif(FILE is None, reason="RECALL_OPENAPI names no copy of Discord's openapi.json")
V2 = 1 << 15
LINE = {"type": 10, "content": "x"}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return json.loads(Path(str(FILE)).read_text())["components"]["schemas"]


def message(**fields: Any) -> bool:
    return not check_message({"content": "c", **fields}, interaction=True)


def embed(**fields: Any) -> bool:
    return message(embeds=[{"title": "t", **fields}])


def block(*components: Any) -> bool:
    return not check_message({"flags": V2, "components": list(components)}, interaction=True)


def button(**fields: Any) -> bool:
    one = {"type": 2, "style": 1, "label": "l", "custom_id": "c", **fields}
    return block({"type": 1, "components": [one]})


def select(**fields: Any) -> bool:
    one = {"type": 3, "custom_id": "c", "options": [{"label": "l", "value": "v"}], **fields}
    return block({"type": 1, "components": [one]})


def menu(count: int) -> list[dict[str, str]]:
    return [{"label": "l", "value": str(number)} for number in range(count)]


def menu_option(**fields: Any) -> bool:
    return select(options=[{"label": "l", "value": "v", **fields}])


def row(**fields: Any) -> bool:
    return not check_modal({"custom_id": "m", "title": "t", "components": [{**LINE, **fields}]})


def labelled(component: dict[str, Any] | None = None, **fields: Any) -> bool:
    held = component or {"type": 4, "custom_id": "a", "style": 1}
    return row(**{"type": 18, "label": "l", "component": held, **fields})


def text_input(**fields: Any) -> bool:
    return labelled({"type": 4, "custom_id": "a", "style": 1, **fields})


def modal(**fields: Any) -> bool:
    return not check_modal({"custom_id": "m", "title": "t", "components": [LINE], **fields})


def command(**fields: Any) -> bool:
    return not check_command({"name": "n", "description": "d", **fields})


def option(**fields: Any) -> bool:
    return command(options=[{"type": 3, "name": "n", "description": "d", **fields}])


LENGTHS: list[tuple[str, str, Callable[[str], bool]]] = [
    ("IncomingWebhookInteractionRequest", "content", lambda v: message(content=v)),
    ("RichEmbed", "title", lambda v: embed(title=v)),
    ("RichEmbed", "description", lambda v: embed(description=v)),
    ("RichEmbedFooter", "text", lambda v: embed(footer={"text": v})),
    ("RichEmbedAuthor", "name", lambda v: embed(author={"name": v})),
    ("RichEmbedField", "name", lambda v: embed(fields=[{"name": v, "value": "v"}])),
    ("RichEmbedField", "value", lambda v: embed(fields=[{"name": "n", "value": v}])),
    ("ButtonComponentForMessageRequest", "label", lambda v: button(label=v)),
    ("ButtonComponentForMessageRequest", "custom_id", lambda v: button(custom_id=v)),
    ("StringSelectComponentForMessageRequest", "placeholder", lambda v: select(placeholder=v)),
    ("StringSelectOptionForRequest", "label", lambda v: menu_option(label=v)),
    ("StringSelectOptionForRequest", "value", lambda v: menu_option(value=v)),
    ("StringSelectOptionForRequest", "description", lambda v: menu_option(description=v)),
    ("TextDisplayComponentForMessageRequest", "content", lambda v: block({"type": 10, "content": v})),
    ("ModalInteractionCallbackRequestData", "title", lambda v: modal(title=v)),
    ("ModalInteractionCallbackRequestData", "custom_id", lambda v: modal(custom_id=v)),
    ("LabelComponentForModalRequest", "label", lambda v: labelled(label=v)),
    ("LabelComponentForModalRequest", "description", lambda v: labelled(description=v)),
    ("TextInputComponentForModalRequest", "value", lambda v: text_input(value=v)),
    ("TextInputComponentForModalRequest", "placeholder", lambda v: text_input(placeholder=v)),
    ("ApplicationCommandCreateRequest", "name", lambda v: command(name=v)),
    ("ApplicationCommandCreateRequest", "description", lambda v: command(description=v)),
    ("ApplicationCommandStringOption", "name", lambda v: option(name=v)),
    ("ApplicationCommandStringOption", "description", lambda v: option(description=v)),
    ("ApplicationCommandOptionStringChoice", "name", lambda v: option(choices=[{"name": v, "value": "v"}])),
]
COUNTS: list[tuple[str, str, Callable[[int], bool]]] = [
    (
        "MessageCreateRequest",
        "embeds",
        lambda n: message(embeds=[{"title": "t"}] * n),
    ),
    ("MessageCreateRequest", "components", lambda n: block(*[LINE] * n)),
    (
        "MessageAllowedMentionsRequest",
        "users",
        lambda n: message(allowed_mentions={"users": list(range(n))}),
    ),
    ("RichEmbed", "fields", lambda n: embed(fields=[{"name": "n", "value": "v"}] * n)),
    (
        "StringSelectComponentForMessageRequest",
        "options",
        lambda n: select(options=menu(n)),
    ),
    (
        "SectionComponentForMessageRequest",
        "components",
        lambda n: block(
            {"type": 9, "components": [LINE] * n, "accessory": {"type": 11, "media": {"url": "https://e.org"}}}
        ),
    ),
    (
        "MediaGalleryComponentForMessageRequest",
        "items",
        lambda n: block({"type": 12, "items": [{"media": {"url": "https://e.org"}}] * n}),
    ),
    (
        "RadioGroupComponentForModalRequest",
        "options",
        lambda n: labelled({"type": 21, "custom_id": "r", "options": menu(n)}),
    ),
    (
        "CheckboxGroupComponentForModalRequest",
        "options",
        lambda n: labelled({"type": 22, "custom_id": "r", "options": menu(n)}),
    ),
    (
        "ApplicationCommandCreateRequest",
        "options",
        lambda n: command(options=[{"type": 3, "name": f"n{i}", "description": "d"} for i in range(n)]),
    ),
    (
        "ApplicationCommandStringOption",
        "choices",
        lambda n: option(choices=[{"name": f"n{i}", "value": "v"} for i in range(n)]),
    ),
]
NUMBERS: list[tuple[str, str, Callable[[int], bool]]] = [
    ("RichEmbed", "color", lambda n: embed(color=n)),
    (
        "ContainerComponentForMessageRequest",
        "accent_color",
        lambda n: block({"type": 17, "components": [LINE], "accent_color": n}),
    ),
    ("ApplicationCommandStringOption", "min_length", lambda n: option(min_length=n)),
    ("ApplicationCommandStringOption", "max_length", lambda n: option(max_length=n)),
    ("TextInputComponentForModalRequest", "min_length", lambda n: text_input(min_length=n)),
    ("TextInputComponentForModalRequest", "max_length", lambda n: text_input(max_length=n)),
    (
        "ApplicationCommandCreateRequest",
        "default_member_permissions",
        lambda n: command(default_member_permissions=n),
    ),
]


@pytest.mark.parametrize(("schema", "field", "passes"), LENGTHS)
def test_our_longest_text_is_discords(
    schemas: dict[str, Any], schema: str, field: str, passes: Callable[[str], bool]
) -> None:
    limit = schemas[schema]["properties"][field]["maxLength"]
    assert (passes("x" * limit), passes("x" * (limit + 1))) == (True, False)


@pytest.mark.parametrize(("schema", "field", "passes"), COUNTS)
def test_our_longest_list_is_discords(
    schemas: dict[str, Any], schema: str, field: str, passes: Callable[[int], bool]
) -> None:
    limit = schemas[schema]["properties"][field]["maxItems"]
    assert (passes(limit), passes(limit + 1)) == (True, False)


@pytest.mark.parametrize(("schema", "field", "passes"), NUMBERS)
def test_our_greatest_number_is_discords(
    schemas: dict[str, Any], schema: str, field: str, passes: Callable[[int], bool]
) -> None:
    low, high = (schemas[schema]["properties"][field][bound] for bound in ("minimum", "maximum"))
    assert [passes(number) for number in (low - 1, low, high, high + 1)] == [False, True, True, False]


def test_our_types_of_answers_are_discords_and_two_more_or_less(schemas: dict[str, Any]) -> None:
    known = {one["const"] for one in schemas["InteractionCallbackTypes"]["oneOf"]}
    ours = {
        kind
        for kind in range(20)
        if "BASE_TYPE_CHOICES" not in {fault.code for fault in check_callback({"type": kind})}
    }
    # 10 is deprecated, 13 is for games that sell things.
    assert ours ^ known == {10, 13}


def test_our_locales_are_discords(schemas: dict[str, Any]) -> None:
    assert {one["const"] for one in schemas["AvailableLocalesEnum"]["oneOf"]} == LOCALES
