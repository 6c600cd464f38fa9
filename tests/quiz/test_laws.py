"""Laws of points and of a round's clock, whatever stamps and outages there are."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.quiz import Answer, Delay, Form, Question, Round, Rules, Scoring, points, taken

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
MS = timedelta(milliseconds=1)
GIVENS = st.integers(5, 120)


def answer(member_id: int, after: int, *, is_right: bool) -> Answer:
    return Answer(member_id=member_id, at=NOON + after * MS, choice=0, is_right=is_right)


AFTER = st.integers(-500, 130_000) | st.integers(0, 5)  # milliseconds; equal ones now and then
ANSWERS = st.lists(
    st.builds(answer, st.integers(1, 50), AFTER, is_right=st.booleans()),
    unique_by=lambda answer: answer.member_id,
    max_size=12,
)
DELAYS = st.lists(st.tuples(st.integers(-20, 60), st.integers(1, 20)), max_size=5)


@given(st.sampled_from(Scoring), ANSWERS, GIVENS, st.data())
def test_stamps_decide_and_not_the_order_of_arrival(
    scoring: Scoring, answers: list[Answer], seconds: int, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(answers))
    time = timedelta(seconds=seconds)
    assert points(scoring, shuffled, NOON, time) == points(scoring, answers, NOON, time)


@given(ANSWERS, GIVENS)
def test_speed_never_gives_more_for_a_later_stamp_and_stays_in_its_bounds(answers: list[Answer], seconds: int) -> None:
    won = points(Scoring.SPEED, answers, NOON, timedelta(seconds=seconds))
    right = [won[each.member_id] for each in sorted(answers, key=lambda each: each.at) if each.is_right]
    assert all(500 <= each <= 1000 for each in right)
    assert all(earlier >= later for earlier, later in pairwise(right))
    assert all(won[each.member_id] == 0 for each in answers if not each.is_right)


@given(ANSWERS)
def test_a_race_shares_a_thousand_among_the_earliest_alone(answers: list[Answer]) -> None:
    won = points(Scoring.RACE, answers, NOON, timedelta(seconds=20))
    assert won.keys() == {each.member_id for each in answers}
    winners = [each for each in answers if won[each.member_id]]
    losers = [each for each in answers if each.is_right and not won[each.member_id]]
    assert bool(winners) == any(each.is_right for each in answers)
    assert len({each.at for each in winners}) <= 1
    assert all(each.is_right and each.at < other.at for each in winners for other in losers)
    assert not winners or 1000 - len(winners) < sum(won.values()) <= 1000


def opened_round(seconds: int, delays: list[tuple[int, int]]) -> Round:
    question = Question(form=Form.TYPED, slug="a", prompt="?", why="")
    one = Round(number=1, question=question, rules=Rules(seconds=seconds))
    one.ask()
    one.appear(NOON)
    for start, by in delays:
        one.delay(NOON + timedelta(seconds=start), timedelta(seconds=by))
    return one


@given(GIVENS, DELAYS)
def test_its_clock_runs_in_every_second_in_which_the_bot_was_there(seconds: int, delays: list[tuple[int, int]]) -> None:
    """The oracle counts seconds, one by one."""
    one = opened_round(seconds, delays)
    away = {second for start, by in delays for second in range(start, start + by)}
    ran = 0
    for second in range(seconds + 120):
        assert taken(NOON + timedelta(seconds=second), NOON, one.delays) == timedelta(seconds=ran)
        if ran == seconds:
            assert one.deadline == NOON + timedelta(seconds=second)
            return
        ran += second not in away
    pytest.fail("the deadline never came")


@given(GIVENS, DELAYS, st.integers(0, 300_000))
def test_what_is_in_time_has_taken_no_more_than_the_time_given(
    seconds: int, delays: list[tuple[int, int]], after: int
) -> None:
    one = opened_round(seconds, delays)
    at = NOON + after * MS
    assert one.deadline is not None
    if at <= one.deadline:
        assert taken(at, NOON, one.delays) <= one.given
    elif not any(delay.start <= one.deadline < delay.end for delay in one.delays):
        assert taken(at, NOON, one.delays) > one.given


@given(GIVENS, st.integers(0, 120_000), st.integers(1, 600_000), st.integers(0, 120_000))
def test_an_outage_changes_neither_what_was_answered_before_it_nor_what_time_is_left(
    seconds: int, start: int, by: int, after: int
) -> None:
    assume(start < seconds * 1000)
    delays = (Delay(NOON + start * MS, by * MS),)
    at = NOON + after * MS
    later = at if after <= start else at + by * MS
    assert taken(later, NOON, delays) == taken(at, NOON)
