"""Application commands and autocomplete: names, options, nesting, choices, sizes."""

from typing import Any

import pytest

from bot.sandbox.limits import Fault, check_autocomplete, check_command, check_commands

Payload = dict[str, Any]


def told(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(".".join(map(str, fault.path)), fault.code) for fault in faults]


def option(name: str = "word", **fields: Any) -> Payload:
    return {"type": 3, "name": name, "description": "a word", **fields}


def command(*options: Payload, **fields: Any) -> Payload:
    return {"type": 1, "name": "define", "description": "explains", "options": list(options), **fields}


def subcommand(name: str = "sub", *options: Payload) -> Payload:
    return {"type": 1, "name": name, "description": "does it", "options": list(options)}


def group(*subcommands: Payload, name: str = "group") -> Payload:
    return {"type": 2, "name": name, "description": "holds them", "options": list(subcommands)}


def choices(count: int, value: Any = None) -> list[Payload]:
    return [{"name": f"choice {i}", "value": f"v{i}" if value is None else value} for i in range(count)]


GOOD: list[Payload] = [
    command(),
    command(name="x" * 32, description="x" * 100, type=None, options=None),
    command(name="naïve-été_l'été"),
    command(name="परीक्षा"),
    command(name="ทดสอบ"),
    command(name="用語"),
    command(*(option(str(i)) for i in range(25))),
    command(option("a", required=True), option("b", required=False), option("c")),
    command(option(choices=choices(25), min_length=0, max_length=6000)),
    command(option(choices=[{"name": "x" * 100, "value": "x" * 100}])),
    command(option(type=4, choices=choices(2, 2**53 - 1), min_value=-5, max_value=5)),
    command(option(type=10, choices=choices(2, 0.5), min_value=0.1, max_value=0.1)),
    command(option(autocomplete=True, choices=[])),
    command(option(type=7, channel_types=[0, 5, 10, 11, 12])),
    command(group(subcommand("a", option()), subcommand("b")), subcommand("c", option(required=True))),
    command(contexts=[0, 1, 2], integration_types=[0, 1], default_member_permissions="32"),
    command(default_member_permissions=32, contexts=None, nsfw=False, dm_permission=True),
    command(default_member_permissions=None, name_localizations={"de": "erkläre"}),
    {"type": 2, "name": "Show Score", "description": "", "options": []},
    {"type": 3, "name": "x" * 32},
    {"type": 4, "name": "Launch", "description": "starts", "handler": 2},
]
NAME = "APPLICATION_COMMAND_INVALID_NAME"
TYPE = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
BAD: list[tuple[Payload, str, str]] = [
    (command(name="x" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
    (command(name=""), "name", "BASE_TYPE_REQUIRED"),
    (command(name="Define"), "name", NAME),
    (command(name="two words"), "name", NAME),
    (command(name="what?"), "name", NAME),
    (command(description="x" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
    (command(description=None), "description", "BASE_TYPE_REQUIRED"),
    (command(type=5), "", "UNION_TYPE_CHOICES"),
    (command(contexts=[]), "contexts", "BASE_TYPE_BAD_LENGTH"),
    (command(contexts=[3]), "contexts.0", "BASE_TYPE_CHOICES"),
    (command(contexts=[0, 0]), "contexts.1", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
    (command(integration_types=[2]), "integration_types.0", "BASE_TYPE_CHOICES"),
    (command(default_member_permissions="all"), "default_member_permissions", "NUMBER_TYPE_COERCE"),
    (command(default_member_permissions=2**54), "default_member_permissions", "NUMBER_TYPE_MAX"),
    (command(name_localizations={"de": "Erkläre"}), "name_localizations.de", NAME),
    (command(name_localizations={"xx": "define"}), "name_localizations", "BASE_TYPE_CHOICES"),
    (command(*(option(str(i)) for i in range(26))), "options", "BASE_TYPE_MAX_LENGTH"),
    (command(option("Word")), "options.0.name", NAME),
    (command(option(description="x" * 101)), "options.0.description", "BASE_TYPE_BAD_LENGTH"),
    (command(option(type=12)), "options.0", "UNION_TYPE_CHOICES"),
    (command(option(type=None)), "options.0.type", "BASE_TYPE_REQUIRED"),
    (command(option(required="yes")), "options.0.required", "BOOLEAN_TYPE_CONVERT"),
    (
        command(option("a"), option("b", required=True)),
        "options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (
        command(subcommand("s", option("a"), option("b", required=True))),
        "options.0.options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (command(option(), option()), "options.1", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"),
    (
        command(group(subcommand("a"), subcommand("a"))),
        "options.0.options.1",
        "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
    ),
    (command(subcommand(), option()), "options.1", TYPE),
    (command(option(), group(subcommand())), "options.1", TYPE),
    (command(group()), "options.0.options", "BASE_TYPE_BAD_LENGTH"),
    (command(group(option())), "options.0.options.0", "UNION_TYPE_CHOICES"),
    (command(group(group(subcommand()))), "options.0.options.0", "UNION_TYPE_CHOICES"),
    (command(subcommand("a", subcommand("b"))), "options.0.options.0", "UNION_TYPE_CHOICES"),
    (command(option(choices=choices(26))), "options.0.choices", "BASE_TYPE_MAX_LENGTH"),
    (
        command(option(choices=[{"name": "x" * 101, "value": "v"}])),
        "options.0.choices.0.name",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        command(option(choices=[{"name": "n", "value": "x" * 101}])),
        "options.0.choices.0.value",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (command(option(choices=choices(1, 5))), "options.0.choices.0.value", "STRING_TYPE_CONVERT"),
    (command(option(type=4, choices=choices(1))), "options.0.choices.0.value", "NUMBER_TYPE_COERCE"),
    (command(option(type=4, choices=choices(1, 2**53))), "options.0.choices.0.value", "NUMBER_TYPE_MAX"),
    (command(option(type=10, choices=choices(1, "1"))), "options.0.choices.0.value", "NUMBER_TYPE_COERCE"),
    (
        command(option(choices=[{"name": "n", "value": "a"}, {"name": "n", "value": "b"}])),
        "options.0.choices.1",
        "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
    ),
    (command(option(choices=choices(1), autocomplete=True)), "options.0.autocomplete", TYPE),
    (command(option(min_length=6001)), "options.0.min_length", "NUMBER_TYPE_MAX"),
    (command(option(max_length=0)), "options.0.max_length", "NUMBER_TYPE_MIN"),
    (command(option(min_length=5, max_length=4)), "options.0.min_length", "NUMBER_TYPE_MAX"),
    (command(option(type=4, min_value=2, max_value=1)), "options.0.min_value", "NUMBER_TYPE_MAX"),
    (command(option(type=4, min_value=0.5)), "options.0.min_value", "NUMBER_TYPE_COERCE"),
    (command(option(type=7, channel_types=[7])), "options.0.channel_types.0", "BASE_TYPE_CHOICES"),
    ({"type": 2, "name": "x" * 33}, "name", "BASE_TYPE_BAD_LENGTH"),
    ({"type": 2, "name": "Score", "description": "shows it"}, "description", "BASE_TYPE_MAX_LENGTH"),
    ({"type": 3, "name": "Score", "options": [option()]}, "options", "BASE_TYPE_MAX_LENGTH"),
]


@pytest.mark.parametrize("good", GOOD)
def test_a_command_that_discord_takes_passes(good: Payload) -> None:
    assert check_commands([good]) == []
    assert check_command(good) == []


@pytest.mark.parametrize(("bad", "path", "code"), BAD)
def test_a_command_that_discord_refuses(bad: Payload, path: str, code: str) -> None:
    assert told(check_commands([command(name="fine"), bad])) == [(f"1.{path}".rstrip("."), code)]
    assert told(check_command(bad)) == [(path, code)]


def sized(surplus: int) -> Payload:
    """Build a command of 8,000 characters and some: 6 + 8 + 25 options of 60 + the rest."""
    filler = [option(f"option-{i:02}", description="x" * 51) for i in range(25)]
    left = 8000 - (6 + 8 + 25 * 60) + surplus
    names = [{"name": f"{i:02}" + "n" * 98, "value": "v" * 100} for i in range(25)]
    rest = left - 25 * 200
    more = [{"name": f"{i:02}" + "n" * 98, "value": "v" * 20} for i in range(rest // 120)]
    last = [{"name": "l" * (rest % 120 - 1), "value": "v"}]
    return command({**filler[0], "choices": names}, {**filler[1], "choices": [*more, *last]}, *filler[2:])


def test_eight_thousand_characters_are_the_size_of_a_command() -> None:
    assert check_commands([sized(0)]) == []
    assert told(check_commands([sized(1)])) == [("0", "APPLICATION_COMMAND_TOO_LARGE")]


def test_only_the_longest_translation_counts() -> None:
    full = sized(0)
    assert check_commands([{**full, "description_localizations": {"de": "x" * 8, "fr": "x" * 8}}]) == []
    over = {**full, "description_localizations": {"de": "x" * 9}}
    assert told(check_commands([over])) == [("0", "APPLICATION_COMMAND_TOO_LARGE")]


def test_two_commands_of_a_type_have_different_names() -> None:
    menu = {"type": 2, "name": "define"}
    assert check_commands([command(), menu]) == []
    assert told(check_commands([command(), menu, command()])) == [("2", "APPLICATION_COMMANDS_DUPLICATE_NAME")]


def test_an_application_has_a_hundred_slash_commands_at_most() -> None:
    commands = [command(name=f"c{i}") for i in range(101)]
    menus = [{"type": kind, "name": f"m{i}"} for i in range(15) for kind in (2, 3)]
    assert check_commands([*commands[:100], *menus]) == []
    assert told(check_commands(commands)) == [("", "30032")]
    for kind in (2, 3):
        assert told(check_commands([*menus, {"type": kind, "name": "m15"}])) == [("", "30032")]


def test_an_application_has_one_entry_point() -> None:
    launch, other = ({"type": 4, "name": n, "description": "starts", "handler": 1} for n in ("a", "b"))
    assert check_commands([launch]) == []
    assert told(check_commands([launch, other])) == [("", "30032")]


def test_commands_come_as_an_array() -> None:
    assert told(check_commands({})) == [("", "LIST_TYPE_CONVERT")]


@pytest.mark.parametrize(
    "data",
    [
        {"choices": []},
        {"choices": choices(25)},
        {"choices": [{"name": "x" * 100, "value": "x" * 100}]},
        {"choices": choices(2, 5)},
        {"choices": choices(2, 0.5)},
        {"choices": [{"name": "same", "value": "a"}, {"name": "same", "value": "b"}]},
    ],
)
def test_what_autocomplete_may_offer(data: Payload) -> None:
    assert check_autocomplete(data) == []


@pytest.mark.parametrize(
    ("offered", "path", "code"),
    [
        (choices(26), "choices", "BASE_TYPE_MAX_LENGTH"),
        ([{"name": "x" * 101, "value": "v"}], "choices.0.name", "BASE_TYPE_BAD_LENGTH"),
        ([{"name": "", "value": "v"}], "choices.0.name", "BASE_TYPE_REQUIRED"),
        ([{"name": "n", "value": "x" * 101}], "choices.0.value", "BASE_TYPE_BAD_LENGTH"),
        ([{"name": "n"}], "choices.0.value", "BASE_TYPE_REQUIRED"),
        (None, "choices", "BASE_TYPE_REQUIRED"),
        ([*choices(1), {"name": "n", "value": 5}], "choices.1.value", "STRING_TYPE_CONVERT"),
        (["ada"], "choices.0", "MODEL_TYPE_CONVERT"),
    ],
)
def test_what_autocomplete_may_not_offer(offered: list[Any] | None, path: str, code: str) -> None:
    assert told(check_autocomplete({"choices": offered})) == [(path, code)]


def test_what_autocomplete_offers_fits_the_option_where_it_is_known() -> None:
    assert check_autocomplete({"choices": choices(1, 5)}, option=4) == []
    faults = check_autocomplete({"choices": choices(1, 5)}, option=3)
    assert told(faults) == [("choices.0.value", "STRING_TYPE_CONVERT")]
