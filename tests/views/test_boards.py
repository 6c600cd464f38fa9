"""Leaderboards, scores, and what members are told of their data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from discord import ui

from bot.sandbox.limits import check_message
from bot.sandbox.limits.modal import check_modal
from bot.views.boards import Board, Period, Rank, Score, Share, leaderboard, score, shown_leaderboard
from bot.views.data import FILE_NAME, delete_form, deleted, exported, hidden
from tests.views.quizzing import ADA, BEN, CAT, DAN, NAMES, buttons, text

RANKS = (Rank(1, ADA, 9000, 3), Rank(1, BEN, 9000, 2), Rank(3, CAT, 1, 1))
MONDAY = date(2026, 3, 2)


def board(ranks: Sequence[Rank] = RANKS, period: Period = Period.MONTH, *, page: int = 0, pages: int = 1) -> Board:
    return Board(period=period, since=MONDAY, ranks=ranks, page=page, pages=pages)


def seen(shown: Board, own_id: int = DAN, own: Rank | None = None) -> ui.LayoutView:
    return leaderboard(shown, NAMES, own_id, own)


def test_a_leaderboard_has_places_names_points_and_games_and_equal_points_share_a_place() -> None:
    assert (
        "\n**1** · Ada · 9,000 points · 3 games\n**1** · Ben · 9,000 points · 2 games\n**3** · Cat · 1 point · 1 game\n"
        in (text(seen(board())))
    )


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (Period.WEEK, "### Leaderboard · week of 2 March 2026\n"),
        (Period.MONTH, "### Leaderboard · March 2026\n"),
        (Period.ALL, "### Leaderboard · all time\n"),
    ],
)
def test_the_period_is_told_in_words(period: Period, title: str) -> None:
    assert text(seen(board(period=period))).startswith(title)
    assert text(shown_leaderboard(board(period=period), NAMES)).startswith(title)


def test_ones_own_line_is_marked_in_words() -> None:
    assert "\n**1** · **Ben** (you) · 9,000 points" in text(seen(board(), BEN, RANKS[1]))


def test_ones_own_place_is_shown_below_if_it_is_on_another_page() -> None:
    shown = text(seen(board(), DAN, Rank(17, DAN, 5, 1)))
    assert "\n**17** · **Dan** (you) · 5 points · 1 game\n" in shown
    assert shown.count("(you)") == 1


def test_ones_own_place_is_not_shown_twice() -> None:
    assert text(seen(board(), ADA, RANKS[0])).count("(you)") == 1


def test_who_has_no_place_is_told_how_to_get_one() -> None:
    assert "You have no place on it yet" in text(seen(board()))


def test_an_empty_leaderboard_says_so_and_has_nothing_to_show() -> None:
    view = seen(board((), pages=0))
    assert "Nobody is on it yet." in text(view)
    assert buttons(view) == {}


def test_pages_lead_on_and_back_and_one_can_be_shown_to_the_channel() -> None:
    assert buttons(seen(board(page=1, pages=3))) == {
        "Previous": "board:page:month:0",
        "Next": "board:page:month:2",
        "Show to channel": "board:show:month:1",
    }
    assert list(buttons(seen(board(page=0, pages=3)))) == ["Next", "Show to channel"]
    assert list(buttons(seen(board(page=2, pages=3)))) == ["Previous", "Show to channel"]
    assert list(buttons(seen(board()))) == ["Show to channel"]
    assert "Page 2 of 3." in text(seen(board(page=1, pages=3)))
    assert "Page" not in text(seen(board()))


def test_what_a_channel_sees_is_nobodys_own_and_has_no_buttons() -> None:
    view = shown_leaderboard(board(), NAMES)
    assert "\n**1** · Ada · 9,000 points" in text(view)
    assert "you" not in text(view).lower()
    assert buttons(view) == {}


def test_a_name_is_never_a_mention_and_a_missing_one_is_somebody() -> None:
    shown = text(leaderboard(board(), {ADA: "<@1> **x**"}, DAN, None))
    assert r"\<\@1\> \*\*x\*\*" in shown
    assert "**1** · Somebody · 9,000 points" in shown


FIGURES = Score(
    games=12,
    right=84,
    answered=120,
    best_streak=9,
    strongest=(Share("NLP", 18, 20), Share("Data", 9, 11)),
    weakest=(Share("Math & statistics", 3, 10),),
)


def test_a_score_says_how_one_is_doing() -> None:
    assert text(score(FIGURES, None)) == (
        "### Your quiz score\n**Games:** 12\n**Right:** 84 of 120 answers (70 %)\n**Best streak:** 9 right in a row\n"
        "**Strongest:** NLP (18 of 20), Data (9 of 11)\n**To practice:** Math & statistics (3 of 10)"
    )


def test_all_right_is_said_of_those_alone_who_had_all_right() -> None:
    almost = Score(games=9, right=999, answered=1000, best_streak=9)
    assert "(99 %)" in text(score(almost, None))
    assert "(100 %)" in text(score(Score(games=1, right=5, answered=5, best_streak=5), None))


def test_categories_are_left_out_where_there_are_too_few_answers_for_any() -> None:
    shown = text(score(Score(games=1, right=1, answered=1, best_streak=1), None))
    assert "Strongest" not in shown
    assert "practice" not in shown
    assert "1 of 1 answer (" in shown


def test_the_score_of_somebody_else_has_their_name() -> None:
    assert text(score(FIGURES, "B_n")).startswith("### The quiz score of B\\_n\n")
    assert text(score(None, "B_n")) == "B\\_n hasn't answered a quiz question here yet."


def test_who_never_answered_is_told_how_to_begin() -> None:
    assert "`/quiz start`" in text(score(None, None))
    assert text(score(Score(games=0, right=0, answered=0, best_streak=0), None)) == text(score(None, None))


def test_who_is_hidden_is_reminded_of_it() -> None:
    assert "nobody else sees this" in text(score(FIGURES, None, is_hidden=True))
    assert "nobody else sees this" in text(score(None, None, is_hidden=True))
    assert "hidden" not in text(score(FIGURES, None))


def test_an_export_shows_its_file() -> None:
    view = exported()
    uploaded = {"components": view.to_components(), "flags": 1 << 15, "attachments": [{"id": 0, "filename": FILE_NAME}]}
    assert check_message(uploaded, interaction=True) == []
    assert any(isinstance(item, ui.File) for item in view.walk_children())


async def test_deleting_needs_a_typed_word_and_says_what_goes() -> None:
    form: Any = delete_form().to_dict()
    assert check_modal(form) == []
    assert form["custom_id"] == "data:delete"
    about, line = form["components"]
    assert "can't be undone" in about["content"]
    assert "delete" in line["label"]
    assert delete_form().is_finished()


def test_a_game_that_is_still_running_is_told_of_when_data_was_deleted() -> None:
    assert "still running" in text(deleted(is_playing=True))
    assert "still running" not in text(deleted(is_playing=False))


def test_hiding_and_showing_are_told_apart() -> None:
    assert "hidden" in text(hidden(is_hidden=True))
    assert "shown again" in text(hidden(is_hidden=False))


def test_a_leaderboard_is_kept_by_nobody_once_it_is_sent() -> None:
    assert seen(board()).is_finished()
    assert exported().is_finished()
