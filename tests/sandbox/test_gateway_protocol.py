"""The gateway by hand: what it says, what it refuses, and to whom it tells what."""

import asyncio
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Channel, Guild, Intents, Permission, Person, Sandbox
from bot.sandbox.gateway import Close
from tests.sandbox.raw import RawBot, Wire

GUILDS = int(Intents.GUILDS)
MESSAGES = GUILDS | int(Intents.GUILD_MESSAGES)


@asynccontextmanager
async def greeted(raw: RawBot) -> AsyncGenerator[Wire]:
    async with raw.connect() as wire:
        await wire.op(10)
        yield wire


async def test_hello_comes_first_and_tells_the_heartbeat(raw: RawBot) -> None:
    async with raw.connect() as wire:
        hello = await wire.frame()
        assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41_250)


async def test_a_heartbeat_is_acknowledged(raw: RawBot) -> None:
    async with greeted(raw) as wire:
        await wire.say(1, None)
        assert (await wire.frame())["op"] == 11


async def test_guilds_are_unavailable_in_ready_and_come_one_by_one(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    other = sandbox.guild("Elsewhere")
    sandbox.guild("Without the bot", bot=False)
    async with greeted(raw) as wire:
        ready = await wire.identify()
        expected = [{"id": str(one.id), "unavailable": True} for one in (guild, other)]
        assert ready["guilds"] == expected
        created = [await wire.event("GUILD_CREATE") for _ in range(2)]
        assert [one["id"] for one in created] == [str(guild.id), str(other.id)]
        assert [one["unavailable"] for one in created] == [False, False]
        assert [one["id"] for one in created[0]["channels"]] == [str(study.id)]
        assert [one["user"]["id"] for one in created[0]["members"]] == [str(sandbox.application_id)]


async def test_a_bot_that_wants_no_guilds_is_told_of_none(raw: RawBot, guild: Guild) -> None:
    async with greeted(raw) as wire:
        await wire.identify(int(Intents.DIRECT_MESSAGES))
        guild.channel("new")
        assert await wire.silence() == []


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, Close.AUTHENTICATION_FAILED),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, Close.AUTHENTICATION_FAILED),
        (2, {"intents": 1 << 40}, Close.INVALID_INTENTS),
        (2, {"intents": "1"}, Close.INVALID_INTENTS),
        (2, {"intents": -1}, Close.INVALID_INTENTS),
        (2, {"intents": int(Intents.MESSAGE_CONTENT)}, Close.DISALLOWED_INTENTS),
        (2, {"intents": int(Intents.GUILD_MEMBERS)}, Close.DISALLOWED_INTENTS),
        (2, {"intents": 1, "shard": [2, 2]}, Close.INVALID_SHARD),
        (2, {"intents": 1, "shard": "all"}, Close.INVALID_SHARD),
        (2, None, Close.DECODE_ERROR),
        (3, {}, Close.NOT_AUTHENTICATED),
        (6, {"session_id": "x", "seq": None}, Close.INVALID_SEQUENCE),
        (42, None, Close.UNKNOWN_OPCODE),
    ],
)
async def test_what_a_bot_may_not_say_closes_the_connection(
    raw: RawBot, sandbox: Sandbox, op: int, data: Any, code: int
) -> None:
    async with greeted(raw) as wire:
        await wire.say(op, None if data is None else {"token": sandbox.token, **data})
        assert await wire.closed() == code


@pytest.mark.parametrize("text", ["no json", "[]", "null", '{"op": 1, "d": "' + "x" * 4096 + '"}'])
async def test_what_is_no_frame_closes_the_connection(raw: RawBot, text: str) -> None:
    async with greeted(raw) as wire:
        await wire.say_text(text)
        assert await wire.closed() == Close.DECODE_ERROR


async def test_identifying_twice_closes_the_connection(raw: RawBot) -> None:
    async with greeted(raw) as wire:
        await wire.identify()
        await wire.say(2, {"token": raw.sandbox.token, "intents": 1})
        assert await wire.closed() == Close.ALREADY_AUTHENTICATED


async def test_after_what_closes_the_connection_nothing_more_is_heard(raw: RawBot, sandbox: Sandbox) -> None:
    async with greeted(raw) as wire:
        await wire.say(42)
        await wire.say(2, {"token": sandbox.token, "intents": 1})
        assert await wire.closed() == Close.UNKNOWN_OPCODE
    await sandbox.gateway.until_connected(0)
    assert sandbox.gateway.identifies == 0


