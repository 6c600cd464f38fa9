from datetime import UTC, datetime, timedelta

import pytest

from bot.quiz import (
    Answer,
    AnsweredAlready,
    Delay,
    Form,
    NoSuchAnswer,
    NotOpen,
    Option,
    Question,
    Round,
    Rules,
    Scoring,
    State,
    TooLate,
    taken,
)

OPENED = datetime(2026, 3, 5, 12, tzinfo=UTC)
MS = timedelta(milliseconds=1)
S = timedelta(seconds=1)
ADA, BEN, CAT = 1, 2, 3
CHOICE = Question(
    form=Form.CLUE,
    slug="dropout",
    prompt="Which one leaves units out at random?",
    options=(Option("Dropout", ""), Option("Pruning", "That is for good.")),
    right=0,
    why="It leaves units out.",
)
TYPED = Question(form=Form.TYPED, slug="dropout", prompt="Leaves units out?", why="It does.", hint="D, 7 letters")


def asked(
    question: Question = CHOICE,
    *,
    number: int = 2,
    scoring: Scoring = Scoring.SPEED,
    lobby: int = 15,
    opened: datetime | None = OPENED,
) -> Round:
    one = Round(number=number, question=question, rules=Rules(scoring=scoring, lobby=lobby))
    one.ask()
    if opened is not None:
        one.appear(opened)
    return one


def chose(member_id: int, after: timedelta = S, choice: int = 0) -> Answer:
    return Answer(member_id=member_id, at=OPENED + after, choice=choice, is_right=choice == 0)


def said(member_id: int, text: str) -> Answer:
    return Answer(member_id=member_id, at=OPENED + S, said=text, is_right=text == "dropout")


def test_the_first_answer_of_each_member_counts() -> None:
    one = asked()
    one.answer(chose(ADA, choice=1))
    one.answer(chose(BEN))
    with pytest.raises(AnsweredAlready) as caught:
        one.answer(chose(ADA, 2 * S))
    assert caught.value.answer == chose(ADA, choice=1)
    assert one.answers == {ADA: chose(ADA, choice=1), BEN: chose(BEN)}


def test_an_acknowledged_answer_stands_even_if_an_earlier_stamp_arrives_after_it() -> None:
    one = asked()
    one.answer(chose(ADA, 2 * S, choice=1))
    with pytest.raises(AnsweredAlready):
        one.answer(chose(ADA, S))
    assert one.answers == {ADA: chose(ADA, 2 * S, choice=1)}


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        (CHOICE, chose(ADA, choice=1), "**B**"),
        (TYPED, said(ADA, "dropout"), "`dropout`"),
        (TYPED, said(ADA, " drop`\nout` "), "`drop' out'`"),
        (TYPED, said(ADA, "x" * 60), f"`{'x' * 60}`"),
        (TYPED, said(ADA, "x" * 61), f"`{'x' * 59}…`"),
        (TYPED, said(ADA, " \n"), "this question"),
    ],
)
def test_whoever_answers_again_is_told_what_counts(question: Question, answer: Answer, told: str) -> None:
    one = asked(question)
    one.answer(answer)
    with pytest.raises(AnsweredAlready) as caught:
        one.answer(answer)
    assert str(caught.value) == f"You have already answered {told}. Only the first answer counts."


def test_whoever_has_answered_is_told_so_even_after_the_close() -> None:
    one = asked()
    one.answer(chose(ADA))
    one.close()
    with pytest.raises(AnsweredAlready):
        one.answer(chose(ADA, 90 * S))


def test_the_deadline_itself_is_in_time() -> None:
    one = asked()
    one.answer(chose(ADA, 20 * S))
    with pytest.raises(TooLate):
        one.answer(chose(BEN, 20 * S + MS))
    assert [*one.answers] == [ADA]


