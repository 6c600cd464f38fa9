from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.times import closes_at, day_after, due_at, local_date, next_day
from tests.drill.times import compared, load

BERLIN, SYDNEY, NUUK, APIA = map(load, ("Europe/Berlin", "Australia/Sydney", "America/Nuuk", "Pacific/Apia"))
DAY = timedelta(days=1)
SKIPPED = {APIA: date(2011, 12, 30), load("Pacific/Kwajalein"): date(1993, 8, 21)}

TELLING = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Nuuk",
    "Antarctica/Troll",
    "Africa/Cairo",
    "America/Havana",
    "America/St_Johns",
    "Asia/Gaza",
    "Asia/Kolkata",
    "UTC",
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Worked out by hand from when each place's clocks change.
@pytest.mark.parametrize(
    ("zone", "day", "at", "due"),
    [
        pytest.param("Europe/Berlin", "2026-03-28", "02:30", "2026-03-28 01:30", id="berlin the day before"),
        pytest.param("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:30", id="berlin in the gap, at 3:30"),
        pytest.param("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29 01:00", id="berlin as the gap ends"),
        pytest.param("Europe/Berlin", "2026-03-29", "08:30", "2026-03-29 06:30", id="berlin after the gap"),
        pytest.param("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30", id="berlin twice, the first"),
        pytest.param("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25 02:00", id="berlin after both"),
        pytest.param("America/New_York", "2026-03-08", "02:30", "2026-03-08 07:30", id="new york in the gap, at 3:30"),
        pytest.param("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30", id="new york twice, the first"),
        pytest.param("America/New_York", "2026-11-01", "02:00", "2026-11-01 07:00", id="new york after both"),
        pytest.param("Australia/Sydney", "2026-10-04", "02:15", "2026-10-03 16:15", id="sydney in the gap, at 3:15"),
        pytest.param("Australia/Sydney", "2026-04-05", "02:15", "2026-04-04 15:15", id="sydney twice, the first"),
        pytest.param("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:45", id="lord howe, half an hour on"),
        pytest.param("Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03 15:30", id="lord howe as the gap ends"),
        pytest.param("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45", id="lord howe twice, the first"),
        pytest.param("Africa/Casablanca", "2025-02-23", "02:30", "2025-02-23 01:30", id="casablanca as ramadan nears"),
        pytest.param("Africa/Casablanca", "2025-03-15", "08:30", "2025-03-15 08:30", id="casablanca in ramadan"),
        pytest.param("Africa/Casablanca", "2025-04-06", "02:30", "2025-04-06 02:30", id="casablanca after it, at 3:30"),
        pytest.param("America/Nuuk", "2026-03-28", "23:30", "2026-03-29 01:30", id="nuuk in the gap, the next date"),
        pytest.param("America/Nuuk", "2026-03-29", "00:00", "2026-03-29 01:00", id="nuuk as the gap ends"),
        pytest.param("America/Nuuk", "2026-10-24", "23:30", "2026-10-25 00:30", id="nuuk twice, the first"),
        pytest.param("Pacific/Apia", "2011-12-29", "12:00", "2011-12-29 22:00", id="apia before"),
        pytest.param("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30 22:00", id="apia on the date it skips"),
        pytest.param("Pacific/Apia", "2011-12-31", "12:00", "2011-12-30 22:00", id="apia after"),
    ],
)
def test_a_post_is_due_when_the_clocks_say_so(zone: str, day: str, at: str, due: str) -> None:
    found = due_at(date.fromisoformat(day), time.fromisoformat(at), load(zone))
    assert found == utc(due)
    assert found.tzinfo is UTC


def test_the_first_of_a_repeated_time_counts_even_if_the_second_was_asked_for() -> None:
    day = date(2026, 10, 25)
    assert due_at(day, time(2, 30, fold=1), BERLIN) == due_at(day, time(2, 30), BERLIN)


