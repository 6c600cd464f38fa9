from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Refusal
from bot.quiz import (
    Answer,
    Begun,
    Ending,
    Form,
    Game,
    GameOver,
    NothingToAccept,
    NotOpen,
    NotPlaying,
    Phase,
    Question,
    Round,
    Rules,
    Scoring,
    State,
    Vote,
    planned,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
S = timedelta(seconds=1)
ADA, BEN, CAT, DAN = 1, 2, 3, 4


def question(slug: str) -> Question:
    return Question(form=Form.TYPED, slug=slug, prompt="What is it?", why="It is.")


def opens(number: int) -> datetime:
    return NOON + number * timedelta(minutes=1)


def lobby(*others: int, questions: int = 6, scoring: Scoring = Scoring.SPEED) -> Game:
    """Return a game that Ada has started and others have joined."""
    rules = Rules(questions=questions, scoring=scoring)
    rounds = planned([question(slug) for slug in "abcdefgh"[:questions]], rules)
    game = Game(id=91, guild_id=7, channel_id=8, host_id=ADA, rules=rules, seed="s", rounds=rounds)
    for member_id in others:
        game.join(member_id)
    return game


def playing(*others: int, questions: int = 6, scoring: Scoring = Scoring.SPEED) -> Game:
    game = lobby(*others, questions=questions, scoring=scoring)
    game.begin()
    return game


def ask(game: Game) -> Round:
    one = game.next_round()
    assert one is not None
    one.appear(opens(one.number))
    return one


def say(game: Game, member_id: int, *, is_right: bool = True, after: timedelta = 6 * S) -> None:
    one = game.current
    assert one is not None
    at = opens(one.number) + after
    one.answer(Answer(member_id=member_id, at=at, said="a" if is_right else "x", is_right=is_right))


def play(game: Game, *answering: int) -> Round:
    """Ask a question, let some answer rightly and close it."""
    one = ask(game)
    for member_id in answering:
        say(game, member_id)
    one.close()
    return one


def test_whoever_starts_a_game_has_joined_it() -> None:
    game = lobby(BEN)
    assert game.players == {ADA, BEN}
    assert (game.join(CAT), game.join(CAT), game.join(ADA)) == (True, False, False)
    assert game.joined == {ADA, BEN, CAT}


def test_the_lobby_ends_once() -> None:
    game = lobby()
    assert game.next_round() is None
    assert (game.begin(), game.begin(), game.phase) == (True, False, Phase.PLAYING)


def test_after_the_lobby_one_joins_by_answering() -> None:
    game = playing()
    with pytest.raises(Begun):
        game.join(BEN)
    ask(game)
    say(game, BEN)
    assert game.players == {ADA, BEN}
    game.end(Ending.STOPPED)
    with pytest.raises(GameOver):
        game.join(CAT)


def test_questions_come_one_by_one_each_once_and_then_it_is_over() -> None:
    game = playing(questions=3)
    slugs = [play(game, ADA).question.slug for _ in range(3)]
    assert slugs == ["a", "b", "c"]
    assert (game.next_round(), game.over) == (None, Ending.FINISHED)


def test_while_the_last_question_is_open_it_is_not_over() -> None:
    game = playing(questions=1)
    one = ask(game)
    assert game.over is None
    one.skip()
    assert game.over is Ending.FINISHED


def test_asking_for_the_next_while_one_is_open_asks_nothing_new() -> None:
    game = playing()
    one = ask(game)
    assert game.next_round() is one
    assert game.current is one
    assert [each.state for each in game.rounds[:2]] == [State.OPEN, State.PLANNED]
    assert game.over is None


@pytest.mark.parametrize("number", [-1, 0, 7, 10**12])
def test_a_forged_number_is_no_question(number: int) -> None:
    game = playing()
    with pytest.raises(NotOpen):
        game.round(number)
    assert game.round(6) is game.rounds[-1]


def test_who_misses_two_in_a_row_is_waited_for_no_longer_until_they_answer_again() -> None:
    game = playing(BEN, CAT)
    play(game, ADA, BEN)
    assert game.players == {ADA, BEN, CAT}
    play(game, ADA)
    assert game.players == {ADA, BEN}
    play(game, ADA)
    assert game.players == {ADA}
    ask(game)
    say(game, CAT)
    assert game.players == {ADA, CAT}


def test_who_answered_the_question_before_last_is_still_waited_for() -> None:
    game = playing(BEN)
    play(game, ADA)
    play(game, ADA, BEN)
    play(game, ADA)
    ask(game)
    say(game, ADA)
    assert game.due == opens(4) + 21 * S
    say(game, BEN)
    assert game.due == opens(4) + 5 * S


def test_a_skipped_question_is_nobodys_miss() -> None:
    game = playing(BEN)
    play(game, ADA)
    for _ in range(3):
        ask(game).skip()
    assert game.players == {ADA, BEN}


def test_nothing_is_due_while_no_question_is_open() -> None:
    game = playing()
    assert game.due is None
    play(game, ADA)
    assert game.due is None


def test_after_two_questions_in_a_row_that_ran_out_unanswered_it_is_over() -> None:
    game = playing()
    play(game)
    assert game.over is None
    play(game, ADA)
    play(game)
    assert game.over is None
    play(game)
    assert (game.over, game.next_round()) == (Ending.ABANDONED, None)


def test_skipped_questions_do_not_count_as_unanswered() -> None:
    game = playing()
    for _ in range(3):
        ask(game).skip()
    play(game)
    ask(game).skip()
    assert game.over is None
    play(game)
    assert game.over is Ending.FINISHED


def test_a_game_whose_last_two_questions_ran_out_was_played_to_its_end() -> None:
    game = playing(questions=2)
    play(game)
    play(game)
    assert game.over is Ending.FINISHED


def test_a_game_without_questions_is_over_once_it_begins() -> None:
    game = lobby(questions=0)
    assert game.over is None
    game.begin()
    assert (game.over, game.next_round()) == (Ending.FINISHED, None)


def test_more_than_half_of_the_players_skip_a_question() -> None:
    game = playing(BEN, CAT, DAN)
    one = ask(game)
    for member_id, votes in ((ADA, 1), (BEN, 2), (BEN, 2)):
        assert game.vote_to_skip(member_id, opens(1), decides=False) == Vote(votes=votes, needed=3, is_passed=False)
        assert one.state is State.OPEN
    assert game.vote_to_skip(CAT, opens(1), decides=False) == Vote(votes=3, needed=3, is_passed=True)
    assert one.state is State.SKIPPED


@pytest.mark.parametrize("member_id", [ADA, 99])
def test_the_host_and_managers_decide_alone_whether_they_play_or_not(member_id: int) -> None:
    game = playing(BEN, CAT)
    one = ask(game)
    assert game.vote_to_skip(member_id, opens(1), decides=True).is_passed
    assert one.state is State.SKIPPED
    assert game.vote_to_stop(member_id, decides=True).is_passed
    assert (game.phase, game.because) == (Phase.ENDED, Ending.STOPPED)


def test_a_vote_for_a_question_that_has_just_closed_is_none_for_the_next() -> None:
    game = playing(BEN)
    play(game, ADA)
    with pytest.raises(NotOpen):
        game.vote_to_skip(ADA, opens(1) + S, decides=True)
    one = game.next_round()
    assert one is not None
    with pytest.raises(NotOpen):
        game.vote_to_skip(ADA, opens(1) + S, decides=True)
    one.appear(opens(2))
    with pytest.raises(NotOpen):
        game.vote_to_skip(ADA, opens(2) - S, decides=True)
    assert one.state is State.OPEN


def test_votes_to_skip_are_for_one_question() -> None:
    game = playing(BEN)
    one = ask(game)
    game.vote_to_skip(ADA, opens(1), decides=False)
    one.close()
    ask(game)
    assert game.vote_to_skip(BEN, opens(2), decides=False) == Vote(votes=1, needed=2, is_passed=False)


def test_who_does_not_play_has_no_vote() -> None:
    game = playing(BEN)
    ask(game)
    with pytest.raises(NotPlaying):
        game.vote_to_skip(CAT, opens(1), decides=False)
    with pytest.raises(NotPlaying):
        game.vote_to_stop(CAT, decides=False)
    say(game, CAT)
    assert game.vote_to_stop(CAT, decides=False) == Vote(votes=1, needed=2, is_passed=False)


def test_votes_to_stop_hold_for_the_game_but_leave_with_the_player() -> None:
    game = playing(BEN, CAT)
    game.vote_to_stop(CAT, decides=False)
    play(game, ADA, BEN)
    play(game, ADA, BEN)
    assert game.vote_to_stop(BEN, decides=False) == Vote(votes=1, needed=2, is_passed=False)
    ask(game)
    say(game, CAT)
    assert game.vote_to_stop(BEN, decides=False) == Vote(votes=2, needed=2, is_passed=True)
    assert game.over is Ending.STOPPED


def test_once_the_host_plays_no_longer_the_others_go_on_and_decide() -> None:
    game = playing(BEN)
    play(game, BEN)
    play(game, BEN)
    assert game.players == {BEN}
    assert game.over is None
    assert game.vote_to_stop(BEN, decides=False) == Vote(votes=1, needed=1, is_passed=True)


def test_a_lobby_can_be_stopped_too() -> None:
    game = lobby(BEN, CAT)
    assert not game.vote_to_stop(BEN, decides=False).is_passed
    assert game.vote_to_stop(CAT, decides=False).is_passed
    assert (game.begin(), game.standings, game.counts) == (False, (), False)


def test_a_stopped_game_keeps_what_was_closed_and_only_that() -> None:
    game = playing(BEN)
    play(game, ADA)
    one = ask(game)
    say(game, BEN)
    game.vote_to_stop(ADA, decides=True)
    assert one.state is State.SKIPPED
    assert [each.member_id for each in game.standings] == [ADA]
    assert game.next_round() is None
    with pytest.raises(GameOver):
        game.vote_to_stop(BEN, decides=False)
    with pytest.raises(NotOpen):
        game.vote_to_skip(BEN, opens(2), decides=True)


def test_a_game_ends_once() -> None:
    game = playing()
    assert (game.end(Ending.CUT_OFF), game.end(Ending.STOPPED), game.over) == (True, False, Ending.CUT_OFF)


def test_a_game_counts_if_two_members_answered_in_rounds_that_count() -> None:
    game = playing(BEN)
    play(game, ADA)
    one = ask(game)
    say(game, BEN)
    one.skip()
    assert not game.counts
    one = ask(game)
    say(game, BEN, is_right=False)
    assert not game.counts
    one.close()
    assert game.counts


def test_an_accepted_answer_has_the_points_it_would_have_had() -> None:
    game = playing(BEN)
    one = ask(game)
    say(game, ADA, is_right=False, after=5 * S)
    say(game, BEN, after=10 * S)
    one.close()
    assert [(each.member_id, each.points) for each in game.standings] == [(BEN, 750), (ADA, 0)]
    assert game.accept(1, ADA) == {ADA: 875, BEN: 750}
    assert game.accept(1, ADA) == {ADA: 875, BEN: 750}
    assert [(each.member_id, each.points) for each in game.standings] == [(ADA, 875), (BEN, 750)]


def test_an_accepted_answer_can_win_a_race_after_its_end() -> None:
    game = playing(BEN, questions=1, scoring=Scoring.RACE)
    one = ask(game)
    say(game, ADA, is_right=False, after=5 * S)
    say(game, BEN, after=6 * S)
    one.close()
    game.end(Ending.FINISHED)
    assert game.accept(1, ADA) == {ADA: 1000, BEN: 0}


def test_what_was_chosen_from_options_can_not_be_accepted() -> None:
    game = playing()
    one = ask(game)
    one.answers[ADA] = Answer(member_id=ADA, at=opens(1), choice=1, is_right=False)
    one.close()
    with pytest.raises(NothingToAccept):
        game.accept(1, ADA)


def test_only_a_typed_answer_to_a_closed_question_can_be_accepted() -> None:
    game = playing(BEN)
    play(game, ADA)
    one = ask(game)
    say(game, BEN, is_right=False)
    for number, member_id in ((1, BEN), (2, BEN), (3, BEN), (99, BEN)):
        with pytest.raises(Refusal):
            game.accept(number, member_id)
    one.skip()
    with pytest.raises(NothingToAccept):
        game.accept(2, BEN)
    assert not one.answers[BEN].is_right
