"""Faults that tests put in a bot's way."""

import asyncio

import aiohttp
import discord
import pytest

from bot.sandbox import Channel, Guild, Sandbox
from tests.sandbox.bare import Bare
from tests.sandbox.raw import RawBot

SEND = ("POST", r"/channels/\d+/messages")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_the_next_requests_fail_as_often_as_asked_and_are_not_carried_out(
    raw: RawBot, sandbox: Sandbox, study: Channel, status: int
) -> None:
    sandbox.faults.answer(*SEND, status, times=2)
    assert [(await raw.post(study)).status for _ in range(3)] == [status, status, 200]
    assert len(study.history) == 1
    assert [one.status for one in sandbox.requests] == [status, status, 200]


async def test_other_requests_do_not_fail(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    sandbox.faults.answer(*SEND, 500)
    assert (await raw.call("GET", f"/channels/{study.id}/messages")).status == 200
    assert (await raw.call("GET", "/users/@me")).status == 200


async def test_a_rate_limit_can_be_pretended(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    sandbox.faults.answer(*SEND, 429, retry_after=0.25)
    refused = await raw.post(study)
    assert (refused.status, refused.body["retry_after"]) == (429, 0.25)
    assert "Via" in refused.headers
    assert sandbox.ratelimits.invalid == 0


@pytest.mark.parametrize(("done", "written"), [(False, 0), (True, 1)])
async def test_a_connection_can_be_cut_before_or_after_the_work_is_done(
    raw: RawBot,
    sandbox: Sandbox,
    study: Channel,
    done: bool,  # noqa: FBT001  (a case)
    written: int,
) -> None:
    sandbox.faults.answer(*SEND, "drop", done=done)
    with pytest.raises(aiohttp.ClientError):
        await raw.post(study)
    assert len(study.history) == written
    assert [(one.status, one.payload["content"]) for one in sandbox.requests] == [(499, "hello")]
    assert (await raw.post(study)).status == 200


async def test_an_answer_can_get_lost_after_the_work_is_done(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    sandbox.faults.answer(*SEND, 500, done=True)
    assert (await raw.post(study, nonce="1", enforce_nonce=True)).status == 500
    assert (await raw.post(study, nonce="1", enforce_nonce=True)).status == 200
    assert len(study.history) == 1


@pytest.mark.parametrize(("done", "written"), [(False, 0), (True, 1)])
async def test_a_request_can_be_held(
    raw: RawBot,
    sandbox: Sandbox,
    study: Channel,
    done: bool,  # noqa: FBT001  (a case)
    written: int,
) -> None:
    held = sandbox.faults.hold(*SEND, done=done)
    sending = asyncio.ensure_future(raw.post(study))
    await asyncio.wait_for(held.arrived.wait(), 5)
    assert len(study.history) == written
    assert not sending.done()
    held.release()
    assert (await sending).status == 200
    assert len(study.history) == 1


async def test_faults_can_be_taken_back(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    sandbox.faults.answer(*SEND, 500, times=100)
    sandbox.faults.clear()
    assert (await raw.post(study)).status == 200


async def test_the_library_waits_out_a_rate_limit_and_sends_again(
    bare: Bare, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    del guild
    await bare.begin()
    sandbox.faults.answer(*SEND, 429, retry_after=0.01)
    channel = bare.get_channel(study.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("hello")
    assert [message.text for message in study.history] == ["hello"]


async def test_the_library_gives_up_on_503(bare: Bare, sandbox: Sandbox, study: Channel) -> None:
    await bare.begin()
    sandbox.faults.answer(*SEND, 503)
    channel = bare.get_channel(study.id)
    assert isinstance(channel, discord.TextChannel)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("hello")
