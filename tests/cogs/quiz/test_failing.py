"""The disk fails, or we do, in mid-game: no answer is confirmed that is not kept, and the game goes on."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.quiz import Ending, State
from bot.storage import leaderboard, names_of
from tests.cogs.quiz.conftest import SECOND, Club
from tests.cogs.quiz.interrupted import arrived, asked, board, done, heads, in_a_hurry, next_sends_fail, read
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

MOST_PAGES = 1_073_741_823  # as SQLite has it
MESSAGES = ["Question 1 of 1", "Question 1 of 1 revealed", "The quiz is over"]
SORRY = "Sorry, that went wrong on my side."


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


# The disk fails.


@asynccontextmanager
async def full(club: Club, event: str) -> AsyncGenerator[None]:
    """Let whatever is to be written at such an event fail."""
    trigger = f"CREATE TRIGGER disk BEFORE {event} BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
    await club.database.write(lambda connection: connection.execute(trigger).rowcount)
    try:
        yield
    finally:
        await club.database.write(lambda connection: connection.execute("DROP TRIGGER disk").rowcount)


async def grow(club: Club, pages: int | None = None) -> None:
    """Let the database grow to so many pages of the disk, or not at all."""

    def limit(connection: sqlite3.Connection) -> int:
        most = pages or connection.execute("PRAGMA page_count").fetchone()[0]
        return connection.execute(f"PRAGMA max_page_count = {most}").fetchone()[0]

    await club.database.write(limit)


async def test_an_answer_that_cannot_be_kept_is_neither_confirmed_nor_counted(club: Club) -> None:
    await club.start(questions=1)
    await club.question()
    await club.right(club.ben)
    async with full(club, "INSERT ON answers"):
        for _ in range(2):
            assert SORRY in shown(await club.right(club.ada)).text
    reveal = await club.close()
    assert "1 of 1 had it right" in reveal.text
    assert "ada" not in (await club.podium()).text
    assert (await club.round()).answers.keys() == {club.ben.id}


async def test_an_answer_that_could_not_be_kept_may_be_given_again(club: Club) -> None:
    await club.start(questions=1)
    await club.question()
    async with full(club, "INSERT ON answers"):
        assert SORRY in shown(await club.right(club.ada)).text
    club.advance(5)
    assert "Whether it's right comes" in shown(await club.wrong(club.ada)).text
    assert "You have answered this one" in shown(await club.right(club.ada)).text
    await club.close()
    assert [answer.is_right for answer in (await club.round()).answers.values()] == [False]
    assert await names_of(club.database, club.guild.id, [club.ada.id]) == {club.ada.id: "ada"}


async def test_on_a_full_disk_whoever_is_told_of_an_answer_has_it_and_nobody_else(club: Club) -> None:
    crowd = club.crowd(60)
    await club.start(questions=1, kind="typed")
    question = await club.question()
    windows = await asyncio.gather(*(club.press(each, question, "Answer") for each in crowd))
    await grow(club)
    told = await asyncio.gather(
        *(each.submit(window, typed="x" * 100) for each, window in zip(crowd, windows, strict=True))
    )
    await grow(club, MOST_PAGES)
    outcomes = {each.id: shown(answer).text for each, answer in zip(crowd, told, strict=True)}
    kept = {member_id for member_id, text in outcomes.items() if text.startswith("You answered")}
    refused = {member_id for member_id, text in outcomes.items() if text.startswith(SORRY)}
    assert len(kept) > 0 < len(refused)
    assert kept | refused == outcomes.keys()
    assert (await club.round()).answers.keys() == kept
    assert f"None of the {len(kept)} " in (await club.close()).text
    await done(club)
    assert {each.member_id for each in await leaderboard(club.database, club.guild.id, None, None)} == kept


async def test_no_click_is_confirmed_before_its_answer_is_kept_not_even_a_second_one(club: Club) -> None:
    await club.start(questions=1)
    question = await club.question()
    is_writing, may_go_on = threading.Event(), threading.Event()

    def slow(_: object) -> bool:
        is_writing.set()
        return may_go_on.wait(10)

    writing = club.database.write(slow)
    await asyncio.to_thread(is_writing.wait, 10)
    clicks = [asyncio.create_task(club.ada.click(question, f"quiz:answer:{club.game_id}:1:{n}")) for n in (1, 2)]
    for _ in range(3):
        await club.ben.use(club.room, "help")
    assert not any(click.done() for click in clicks)
    may_go_on.set()
    assert await writing
    told = [shown(await click).text for click in clicks]
    assert all(text.startswith("You chose **B**") for text in told)
    assert ["You have answered" in text for text in told] == [False, True]
    [answer] = (await club.round()).answers.values()
    assert answer.choice == 1


async def pauses(club: Club) -> None:
    """Return once the game has failed and waits for being played on."""
    forged = f"quiz:answer:{club.game_id}:1:0"
    async with asyncio.timeout(10):
        while (
            "goes on by itself within half a minute" not in shown(await club.cat.forge(forged, channel=club.room)).text
        ):
            pass  # each look is a press


async def test_a_game_whose_close_cannot_be_written_goes_on_by_itself_and_the_time_between_costs_nobody(
    club: Club,
) -> None:
    await club.start(questions=2)
    question = await club.question()
    await club.right(club.ada)
    async with full(club, "UPDATE OF state ON rounds"):
        club.advance_to(question.timestamp + 21 * SECOND)
        await pauses(club)
        assert "goes on by itself within half a minute" in shown(await club.start()).text
    assert (await club.round()).state is State.OPEN
    club.advance(5)
    again, right = await asked(club), (await club.round()).question.right
    assert "You chose" in shown(await club.press(club.ben, again, f"quiz:answer:{club.game_id}:1:{right}")).text
    club.advance(21)
    await read(club, 1)
    await club.question(2)
    assert [answer.is_right for answer in (await club.round()).answers.values()] == [True, True]


# We fail.


async def test_a_game_that_fails_counts_as_far_as_it_was_closed_and_touches_no_other(club: Club) -> None:
    other = replace(club, room=club.guild.channel("other"))
    for each in (club, other):
        await each.start(questions=2)
        await each.question()
        for who in (each.ada, each.ben):
            await each.right(who)
    for seconds in (21, 5, 30):
        odd = await next_sends_fail(club, 400)
        club.advance(seconds)
        await arrived(odd)
        if seconds != 30:
            await pauses(club)
    await done(club)
    assert (await club.record()).game.because is Ending.CUT_OFF
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    await other.question(2)
    for who in (other.ada, other.ben):
        await other.right(who, 2)
    club.advance(5)
    await other.podium()
    await done(other)
    assert await board(club) == {"ada": (3000, 2), "ben": (3000, 2)}
    assert "ready" in shown(await club.start()).text


async def test_a_game_that_fails_once_is_played_to_its_end(club: Club) -> None:
    await club.start(questions=1)
    question = await club.question()
    for who in (club.ada, club.ben):
        await club.right(who)
    odd = await next_sends_fail(club, 400)
    club.advance_to(question.timestamp + 21 * SECOND)
    await arrived(odd)
    await pauses(club)
    club.advance(5)
    await club.podium()
    assert heads(club) == MESSAGES
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}


async def test_whoever_starts_a_game_that_fails_at_once_is_told_and_may_start_another(club: Club) -> None:
    await next_sends_fail(club, 400)
    started = await club.use("start", lobby=0)
    assert "no quiz" in shown(await started.settled()).text
    assert club.posts == []
    async with asyncio.timeout(10):
        while "ready" not in shown(await club.start()).text:
            pass  # each look is a command
