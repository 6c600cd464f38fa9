"""What Discord's client does not let people do, the sandbox's people can't do either."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import Channel, ChannelType, Guild, Permission, Person, Sandbox
from tests.sandbox.raw import RawBot

TEXT, WHOLE, YES, USER, CHANNEL, ROLE, NUMBER = 3, 4, 5, 6, 7, 8, 10


def option(name: str, kind: int, **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "An option", "type": kind, **more}


SETUP = {
    "name": "setup",
    "description": "Sets up.",
    "type": 1,
    "options": [
        option("channel", CHANNEL, required=True, channel_types=[0, 5]),
        option("who", USER),
        option("role", ROLE),
        option("count", WHOLE, min_value=1, max_value=50),
        option("share", NUMBER, max_value=1),
        option("loud", YES),
        option("name", TEXT, min_length=2, max_length=5),
        option("level", TEXT, choices=[{"name": "Easy", "value": "e"}, {"name": "Hard", "value": "h"}]),
        option("term", TEXT, autocomplete=True),
    ],
}
COMMANDS: list[dict[str, Any]] = [
    {"name": "daily", "description": "Daily.", "options": [SETUP]},
    {"name": "here", "description": "Only in guilds.", "contexts": [0]},
    {"name": "there", "description": "Only in private.", "contexts": [1]},
    {"name": "old", "description": "Only in guilds.", "dm_permission": False},
    {"name": "manage", "description": "For managers.", "default_member_permissions": "32"},
    {"name": "admin", "description": "For administrators.", "default_member_permissions": "0"},
    {"name": "mine", "description": "For users alone.", "integration_types": [1]},
]


@pytest.fixture(autouse=True)
async def commands(raw: RawBot) -> None:
    assert (await raw.register(*COMMANDS)).status == 200


async def sent(raw: RawBot, person: Person, channel: Channel, command: str, /, **options: Any) -> dict[str, Any]:
    """Return the data that a command sends."""
    async with raw.online() as wire:
        outcome = asyncio.ensure_future(person.use(channel, command, **options))
        heard = await wire.event("INTERACTION_CREATE")
        await raw.answer(heard, 4, {"content": "yes"})
        await outcome
        return heard["data"]


async def test_options_arrive_as_the_client_sends_them(
    raw: RawBot, guild: Guild, study: Channel, ada: Person, ben: Person
) -> None:
    role = guild.role("Teacher")
    options = {"channel": study, "who": ben, "role": role, "count": 3, "share": 0.5, "loud": False, "level": "Hard"}
    data = await sent(raw, ada, study, "daily setup", **options)
    [setup] = data["options"]
    assert (setup["name"], setup["type"]) == ("setup", 1)
    assert {one["name"]: one["value"] for one in setup["options"]} == {
        "channel": str(study.id),
        "who": str(ben.id),
        "role": str(role.id),
        "count": 3,
        "share": 0.5,
        "loud": False,
        "level": "h",
    }
    assert data["resolved"].keys() == {"channels", "users", "members", "roles"}
    assert data["resolved"]["channels"][str(study.id)]["name"] == "study"


@pytest.mark.parametrize(
    ("command", "options", "reason"),
    [
        ("nothing", {}, "no command"),
        ("daily", {}, "pick a subcommand"),
        ("daily nothing", {}, "no subcommand"),
        ("daily setup", {"channel": None}, "required"),
        ("daily setup", {"channel": "study"}, "can't be picked"),
        ("daily setup", {"nothing": 1}, "no option"),
        ("daily setup", {"count": "3"}, "whole number"),
        ("daily setup", {"count": True}, "whole number"),
        ("daily setup", {"count": 0}, "out of range"),
        ("daily setup", {"count": 51}, "out of range"),
        ("daily setup", {"share": "half"}, "a number"),
        ("daily setup", {"loud": 1}, "true or false"),
        ("daily setup", {"name": "x"}, "too short"),
        ("daily setup", {"name": "xxxxxx"}, "too long"),
        ("daily setup", {"name": 7}, "takes text"),
        ("daily setup", {"term": "x" * 6001}, "too long"),
        ("daily setup", {"level": "Medium"}, "no choice"),
        ("daily setup", {"who": "ben"}, "can't be picked"),
        ("there", {}, "not offered in this kind"),
        ("manage", {}, "may not use"),
        ("admin", {}, "may not use"),
        ("mine", {}, "installed"),
    ],
)
async def test_a_command_that_the_client_does_not_send_is_refused(
    study: Channel, ada: Person, command: str, options: dict[str, Any], reason: str
) -> None:
    given: dict[str, Any] = {"channel": study, **options} if command == "daily setup" else options
    with pytest.raises(ValueError, match=reason):
        await ada.use(study, command, **given)


@pytest.mark.parametrize("command", ["here", "old"])
async def test_a_command_for_guilds_is_not_offered_in_private(ada: Person, command: str) -> None:
    with pytest.raises(ValueError, match="not offered in this kind"):
        await ada.use(ada.direct(), command)


async def test_a_manager_may_use_what_managers_may_use(raw: RawBot, sandbox: Sandbox, guild: Guild) -> None:
    cora = sandbox.person("cora", guild=guild, manager=True)
    data = await sent(raw, cora, guild.channel("staff"), "manage")
    assert data["name"] == "manage"


async def test_channels_of_another_type_or_guild_are_not_offered(
    sandbox: Sandbox, guild: Guild, study: Channel, ada: Person
) -> None:
    voice = guild.channel("voice", type=ChannelType.VOICE)
    foreign = sandbox.guild("Elsewhere").channel("general")
    for channel in (voice, foreign):
        with pytest.raises(ValueError, match=r"not offered|can't be picked"):
            await ada.use(study, "daily setup", channel=channel)


async def test_autocomplete_needs_an_option_that_has_it(study: Channel, ada: Person) -> None:
    with pytest.raises(ValueError, match="no autocomplete"):
        await ada.autocomplete(study, "daily setup", focused="name", name="x")


async def test_an_app_is_not_offered_where_it_is_not_installed(sandbox: Sandbox, ada: Person) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    elsewhere.join(ada)
    with pytest.raises(ValueError, match="not in Elsewhere"):
        await ada.use(elsewhere.channel("general"), "here")


async def test_where_a_person_is_not_or_does_not_see_they_can_do_nothing(
    sandbox: Sandbox, guild: Guild, study: Channel, ada: Person, ben: Person
) -> None:
    elsewhere = sandbox.guild("Elsewhere").channel("general")
    hidden = guild.channel("staff")
    guild.overwrite(hidden, guild.everyone, deny=Permission.VIEW_CHANNEL)
    forum = guild.channel("forum", type=ChannelType.FORUM)
    for channel in (elsewhere, hidden, forum, ben.direct()):
        with pytest.raises(ValueError, match="can do nothing"):
            await ada.use(channel, "here")
        assert ada.sees(channel) == []
    guild.delete(study)
    with pytest.raises(ValueError, match="can do nothing"):
        await ada.use(study, "here")


async def test_without_the_right_to_read_history_a_person_sees_none(
    guild: Guild, study: Channel, ada: Person, ben: Person
) -> None:
    message = ben.write(study, "hello")
    assert ada.sees(study) == [message]
    guild.overwrite(study, ada, deny=Permission.READ_MESSAGE_HISTORY)
    assert ada.sees(study) == []


async def test_without_the_right_to_use_commands_there_are_none(guild: Guild, study: Channel, ada: Person) -> None:
    guild.overwrite(study, ada, deny=Permission.USE_APPLICATION_COMMANDS)
    with pytest.raises(ValueError, match="may not use"):
        await ada.use(study, "here")


async def test_without_the_right_to_write_a_person_writes_nothing(guild: Guild, study: Channel, ada: Person) -> None:
    guild.overwrite(study, ada, deny=Permission.SEND_MESSAGES)
    with pytest.raises(ValueError, match="may not write"):
        ada.write(study, "hello")


BUTTONS = [
    {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
    {"type": 2, "style": 1, "label": "Stop", "custom_id": "stop", "disabled": True},
    {"type": 2, "style": 5, "label": "Read", "url": "https://example.com"},
]
SELECT = {
    "type": 3,
    "custom_id": "level",
    "max_values": 2,
    "options": [{"label": word, "value": word.lower()} for word in ("Easy", "Medium", "Hard")],
}


async def board(raw: RawBot, study: Channel) -> Any:
    rows = [{"type": 1, "components": BUTTONS}, {"type": 1, "components": [SELECT]}]
    return study.messages[int((await raw.post(study, "choose", components=rows)).body["id"])]


async def test_buttons_are_what_a_person_sees_of_them(raw: RawBot, study: Channel) -> None:
    assert (await board(raw, study)).buttons == [
        ("Go", "go", False, None),
        ("Stop", "stop", True, None),
        ("Read", None, False, "https://example.com"),
    ]


@pytest.mark.parametrize(("button", "reason"), [("Leave", "no button"), ("Stop", "disabled"), ("Read", "a link")])
async def test_only_live_buttons_can_be_clicked(
    raw: RawBot, study: Channel, ada: Person, button: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        await ada.click(await board(raw, study), button)


@pytest.mark.parametrize(
    ("custom_id", "values", "reason"),
    [
        ("none", ["easy"], "no select"),
        ("go", ["easy"], "no select"),
        ("level", ["extreme"], "does not offer"),
        ("level", [], "another number"),
        ("level", ["easy", "medium", "hard"], "another number"),
    ],
)
async def test_only_what_a_select_offers_can_be_chosen(
    raw: RawBot, study: Channel, ada: Person, custom_id: str, values: list[str], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        await ada.select(await board(raw, study), custom_id, values)


async def test_a_message_that_is_gone_or_anothers_own_cannot_be_clicked(
    raw: RawBot, study: Channel, ada: Person, ben: Person
) -> None:
    message = await board(raw, study)
    message.only_for = ada.id
    with pytest.raises(ValueError, match="does not see"):
        await ben.click(message, "Go")
    message.only_for = None
    await raw.call("DELETE", f"/channels/{study.id}/messages/{message.id}")
    with pytest.raises(ValueError, match="does not see"):
        await ada.click(message, "Go")


FIELDS: list[dict[str, Any]] = [
    {"type": 1, "components": [{"type": 4, "custom_id": "old", "style": 1, "label": "Old", "required": False}]},
    {"type": 18, "label": "Word", "component": {"type": 4, "custom_id": "a:word", "style": 1, "max_length": 5}},
    {"type": 10, "content": "Read this"},
    {"type": 18, "label": "Level", "component": {**SELECT, "required": False, "max_values": 1}},
]


async def opened(raw: RawBot, study: Channel, ada: Person) -> Any:
    async with raw.online() as wire:
        outcome = asyncio.ensure_future(ada.use(study, "here"))
        modal = {"title": "Form", "custom_id": "form", "components": FIELDS}
        answer = await raw.answer(await wire.event("INTERACTION_CREATE"), 9, modal)
        assert answer.status == 200, answer.body
        return await outcome


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "required"),
        ({"Word": ""}, "required"),
        ({"Word": "xxxxxx"}, "too long"),
        ({"Word": "x", "Nothing": "x"}, "no field"),
        ({"Word": "x", "Level": "extreme"}, "does not offer"),
    ],
)
async def test_a_modal_is_submitted_only_as_its_fields_allow(
    raw: RawBot, study: Channel, ada: Person, fields: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        await ada.submit(await opened(raw, study, ada), **fields)


async def test_a_modal_sends_every_field_by_id_or_label(raw: RawBot, study: Channel, ada: Person) -> None:
    form = await opened(raw, study, ada)
    fields: dict[str, Any] = {"a:word": "x", "Level": "Hard"}
    async with raw.online() as wire:
        outcome = asyncio.ensure_future(ada.submit(form, **fields))
        heard = await wire.event("INTERACTION_CREATE")
        await raw.answer(heard, 4, {"content": "yes"})
        await outcome
    old, word, display, level = heard["data"]["components"]
    assert old["components"][0]["value"] == ""
    assert word["component"]["value"] == "x"
    assert display == {"type": 10, "id": display["id"]}
    assert level["component"]["values"] == ["hard"]


async def test_nobody_submits_anothers_modal(raw: RawBot, study: Channel, ada: Person, ben: Person) -> None:
    with pytest.raises(ValueError, match="no such modal"):
        await ben.submit(await opened(raw, study, ada), Word="x")
