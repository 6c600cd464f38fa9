"""What a member is told in private who answered the question in a post."""

from dataclasses import replace
from typing import Any

import pytest
from discord import ui

from bot.daily import Answered, Option, Question
from bot.sandbox.limits import check_message
from bot.views.daily_replies import answered
from tests import shipped

DROPOUT = shipped.glossary()["dropout"]
QUESTION = Question(
    "dropout",
    "What helps?",
    (Option("More layers", "They _feed_ it."), Option("A penalty", "It limits it."), Option("Less data", "No.")),
    1,
)


def text(view: ui.LayoutView) -> str:
    assert check_message({"components": view.to_components(), "flags": 1 << 15}, interaction=True) == []
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def buttons(view: ui.LayoutView) -> dict[str, str]:
    items: list[ui.Button[Any]] = [item for item in view.walk_children() if isinstance(item, ui.Button)]
    return {str(item.label): str(item.custom_id) for item in items}


def test_a_right_answer_is_told_so_and_why() -> None:
    view = answered(Answered(QUESTION, 1, is_first=True), DROPOUT)
    assert text(view) == "### Right!\nYou picked **B** · A penalty\nIt limits it."
    assert buttons(view) == {"Dropout": "define:term:dropout"}


def test_a_wrong_answer_is_told_why_it_is_wrong_which_is_right_and_why() -> None:
    assert text(answered(Answered(QUESTION, 0, is_first=True), DROPOUT)) == (
        "### Not quite\nYou picked **A** · More layers\nThey \\_feed\\_ it.\nRight is **B** · A penalty\nIt limits it."
    )


def test_a_reason_that_speaks_for_all_options_is_told_once() -> None:
    same = replace(QUESTION, options=tuple(replace(option, why="It limits it.") for option in QUESTION.options))
    said = text(answered(Answered(same, 2, is_first=True), DROPOUT))
    assert said.count("It limits it.") == 1
    assert "Right is **B** · A penalty\nIt limits it." in said


@pytest.mark.parametrize(("choice", "verdict"), [(0, "Not quite"), (1, "Right!")])
def test_a_second_tap_shows_the_answer_that_counts_with_the_same_reasons(choice: int, verdict: str) -> None:
    first, again = (
        text(answered(Answered(QUESTION, choice, is_first=is_first), DROPOUT)) for is_first in (True, False)
    )
    assert again.startswith(f"### {verdict}\nYou answered already, and the first answer counts: **{'AB'[choice]}** · ")
    assert again.split("·", 1)[1] == first.split("·", 1)[1]


def test_an_answer_on_a_term_that_left_the_glossary_has_no_button_to_it() -> None:
    view = answered(Answered(QUESTION, 1, is_first=True), None)
    assert buttons(view) == {}
    assert "It limits it." in text(view)
