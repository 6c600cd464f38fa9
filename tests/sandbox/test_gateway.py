"""The unmodified discord.py on the gateway."""

import asyncio
import math
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.backoff import ExponentialBackoff

from bot.sandbox import Channel, Guild, Intents, Person, Sandbox
from tests.sandbox.bare import Bare
from tests.sandbox.raw import RawBot


async def alive(bare: Bare, guild: Guild) -> None:
    """Fail unless the bot still hears what happens."""
    heard = asyncio.ensure_future(bare.hear("guild_channel_create"))
    guild.channel("is-anybody-there")
    assert (await heard).name == "is-anybody-there"


async def test_a_bot_comes_up_and_knows_its_guilds(bare: Bare, sandbox: Sandbox, guild: Guild, study: Channel) -> None:
    await bare.begin()
    assert bare.user is not None
    assert bare.user.id == bare.application_id == sandbox.application_id
    [known] = bare.guilds
    assert (known.id, known.name) == (guild.id, "Study group")
    assert [one.name for one in known.text_channels] == [study.name]
    assert known.me.guild_permissions.send_messages


async def test_a_wrong_token_is_refused_before_the_gateway(bare: Bare) -> None:
    with pytest.raises(discord.LoginFailure):
        await bare.login("MTIz.R0.wrong")
    await bare.close()


async def test_heartbeats_are_acknowledged(bare: Bare, sandbox: Sandbox) -> None:
    sandbox.gateway.heartbeat_interval = timedelta(milliseconds=50)
    await bare.begin()
    assert not math.isnan(bare.latency)
    assert bare.latency < 5


async def test_a_cut_connection_is_resumed_without_a_loss(bare: Bare, sandbox: Sandbox, guild: Guild) -> None:
    await bare.begin()
    heard = asyncio.ensure_future(bare.hear("guild_channel_create"))
    await sandbox.gateway.drop()
    guild.channel("while-away")
    assert (await heard).name == "while-away"
    assert (sandbox.gateway.identifies, sandbox.gateway.resumes) == (1, 1)


async def test_op_7_makes_a_bot_resume(bare: Bare, sandbox: Sandbox, guild: Guild) -> None:
    await bare.begin()
    await sandbox.gateway.reconnect()
    await sandbox.ready()
    await alive(bare, guild)
    assert (sandbox.gateway.identifies, sandbox.gateway.resumes) == (1, 1)


@pytest.mark.parametrize(("resumable", "counts"), [(True, (1, 1)), (False, (2, 0))])
async def test_op_9_makes_a_bot_resume_or_start_anew(
    bare: Bare,
    sandbox: Sandbox,
    guild: Guild,
    resumable: bool,  # noqa: FBT001  (a case)
    counts: tuple[int, int],
) -> None:
    await bare.begin()
    await sandbox.gateway.invalidate(resumable=resumable)
    await sandbox.ready()
    await alive(bare, guild)
    assert (sandbox.gateway.identifies, sandbox.gateway.resumes) == counts


async def test_a_close_that_is_not_final_is_resumed(bare: Bare, sandbox: Sandbox, guild: Guild) -> None:
    await bare.begin()
    await sandbox.gateway.close(4000)
    await sandbox.ready()
    await alive(bare, guild)
    assert sandbox.gateway.resumes == 1


@pytest.mark.parametrize("code", [4004, 4013])
async def test_a_final_close_ends_the_bot(bare: Bare, sandbox: Sandbox, code: int) -> None:
    await bare.begin()
    await sandbox.gateway.close(code)
    with pytest.raises(discord.ConnectionClosed) as caught:
        await asyncio.wait_for(bare.task, 5)
    assert caught.value.code == code


async def test_a_privileged_intent_that_is_not_switched_on_ends_the_bot(
    sandbox: Sandbox, discord_is_here: None
) -> None:
    del discord_is_here
    greedy = Bare(sandbox, intents=discord.Intents(guilds=True, message_content=True))
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await asyncio.wait_for(greedy.start(sandbox.token), 5)


