"""The reveal: every option with its reason, the mnemonic, the fastest and the leaders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.glossary import Mnemonic
from bot.quiz import Form, Game, Option, Question, Round, Scoring
from bot.views.quiz import reveal
from bot.views.text import plain
from tests.views.quizzing import ADA, BEN, CAT, CLUE, DAN, DROPOUT, NAMES, TYPED, answer, buttons, game, opened, text

STATEMENT = replace(
    CLUE,
    form=Form.TRUE_FALSE,
    prompt="Dropout is on at test time.",
    options=(Option("True", "All neurons stay on."), Option("False", "")),
    why="All neurons stay on.",
)


def closed(
    *answers: tuple[int, int | str, float], asked: Question = CLUE, right: tuple[str, ...] = ()
) -> tuple[Game, Round]:
    """Return a game whose first round is closed, with the answers (who, what, after how many seconds)."""
    playing = game(asked, asked, scoring=Scoring.ACCURACY)
    played = opened(playing)
    for member_id, given, after in answers:
        answer(played, member_id, given, after=after, is_right=given in right)
    played.close()
    return playing, played


def said(*answers: tuple[int, int | str, float], asked: Question = CLUE, right: tuple[str, ...] = ()) -> str:
    return text(reveal(*closed(*answers, asked=asked, right=right), NAMES, DROPOUT))


def test_the_options_stand_in_the_same_order_each_with_its_reason_and_the_right_one_in_words() -> None:
    assert said((ADA, 1, 3), (BEN, 0, 4), (CAT, 0, 5)).startswith(
        "### Question 1 of 2 · B is right\n"
        "**A** · Pruning · 2 picks\n-# Takes weights away for good.\n"
        "**B** · Dropout · **right** · 1 pick\nIt sets random outputs to zero while training.\n"
        "**C** · ReLU\n-# Cuts off what is negative.\n"
        "**D** · Max Pooling\n-# Keeps the largest of each patch.\n"
    )


def test_one_reason_that_speaks_for_all_options_is_given_once() -> None:
    assert said((ADA, 1, 3), asked=STATEMENT).count("All neurons stay on.") == 1


def test_a_statement_and_a_case_are_repeated_and_what_the_term_says_itself_is_not() -> None:
    assert "\n> Dropout is on at test time.\n**A** · True\n" in said(asked=STATEMENT)
    assert "\n> A fresh mask" in said(asked=replace(CLUE, form=Form.SCENARIO))
    assert "A fresh mask" not in said()


def test_the_mnemonic_is_there_to_take_away() -> None:
    assert f"**Dropout** sounds like **“{DROPOUT.mnemonic.keyword}”**\n> {DROPOUT.mnemonic.image}\n" in said()


def test_a_scene_that_was_the_question_is_not_shown_twice_unless_it_had_gaps() -> None:
    scene = replace(CLUE, form=Form.MNEMONIC, prompt=DROPOUT.mnemonic.image)
    assert DROPOUT.mnemonic.image not in said(asked=scene)
    assert DROPOUT.mnemonic.image in said(asked=replace(scene, prompt="____ of something"))


def test_a_sound_for_a_part_of_the_name_says_which() -> None:
    term = replace(
        DROPOUT, mnemonic=Mnemonic(keyword="drip", for_="Drop-", image="A tap drips on the plan, all night long.")
    )
    assert "**Drop-** sounds like **“drip”**" in text(reveal(*closed(), NAMES, term))


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ([], "Nobody answered this time."),
        ([(ADA, 0, 3.0)], "The one answer was wrong."),
        ([(ADA, 0, 3.0), (BEN, 2, 3.0)], "None of the 2 had it right."),
        ([(ADA, 1, 3.24)], "1 of 1 had it right. **Fastest:** Ada, 3.2 s"),
        ([(ADA, 1, 3.0), (BEN, 1, 2.5), (CAT, 0, 1.0)], "2 of 3 had it right. **Fastest:** Ben, 2.5 s"),
        ([(BEN, 1, 3.0), (ADA, 1, 3.0)], "2 of 2 had it right. **Fastest:** Ada and Ben, 3.0 s"),
    ],
)
def test_the_fastest_of_those_who_were_right_is_named(answers: list[tuple[int, int, float]], line: str) -> None:
    assert f"\n{line}\n" in f"{said(*answers)}\n"


def test_the_time_for_which_the_bot_was_away_is_nobodys() -> None:
    playing = game()
    played = opened(playing)
    assert played.opened is not None
    played.delay(played.opened + timedelta(seconds=2), timedelta(seconds=60))
    answer(played, ADA, 1, after=65)
    played.close()
    assert "Ada, 5.0 s" in text(reveal(playing, played, NAMES, DROPOUT))


def test_equal_points_share_a_place_and_the_next_one_is_left_out() -> None:
    assert said((CAT, 1, 3), (ADA, 1, 4), (BEN, 0, 4)).endswith(
        "**Standings**\n"
        "**1** · Ada · 1,000 points (+1,000)\n**1** · Cat · 1,000 points (+1,000)\n**3** · Ben · 0 points"
    )


def test_what_the_round_brought_stands_beside_the_sum() -> None:
    playing, played = closed((ADA, 1, 3), (BEN, 0, 3))
    again = opened(playing)
    answer(again, BEN, 1)
    again.close()
    shown = text(reveal(playing, again, NAMES, DROPOUT))
    assert "**1** · Ada · 1,000 points\n**1** · Ben · 1,000 points (+1,000)" in shown
    del played


def test_of_many_players_five_are_shown_and_the_others_counted() -> None:
    shown = said(*((member_id, 1, 3.0) for member_id in range(1, 51)))
    assert shown.count(" · 1,000 points") == 5
    assert shown.endswith("\n-# and 45 more players")


def test_without_any_answer_there_are_no_standings_yet() -> None:
    assert "Standings" not in said()


def test_a_skipped_question_is_explained_all_the_same_and_counts_for_nobody() -> None:
    playing = game()
    played = opened(playing)
    answer(played, ADA, 1)
    played.skip()
    shown = text(reveal(playing, played, NAMES, DROPOUT))
    assert "skipped and counts for nobody" in shown
    assert "**B** · Dropout · **right**" in shown
    assert "Fastest" not in shown
    assert "Standings" not in shown


def test_the_card_of_the_term_is_one_press_away() -> None:
    assert buttons(reveal(*closed(), NAMES, DROPOUT)) == {"Dropout": "quiz:card:91:1:dropout"}


def test_a_typed_reveal_gives_the_name_the_reason_and_its_other_names() -> None:
    shown = said((ADA, "dropout", 3), asked=TYPED, right=("dropout",))
    assert shown.startswith("### Question 1 of 2 · Dropout\nIt sets random outputs to zero while training.\n")
    assert f"\n-# Also called {', '.join(DROPOUT.aliases)}\n" in shown


def test_the_wrong_answers_that_most_typed_are_shown_three_at_most() -> None:
    typed = ["pruning", "Pruning ", "relu", "adam", "zeta"]
    shown = said(*((place, each, 3.0) for place, each in enumerate(typed)), asked=TYPED)
    assert "\n**Not it:** `pruning` (2 times), `adam`, `relu`\n" in shown


def test_right_answers_are_not_among_the_wrong_ones() -> None:
    assert "Not it" not in said((ADA, "dropout", 3), asked=TYPED, right=("dropout",))


def test_what_was_typed_can_do_nothing_in_the_channel() -> None:
    shown = said((ADA, "@everyone ` **x** \u202e\n# big", 3), (BEN, "\u200b", 3), asked=TYPED)
    assert "**Not it:** `@everyone ' **x** # big`\n" in shown
    assert "``" not in shown


def test_whoever_typed_a_wrong_answer_can_ask_for_it() -> None:
    wrong = reveal(*closed((ADA, "drop", 3), asked=TYPED), NAMES, DROPOUT)
    assert buttons(wrong)["I was right"] == "quiz:appeal:91:1"
    right = reveal(*closed((ADA, "dropout", 3), asked=TYPED, right=("dropout",)), NAMES, DROPOUT)
    chosen = reveal(*closed((ADA, 0, 3)), NAMES, DROPOUT)
    assert "I was right" not in buttons(right) | buttons(chosen)


def test_a_term_that_has_left_the_glossary_is_revealed_without_its_mnemonic() -> None:
    gone = replace(TYPED, slug="some-old-term")
    view = reveal(*closed((DAN, "x", 2), asked=gone), NAMES, None)
    assert text(view).startswith("### Question 1 of 2 · some old term\n")
    assert "sounds like" not in text(view)
    assert buttons(view)["some old term"] == "quiz:card:91:1:some-old-term"


def test_the_reasons_are_shown_as_written() -> None:
    asked = replace(CLUE, why="a*b*c <@1> __x__")
    assert plain("a*b*c <@1> __x__") in said(asked=asked)


def test_a_reveal_is_kept_by_nobody_once_it_is_sent() -> None:
    assert reveal(*closed(), NAMES, DROPOUT).is_finished()
