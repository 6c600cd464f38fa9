"""A question as it is asked, counted and closed, and the window in which an answer is typed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.quiz import Form, Option
from bot.sandbox.limits.modal import check_modal
from bot.views.quiz import Closed, answer_form, question
from tests.views.quizzing import ADA, BEN, CLUE, TYPED, answer, buttons, every_button, game, opened, text

CASE = replace(CLUE, form=Form.SCENARIO, prompt="Loss rises. What now?")


def test_a_question_says_which_it_is_what_is_asked_and_how_long_there_is() -> None:
    playing = game(seconds=15)
    assert text(question(playing, playing.rounds[1])) == (
        "### Question 2 of 3\nWhich term is this a clue to?\n> A fresh mask silences some neurons at each step.\n"
        "You have 15 seconds. Nobody has answered yet."
    )


def test_once_it_is_out_each_reader_sees_it_count_down_to_the_deadline() -> None:
    playing = game()
    played = opened(playing)
    deadline = played.deadline
    assert deadline is not None
    assert f"Closes <t:{int(deadline.timestamp())}:R>." in text(question(playing, played))


def test_the_countdown_moves_by_the_time_that_the_bot_was_away() -> None:
    playing = game()
    played = opened(playing)
    before = text(question(playing, played))
    assert played.opened is not None
    played.delay(played.opened + timedelta(seconds=3), timedelta(seconds=60))
    assert text(question(playing, played)) != before


def test_answers_are_counted_and_not_shown() -> None:
    playing = game()
    played = opened(playing)
    answer(played, ADA, 1)
    answer(played, BEN, 0)
    said = text(question(playing, played))
    assert said.endswith(" 2 answered.")
    assert "Ada" not in said
    assert "right" not in said


def test_short_options_are_on_the_buttons_and_nowhere_else() -> None:
    playing = game()
    view = question(playing, opened(playing))
    assert buttons(view) == {
        "A · Pruning": "quiz:answer:91:1:0",
        "B · Dropout": "quiz:answer:91:1:1",
        "C · ReLU": "quiz:answer:91:1:2",
        "D · Max Pooling": "quiz:answer:91:1:3",
    }
    assert "Pruning" not in text(view)


@pytest.mark.parametrize(("length", "on_the_buttons"), [(34, True), (35, False)])
def test_an_option_of_more_than_34_characters_moves_all_of_them_into_the_text(
    length: int, *, on_the_buttons: bool
) -> None:
    options = (Option("one", ""), Option("m" * length, ""), Option("three", ""))
    playing = game(replace(CASE, options=options, right=0))
    view = question(playing, playing.rounds[0])
    if on_the_buttons:
        assert list(buttons(view)) == ["A · one", f"B · {'m' * 34}", "C · three"]
        assert "**A**" not in text(view)
    else:
        assert list(buttons(view)) == ["A", "B", "C"]
        assert f"\n\n**A** · one\n**B** · {'m' * 35}\n**C** · three\n" in text(view)


def test_a_statement_has_two_buttons() -> None:
    options = (Option("True", ""), Option("False", "No."))
    playing = game(replace(CLUE, form=Form.TRUE_FALSE, options=options, right=0))
    assert list(buttons(question(playing, playing.rounds[0]))) == ["A · True", "B · False"]


def test_each_form_says_what_is_asked_unless_its_own_text_does() -> None:
    heads = [
        text(question(each, each.rounds[0])).split("\n")[1] for each in map(game, [replace(CLUE, form=f) for f in Form])
    ]
    assert [head for head in heads if head == CLUE.prompt] == [CLUE.prompt] * 2  # meaning and scenario
    assert all(head.endswith(("?", ".")) for head in heads)


def test_a_gap_is_shown_as_a_gap() -> None:
    playing = game(replace(CLUE, form=Form.GAP, prompt="____ silences neurons."))
    assert r"> \_\_\_\_ silences neurons." in text(question(playing, playing.rounds[0]))


def test_a_typed_question_has_one_button_and_its_hint_from_half_time_on() -> None:
    playing = game(TYPED)
    early = question(playing, opened(playing))
    late = question(playing, playing.rounds[0], with_hint=True)
    assert buttons(early) == buttons(late) == {"Answer": "quiz:type:91:1"}
    assert "bench" not in text(early)
    assert "**Hint:** Some must sit on the bench." in text(late)


def test_a_question_without_a_hint_has_none_at_half_time_either() -> None:
    playing = game()
    assert "Hint" not in text(question(playing, playing.rounds[0], with_hint=True))


@pytest.mark.parametrize("why", Closed)
@pytest.mark.parametrize("asked", [CLUE, TYPED])
def test_a_closed_question_says_why_and_can_be_pressed_no_more(asked: Any, why: Closed) -> None:
    playing = game(asked)
    played = opened(playing)
    answer(played, ADA, "drop" if asked is TYPED else 0)
    view = question(playing, played, closed=why)
    assert text(view).endswith(f"**{why.value}** · 1 answered")
    assert "Closes" not in text(view)
    assert every_button(view)
    assert all(each.disabled for each in every_button(view))
    assert not any(each.disabled for each in every_button(question(playing, played)))


def test_time_is_up_is_said_in_words_and_so_is_that_nobody_answered() -> None:
    playing = game()
    assert "**Time is up** · nobody answered" in text(question(playing, opened(playing), closed=Closed.TIME_UP))


def test_a_question_is_kept_by_nobody_once_it_is_sent() -> None:
    playing = game()
    assert question(playing, playing.rounds[0]).is_finished()


async def test_the_window_repeats_the_clue_and_the_closing_time() -> None:
    playing = game(TYPED, TYPED)
    played = opened(playing)
    form: Any = answer_form(playing, played).to_dict()
    assert check_modal(form) == []
    assert (form["custom_id"], form["title"]) == ("quiz:said:91:1", "Question 1 of 2")
    said, line = form["components"]
    assert played.deadline is not None
    assert said["content"] == (
        "> A fresh mask silences some neurons at each step.\n"
        f"-# Closes <t:{int(played.deadline.timestamp())}:R>. Your first answer counts."
    )
    field = line["component"]
    assert (field["custom_id"], field["required"], field["max_length"]) == ("typed", True, 100)


async def test_the_window_has_the_hint_from_half_time_on() -> None:
    playing = game(TYPED)
    forms: list[Any] = [answer_form(playing, opened(playing), with_hint=late).to_dict() for late in (False, True)]
    early, late = (form["components"][0]["content"] for form in forms)
    assert "Hint" not in early
    assert "**Hint:** Some must sit on the bench." in late


async def test_the_library_keeps_no_window() -> None:  # it would keep one for all who have the same open
    playing = game(TYPED)
    assert answer_form(playing, opened(playing)).is_finished()