def test_an_answer_counts_before_the_message_is_known_to_be_out() -> None:
    one = asked(opened=None)
    one.answer(chose(ADA))
    assert (one.deadline, one.closes, one.due([ADA])) == (None, None, None)
    assert not one.closes_early([ADA], OPENED + 90 * S)
    one.appear(OPENED)
    assert [*one.answers] == [ADA]
    assert one.deadline == OPENED + 20 * S


def test_an_answer_may_bear_an_earlier_stamp_than_its_question() -> None:
    one = asked()
    one.answer(chose(ADA, -50 * MS))
    assert taken(one.answers[ADA].at, OPENED) == 0 * S


def test_the_first_moment_at_which_it_came_out_holds() -> None:
    one = asked()
    one.appear(OPENED + 5 * S)
    assert one.opened == OPENED


def test_nothing_counts_before_it_is_asked_nor_once_it_has_ended() -> None:
    planned = Round(number=1, question=CHOICE, rules=Rules())
    closed, skipped = asked(), asked()
    closed.close()
    skipped.skip()
    for one in (planned, closed, skipped):
        with pytest.raises(NotOpen):
            one.answer(chose(ADA))
        assert one.answers == {}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, chose(ADA, choice=2)),
        (CHOICE, chose(ADA, choice=-1)),
        (CHOICE, said(ADA, "dropout")),
        (TYPED, chose(ADA)),
        (TYPED, Answer(member_id=ADA, at=OPENED, is_right=True)),
        (TYPED, Answer(member_id=ADA, at=OPENED, choice=0, said="dropout", is_right=True)),
        (CHOICE, Answer(member_id=ADA, at=OPENED, choice=0, said="dropout", is_right=True)),
    ],
)
def test_an_answer_that_the_question_does_not_offer_is_refused(question: Question, answer: Answer) -> None:
    one = asked(question)
    with pytest.raises(NoSuchAnswer):
        one.answer(answer)
    assert one.answers == {}


def test_it_closes_a_second_after_its_deadline() -> None:
    one = asked()
    one.answer(chose(ADA))
    assert one.closes == one.due([ADA, BEN]) == OPENED + 21 * S


def test_a_race_closes_a_second_after_the_first_right_answer() -> None:
    one = asked(scoring=Scoring.RACE)
    one.answer(chose(ADA, 2 * S, choice=1))
    assert one.closes == OPENED + 21 * S
    one.answer(chose(BEN, 9 * S))
    assert one.closes == OPENED + 10 * S
    one.answer(chose(CAT, 8 * S))
    assert one.closes == one.due([99]) == OPENED + 9 * S


def test_a_race_that_is_won_is_not_held_up_by_the_first_five_seconds() -> None:
    one = asked(scoring=Scoring.RACE)
    one.answer(chose(ADA, 2 * S))
    assert one.due([ADA]) == OPENED + 3 * S


def test_a_race_that_all_have_lost_closes_early_like_any_other() -> None:
    one = asked(scoring=Scoring.RACE)
    one.answer(chose(ADA, 2 * S, choice=1))
    assert one.due([ADA]) == OPENED + 5 * S


def test_a_race_won_in_the_last_moment_closes_like_any_other() -> None:
    one = asked(scoring=Scoring.RACE)
    one.answer(chose(ADA, 20 * S))
    assert one.closes == OPENED + 21 * S


def test_it_closes_early_once_every_player_has_answered_but_not_in_its_first_five_seconds() -> None:
    one = asked()
    one.answer(chose(ADA))
    assert not one.closes_early([ADA, BEN], OPENED + 9 * S)
    one.answer(chose(BEN, 2 * S))
    assert not one.closes_early([ADA, BEN], OPENED + 5 * S - MS)
    assert one.closes_early([ADA, BEN], OPENED + 5 * S)
    assert one.due([ADA, BEN]) == OPENED + 5 * S


def test_who_is_no_player_is_not_waited_for() -> None:
    one = asked()
    for member_id in (ADA, BEN, CAT):
        one.answer(chose(member_id))
    assert one.closes_early([ADA, BEN], OPENED + 5 * S)