async def test_an_old_version_of_the_gateway_is_gone(raw: RawBot) -> None:
    async with raw.connect("?v=6") as wire:
        assert await wire.closed() == Close.INVALID_VERSION


async def test_more_than_120_frames_a_minute_close_the_connection(raw: RawBot) -> None:
    async with greeted(raw) as wire:
        for _ in range(121):
            await wire.say(1, None)
        assert await wire.closed() == Close.RATE_LIMITED


async def test_a_bot_that_misses_its_heartbeats_is_cut_off(raw: RawBot, sandbox: Sandbox) -> None:
    sandbox.gateway.heartbeat_interval = timedelta(milliseconds=20)
    async with greeted(raw) as wire:
        assert await wire.closed() == Close.SESSION_TIMED_OUT


async def test_privileged_intents_work_once_they_are_switched_on(raw: RawBot, sandbox: Sandbox) -> None:
    sandbox.world.application.granted = Intents.GUILD_MEMBERS
    async with greeted(raw) as wire:
        ready = await wire.identify(int(Intents.GUILD_MEMBERS))
        assert ready["application"]["flags"] == 1 << 15


async def test_frames_are_one_zlib_stream_if_a_bot_asks_for_it(raw: RawBot, sandbox: Sandbox) -> None:
    url = sandbox.gateway.url + "?v=10&encoding=json&compress=zlib-stream"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        inflate = zlib.decompressobj()
        first = await socket.receive_bytes()
        assert first.endswith(b"\x00\x00\xff\xff")
        assert b'"op":10' in inflate.decompress(first)
        await socket.send_json({"op": 1, "d": None})
        assert b'"op":11' in inflate.decompress(await socket.receive_bytes())
    del raw


# --- sessions that are taken up again


async def test_a_resumed_session_hears_what_it_missed_and_then_that_it_is_resumed(raw: RawBot, guild: Guild) -> None:
    async with greeted(raw) as wire:
        ready = await wire.identify()
        await wire.event("GUILD_CREATE")
        seen = wire.events[-1]["s"]
        await wire.hang_up()
    await raw.sandbox.gateway.until_connected(0)
    guild.channel("while-away")
    async with raw.connect(url=ready["resume_gateway_url"]) as wire:
        await wire.op(10)
        resume = {"token": raw.sandbox.token, "session_id": ready["session_id"], "seq": seen}
        await wire.say(6, resume)
        assert (await wire.event("CHANNEL_CREATE"))["name"] == "while-away"
        await wire.event("RESUMED")
        assert [event["s"] for event in wire.events] == [seen + 1, seen + 2]


async def test_the_addresses_to_connect_and_to_resume_differ(raw: RawBot, sandbox: Sandbox) -> None:
    address = await raw.call("GET", "/gateway/bot")
    assert address.body["url"] == sandbox.gateway.url
    async with greeted(raw) as wire:
        assert (await wire.identify())["resume_gateway_url"] not in {None, sandbox.gateway.url}


@pytest.mark.parametrize("reason", ["unknown", "ahead", "too old", "hung up for good", "events forgotten"])
async def test_a_session_that_cannot_be_resumed_is_invalid(raw: RawBot, sandbox: Sandbox, reason: str) -> None:
    async with greeted(raw) as wire:
        ready = await wire.identify()
        if reason == "events forgotten":
            sandbox.guild("New")
            await wire.say(1, 2)
            await wire.op(11)
        await wire.hang_up(1000 if reason == "hung up for good" else 4000)
    await sandbox.gateway.until_connected(0)
    if reason == "too old":
        sandbox.clock.advance(timedelta(minutes=4))
    resume = {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1}
    resume |= {"session_id": "no-such-session"} if reason == "unknown" else {}
    resume |= {"seq": 99} if reason == "ahead" else {}
    async with greeted(raw) as wire:
        await wire.say(6, resume)
        assert (await wire.op(9))["d"] is False