async def test_a_refused_connection_is_tried_again(
    bare: Bare, sandbox: Sandbox, guild: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once(_: ExponentialBackoff[Any]) -> float:
        return 0

    monkeypatch.setattr(ExponentialBackoff, "delay", at_once)
    await bare.begin()
    sandbox.gateway.refuse(1)
    await sandbox.gateway.drop()
    await sandbox.ready()
    await alive(bare, guild)


async def test_a_gateway_that_falls_silent_is_left_and_the_session_resumed(
    sandbox: Sandbox, guild: Guild, discord_is_here: None
) -> None:
    del discord_is_here
    sandbox.gateway.heartbeat_interval = timedelta(milliseconds=50)
    impatient = Bare(sandbox, heartbeat_timeout=0.3)
    await impatient.begin()
    sandbox.gateway.silence()
    heard = asyncio.ensure_future(impatient.hear("guild_channel_create"))
    guild.channel("unheard-at-first")
    assert (await heard).name == "unheard-at-first"
    assert sandbox.gateway.resumes == 1
    await impatient.end()


async def test_every_shard_has_its_own_guilds(sandbox: Sandbox, discord_is_here: None) -> None:
    del discord_is_here
    guilds = [sandbox.guild(f"Guild {number}") for number in range(6)]
    sandbox.gateway.shards = 3
    bot = Bare(sandbox)
    await bot.begin()
    assert bot.shard_count == 3
    assert {one.id: one.shard_id for one in bot.guilds} == {one.id: (one.id >> 22) % 3 for one in guilds}
    assert {one.shard_id for one in bot.guilds} == {0, 1, 2}
    for guild in guilds:
        await alive(bot, guild)
    await bot.end()


async def test_a_bot_joins_and_leaves_guilds_while_it_runs(bare: Bare, sandbox: Sandbox, guild: Guild) -> None:
    await bare.begin()
    joined = asyncio.ensure_future(bare.hear("guild_join"))
    new = sandbox.guild("New")
    assert (await joined).id == new.id
    removed = asyncio.ensure_future(bare.hear("guild_remove"))
    new.remove_bot()
    assert (await removed).id == new.id
    left = asyncio.ensure_future(bare.hear("guild_remove"))
    await bare.guilds[0].leave()
    assert (await left).id == guild.id
    assert not guild.has(sandbox.world.bot)


async def test_an_outage_makes_a_guild_unavailable_and_available_again(bare: Bare, guild: Guild) -> None:
    await bare.begin()
    gone = asyncio.ensure_future(bare.hear("guild_unavailable"))
    guild.go_down()
    assert (await gone).unavailable
    back = asyncio.ensure_future(bare.hear("guild_available"))
    guild.come_back()
    assert not (await back).unavailable


async def test_channels_and_roles_change_before_the_bots_eyes(bare: Bare, guild: Guild, study: Channel) -> None:
    await bare.begin()
    updated = asyncio.ensure_future(bare.hear("guild_channel_update"))
    guild.edit(study, name="library", topic="Books")
    before, after = await updated
    assert (before.name, after.name, after.topic) == ("study", "library", "Books")
    created = asyncio.ensure_future(bare.hear("guild_role_create"))
    role = guild.role("Teacher")
    assert (await created).name == "Teacher"
    changed = asyncio.ensure_future(bare.hear("guild_role_update"))
    guild.edit_role(role, mentionable=True)
    assert (await changed)[1].mentionable
    unmade = asyncio.ensure_future(bare.hear("guild_role_delete"))
    guild.delete_role(role)
    assert (await unmade).id == role.id
    deleted = asyncio.ensure_future(bare.hear("guild_channel_delete"))
    guild.delete(study)
    assert (await deleted).id == study.id


async def test_threads_come_change_and_go(bare: Bare, guild: Guild, study: Channel) -> None:
    await bare.begin()
    created = asyncio.ensure_future(bare.hear("thread_create"))
    thread = guild.thread(study, "questions")
    assert ((await created).name, (await created).parent_id) == ("questions", study.id)
    updated = asyncio.ensure_future(bare.hear("thread_update"))
    guild.archive(thread)
    assert (await updated)[1].archived
    guild.archive(thread, archived=False)
    deleted = asyncio.ensure_future(bare.hear("raw_thread_delete"))
    guild.delete(thread)
    assert (await deleted).thread_id == thread.id


async def test_a_private_thread_is_heard_of_once_the_bot_is_in_it(
    bare: Bare, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    await bare.begin()
    thread = guild.thread(study, "staff", private=True)
    await alive(bare, guild)
    assert bare.get_channel(thread.id) is None
    joined = asyncio.ensure_future(bare.hear("thread_join"))
    guild.enter(thread, sandbox.world.bot)
    assert (await joined).id == thread.id


async def test_a_direct_message_goes_to_the_first_shard(sandbox: Sandbox, raw: RawBot, ada: Person) -> None:
    async with raw.connect() as first, raw.connect() as second:
        for number, wire in enumerate((first, second)):
            await wire.op(10)
            await wire.identify(int(Intents.DIRECT_MESSAGES), shard=[number, 2])
        ada.write(ada.direct(), "hello")
        assert (await first.event("MESSAGE_CREATE"))["content"] == "hello"
        assert await second.silence() == []
    del sandbox
