"""Clocks change, posts don't: one for each local date, at the instant that the date's wall time means."""

from datetime import date

import pytest

from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import HOUR, SECOND, Mortal, utc
from tests.cogs.daily.trouble import day_of, is_about, posted

# The day before a change, of it and after it, and when each one's post is due. Worked out by hand.
CHANGES = {
    "Berlin, spring: 2:30 is skipped": ("Europe/Berlin", "2:30", {
        date(2027, 3, 27): utc(2027, 3, 27, 1, 30),
        date(2027, 3, 28): utc(2027, 3, 28, 1, 30),  # 3:30
        date(2027, 3, 29): utc(2027, 3, 29, 0, 30),
    }),
    "Berlin, autumn: 2:30 comes twice": ("Europe/Berlin", "2:30", {
        date(2027, 10, 30): utc(2027, 10, 30, 0, 30),
        date(2027, 10, 31): utc(2027, 10, 31, 0, 30),  # the first
        date(2027, 11, 1): utc(2027, 11, 1, 1, 30),
    }),
    "Berlin, spring: a time like any other": ("Europe/Berlin", "8:30", {
        date(2027, 3, 27): utc(2027, 3, 27, 7, 30),
        date(2027, 3, 28): utc(2027, 3, 28, 6, 30),
        date(2027, 3, 29): utc(2027, 3, 29, 6, 30),
    }),
    "New York, spring: 2:30 is skipped": ("America/New_York", "2:30", {
        date(2027, 3, 13): utc(2027, 3, 13, 7, 30),
        date(2027, 3, 14): utc(2027, 3, 14, 7, 30),  # 3:30
        date(2027, 3, 15): utc(2027, 3, 15, 6, 30),
    }),
    "New York, autumn: 1:30 comes twice": ("America/New_York", "1:30", {
        date(2027, 11, 6): utc(2027, 11, 6, 5, 30),
        date(2027, 11, 7): utc(2027, 11, 7, 5, 30),  # the first
        date(2027, 11, 8): utc(2027, 11, 8, 6, 30),
    }),
    "New York, spring: midnight is where cron skips a day": ("America/New_York", "0:00", {
        date(2027, 3, 14): utc(2027, 3, 14, 5),
        date(2027, 3, 15): utc(2027, 3, 15, 4),
        date(2027, 3, 16): utc(2027, 3, 16, 4),
    }),
    "Sydney, autumn: 2:30 comes twice": ("Australia/Sydney", "2:30", {
        date(2027, 4, 3): utc(2027, 4, 2, 15, 30),
        date(2027, 4, 4): utc(2027, 4, 3, 15, 30),  # the first
        date(2027, 4, 5): utc(2027, 4, 4, 16, 30),
    }),
    "Sydney, spring: 2:30 is skipped": ("Australia/Sydney", "2:30", {
        date(2027, 10, 2): utc(2027, 10, 1, 16, 30),
        date(2027, 10, 3): utc(2027, 10, 2, 16, 30),  # 3:30
        date(2027, 10, 4): utc(2027, 10, 3, 15, 30),
    }),
    "Lord Howe, autumn: 1:45 comes twice, half an hour apart": ("Australia/Lord_Howe", "1:45", {
        date(2027, 4, 3): utc(2027, 4, 2, 14, 45),
        date(2027, 4, 4): utc(2027, 4, 3, 14, 45),  # the first
        date(2027, 4, 5): utc(2027, 4, 4, 15, 15),
    }),
    "Lord Howe, spring: 2:15 is skipped, by half an hour": ("Australia/Lord_Howe", "2:15", {
        date(2027, 10, 2): utc(2027, 10, 1, 15, 45),
        date(2027, 10, 3): utc(2027, 10, 2, 15, 45),  # 2:45
        date(2027, 10, 4): utc(2027, 10, 3, 15, 15),
    }),
    "Casablanca, Ramadan begins: 2:30 comes twice": ("Africa/Casablanca", "2:30", {
        date(2027, 2, 6): utc(2027, 2, 6, 1, 30),
        date(2027, 2, 7): utc(2027, 2, 7, 1, 30),  # the first
        date(2027, 2, 8): utc(2027, 2, 8, 2, 30),
    }),
    "Casablanca, Ramadan is over: 2:30 is skipped": ("Africa/Casablanca", "2:30", {
        date(2027, 3, 13): utc(2027, 3, 13, 2, 30),
        date(2027, 3, 14): utc(2027, 3, 14, 2, 30),  # 3:30
        date(2027, 3, 15): utc(2027, 3, 15, 1, 30),
    }),
    "Nuuk, spring: 23:30 is skipped, so that it falls on the next date": ("America/Nuuk", "23:30", {
        date(2027, 3, 26): utc(2027, 3, 27, 1, 30),
        date(2027, 3, 27): utc(2027, 3, 28, 1, 30),  # 0:30 of the 28th
        date(2027, 3, 28): utc(2027, 3, 29, 0, 30),
    }),
    "Nuuk, autumn: 23:30 comes twice": ("America/Nuuk", "23:30", {
        date(2027, 10, 29): utc(2027, 10, 30, 0, 30),
        date(2027, 10, 30): utc(2027, 10, 31, 0, 30),  # the first
        date(2027, 10, 31): utc(2027, 11, 1, 1, 30),
    }),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
async def test_each_date_around_a_change_gets_its_post_at_its_instant_and_once(
    mortal: Mortal, club: Group, change: str
) -> None:
    zone, at, due = CHANGES[change]
    mortal.advance_to(next(iter(due.values())) - 10 * HOUR)
    await club.set_up(time=at, timezone=zone)
    for before, (day, moment) in enumerate(due.items()):
        await mortal.reach(moment - HOUR)
        await mortal.reach(moment - 5 * SECOND)
        assert len(club.posts()) == before, f"the post of {day} is early"
        await mortal.reach(moment)
        post = await posted(club, before + 1)
        assert is_about(post.timestamp, moment), f"the post of {day} is late"
        assert day_of(post) == day
        await mortal.reach(moment + HOUR / 2)
        await mortal.reach(moment + HOUR)
    assert [day_of(post) for post in club.posts()] == list(due)
