"""Interactions answered by hand: what works, what is refused, and what people see of it."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox import Channel, Flags, Guild, Intents, Interaction, Permission, Person, Response, Sandbox
from tests.sandbox.raw import RawBot, Wire

PRIVATE = 64
COMMANDS: tuple[dict[str, Any], ...] = (
    {"name": "ping", "description": "Answers.", "integration_types": [0, 1]},
    {
        "name": "pick",
        "description": "Picks.",
        "options": [{"name": "word", "description": "A word", "type": 3, "autocomplete": True}],
    },
)
BUTTONS = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]
MODAL = {
    "title": "Say it",
    "custom_id": "say",
    "components": [
        {"type": 18, "label": "Word", "component": {"type": 4, "custom_id": "word", "style": 1, "max_length": 10}}
    ],
}


@pytest.fixture
async def wire(raw: RawBot, guild: Guild) -> AsyncGenerator[Wire]:
    del guild
    await raw.register(*COMMANDS)
    async with raw.online() as wire:
        yield wire


async def told(wire: Wire, action: Awaitable[Any]) -> tuple[asyncio.Future[Any], dict[str, Any]]:
    """Let a person act; return what will come of it, and what the bot hears."""
    outcome = asyncio.ensure_future(action)
    return outcome, await wire.event("INTERACTION_CREATE")


async def answered(
    raw: RawBot, wire: Wire, action: Awaitable[Interaction], kind: int, data: object = None
) -> tuple[Interaction, dict[str, Any]]:
    """Let a person act, and answer."""
    outcome, heard = await told(wire, action)
    answer = await raw.answer(heard, kind, data)
    assert answer.status == 200, answer.body
    return await outcome, heard


# --- the first answer


async def test_a_command_says_who_used_it_where(
    wire: Wire, sandbox: Sandbox, guild: Guild, study: Channel, ada: Person, raw: RawBot
) -> None:
    _, heard = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    assert heard["type"] == 2
    assert heard["data"]["name"] == "ping"
    assert heard["member"]["user"]["id"] == str(ada.id)
    assert (heard["guild_id"], heard["channel"]["id"]) == (str(guild.id), str(study.id))
    assert heard["application_id"] == str(sandbox.application_id)
    assert heard["context"] == 0
    assert heard["authorizing_integration_owners"] == {"0": str(guild.id)}
    assert Permission.SEND_MESSAGES in Permission(int(heard["app_permissions"]))


async def test_in_a_direct_message_there_is_a_user_and_no_guild(wire: Wire, ada: Person, raw: RawBot) -> None:
    reply, heard = await answered(raw, wire, ada.use(ada.direct(), "ping"), 4, {"content": "pong"})
    assert heard["user"]["id"] == str(ada.id)
    assert "guild_id" not in heard
    assert "member" not in heard
    assert heard["context"] == 1
    assert ada.sees(ada.direct()) == [reply.message]


async def test_an_answer_is_seen_by_everybody(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, _ = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    assert reply.response_type is Response.MESSAGE
    assert (reply.failed, reply.ephemeral) == (False, False)
    assert ben.sees(study) == [reply.message]


async def test_an_ephemeral_answer_is_seen_by_one_person_and_by_no_route(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, _ = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "psst", "flags": PRIVATE})
    assert reply.ephemeral
    assert (ada.sees(study), ben.sees(study)) == ([reply.message], [])
    assert study.last_message_id is None
    assert (await raw.call("GET", f"/channels/{study.id}/messages")).body == []
    assert reply.message is not None
    path = f"/channels/{study.id}/messages/{reply.message.id}"
    assert (await raw.call("GET", path)).code == 10008
    assert (await raw.call("PATCH", path, {"content": "x"})).code == 10008


async def test_of_an_ephemeral_answer_the_gateway_says_nothing(study: Channel, ada: Person, raw: RawBot) -> None:
    await raw.register(*COMMANDS)
    async with raw.online(int(Intents.GUILDS | Intents.GUILD_MESSAGES)) as wire:
        await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "psst", "flags": PRIVATE})
        assert await wire.silence() == []
        await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
        assert await wire.silence() == ["MESSAGE_CREATE"]


async def test_with_response_the_callback_returns_the_message_as_json(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    answer = await raw.answer(heard, 4, {"content": "pong", "flags": PRIVATE})
    reply = await outcome
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.body["interaction"] == {
        "id": heard["id"],
        "type": 2,
        "response_message_id": str(reply.message.id),
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert answer.body["resource"]["type"] == 4
    assert answer.body["resource"]["message"]["content"] == "pong"


async def test_without_with_response_the_callback_returns_nothing(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    path = f"/interactions/{heard['id']}/{heard['token']}/callback"
    answer = await raw.call("POST", path, {"type": 4, "data": {"content": "pong"}}, token=None)
    assert (answer.status, answer.body) == (204, "")
    assert (await outcome).message.text == "pong"


@pytest.mark.parametrize("second", [4, 5])
async def test_a_second_first_answer_is_refused(
    wire: Wire, study: Channel, ada: Person, raw: RawBot, second: int
) -> None:
    _, heard = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    again = await raw.answer(heard, second, {"content": "again"} if second == 4 else None)
    assert (again.status, again.code) == (400, 40060)


async def test_after_three_seconds_it_is_too_late_and_the_person_is_told(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    sandbox.clock.advance(timedelta(seconds=3))
    assert (await outcome).failed
    late = await raw.answer(heard, 4, {"content": "pong"})
    assert (late.status, late.code) == (404, 10062)
    assert ada.sees(study) == []


async def test_just_before_three_seconds_it_is_not(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    sandbox.clock.advance(timedelta(seconds=2))
    assert (await raw.answer(heard, 4, {"content": "pong"})).status == 200
    assert not (await outcome).failed


async def test_a_person_can_wait_less_than_the_bot_has(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping", wait=1))
    sandbox.clock.advance(timedelta(seconds=1))
    reply = await outcome
    assert (reply.answered, reply.failed) == (False, False)
    assert (await raw.answer(heard, 4, {"content": "pong"})).status == 200
    assert reply.message.text == "pong"


@pytest.mark.parametrize("spoilt", ["id", "token"])
async def test_an_interaction_that_never_was_is_unknown(
    wire: Wire, study: Channel, ada: Person, raw: RawBot, spoilt: str
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    answer = await raw.answer({**heard, spoilt: "123"}, 4, {"content": "pong"})
    assert (answer.status, answer.code) == (404, 10062)
    await raw.answer(heard, 4, {"content": "pong"})
    await outcome


@pytest.mark.parametrize(
    ("kind", "data"), [(6, None), (7, {"content": "x"}), (8, {"choices": []}), (3, None), (4, {}), (4, {"content": 7})]
)
async def test_an_answer_that_does_not_fit_a_command_is_refused_and_leaves_it_open(
    wire: Wire, study: Channel, ada: Person, raw: RawBot, kind: int, data: Any
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    refused = await raw.answer(heard, kind, data)
    assert (refused.status, refused.code) in {(400, 50035), (400, 50006)}
    assert (await raw.answer(heard, 4, {"content": "pong"})).status == 200
    assert (await outcome).message.text == "pong"


# --- deferred answers and follow-ups


async def test_a_deferred_answer_thinks_until_it_is_edited(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, heard = await answered(raw, wire, ada.use(study, "ping"), 5)
    assert reply.message is not None
    assert reply.message.loading
    assert ben.sees(study) == [reply.message]
    await raw.webhook("PATCH", heard, "/messages/@original", {"content": "done"})
    assert (await reply.settled()).message is reply.message
    assert (reply.message.text, reply.message.loading, reply.message.edited) == ("done", False, None)


async def test_the_first_follow_up_after_a_deferral_takes_its_place_and_stays_as_private(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, heard = await answered(raw, wire, ada.use(study, "ping"), 5, {"flags": PRIVATE})
    await raw.webhook("POST", heard, "", {"content": "first"})
    await raw.webhook("POST", heard, "", {"content": "second"})
    assert [message.text for message in ada.sees(study)] == ["first", "second"]
    assert [message.text for message in ben.sees(study)] == ["second"]
    assert [message.text for message in reply.followups] == ["second"]
    assert reply.message is not None
    assert reply.message.ephemeral


async def test_a_public_deferral_cannot_become_private(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, heard = await answered(raw, wire, ada.use(study, "ping"), 5)
    await raw.webhook("POST", heard, "", {"content": "psst", "flags": PRIVATE})
    assert [message.text for message in ben.sees(study)] == ["psst"]
    assert not reply.ephemeral
    await raw.webhook("POST", heard, "", {"content": "psst", "flags": PRIVATE})
    assert len(ben.sees(study)) == 1


async def test_follow_ups_are_written_changed_read_and_deleted(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    reply, heard = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    created = await raw.webhook("POST", heard, "", {"content": "psst", "flags": PRIVATE})
    [message] = await reply.followed(1)
    assert (created.status, created.body["id"]) == (200, str(message.id))
    assert message not in ben.sees(study)
    one = f"/messages/{message.id}"
    assert (await raw.webhook("PATCH", heard, one, {"content": "louder"})).body["content"] == "louder"
    assert (await raw.webhook("GET", heard, one)).body["content"] == "louder"
    assert message.edited is not None
    assert (await raw.webhook("DELETE", heard, one)).status == 204
    assert reply.followups == []
    assert (await raw.webhook("GET", heard, one)).code == 10008


async def test_the_first_answer_is_read_changed_and_deleted(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    reply, heard = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    assert (await raw.webhook("GET", heard, "/messages/@original")).body["content"] == "pong"
    await raw.webhook("PATCH", heard, "/messages/@original", {"content": "PONG"})
    assert reply.message is not None
    assert reply.message.text == "PONG"
    assert (await raw.webhook("DELETE", heard, "/messages/@original")).status == 204
    assert ada.sees(study) == []
    assert (await raw.webhook("GET", heard, "/messages/@original")).code == 10008


async def test_a_message_that_is_not_the_interactions_own_is_not_found_by_its_webhook(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    _, heard = await answered(raw, wire, ada.use(study, "ping"), 4, {"content": "pong"})
    other = await raw.post(study)
    assert (await raw.webhook("PATCH", heard, f"/messages/{other.body['id']}", {"content": "x"})).code == 10008


async def test_a_webhook_is_unknown_before_the_first_answer_and_to_whoever_made_it_up(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.use(study, "ping"))
    early = await raw.webhook("POST", heard, "", {"content": "early"})
    assert (early.status, early.code) == (404, 10015)
    forged = await raw.webhook("POST", {"token": "made-up"}, "", {"content": "x"})
    assert (forged.status, forged.code) == (404, 10015)
    await raw.answer(heard, 4, {"content": "pong"})
    await outcome


async def test_after_fifteen_minutes_the_token_is_worth_nothing(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person, raw: RawBot
) -> None:
    _, heard = await answered(raw, wire, ada.use(study, "ping"), 5)
    sandbox.clock.advance(timedelta(minutes=14, seconds=50))
    assert (await raw.webhook("PATCH", heard, "/messages/@original", {"content": "just so"})).status == 200
    sandbox.clock.advance(timedelta(seconds=10))
    late = await raw.webhook("POST", heard, "", {"content": "late"})
    assert (late.status, late.code) == (401, 50027)


async def test_waiting_for_what_never_comes_ends(wire: Wire, study: Channel, ada: Person, raw: RawBot) -> None:
    reply, _ = await answered(raw, wire, ada.use(study, "ping"), 5)
    for waiting in (reply.settled(within=0.01), reply.followed(1, within=0.01)):
        with pytest.raises(TimeoutError):
            await waiting


# --- apps that a person installed for themselves


async def test_where_only_the_person_has_the_app_five_follow_ups_are_the_limit(
    wire: Wire, sandbox: Sandbox, ada: Person, raw: RawBot
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    elsewhere.join(ada)
    room = elsewhere.channel("general")
    use = ada.use(room, "ping", installed="user")
    reply, heard = await answered(raw, wire, use, 4, {"content": "pong"})
    assert heard["authorizing_integration_owners"] == {"1": str(ada.id)}
    sandbox.ratelimits.on = False
    answers = [await raw.webhook("POST", heard, "", {"content": str(number)}) for number in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [400]
    assert answers[-1].code == 40094
    assert len(reply.followups) == 5
    assert (await raw.post(room)).code == 50001


async def test_where_external_apps_are_not_welcome_they_answer_in_private(
    wire: Wire, sandbox: Sandbox, ada: Person, ben: Person, raw: RawBot
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    room = elsewhere.channel("general")
    elsewhere.overwrite(room, elsewhere.everyone, deny=Permission.USE_EXTERNAL_APPS)
    for person in (ada, ben):
        elsewhere.join(person)
    reply, _ = await answered(raw, wire, ada.use(room, "ping", installed="user"), 4, {"content": "pong"})
    assert reply.ephemeral
    assert ben.sees(room) == []


async def test_a_click_on_such_an_answer_is_authorized_by_who_installed_the_app(
    wire: Wire, sandbox: Sandbox, ada: Person, ben: Person, raw: RawBot
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    for person in (ada, ben):
        elsewhere.join(person)
    use = ada.use(elsewhere.channel("general"), "ping", installed="user")
    reply, _ = await answered(raw, wire, use, 4, {"content": "pong", "components": BUTTONS})
    assert reply.message is not None
    _, heard = await answered(raw, wire, ben.click(reply.message, "Go"), 6)
    assert heard["authorizing_integration_owners"] == {"1": str(ada.id)}


# --- components


async def posted(raw: RawBot, study: Channel, **more: Any) -> Any:
    answer = await raw.post(study, "ready?", components=BUTTONS, **more)
    return study.messages[int(answer.body["id"])]


async def test_a_click_brings_the_message_and_can_change_it(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    message = await posted(raw, study)
    reply, heard = await answered(raw, wire, ada.click(message, "Go"), 7, {"content": "gone", "components": []})
    assert heard["data"] == {"custom_id": "go", "component_type": 2}
    assert heard["message"]["id"] == str(message.id)
    assert heard["message"]["components"][0]["components"][0]["custom_id"] == "go"
    assert reply.message is message
    assert (message.text, message.buttons) == ("gone", [])
    assert message.edited is not None
    assert ben.sees(study) == [message]


async def test_an_ephemeral_message_can_be_changed_by_a_click(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    data = {"content": "psst", "flags": PRIVATE, "components": BUTTONS}
    first, _ = await answered(raw, wire, ada.use(study, "ping"), 4, data)
    assert first.message is not None
    second, _ = await answered(raw, wire, ada.click(first.message, "go"), 7, {"content": "PSST"})
    assert second.message is first.message
    assert first.message.text == "PSST"
    assert first.message.ephemeral


async def test_a_click_that_is_deferred_can_change_the_message_later(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    message = await posted(raw, study)
    reply, heard = await answered(raw, wire, ada.click(message, "Go"), 6)
    assert reply.response_type is Response.DEFERRED_UPDATE
    settled = asyncio.ensure_future(reply.settled())
    await asyncio.sleep(0)
    assert not settled.done()
    await raw.webhook("PATCH", heard, "/messages/@original", {"content": "later"})
    assert (await settled).message is message
    assert message.text == "later"


async def test_a_click_that_is_deferred_can_take_the_message_away_later(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    message = await posted(raw, study)
    reply, heard = await answered(raw, wire, ada.click(message, "Go"), 6)
    await raw.webhook("DELETE", heard, "/messages/@original")
    await reply.settled()
    assert (message.deleted, ada.sees(study)) == (True, [])


async def test_a_click_can_be_answered_with_a_message_of_its_own(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    message = await posted(raw, study)
    reply, _ = await answered(raw, wire, ada.click(message, "Go"), 4, {"content": "yes", "flags": PRIVATE})
    assert ada.sees(study) == [message, reply.message]
    assert reply.message is not None
    assert reply.message.origin["message_reference"]["message_id"] == str(message.id)


async def test_a_message_that_is_gone_cannot_be_changed_by_its_button(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    message = await posted(raw, study)
    outcome, heard = await told(wire, ada.click(message, "Go"))
    await raw.call("DELETE", f"/channels/{study.id}/messages/{message.id}")
    assert (await raw.answer(heard, 7, {"content": "x"})).code == 10008
    await raw.answer(heard, 6)
    await outcome


async def test_a_message_of_components_alone_never_goes_back_to_text(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    display = [{"type": 10, "content": "shown"}, *BUTTONS]
    answer = await raw.call("POST", f"/channels/{study.id}/messages", {"flags": 1 << 15, "components": display})
    message = study.messages[int(answer.body["id"])]
    outcome, heard = await told(wire, ada.click(message, "Go"))
    assert (await raw.answer(heard, 7, {"content": "back"})).code == 50035
    changed = {"flags": 1 << 15, "components": [{"type": 10, "content": "changed"}]}
    assert (await raw.answer(heard, 7, changed)).status == 200
    await outcome
    assert (message.text, message.v2) == ("changed", True)


async def test_a_forged_click_reaches_the_bot_with_whatever_it_claims(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    reply, heard = await answered(
        raw, wire, ada.forge("never:was", channel=study), 4, {"content": "no", "flags": PRIVATE}
    )
    assert heard["data"]["custom_id"] == "never:was"
    assert heard["message"]["author"]["bot"]
    assert reply.ephemeral


async def test_a_select_sends_what_was_chosen_and_who_that_is(
    wire: Wire, study: Channel, ada: Person, ben: Person, raw: RawBot
) -> None:
    options = [{"label": word, "value": word.lower()} for word in ("One", "Two", "Three")]
    rows = [
        {"type": 1, "components": [{"type": 3, "custom_id": "n", "options": options, "max_values": 2}]},
        {"type": 1, "components": [{"type": 5, "custom_id": "who"}]},
    ]
    answer = await raw.post(study, "choose", components=rows)
    message = study.messages[int(answer.body["id"])]
    _, heard = await answered(raw, wire, ada.select(message, "n", ["one", "Two"]), 6)
    assert heard["data"] == {"custom_id": "n", "component_type": 3, "values": ["one", "two"]}
    _, heard = await answered(raw, wire, ada.select(message, "who", [ben]), 6)
    assert heard["data"]["values"] == [str(ben.id)]
    assert heard["data"]["resolved"]["members"].keys() == {str(ben.id)}
    assert heard["data"]["resolved"]["users"][str(ben.id)]["global_name"] == "ben"


# --- modals and autocomplete


async def test_a_modal_is_opened_filled_in_and_submitted(wire: Wire, study: Channel, ada: Person, raw: RawBot) -> None:
    message = await posted(raw, study)
    opened, _ = await answered(raw, wire, ada.click(message, "Go"), 9, MODAL)
    assert opened.modal is not None
    assert opened.modal["title"] == "Say it"
    reply, heard = await answered(raw, wire, ada.submit(opened, word="dropout"), 7, {"content": "said"})
    assert heard["type"] == 5
    assert heard["data"]["custom_id"] == "say"
    [label] = heard["data"]["components"]
    assert (label["type"], label["component"]["custom_id"], label["component"]["value"]) == (18, "word", "dropout")
    assert heard["message"]["id"] == str(message.id)
    assert reply.message is message
    with pytest.raises(ValueError, match="no such modal"):
        await ada.submit(opened, word="again")


async def test_a_modal_of_a_command_has_no_message_to_change(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    opened, _ = await answered(raw, wire, ada.use(study, "ping"), 9, MODAL)
    outcome, heard = await told(wire, ada.submit(opened, Word="dropout"))
    assert (await raw.answer(heard, 7, {"content": "x"})).code == 50035
    assert (await raw.answer(heard, 9, MODAL)).code == 50035
    assert (await raw.answer(heard, 5)).status == 200
    await outcome


async def test_a_modal_that_failed_stays_open(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person, raw: RawBot
) -> None:
    opened, _ = await answered(raw, wire, ada.use(study, "ping"), 9, MODAL)
    outcome, _ = await told(wire, ada.submit(opened, word="dropout"))
    sandbox.clock.advance(timedelta(seconds=3))
    assert (await outcome).failed
    again, _ = await answered(raw, wire, ada.submit(opened, word="dropout"), 4, {"content": "yes"})
    assert again.answered


async def test_autocomplete_shows_choices_for_what_is_typed(
    wire: Wire, study: Channel, ada: Person, raw: RawBot
) -> None:
    outcome, heard = await told(wire, ada.autocomplete(study, "pick", focused="word", word="dr"))
    assert heard["type"] == 4
    assert heard["data"]["options"] == [{"name": "word", "type": 3, "value": "dr", "focused": True}]
    assert (await raw.answer(heard, 4, {"content": "x"})).code == 50035
    await raw.answer(heard, 8, {"choices": [{"name": "Dropout", "value": "dropout"}]})
    assert await outcome == [("Dropout", "dropout")]


async def test_autocomplete_without_an_answer_shows_nothing(
    wire: Wire, sandbox: Sandbox, study: Channel, ada: Person
) -> None:
    outcome, _ = await told(wire, ada.autocomplete(study, "pick", focused="word", word="dr"))
    sandbox.clock.advance(timedelta(seconds=3))
    assert await outcome == []


# --- many at once


async def test_a_thousand_people_at_once_are_each_answered(wire: Wire, study: Channel, raw: RawBot) -> None:
    sandbox = raw.sandbox
    sandbox.ratelimits.on = False
    message = await posted(raw, study)
    guild = sandbox.world.guilds[study.guild_id or 0]
    people = [sandbox.person(f"member {number}", guild=guild) for number in range(1_000)]
    outcomes = [asyncio.ensure_future(person.click(message, "Go", wait=60)) for person in people]

    async def answer(heard: Mapping[str, Any]) -> None:
        await raw.answer(heard, 4, {"content": heard["member"]["user"]["global_name"], "flags": PRIVATE})

    answers = [asyncio.ensure_future(answer(await wire.event("INTERACTION_CREATE"))) for _ in people]
    await asyncio.gather(*answers)
    replies = await asyncio.gather(*outcomes)
    shown = [reply.message for reply in replies if reply.message is not None]
    assert [message.text for message in shown] == [person.name for person in people]
    assert all(Flags.EPHEMERAL in message.flags for message in shown)