def test_the_clocks_of_telling_zones_agree_in_every_minute_around_a_change() -> None:
    found = [compared(load(name), date(2025, 9, 1), date(2026, 4, 30)) for name in TELLING]
    assert [(each.differences, each.not_later) for each in found] == [(0, 0)] * len(TELLING)
    assert [each.changes for each in found] == [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0]


def test_a_zone_that_skips_a_date_posts_once_for_it_and_the_next() -> None:
    found = compared(APIA, date(2011, 12, 1), date(2012, 1, 31))
    assert (found.changes, found.differences, found.not_later) == (1, 0, 24 * 60)


def _second(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(fold=1), tzinfo=zone).astimezone(UTC)


def _by_the_winter(day: date, at: time, zone: ZoneInfo) -> datetime:
    winter = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    assert winter is not None
    return datetime.combine(day, at, tzinfo=UTC) - winter


@pytest.mark.parametrize("wrong", [_second, _by_the_winter])
def test_the_comparison_sees_a_wrong_reading(wrong: Callable[[date, time, ZoneInfo], datetime]) -> None:
    assert compared(BERLIN, date(2026, 3, 1), date(2026, 3, 31), due=wrong).differences > 0


@pytest.mark.parametrize(
    ("zone", "day", "at", "closes"),
    [
        pytest.param("Europe/Berlin", "2026-07-01", "08:30", "2026-07-01 22:00", id="as the date ends"),
        pytest.param("Europe/Berlin", "2026-07-01", "23:30", "2026-07-01 23:30", id="two hours on, past midnight"),
        pytest.param("Europe/Berlin", "2026-07-01", "22:00", "2026-07-01 22:00", id="both at once"),
        pytest.param("Europe/Berlin", "2026-03-29", "00:30", "2026-03-29 22:00", id="after 23 hours"),
        pytest.param("Europe/Berlin", "2026-10-25", "00:30", "2026-10-25 23:00", id="after 25 hours"),
        pytest.param("America/Nuuk", "2026-03-28", "23:30", "2026-03-29 03:30", id="nuuk, due on the next date"),
        pytest.param("America/Nuuk", "2026-03-28", "08:30", "2026-03-29 01:00", id="nuuk, when 23 o'clock is left out"),
        pytest.param("America/Nuuk", "2026-10-24", "08:30", "2026-10-25 02:00", id="nuuk, when 23 o'clock is twice"),
        pytest.param("Africa/Cairo", "2026-04-23", "08:30", "2026-04-23 22:00", id="cairo, when midnight is left out"),
        pytest.param("Pacific/Apia", "2011-12-29", "12:00", "2011-12-30 10:00", id="apia, before the skipped date"),
        pytest.param("Pacific/Apia", "2011-12-31", "12:00", "2011-12-31 10:00", id="apia, after it"),
    ],
)
def test_a_date_closes_when_it_has_ended_and_two_hours_have_passed(zone: str, day: str, at: str, closes: str) -> None:
    assert closes_at(date.fromisoformat(day), time.fromisoformat(at), load(zone)) == utc(closes)


@pytest.mark.parametrize("zone", SKIPPED, ids=str)
@pytest.mark.parametrize("at", [time(), time(8, 30), time(23, 59)], ids=str)
def test_the_post_after_the_eve_of_a_skipped_date_is_that_of_the_date_that_comes(zone: ZoneInfo, at: time) -> None:
    skipped = SKIPPED[zone]
    eve = skipped - DAY
    assert day_after(eve, at, zone) == skipped + DAY
    assert next_day(due_at(eve, at, zone), at, zone) == skipped + DAY
    assert next_day(due_at(eve, at, zone), at, zone, after=eve) == skipped + DAY


def test_the_next_day_is_today_until_the_post_is_due() -> None:
    at, today = time(8, 30), date(2026, 7, 1)
    assert next_day(utc("2026-07-01 06:29:59"), at, BERLIN) == today
    assert next_day(utc("2026-07-01 06:30"), at, BERLIN) == today + DAY


