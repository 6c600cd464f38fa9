"""A bot that was away when a post was due: it posts on return while that makes sense, and says what it missed."""

from datetime import datetime, time
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from bot.daily import Outcome, Schedule
from bot.sandbox import Channel
from bot.storage import save_schedule
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import DAY, DUE, HOUR, MIDNIGHT, MINUTE, SECOND, TODAY, Mortal
from tests.cogs.daily.trouble import day_of, is_about, posted, status, told

LATE_AT_NIGHT = MIDNIGHT - 30 * MINUTE


@pytest.mark.parametrize("back", [DUE + SECOND, DUE + 10 * HOUR, MIDNIGHT - MINUTE])
async def test_what_was_due_meanwhile_is_posted_on_return_as_long_as_its_date_lasts(
    mortal: Mortal, club: Group, back: datetime
) -> None:
    await club.set_up()
    await mortal.be_down_until(back)
    post = await posted(club)
    assert is_about(post.timestamp, back)
    assert day_of(post) == TODAY
    assert "Last missed" not in await status(club)


async def test_once_its_date_is_over_it_is_missed_and_the_next_one_comes_as_ever(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    await mortal.be_down_until(MIDNIGHT)
    assert club.posts() == []
    await told(club, "**Last missed:** 10 January 2027")
    await mortal.reach(DUE + DAY)
    post = await posted(club)
    assert is_about(post.timestamp, DUE + DAY)
    assert day_of(post) == TODAY + DAY


async def test_a_post_due_shortly_before_midnight_may_be_two_hours_late(mortal: Mortal, club: Group) -> None:
    await club.set_up(time="23:30")
    await mortal.be_down_until(LATE_AT_NIGHT + 110 * MINUTE)
    post = await posted(club)
    assert is_about(post.timestamp, LATE_AT_NIGHT + 110 * MINUTE)
    assert day_of(post) == TODAY
    await mortal.reach(LATE_AT_NIGHT + DAY)
    assert day_of(await posted(club, 2)) == TODAY + DAY


async def test_more_than_two_hours_are_too_many(mortal: Mortal, club: Group) -> None:
    await club.set_up(time="23:30")
    await mortal.be_down_until(LATE_AT_NIGHT + 121 * MINUTE)
    assert club.posts() == []
    await told(club, "**Last missed:** 10 January 2027")
    await mortal.reach(LATE_AT_NIGHT + DAY)
    assert day_of(await posted(club)) == TODAY + DAY


async def test_after_five_days_away_all_five_are_missed_and_the_sixth_comes_late(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    await mortal.be_down_until(DUE + 5 * DAY + HOUR)
    post = await posted(club)
    assert day_of(post) == TODAY + 5 * DAY
    await told(club, "**Last missed:** 14 January 2027")
    assert await mortal.outcomes(club.guild, TODAY - DAY, 7) == [None, *[Outcome.MISSED] * 5, Outcome.SENT]


async def test_thirty_servers_that_waited_are_posted_to_once_each_the_longest_due_first(mortal: Mortal) -> None:
    channels = [mortal.sandbox.guild(f"Club {n}").channel("study") for n in range(30)]
    hours = [n * 7 % 15 for n in range(30)]  # in no order
    async with mortal.database() as database:
        for channel, hour in zip(channels, hours, strict=True):
            await save_schedule(database, _at(hour, channel), TODAY, MIDNIGHT - DAY + hour * HOUR)
    await mortal.be_down_until(MIDNIGHT - HOUR)
    await mortal.sandbox.until(lambda: all(channel.history for channel in channels))
    await mortal.reach(MIDNIGHT - 50 * MINUTE)
    assert [len(channel.history) for channel in channels] == [1] * 30
    first_to_last = sorted(range(30), key=lambda n: channels[n].history[0].id)
    overtaken = [True for one, later in combinations(first_to_last, 2) if hours[one] > hours[later]]
    assert len(overtaken) < 435 / 4  # of all pairs: in the same second, two readers of the database may pass each other
    assert mortal.sandbox.requests.find(status=429) == []


def _at(hour: int, channel: Channel) -> Schedule:
    return Schedule(
        guild_id=channel.guild_id or 0, channel_id=channel.id, at=time(hour), zone=ZoneInfo("Europe/Berlin")
    )
