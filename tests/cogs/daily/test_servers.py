"""Servers that let the bot go, and take it back."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox import Guild
from bot.storage import scheduled_guilds
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import DAY, DUE, HOUR, MINUTE, SEND, TODAY, Mortal
from tests.cogs.daily.trouble import day_of, is_about, posted, status, told

TERMS = 5
NOT_SET_UP = "The daily term isn't set up"


def names(club: Group) -> set[str]:
    """Return the names of the terms that were posted."""
    return {post.content.split("**")[1] for post in club.posts()}


async def two_posts(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    for before in range(2):
        await mortal.reach(DUE + before * DAY)
        await posted(club, before + 1)


async def let_go(mortal: Mortal, guild: Guild) -> None:
    """Remove the bot, which has noted it afterwards."""
    guild.remove_bot()
    await noted(mortal, guild, is_removed=True)


async def take_back(mortal: Mortal, guild: Guild) -> None:
    """Invite the bot again, which has noted it afterwards."""
    joined = mortal.bot.loop.create_task(mortal.bot.wait_for("guild_join", timeout=5))
    await mortal.watch.looked()
    guild.invite_bot()
    await joined
    await noted(mortal, guild, is_removed=False)


async def noted(mortal: Mortal, guild: Guild, *, is_removed: bool) -> None:
    database = mortal.bot._database  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    async with asyncio.timeout(10):
        while (await scheduled_guilds(database)).get(guild.id, is_removed) is not is_removed:
            pass
    await mortal.watch.looked()


async def goes_on(mortal: Mortal, club: Group, days: int) -> None:
    """Play the rest of the cycle from the day that is so many after the first: each of its posts is on time."""
    for before in range(2, TERMS):
        await mortal.reach(DUE + days * DAY)
        post = await posted(club, before + 1)
        assert is_about(post.timestamp, DUE + days * DAY)
        assert day_of(post) == TODAY + days * DAY
        days += 1
    assert len(names(club)) == TERMS  # no term came again: the rota was kept


async def test_a_server_that_let_the_bot_go_gets_nothing_and_nobody_tries(mortal: Mortal, club: Group) -> None:
    other = Group.found(mortal, "Rowing club")
    await other.set_up()
    await two_posts(mortal, club)
    await let_go(mortal, club.guild)
    for days in (2, 3, 4):
        await mortal.reach(DUE + days * DAY)
        await posted(other, days + 1)
    assert len(club.posts()) == 2
    assert mortal.sandbox.requests.find(SEND[0], f"/channels/{club.study.id}/messages")[2:] == []


@pytest.mark.parametrize("away", [HOUR, 3 * DAY, 29 * DAY])
async def test_a_server_that_takes_it_back_within_30_days_goes_on_where_it_was(
    mortal: Mortal, club: Group, away: timedelta
) -> None:
    await two_posts(mortal, club)
    await let_go(mortal, club.guild)
    await mortal.be_down_until(club.now + away)  # the start is when gone servers are forgotten
    await take_back(mortal, club.guild)
    told_now = await status(club)
    assert "**Last post:** [" in told_now
    assert "Last missed" not in told_now
    assert len(club.posts()) == 2
    await goes_on(mortal, club, days=2 + away // DAY)


async def test_after_30_days_it_is_forgotten(mortal: Mortal, club: Group) -> None:
    await two_posts(mortal, club)
    await let_go(mortal, club.guild)
    await mortal.be_down_until(club.now + 30 * DAY + MINUTE)
    await take_back(mortal, club.guild)
    assert NOT_SET_UP in await status(club)
    await mortal.reach(DUE + 33 * DAY)
    assert len(club.posts()) == 2


async def test_a_server_that_let_the_bot_go_while_it_was_down_is_only_missed(mortal: Mortal, club: Group) -> None:
    await two_posts(mortal, club)
    await mortal.stop()
    club.guild.remove_bot()
    await mortal.be_down_until(DUE + 2 * DAY)
    await mortal.reach(DUE + 3 * DAY)
    assert len(mortal.sandbox.requests.find(*SEND)) == 2
    await take_back(mortal, club.guild)
    await goes_on(mortal, club, days=4)


async def test_a_server_that_took_the_bot_back_while_it_was_down_goes_on(mortal: Mortal, club: Group) -> None:
    await two_posts(mortal, club)
    await let_go(mortal, club.guild)
    await mortal.stop()
    club.guild.invite_bot()
    await mortal.be_down_until(DUE + 2 * DAY - HOUR)
    await goes_on(mortal, club, days=2)


async def test_a_server_that_went_and_came_back_while_the_bot_was_down_never_notices(
    mortal: Mortal, club: Group
) -> None:
    await two_posts(mortal, club)
    await mortal.stop()
    club.guild.remove_bot()
    club.guild.invite_bot()
    await mortal.be_down_until(DUE + 2 * DAY)
    await goes_on(mortal, club, days=2)


async def test_what_the_managers_paused_stays_paused_on_return(mortal: Mortal, club: Group) -> None:
    await two_posts(mortal, club)
    await club.use("pause")
    await let_go(mortal, club.guild)
    await take_back(mortal, club.guild)
    await mortal.reach(DUE + 2 * DAY)
    assert len(club.posts()) == 2
    assert "paused" in await status(club)
    await club.use("resume")
    await goes_on(mortal, club, days=3)


async def test_an_outage_is_no_goodbye(mortal: Mortal, club: Group) -> None:
    await two_posts(mortal, club)
    club.guild.go_down()
    await mortal.be_down_until(club.now + 31 * DAY)
    club.guild.come_back()
    await mortal.watch.looked()
    await told(club, "**Last missed:** 10 February 2027")
    await mortal.reach(club.now + 5 * MINUTE)
    assert day_of(await posted(club, 3)) == TODAY + 32 * DAY


async def test_a_post_that_was_out_when_the_server_let_the_bot_go_is_not_posted_again_on_return(
    mortal: Mortal, club: Group
) -> None:
    await club.set_up()
    mortal.advance_to(DUE)
    await mortal.die_while_sending(done=True)
    club.guild.remove_bot()
    await mortal.be_down_until(DUE + 10 * MINUTE)
    await take_back(mortal, club.guild)
    await mortal.reach(DUE + HOUR)
    await posted(club)
    await mortal.reach(DUE + DAY)
    assert day_of(await posted(club, 2)) == TODAY + DAY