def test_the_next_day_is_yesterday_while_a_gap_has_moved_its_post_to_today() -> None:
    now = utc("2026-03-29 01:10")
    assert local_date(now, NUUK) == date(2026, 3, 29)
    assert next_day(now, time(23, 30), NUUK) == date(2026, 3, 28)


def test_the_next_day_comes_after_the_one_that_was_posted_last_whatever_the_time_is_now() -> None:
    now, posted = utc("2026-07-01 06:00"), date(2026, 7, 1)
    assert next_day(now, time(8, 30), BERLIN, after=posted) == posted + DAY
    assert next_day(now, time(8, 30), BERLIN, after=posted + 3 * DAY) == posted + 4 * DAY
    assert next_day(now, time(8, 30), BERLIN, after=posted - 9 * DAY) == posted


def test_a_local_date_is_what_the_calendar_on_the_wall_says() -> None:
    now = utc("2026-07-01 15:00")
    assert local_date(now, SYDNEY) == date(2026, 7, 2)
    assert local_date(now, BERLIN) == date(2026, 7, 1)


ZONES = st.sampled_from([*map(load, TELLING), *SKIPPED])
ATS = st.times().map(lambda at: at.replace(second=0, microsecond=0)) | st.just(time())
PLAIN_DAYS = st.dates(date(1993, 1, 1), date(2040, 12, 31))
# Most days are like each other; the laws are tried where clocks change, too.
DAYS = PLAIN_DAYS | st.sampled_from(
    [
        date.fromisoformat(day)
        for day in ("1993-08-20", "1993-08-21", "2011-12-29", "2011-12-30", "2026-03-28", "2026-10-24", "2026-10-04")
    ]
)


def is_skipped(day: date, zone: ZoneInfo) -> bool:
    return SKIPPED.get(zone) == day


@given(day=DAYS, minutes=st.integers(-1_500, 3_000), at=ATS, zone=ZONES)
def test_the_next_day_is_the_first_that_is_still_to_come(day: date, minutes: int, at: time, zone: ZoneInfo) -> None:
    now = due_at(day, at, zone) + timedelta(minutes=minutes)
    found = next_day(now, at, zone)
    assert due_at(found, at, zone) > now
    assert not is_skipped(found, zone)
    assert all(due_at(found - n * DAY, at, zone) <= now or is_skipped(found - n * DAY, zone) for n in range(1, 5))


@given(day=DAYS, minutes=st.integers(-1_500, 3_000), later=st.integers(-3, 3), at=ATS, zone=ZONES)
def test_what_was_posted_only_moves_the_next_day_on(
    day: date, minutes: int, later: int, at: time, zone: ZoneInfo
) -> None:
    now, after = due_at(day, at, zone) + timedelta(minutes=minutes), day + later * DAY
    free, found = next_day(now, at, zone), next_day(now, at, zone, after=after)
    assert found == (free if free > after else day_after(after, at, zone))


@given(start=DAYS, at=ATS, zone=ZONES)
def test_day_after_day_every_date_comes_once_but_for_skipped_ones(start: date, at: time, zone: ZoneInfo) -> None:
    chain = [start - 2 * DAY]
    for _ in range(6):
        chain.append(day_after(chain[-1], at, zone))
    all_dates = [chain[0] + n * DAY for n in range((chain[-1] - chain[0]).days + 1)]
    assert chain == [day for day in all_dates if day == chain[0] or not is_skipped(day, zone)]
    own = [day for day in chain if not is_skipped(day, zone)]
    assert all(due_at(day, at, zone) < due_at(after, at, zone) for day, after in pairwise(own))


@given(day=DAYS, at=ATS, zone=ZONES)
def test_a_date_closes_after_it_is_due_and_before_the_next_one_is(day: date, at: time, zone: ZoneInfo) -> None:
    closes = closes_at(day, at, zone)
    assert due_at(day, at, zone) + timedelta(hours=2) <= closes
    assert is_skipped(day, zone) or closes <= due_at(day_after(day, at, zone), at, zone)
