"""How a post is found again: by the local date in its buttons' ids, which anybody can forge."""

from datetime import date
from typing import Any

import pytest

from bot.daily import Option, Question
from bot.views.daily import day_in, post
from bot.views.message import Ordinary
from tests import shipped

GLOSSARY = shipped.glossary()
DROPOUT = GLOSSARY["dropout"]
DAY = date(2026, 3, 6)
QUESTION = Question("relu", "What comes out at -3?", (Option("0", "w"), Option("-3", "w"), Option("3", "w")), 0)


def ids(shown: Ordinary) -> list[str]:
    rows: list[dict[str, Any]] = shown.view.to_components()
    return [each["custom_id"] for row in rows for each in row["components"]]


def test_a_date_comes_back_out_of_the_buttons_with_and_without_a_question() -> None:
    assert day_in(ids(post(DROPOUT, GLOSSARY, DAY))) == DAY
    asking = ids(post(DROPOUT, GLOSSARY, DAY, question=QUESTION))
    assert day_in(asking) == DAY
    assert [day_in([custom_id]) for custom_id in asking[:4]] == [DAY] * 4


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "daily",
        "daily:more",
        "daily:more:2026-03-06",
        "daily:more:2026-03-06:",
        "daily:more:2026-02-30:dropout",
        "daily:more:0000-01-01:dropout",
        "daily:more:20260306:dropout",
        "daily:more:2026-W10-5:dropout",
        "daily:more:٢٠٢٦-٠٣-٠٦:dropout",
        "daily:more: 2026-03-06:dropout",
        "daily:other:2026-03-06:dropout",
        "quiz:answer:2026-03-06:1",
        "define:term:2026-03-06",
        "xdaily:answer:2026-03-06:1",
    ],
)
def test_an_id_that_is_no_posts_has_no_date(custom_id: str) -> None:
    assert day_in([custom_id]) is None


def test_buttons_that_are_no_posts_do_not_hide_the_one_that_is() -> None:
    assert day_in(["define:term:relu", "daily:more:2026-02-30:x", "daily:more:2026-03-06:dropout"]) == DAY
    assert day_in([]) is None
