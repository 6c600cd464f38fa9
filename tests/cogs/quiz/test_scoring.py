"""What answers bring by each scoring, as members read it."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import Message, Person
from tests.cogs.quiz.conftest import SECOND, Club

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def beginning(club: Club, *others: Person, **options: Any) -> Message:
    """Start a game of one question that the others join, and return that."""
    given: dict[str, Any] = {"lobby": 15, "questions": 1, **options}
    await club.start(**given)
    lobby = await club.lobby()
    for who in others:
        await club.press(who, lobby, "Join")
    await club.press(club.ada, lobby, "Start now")
    return await club.question()


def won(podium: Message) -> dict[str, tuple[str, str]]:
    """Return place and points by name."""
    lines = [line.split(" · ") for line in podium.text.splitlines() if line.startswith("**") and " right" in line]
    return {name: (place.strip("*"), points) for place, name, points, *_ in lines}


@pytest.mark.parametrize(
    ("seconds", "after", "points"),
    [(20, 0, 1000), (20, 20, 500), (20, 10, 750), (20, 0.02, 1000), (20, 0.021, 999), (7, 3.3, 764), (120, 119.9, 500)],
)
async def test_with_speed_half_is_for_being_right_and_half_for_the_time_left(
    club: Club, seconds: int, after: float, points: int
) -> None:
    await club.start(scoring="speed", seconds=seconds, questions=1)
    await club.question()
    club.advance(after)
    await club.right(club.ada)
    await club.wrong(club.ben)
    await club.close()
    assert points == 500 + round(500 * (seconds - after) / seconds)
    assert won(await club.podium()) == {"ada": ("1", f"{points:,} points"), "ben": ("2", "0 points")}


async def test_with_accuracy_a_right_answer_brings_the_same_however_late(club: Club) -> None:
    await beginning(club, club.ben, club.cat, scoring="accuracy")
    await club.right(club.ada)
    club.advance(20)
    await asyncio.gather(club.right(club.ben), club.wrong(club.cat))
    assert won(await club.podium()) == {
        "ada": ("1", "1,000 points"),
        "ben": ("1", "1,000 points"),
        "cat": ("3", "0 points"),
    }


async def test_a_race_is_the_earliest_stamp_s_and_closes_a_second_later(club: Club) -> None:
    question = await beginning(club, club.ben, club.cat, scoring="race")
    club.advance(3)
    await club.right(club.ben)
    club.advance(0.9)
    await club.right(club.ada)
    assert await club.takes_answers()
    club.advance(0.1)
    reveal = await club.reveal()
    assert reveal.timestamp == question.timestamp + 4 * SECOND
    await club.shows(question, "**The first right answer is in** · 2 answered")
    assert won(await club.podium()) == {"ben": ("1", "1,000 points"), "ada": ("2", "0 points")}


async def test_a_wrong_answer_does_not_end_a_race(club: Club) -> None:
    question = await beginning(club, club.ben, scoring="race")
    club.advance(1)
    await club.wrong(club.ada)
    await club.shows(question, "1 answered")
    club.advance(6)
    assert await club.takes_answers()
    await club.right(club.ben)
    club.advance(1)
    await club.reveal()
    assert won(await club.podium()) == {"ben": ("1", "1,000 points"), "ada": ("2", "0 points")}


@pytest.mark.parametrize(("winners", "points"), [(2, "500 points"), (3, "333 points")])
async def test_equal_stamps_share_a_race(club: Club, winners: int, points: str) -> None:
    await beginning(club, club.ben, scoring="race")
    club.advance(2)
    first = (club.ada, club.ben, club.cat)[:winners]
    await asyncio.gather(*(club.right(who) for who in first))
    club.advance(0.001)
    await club.right(club.teacher)
    club.advance(1)
    await club.reveal()
    expected = {who.name: ("1", points) for who in first}
    assert won(await club.podium()) == {**expected, "teacher": (str(winners + 1), "0 points")}


async def test_a_race_that_nobody_wins_runs_its_time(club: Club) -> None:
    question = await beginning(club, club.ben, scoring="race")
    await club.wrong(club.ada)
    await club.shows(question, "1 answered")
    await club.close()
    assert (await club.reveal()).timestamp == question.timestamp + 21 * SECOND
    await club.shows(question, "**Time is up** · 1 answered")
    assert won(await club.podium()) == {"ada": ("1", "0 points")}


async def test_a_typed_race_is_won_by_the_first_submission(club: Club) -> None:
    question = await beginning(club, club.ben, scoring="race", kind="typed")
    opened = await club.press(club.ada, question, "Answer")
    club.advance(1)
    await club.right(club.ben)
    name = (await club.round()).answers[club.ben.id].said
    club.advance(0.5)
    await club.ada.submit(opened, typed=name)
    club.advance(0.5)
    await club.reveal()
    assert won(await club.podium()) == {"ben": ("1", "1,000 points"), "ada": ("2", "0 points")}
