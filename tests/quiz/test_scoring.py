from datetime import UTC, datetime, timedelta

import pytest

from bot.quiz import Answer, Delay, Form, Option, Question, Round, Rules, Scoring, State, points, scored, standings

OPENED = datetime(2026, 3, 5, 12, tzinfo=UTC)
GIVEN = timedelta(seconds=20)
MS = timedelta(milliseconds=1)
S = timedelta(seconds=1)
QUESTION = Question(
    form=Form.CLUE,
    slug="dropout",
    prompt="Which one leaves units out at random?",
    options=(Option("Dropout", ""), Option("Pruning", "That is for good.")),
    right=0,
    why="It leaves units out.",
)


def answer(member_id: int, after: timedelta, *, is_right: bool = True) -> Answer:
    return Answer(member_id=member_id, at=OPENED + after, choice=0 if is_right else 1, is_right=is_right)


def closed(number: int, *answers: Answer, scoring: Scoring = Scoring.ACCURACY, state: State = State.CLOSED) -> Round:
    return Round(
        number=number,
        question=QUESTION,
        rules=Rules(scoring=scoring),
        state=state,
        opened=OPENED,
        answers={each.member_id: each for each in answers},
    )


@pytest.mark.parametrize(
    ("after", "worth"),
    [
        (0 * S, 1000),
        (5 * S, 875),
        (10 * S, 750),
        (timedelta(seconds=19.96), 501),
        (timedelta(seconds=19.981), 500),
        (20 * S, 500),
    ],
)
def test_speed_gives_half_for_being_right_and_up_to_half_for_the_time_left(after: timedelta, worth: int) -> None:
    assert points(Scoring.SPEED, [answer(1, after)], OPENED, GIVEN) == {1: worth}


@pytest.mark.parametrize(("after", "worth"), [(-3 * S, 1000), (-MS, 1000), (20 * S + MS, 500), (70 * S, 500)])
def test_odd_stamps_earn_no_more_than_all_and_no_less_than_half(after: timedelta, worth: int) -> None:
    assert points(Scoring.SPEED, [answer(1, after)], OPENED, GIVEN) == {1: worth}


@pytest.mark.parametrize("given", [5, 7, 20, 120])
def test_speed_is_the_rules_own_formula_at_every_millisecond(given: int) -> None:
    whole = timedelta(seconds=given)
    for left in range(0, given * 1000 + 1, 7):
        one = Answer(member_id=1, at=OPENED + whole - left * MS, choice=0, is_right=True)
        assert points(Scoring.SPEED, [one], OPENED, whole) == {1: round(500 + 500 * left / (given * 1000))}


def test_accuracy_gives_the_same_for_every_right_answer() -> None:
    answers = [answer(1, S), answer(2, 19 * S), answer(3, S, is_right=False)]
    assert points(Scoring.ACCURACY, answers, OPENED, GIVEN) == {1: 1000, 2: 1000, 3: 0}


def test_a_race_gives_all_to_the_earliest_right_stamp_however_late_it_arrives() -> None:
    answers = [answer(1, 3 * S), answer(2, 3 * S - MS), answer(3, S, is_right=False)]
    assert points(Scoring.RACE, answers, OPENED, GIVEN) == {1: 0, 2: 1000, 3: 0}


@pytest.mark.parametrize(("winners", "share"), [(2, 500), (3, 333), (7, 142)])
def test_equal_stamps_share_a_race_alike_and_what_does_not_divide_nobody_has(winners: int, share: int) -> None:
    answers = [*(answer(each, 2 * S) for each in range(winners)), answer(99, 2 * S + MS)]
    assert points(Scoring.RACE, answers, OPENED, GIVEN) == {**dict.fromkeys(range(winners), share), 99: 0}


@pytest.mark.parametrize("scoring", Scoring)
def test_whoever_answers_wrongly_has_nothing_however_quick(scoring: Scoring) -> None:
    assert points(scoring, [answer(1, 0 * S, is_right=False)], OPENED, GIVEN) == {1: 0}


@pytest.mark.parametrize("scoring", Scoring)
def test_nobody_answering_earns_nobody_anything(scoring: Scoring) -> None:
    assert points(scoring, [], OPENED, GIVEN) == {}


def test_an_outage_takes_no_time_from_who_answers_after_it() -> None:
    delays = [Delay(OPENED + 5 * S, 30 * S)]
    answers = [answer(1, 4 * S), answer(2, 36 * S), answer(3, 50 * S)]
    assert points(Scoring.SPEED, answers, OPENED, GIVEN, delays) == {1: 900, 2: 850, 3: 500}


def test_a_race_is_won_by_the_stamp_even_if_the_bot_was_away_meanwhile() -> None:
    delays = [Delay(OPENED + 5 * S, 30 * S)]
    assert points(Scoring.RACE, [answer(1, 7 * S), answer(2, 6 * S)], OPENED, GIVEN, delays) == {1: 0, 2: 1000}


@pytest.mark.parametrize("state", [State.OPEN, State.SKIPPED])
def test_only_a_closed_round_has_points(state: State) -> None:
    assert scored(closed(1, answer(1, S))) == {1: 1000}
    assert scored(closed(1, answer(1, S), state=state)) == {}
    assert standings([closed(1, answer(1, S), state=state)]) == ()


def test_equal_points_share_a_place_and_the_next_is_left_out() -> None:
    # 5 was the quickest and answered least: only points decide, and within a tie the id alone says who is first.
    rounds = [
        closed(1, answer(9, 19 * S), answer(5, S), answer(7, S, is_right=False)),
        closed(2, answer(9, S, is_right=False), answer(7, 9 * S), answer(3, S, is_right=False)),
    ]
    assert [(each.place, each.member_id, each.points) for each in standings(rounds)] == [
        (1, 5, 1000),
        (1, 7, 1000),
        (1, 9, 1000),
        (4, 3, 0),
    ]


def test_two_leaders_are_followed_by_the_third_place() -> None:
    rounds = [closed(1, answer(1, S), answer(2, S), answer(3, S, is_right=False))]
    assert [(each.place, each.member_id) for each in standings(rounds)] == [(1, 1), (1, 2), (3, 3)]


def test_a_standing_tells_how_right_and_how_quick_somebody_was() -> None:
    rounds = [
        closed(1, answer(1, 3 * S)),
        closed(2, answer(1, S, is_right=False)),
        closed(3, answer(1, 8 * S)),
        closed(4),
        closed(5, answer(1, 9 * S), state=State.SKIPPED),
    ]
    (one,) = standings(rounds)
    assert (one.right, one.answered, one.asked, one.points) == (2, 3, 4, 2000)
    assert one.mean_time == timedelta(seconds=5.5)


def test_who_never_was_right_has_no_mean_time() -> None:
    assert standings([closed(1, answer(1, S, is_right=False))])[0].mean_time is None


def test_the_time_that_the_bot_was_away_is_nobodys_slowness() -> None:
    one = closed(1, answer(1, 34 * S), scoring=Scoring.SPEED)
    one.delays = (Delay(OPENED + S, 30 * S),)
    assert scored(one) == {1: 900}
    assert standings([one])[0].mean_time == 4 * S
