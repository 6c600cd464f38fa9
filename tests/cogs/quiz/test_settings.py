"""Who may start a quiz, and where: what managers decide, and what Discord allows."""

from typing import Any

import pytest

from bot.sandbox import Interaction, Permission, Person
from tests.cogs.quiz.conftest import GLOSSARY, Club, labels
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

READY = "Your quiz is ready"
MANAGERS_ONLY = "Only members who may manage this server"


async def settings(club: Club, **options: Any) -> Interaction:
    reply = await club.use("settings", by=club.teacher, **options)
    assert reply.ephemeral
    return reply


async def start(club: Club, who: Person) -> str:
    """Let somebody start a game, and return what they are told in private; one that runs is stopped again."""
    reply = await club.start(by=who)
    assert reply.ephemeral
    if READY in shown(reply).text:
        await club.use("stop", by=club.teacher)
        await club.podium()
    return shown(reply).text


async def test_at_first_everyone_may_start_everywhere(club: Club) -> None:
    reply = shown(await settings(club))
    assert "**Who may start one:** everyone" in reply.text
    assert "**Where:** in every channel where I may write" in reply.text
    assert reply.buttons == []
    assert READY in await start(club, club.cat)


async def test_with_a_host_role_only_those_who_have_it_and_managers_start(club: Club) -> None:
    hosts = club.guild.role("Hosts")
    reply = shown(await settings(club, host_role=hosts))
    assert f"**Who may start one:** members with {hosts.mention}, and managers" in reply.text
    assert labels(reply) == ["Clear host role"]
    refused = await start(club, club.ada)
    assert f"only members with the role {hosts.mention} start quizzes" in refused
    assert club.posts == []
    club.guild.give(club.ben, hosts)
    for who in (club.ben, club.teacher):
        assert READY in await start(club, who)
    club.guild.take(club.ben, hosts)
    assert READY not in await start(club, club.ben)


async def test_who_may_not_start_plays_along(club: Club) -> None:
    await settings(club, host_role=club.guild.role("Hosts"))
    await club.start(by=club.teacher, questions=1)
    assert "You chose" in shown(await club.right(club.ada)).text


async def test_with_a_channel_games_start_in_that_alone_for_managers_too(club: Club) -> None:
    only = club.guild.channel("games")
    reply = shown(await settings(club, channel=only))
    assert f"**Where:** only in {only.mention}" in reply.text
    assert labels(reply) == ["Clear channel"]
    for who in (club.ada, club.teacher):
        assert await start(club, who) == f"On this server quizzes are played in {only.mention}."
    assert club.posts == []
    club.room = only
    assert READY in await start(club, club.ada)


async def test_each_setting_is_changed_and_cleared_without_the_other(club: Club) -> None:
    hosts, only = club.guild.role("Hosts"), club.guild.channel("games")
    await settings(club, host_role=hosts)
    both = shown(await settings(club, channel=only))
    assert labels(both) == ["Clear host role", "Clear channel"]
    cleared = await club.press(club.teacher, both, "Clear host role")
    assert cleared.ephemeral
    assert "**Who may start one:** everyone" in shown(cleared).text
    assert f"only in {only.mention}" in shown(cleared).text
    assert labels(shown(cleared)) == ["Clear channel"]
    await club.press(club.teacher, shown(cleared), "Clear channel")
    assert "everyone" in shown(await settings(club)).text
    assert labels(shown(await settings(club))) == []
    assert READY in await start(club, club.ada)


async def test_everyone_as_the_host_role_is_no_limit(club: Club) -> None:
    await settings(club, host_role=club.guild.role("Hosts"))
    reply = shown(await settings(club, host_role=club.guild.everyone))
    assert "**Who may start one:** everyone" in reply.text
    assert READY in await start(club, club.ada)


async def test_members_neither_see_nor_change_the_settings(club: Club) -> None:
    hosts = club.guild.role("Hosts")
    for options in ({}, {"host_role": hosts}, {"channel": club.room}):
        reply = await club.use("settings", by=club.ada, **options)
        assert reply.ephemeral
        assert MANAGERS_ONLY in shown(reply).text
    await settings(club, host_role=hosts, channel=club.room)
    for what in ("host_role", "channel"):
        forged = await club.ada.forge(f"quiz:clear:{what}", channel=club.room)
        assert forged.ephemeral
        assert MANAGERS_ONLY in shown(forged).text
    assert labels(shown(await settings(club))) == ["Clear host role", "Clear channel"]


async def test_who_no_longer_manages_the_server_can_t_clear(club: Club) -> None:
    reply = shown(await settings(club, channel=club.room))
    club.guild.take(club.teacher, *club.guild.members[club.teacher.id].roles)
    assert MANAGERS_ONLY in shown(await club.press(club.teacher, reply, "Clear channel")).text


async def test_settings_are_each_server_s_own(club: Club) -> None:
    elsewhere = Club.found(club.recall, "Elsewhere")
    await settings(club, host_role=club.guild.role("Hosts"), channel=club.guild.channel("games"))
    assert READY in await start(elsewhere, elsewhere.ada)
    elsewhere.guild.remove_bot()


async def test_a_rematch_is_a_start_like_any_other(club: Club) -> None:
    await club.start(questions=1)
    await club.right(club.ada)
    await club.close()
    podium, before = await club.podium(), club.posts
    await settings(club, host_role=club.guild.role("Hosts"))
    refused = await club.press(club.ada, podium, "Rematch")
    assert refused.ephemeral
    assert "only members with the role" in shown(refused).text
    assert club.posts == before


@pytest.mark.parametrize("denied", [Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL])
async def test_where_the_bot_may_not_write_no_game_starts_and_the_starter_is_told(
    club: Club, denied: Permission
) -> None:
    club.guild.overwrite(club.room, club.sandbox.world.bot, deny=denied)
    assert "I may not write in this channel." in await start(club, club.ada)
    club.guild.overwrite(club.room, club.sandbox.world.bot)
    assert READY in await start(club, club.ada)


async def test_a_thread_has_a_permission_of_its_own(club: Club) -> None:
    club.guild.overwrite(
        club.room,
        club.sandbox.world.bot,
        allow=Permission.SEND_MESSAGES_IN_THREADS,
        deny=Permission.SEND_MESSAGES,
    )
    assert "I may not write in this channel." in await start(club, club.ada)
    club.room = club.guild.thread(club.room, "quiz night")
    assert READY in await start(club, club.ada)


async def test_nothing_is_started_about_a_category_that_there_is_not(club: Club) -> None:
    refused = await club.start(category="no such category")
    assert refused.ephemeral
    assert "There is no such category." in shown(refused).text
    assert club.posts == []


async def test_categories_are_offered_while_typing_and_taken_by_their_key(club: Club) -> None:
    [choice] = await club.ada.autocomplete(club.room, "quiz start", focused="category", category="hardware")
    assert choice == ("Hardware & distributed", "systems")
    assert READY in shown(await club.start(category=choice.value)).text
    assert {GLOSSARY[each.question.slug].category for each in (await club.record()).game.rounds} == {"systems"}