async def test_a_resumed_session_lives_on_however_long_ago_it_was_lost(
    raw: RawBot, sandbox: Sandbox, guild: Guild
) -> None:
    async with greeted(raw) as wire:
        ready = await wire.identify()
        await wire.hang_up()
    await sandbox.gateway.until_connected(0)
    async with greeted(raw) as wire, greeted(raw) as other:
        await wire.say(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1})
        await wire.event("RESUMED")
        sandbox.clock.advance(timedelta(hours=1))
        await other.identify()
        guild.channel("new")
        assert (await wire.event("CHANNEL_CREATE"))["name"] == "new"


async def test_a_session_that_was_declared_invalid_stays_so(raw: RawBot, sandbox: Sandbox) -> None:
    async with greeted(raw) as wire:
        ready = await wire.identify()
        declared = asyncio.ensure_future(sandbox.gateway.invalidate(resumable=False))
        assert (await wire.op(9))["d"] is False
        await wire.hang_up(4000)
        await declared
    async with greeted(raw) as wire:
        await wire.say(6, {"token": sandbox.token, "session_id": ready["session_id"], "seq": 1})
        assert (await wire.op(9))["d"] is False


# --- who hears what


async def test_messages_are_told_only_to_those_who_ask_for_them(raw: RawBot, study: Channel, ada: Person) -> None:
    async with greeted(raw) as wire:
        await wire.identify(GUILDS)
        await wire.event("GUILD_CREATE")
        ada.write(study, "hello")
        assert await wire.silence() == []
    async with greeted(raw) as wire:
        await wire.identify(MESSAGES)
        ada.write(study, "hello")
        assert (await wire.event("MESSAGE_CREATE"))["author"]["id"] == str(ada.id)


async def test_what_members_write_is_hidden_without_the_content_intent(
    raw: RawBot, study: Channel, ada: Person, sandbox: Sandbox
) -> None:
    async with greeted(raw) as wire:
        await wire.identify(MESSAGES | int(Intents.DIRECT_MESSAGES))
        ada.write(study, "hello")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == ""
        ada.write(study, f"hello {sandbox.world.bot.mention}")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == f"hello <@{sandbox.application_id}>"
        ada.write(ada.direct(), "hello in private")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == "hello in private"
        await raw.post(study, "of the bot itself")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == "of the bot itself"


async def test_what_members_write_is_shown_with_the_content_intent(
    raw: RawBot, study: Channel, ada: Person, sandbox: Sandbox
) -> None:
    sandbox.world.application.granted = Intents.MESSAGE_CONTENT
    async with greeted(raw) as wire:
        await wire.identify(MESSAGES | int(Intents.MESSAGE_CONTENT))
        ada.write(study, "hello")
        assert (await wire.event("MESSAGE_CREATE"))["content"] == "hello"


async def test_messages_where_the_bot_may_not_look_are_not_told(
    raw: RawBot, guild: Guild, study: Channel, ada: Person
) -> None:
    guild.overwrite(study, guild.everyone, deny=Permission.VIEW_CHANNEL)
    guild.overwrite(study, ada, allow=Permission.VIEW_CHANNEL)
    async with greeted(raw) as wire:
        await wire.identify(MESSAGES)
        await wire.event("GUILD_CREATE")
        ada.write(study, "hello")
        assert await wire.silence() == []


async def test_other_members_come_and_go_unheard_but_the_bots_own_roles_are_told(
    raw: RawBot, sandbox: Sandbox, guild: Guild
) -> None:
    async with greeted(raw) as wire:
        await wire.identify()
        await wire.event("GUILD_CREATE")
        cora = sandbox.person("cora", guild=guild)
        guild.leave(cora)
        assert await wire.silence() == []
        guild.give(sandbox.world.bot, guild.role("Teacher"))
        assert len((await wire.event("GUILD_MEMBER_UPDATE"))["roles"]) == 2


async def test_two_connections_of_one_shard_both_hear_everything(raw: RawBot, guild: Guild) -> None:
    async with greeted(raw) as one, greeted(raw) as two:
        await one.identify()
        await two.identify()
        guild.channel("new")
        for wire in (one, two):
            assert (await wire.event("CHANNEL_CREATE"))["name"] == "new"


async def test_a_frame_of_any_kind_can_be_sent(raw: RawBot, sandbox: Sandbox) -> None:
    async with greeted(raw) as wire:
        for odd in ({"op": 99, "d": None}, {"op": 0, "t": "NO_SUCH_EVENT", "d": [1], "s": "x"}):
            await sandbox.gateway.send(odd)
            assert await wire.frame() == odd