def test_without_players_it_runs_its_time() -> None:
    one = asked()
    assert not one.closes_early([], OPENED + 9 * S)
    assert one.due([]) == OPENED + 21 * S


@pytest.mark.parametrize(("number", "lobby", "is_early"), [(1, 0, False), (1, 15, True), (2, 0, True)])
def test_the_first_question_of_a_game_without_lobby_runs_its_time(number: int, lobby: int, *, is_early: bool) -> None:
    one = asked(number=number, lobby=lobby)
    one.answer(chose(ADA))
    assert one.closes_early([ADA], OPENED + 19 * S) is is_early
    assert one.due([ADA]) == OPENED + (5 if is_early else 21) * S


def test_the_deadline_moves_by_the_time_away() -> None:
    one = asked()
    one.delay(OPENED + 15 * S, 60 * S)
    assert one.deadline == OPENED + 80 * S
    one.answer(chose(ADA, 80 * S))
    with pytest.raises(TooLate):
        one.answer(chose(BEN, 80 * S + MS))


def test_who_answers_after_an_outage_has_the_time_left_that_there_was() -> None:
    delays = [Delay(OPENED + 8 * S, 60 * S)]
    seconds = [taken(OPENED + after * S, OPENED, delays) / S for after in (7, 8, 9, 68, 69, 80)]
    assert seconds == [7, 8, 8, 8, 9, 20]


def test_an_outage_that_began_before_the_question_came_out_takes_only_what_was_of_it() -> None:
    one = asked(opened=None)
    one.delay(OPENED - 10 * S, 30 * S)
    one.appear(OPENED)
    assert one.deadline == OPENED + 40 * S


def test_an_outage_from_after_the_deadline_moves_nothing() -> None:
    one = asked()
    one.delay(OPENED + 20 * S, 60 * S)
    assert one.deadline == OPENED + 20 * S


def test_outages_add_up_and_an_outage_told_twice_or_overlapping_counts_once() -> None:
    one = asked()
    one.delay(OPENED + 30 * S, 10 * S)
    one.delay(OPENED + 5 * S, 20 * S)
    one.delay(OPENED + 5 * S, 20 * S)
    one.delay(OPENED + 10 * S, 10 * S)
    assert one.delays == (
        Delay(OPENED + 30 * S, 10 * S),
        Delay(OPENED + 5 * S, 20 * S),
        Delay(OPENED + 10 * S, 10 * S),
    )
    assert one.deadline == OPENED + 50 * S


@pytest.mark.parametrize("by", [0 * S, -5 * S])
def test_a_clock_that_was_set_back_is_no_outage(by: timedelta) -> None:
    one = asked()
    one.delay(OPENED + 5 * S, by)
    assert one.delays == ()


def test_its_first_five_seconds_are_those_in_which_the_bot_was_there() -> None:
    one = asked()
    one.answer(chose(ADA))
    one.delay(OPENED + 2 * S, 60 * S)
    assert not one.closes_early([ADA], OPENED + 65 * S - MS)
    assert one.closes_early([ADA], OPENED + 65 * S)


def test_a_round_ends_once() -> None:
    one, other = asked(), asked()
    assert (one.close(), one.close(), one.skip(), one.state) == (True, False, False, State.CLOSED)
    assert (other.skip(), other.close(), other.state) == (True, False, State.SKIPPED)
    one.ask()
    one.delay(OPENED + S, S)
    assert (one.state, one.delays) == (State.CLOSED, ())


def test_a_round_that_is_not_asked_can_not_end() -> None:
    one = Round(number=1, question=CHOICE, rules=Rules())
    assert (one.close(), one.skip(), one.state) == (False, False, State.PLANNED)


def test_a_question_that_never_came_out_is_skipped_and_not_closed() -> None:
    one = asked(opened=None)
    with pytest.raises(ValueError, match="question 2 closes before it is out"):
        one.close()
    assert one.skip()
