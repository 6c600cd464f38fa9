"""The podium: honest places, accuracy and speed, and a kind word however a game ended."""

import pytest

from bot.quiz import Ending, Scoring
from bot.views.quiz import podium
from tests.views.quizzing import ADA, BEN, CAT, NAMES, answer, buttons, game, opened, play, text


def test_a_winner_is_named_and_everyone_has_a_line_with_accuracy_and_speed() -> None:
    shown = text(podium(play(game(scoring=Scoring.ACCURACY), {ADA: 1, BEN: 1}, {ADA: 0, BEN: 1}), NAMES))
    assert shown == (
        "### The quiz is over\n**Ben** wins. Well played, everyone!\n"
        "**1** · Ben · 2,000 points · 2 of 2 right · 4.0 s\n"
        "**2** · Ada · 1,000 points · 1 of 2 right · 4.0 s\n"
        "-# Times are the average of each player's right answers."
    )


def test_equal_points_share_a_place_and_the_next_one_is_left_out() -> None:
    shown = text(podium(play(game(), {ADA: 1, BEN: 1, CAT: 0}), NAMES))
    assert "**Ada and Ben** share first place!\n**1** · Ada · " in shown
    assert "\n**1** · Ben · " in shown
    assert "\n**3** · Cat · 0 points · 0 of 1 right\n" in shown


def test_ten_have_a_line_and_the_others_are_counted() -> None:
    shown = text(podium(play(game(), dict.fromkeys(range(1, 51), 1)), NAMES))
    assert shown.count(" of 1 right") == 10
    assert "\n-# and 40 more players\n" in shown


def test_eleven_players_are_ten_and_one_more() -> None:
    assert "\n-# and 1 more player\n" in text(podium(play(game(), dict.fromkeys(range(1, 12), 1)), NAMES))


def test_who_played_alone_is_told_that_it_needs_two_to_count() -> None:
    shown = text(podium(play(game(scoring=Scoring.ACCURACY), {ADA: 1}), NAMES))
    assert "**Ada** played alone and has 1,000 points. Well done!" in shown
    assert shown.endswith("-# Games count for the leaderboard when at least two people answer.")
    assert "leaderboard" not in text(podium(play(game(), {ADA: 1, BEN: 0}), NAMES))


def test_nobody_wins_without_a_right_answer() -> None:
    shown = text(podium(play(game(), {ADA: 0, BEN: 2}), NAMES))
    assert "Nobody was right this time." in shown
    assert "wins" not in shown
    assert "share" not in shown
    assert "Times are" not in shown


def test_without_answers_there_is_no_podium_and_nothing_to_review() -> None:
    view = podium(play(game()), NAMES)
    assert "Nobody answered a question, so there is no podium this time." in text(view)
    assert buttons(view) == {"Rematch": "quiz:rematch:91"}


def test_misses_can_be_reviewed_and_a_rematch_begun() -> None:
    assert buttons(podium(play(game(), {ADA: 1}), NAMES)) == {
        "Review my misses": "quiz:review:91",
        "Rematch": "quiz:rematch:91",
    }


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (Ending.FINISHED, "The quiz is over"),
        (Ending.STOPPED, "The quiz was stopped"),
        (Ending.ABANDONED, "Two questions in a row stayed without an answer"),
        (Ending.CUT_OFF, "The quiz ended early"),
    ],
)
def test_each_ending_is_told_and_keeps_the_standings(because: Ending, said: str) -> None:
    playing = game()
    played = opened(playing)
    answer(played, ADA, 1)
    played.close()
    opened(playing)
    playing.end(because)
    shown = text(podium(playing, NAMES))
    assert said in shown
    assert "**1** · Ada · " in shown
    assert " · 1 of 1 right · " in shown


def test_a_podium_is_kept_by_nobody_once_it_is_sent() -> None:
    assert podium(play(game(), {ADA: 1}), NAMES).is_finished()
