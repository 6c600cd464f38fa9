from datetime import UTC, date, datetime, timedelta

import pytest

from bot.daily.ledger import NONCE_HOLDS, Entry, Outcome, Step, after_fault, after_silence, next_step, nonce

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
HOURS = timedelta(hours=1)
SECONDS = timedelta(seconds=1)


def intended(at: datetime) -> Entry:
    return Entry(day=date(2026, 3, 5), outcome=Outcome.INTENDED, at=at, slug="dropout", channel_id=7)


@pytest.mark.parametrize(
    ("closes", "step"),
    [
        (NOON + 9 * HOURS, Step.SEND),
        (NOON + TICK, Step.SEND),
        (NOON, Step.CLOSE),
        (NOON - TICK, Step.CLOSE),
        (NOON - 9 * HOURS, Step.CLOSE),
    ],
)
def test_a_date_without_an_entry_is_posted_until_it_closes(closes: datetime, step: Step) -> None:
    assert next_step(None, NOON, closes) is step


@pytest.mark.parametrize(
    ("age", "step"),
    [
        (0 * TICK, Step.SEND_AGAIN),
        (TICK, Step.SEND_AGAIN),
        (NONCE_HOLDS - TICK, Step.SEND_AGAIN),
        (NONCE_HOLDS, Step.LOOK),
        (NONCE_HOLDS + TICK, Step.LOOK),
        (30 * HOURS, Step.LOOK),
    ],
)
def test_what_may_be_out_is_sent_again_as_long_as_its_nonce_holds(age: timedelta, step: Step) -> None:
    assert next_step(intended(NOON - age), NOON, NOON + 9 * HOURS) is step


@pytest.mark.parametrize("ahead", [TICK, SECONDS, 10 * HOURS])
def test_once_the_clock_was_set_back_the_history_decides(ahead: timedelta) -> None:
    assert next_step(intended(NOON + ahead), NOON, NOON + 24 * HOURS) is Step.LOOK


@pytest.mark.parametrize(
    ("closes", "step"), [(NOON + TICK, Step.SEND_AGAIN), (NOON, Step.LOOK), (NOON - HOURS, Step.LOOK)]
)
def test_what_may_be_out_is_not_sent_again_once_its_date_has_closed(closes: datetime, step: Step) -> None:
    assert next_step(intended(NOON - SECONDS), NOON, closes) is step


def test_a_sending_of_half_a_minute_still_ends_before_discord_forgets_the_nonce() -> None:
    assert NONCE_HOLDS + timedelta(seconds=30) < timedelta(minutes=3)


def test_no_two_posts_share_a_nonce_and_discord_takes_each() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(100)]
    guilds = [*range(50), *range(2**63 - 50, 2**63)]
    nonces = {nonce(guild_id, day) for guild_id in guilds for day in days}
    assert len(nonces) == len(guilds) * len(days)
    assert all(len(one) == 24 and int(one, 16) >= 0 for one in nonces)


def test_a_nonce_is_the_same_in_every_process_and_release() -> None:
    assert nonce(81384788765712384, date(2026, 3, 5)) == "34e6be6c3be6266c02a2404c"


def test_a_broken_schedule_is_tried_hourly_three_times_and_then_daily() -> None:
    tries = [after_fault(failures, NOON) for failures in range(1, 7)]
    assert tries == [NOON + HOURS, NOON + HOURS, NOON + HOURS, None, None, None]


def test_a_silent_discord_is_asked_again_after_ever_longer_but_at_most_five_minutes() -> None:
    waits = [after_silence(failures, NOON) - NOON for failures in (0, 1, 2, 3, 4, 5, 6, 7, 1000)]
    assert waits == [each * SECONDS for each in (5, 10, 20, 40, 80, 160, 300, 300, 300)]
