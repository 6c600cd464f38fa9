"""What a request came to, and whether a message of ours is out: the real library against the sandbox."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta

import discord
import pytest
import pytest_asyncio
from discord import ui

from bot.client import sending
from bot.client.sending import (
    ARCHIVED,
    NO_ACCESS,
    NO_PERMISSION,
    NO_TEXT,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Refused,
    Silence,
    TooMuch,
    answered,
    find,
)
from bot.sandbox import Channel, ChannelType, Guild, Permission, Person, Sandbox
from bot.views.message import button, message
from tests.conftest import SAILING, Recall, serving, settings_for

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENDS = ("POST", r"/channels/\d+/messages")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    folder = tmp_path_factory.mktemp("sending")
    async with Sandbox() as sandbox, serving(sandbox, settings_for(sandbox, folder, SAILING)) as recall:
        yield recall


@pytest_asyncio.fixture(loop_scope="module")
async def room(shared: Recall) -> AsyncGenerator[Channel]:
    yield shared.sandbox.guild("Study group").channel("quiz")
    shared.sandbox.faults.clear()


def home(shared: Recall, room: Channel) -> Guild:
    return shared.sandbox.world.guilds[room.guild_id or 0]


def view(custom_id: str = "quiz:card:7:1") -> ui.LayoutView:
    return message(["A message."], rows=[[button("Other", "x:y"), button("Press", custom_id)]])


async def send(shared: Recall, room: Channel, custom_id: str = "quiz:card:7:1") -> discord.Message:
    return await answered(shared.bot.get_partial_messageable(room.id).send(view=view(custom_id)))


async def edit(shared: Recall, room: Channel, message_id: int) -> None:
    await answered(shared.bot.get_partial_messageable(room.id).get_partial_message(message_id).edit(view=view()))


# What a request came to.


async def test_what_is_sent_comes_back(shared: Recall, room: Channel) -> None:
    sent = await send(shared, room)
    assert sent.id in room.messages


@pytest.mark.parametrize("failure", [503, "drop"])
async def test_a_discord_that_is_down_or_hangs_up_is_silence(shared: Recall, room: Channel, failure: int) -> None:
    shared.sandbox.faults.answer(*SENDS, failure)
    with pytest.raises(Silence):
        await send(shared, room)


async def test_a_discord_that_never_answers_is_silence(
    shared: Recall, room: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LONGEST_SENDING", 0.1)
    shared.sandbox.faults.hold(*SENDS)
    with pytest.raises(Silence):
        await send(shared, room)


async def test_a_ban_of_our_address_is_silence(shared: Recall, room: Channel) -> None:
    for _ in range(10_000):
        shared.sandbox.ratelimits.note(401)
    with pytest.raises(Silence):
        await send(shared, room)
    shared.sandbox.clock.advance(timedelta(minutes=11))
    await send(shared, room)


async def test_a_rate_limit_is_waited_out(shared: Recall, room: Channel) -> None:
    shared.sandbox.faults.answer(*SENDS, 429, retry_after=0.05)
    assert (await send(shared, room)).id in room.messages


async def test_a_request_that_is_odd_is_our_defect(shared: Recall, room: Channel) -> None:
    shared.sandbox.faults.answer(*SENDS, 400)
    with pytest.raises(discord.HTTPException):
        await send(shared, room)


async def test_the_codes_of_a_lost_channel_are_refusals(shared: Recall, room: Channel) -> None:
    guild = home(shared, room)
    codes = list[int]()
    thread = guild.thread(room, "talk")
    guild.archive(thread, archived=True, locked=True)
    forum = guild.channel("forum", type=ChannelType.FORUM)
    mute = guild.channel("mute")
    guild.overwrite(mute, guild.everyone, deny=Permission.SEND_MESSAGES)
    hidden = guild.channel("hidden")
    guild.overwrite(hidden, guild.everyone, deny=Permission.VIEW_CHANNEL)
    gone = guild.channel("gone")
    guild.delete(gone)
    for channel in (thread, forum, mute, hidden, gone):
        with pytest.raises(Refused) as refused:
            await send(shared, channel)
        codes.append(refused.value.code)
    assert codes == [ARCHIVED, NO_TEXT, NO_PERMISSION, NO_ACCESS, UNKNOWN_CHANNEL]


async def test_the_edit_of_a_message_that_is_gone_is_refused(shared: Recall, room: Channel) -> None:
    sent = await send(shared, room)
    shared.sandbox.world.board.remove(room, room.messages[sent.id])
    with pytest.raises(Refused) as refused:
        await edit(shared, room, sent.id)
    assert refused.value.code == UNKNOWN_MESSAGE


# Whether a message is out.


async def found(shared: Recall, room: Channel, custom_id: str, since: datetime | None = None) -> int | None:
    since = since or shared.sandbox.clock.now()
    message = await answered(find(shared.bot, room.id, since, lambda each: each == custom_id))
    return message and message.id


async def test_a_message_is_found_by_any_of_its_buttons(shared: Recall, room: Channel) -> None:
    sent = await send(shared, room)
    await send(shared, room, "quiz:card:7:2")
    assert await found(shared, room, "quiz:card:7:1") == sent.id
    assert await found(shared, room, "quiz:card:7:3") is None


async def test_of_two_messages_the_first_is_found(shared: Recall, room: Channel) -> None:
    first = await send(shared, room, "quiz:card:8:1")
    await send(shared, room, "quiz:card:8:2")
    is_it = "quiz:card:8:".__eq__
    message = await find(shared.bot, room.id, shared.sandbox.clock.now(), lambda each: is_it(each[:12]))
    assert message is not None
    assert message.id == first.id


async def test_a_message_is_found_though_our_clock_was_hours_ahead(shared: Recall, room: Channel) -> None:
    sent = await send(shared, room)
    assert await found(shared, room, "quiz:card:7:1", sent.created_at + timedelta(hours=23)) == sent.id
    assert await found(shared, room, "quiz:card:7:1", sent.created_at + timedelta(hours=25)) is None


async def test_what_others_write_is_not_taken_for_ours(shared: Recall, room: Channel) -> None:
    ada = shared.sandbox.person("ada", guild=home(shared, room))
    bot = shared.sandbox.world.bot
    payload = {"content": f"<@{bot.id}>", "components": [view().to_components()[1]]}  # to it, or it could not read it
    shared.sandbox.world.board.post(room, ada, payload)
    assert room.history[-1].buttons[1].custom_id == "quiz:card:7:1"
    assert await found(shared, room, "quiz:card:7:1") is None


async def test_a_message_is_found_behind_hundreds(shared: Recall, room: Channel) -> None:
    ada = talker(shared, room, 150)
    sent = await send(shared, room)
    talk(ada, room, 150)
    assert await found(shared, room, "quiz:card:7:1") == sent.id


async def test_in_a_channel_with_too_many_messages_nothing_is_claimed(
    shared: Recall, room: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_MOST_READ", 150)
    ada = talker(shared, room, 149)
    assert await found(shared, room, "quiz:card:7:1") is None
    talk(ada, room, 1)
    with pytest.raises(TooMuch):
        await found(shared, room, "quiz:card:7:1")


async def test_a_discord_that_is_silent_tells_nothing_of_a_message(shared: Recall, room: Channel) -> None:
    await send(shared, room)
    shared.sandbox.faults.answer("GET", SENDS[1], 503)
    with pytest.raises(Silence):
        await found(shared, room, "quiz:card:7:1")


def talk(who: Person, room: Channel, times: int) -> None:
    for n in range(times):
        who.write(room, f"message {n}")


def talker(shared: Recall, room: Channel, times: int) -> Person:
    """Return somebody who has written so many messages."""
    ada = shared.sandbox.person("ada", guild=home(shared, room))
    talk(ada, room, times)
    return ada
