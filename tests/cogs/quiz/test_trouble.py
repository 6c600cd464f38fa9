"""Discord or the disk fails in mid-game: each message is out once, and no answer is confirmed that is not kept."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Literal

import discord
import pytest
from discord.backoff import ExponentialBackoff

from bot.client import sending
from bot.quiz import Ending, Phase, State
from bot.sandbox import Fault
from bot.storage import leaderboard
from tests.cogs.quiz.conftest import SECOND, Club
from tests.cogs.quiz.interrupted import arrived, asked, board, done, game_begun, heads, in_a_hurry, read
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

MANY = 10_000
MOST_PAGES = 1_073_741_823  # as SQLite has it
MESSAGES = ["Question 1 of 1", "Question 1 of 1 revealed", "The quiz is over"]
SORRY = "Sorry, that went wrong on my side."
Failure = Literal["drop", "hold"] | int


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


def sends(club: Club) -> tuple[str, str]:
    return "POST", f"/channels/{club.room.id}/messages"


def edits(club: Club) -> tuple[str, str]:
    return "PATCH", rf"/channels/{club.room.id}/messages/\d+"


async def next_sends_fail(club: Club, failure: Failure, *, is_out: bool = False, times: int = 1) -> Fault:
    return club.sandbox.faults.answer(*sends(club), failure, times, done=is_out)


async def play(club: Club, failing: str, failure: Failure, *, is_out: bool) -> Fault:
    """Play a game of one question in which the first request for one of its messages fails."""
    faults: list[Fault] = []
    if failing == MESSAGES[0]:
        faults.append(await next_sends_fail(club, failure, is_out=is_out))
    await club.start(questions=1)
    await club.question()
    for who in (club.ada, club.ben):
        await club.right(who)
    if failing == MESSAGES[1]:
        faults.append(await next_sends_fail(club, failure, is_out=is_out))
    if failing == MESSAGES[2]:
        edit = club.sandbox.faults.hold(*edits(club))
        await club.close()
        faults.append(await next_sends_fail(club, failure, is_out=is_out))
        edit.release()
    else:
        await club.close()
    await done(club)
    return faults[0]


# Discord fails.


@pytest.mark.parametrize("is_out", [True, False])
@pytest.mark.parametrize("failure", [503, "drop"])
@pytest.mark.parametrize("failing", MESSAGES)
async def test_a_message_whose_request_fails_is_out_once(
    club: Club,
    failing: str,
    failure: Failure,
    is_out: bool,  # noqa: FBT001  (a case)
) -> None:
    fault = await play(club, failing, failure, is_out=is_out)
    assert fault.arrived.is_set()
    assert heads(club) == MESSAGES
    assert len(club.sandbox.requests.find(*sends(club))) == 4
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}


@pytest.mark.parametrize("failing", MESSAGES)
async def test_a_message_whose_answer_never_comes_is_out_once(
    club: Club, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LONGEST_SENDING", 0.3)
    fault = await play(club, failing, "hold", is_out=True)
    fault.release()
    assert heads(club) == MESSAGES
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}


async def test_a_rate_limit_is_waited_out(club: Club) -> None:
    club.sandbox.faults.answer(*sends(club), 429, retry_after=0.05)
    club.sandbox.faults.answer(*edits(club), 429, retry_after=0.05)
    await play(club, MESSAGES[1], 429, is_out=False)
    assert heads(club) == MESSAGES


@pytest.mark.parametrize("failure", [503, "drop"])
async def test_an_edit_that_fails_is_made_in_the_end(club: Club, failure: Failure) -> None:
    await club.start(questions=1)
    question = await club.question()
    club.sandbox.faults.answer(*edits(club), failure, times=2)
    await club.right(club.ada)
    await club.shows(question, "1 answered")
    club.sandbox.faults.answer(*edits(club), failure, times=2)
    await club.close()
    await club.shows(question, "Time is up")
    assert all(button.disabled for button in question.buttons)
    await club.podium()


async def test_a_question_that_can_no_longer_be_edited_keeps_nobody_from_the_next(club: Club) -> None:
    await club.start(questions=2)
    question = await club.question()
    club.sandbox.world.board.remove(club.room, question)
    club.advance_to(question.timestamp + 21 * SECOND)
    await read(club, 1)
    await club.question(2)
    assert heads(club) == ["Question 1 of 2 revealed", "Question 2 of 2"]


async def test_an_answer_that_comes_late_makes_the_question_no_longer(club: Club) -> None:
    held = club.sandbox.faults.hold(*sends(club), done=True)
    await club.ada.use(club.room, "quiz start", questions=1, lobby=0)
    await arrived(held)
    await game_begun(club)
    club.advance(8)
    held.release()
    question = await club.posted(f"quiz:answer:{club.game_id}:1")
    closes = question.timestamp + 21 * SECOND
    half_time = question.timestamp + 10 * SECOND
    await club.clock.slept(lambda until: until in {half_time, closes})
    club.advance_to(closes)
    await club.reveal()
    assert club.now == closes


async def test_after_ten_minutes_of_silence_a_game_ends_with_what_was_closed_and_another_may_start(club: Club) -> None:
    await club.start(questions=2)
    question = await club.question()
    for who in (club.ada, club.ben):
        await club.right(who)
    silence = club.sandbox.faults.answer(*sends(club), 503, times=MANY)
    club.advance_to(question.timestamp + 21 * SECOND)
    await arrived(silence)
    club.advance(601)
    async with asyncio.timeout(10):
        while (await club.record()).game.phase is not Phase.ENDED:
            pass  # each look is a query
    assert (await club.record()).game.because is Ending.CUT_OFF
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    club.sandbox.faults.clear()
    assert "ready" in shown(await club.start()).text
    await club.question()


async def test_a_click_while_the_gateway_is_gone_counts_by_its_own_time_once_it_is_back(club: Club) -> None:
    await club.start(questions=1, seconds=60)
    question = await club.question()
    club.advance(6)
    right = f"quiz:answer:{club.game_id}:1:{(await club.round()).question.right}"
    resumed = club.sandbox.gateway.resumes
    await club.sandbox.gateway.drop()
    clicking = asyncio.create_task(club.ada.click(question, right))
    await asyncio.sleep(0)  # she clicks
    club.advance(24)
    assert (await clicking).failed
    await club.shows(question, "1 answered")
    assert club.sandbox.gateway.resumes == resumed + 1
    assert "You have answered this one" in shown(await club.press(club.ada, question, right)).text
    assert "You chose" in shown(await club.press(club.ben, question, right)).text
    await club.close()
    standings = {each.member_id: each.points for each in (await club.record()).game.standings}
    assert standings == {club.ada.id: 950, club.ben.id: 750}


async def test_a_game_goes_on_while_the_gateway_is_gone_for_half_a_minute(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    def soon(_: ExponentialBackoff[Any]) -> float:
        return 0.05

    async def identify(_self: discord.Client, _shard_id: int | None, *, initial: bool = False) -> None:
        del initial

    monkeypatch.setattr(ExponentialBackoff, "delay", soon)
    monkeypatch.setattr(discord.Client, "before_identify_hook", identify)
    await club.start(questions=3)
    await club.question()
    await club.right(club.ada)
    begun = club.sandbox.gateway.identifies
    club.sandbox.gateway.refuse(MANY)
    await club.sandbox.gateway.drop()
    await club.close()
    await read(club, 1)
    question = await club.question(2)
    club.advance(3)
    ready = asyncio.create_task(club.recall.bot.wait_for("ready"))
    club.sandbox.gateway.refuse(0)
    await asyncio.wait_for(ready, 10)
    assert club.sandbox.gateway.identifies > begun
    await club.right(club.ben, 2)
    club.advance_to(question.timestamp + 21 * SECOND)
    await read(club, 2)
    await club.question(3)
    assert len(heads(club)) == len(set(heads(club))) == len(club.sandbox.requests.find(*sends(club))) == 5


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

    writing = asyncio.create_task(club.database.write(slow))
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


async def test_a_game_whose_close_cannot_be_written_goes_on_at_the_next_start(club: Club) -> None:
    await club.start(questions=2)
    question = await club.question()
    await club.right(club.ada)
    async with full(club, "UPDATE OF state ON rounds"):
        club.advance_to(question.timestamp + 21 * SECOND)
        async with asyncio.timeout(10):
            while "over" not in shown(await club.use("skip")).text:
                pass  # each look is a command
    assert (await club.round()).state is State.OPEN
    assert "running in this channel already" in shown(await club.start()).text
    await asked(club)
    club.advance(21)
    await read(club, 1)
    await club.question(2)
    assert [answer.is_right for answer in (await club.round()).answers.values()] == [True]


# We fail.


async def test_a_game_that_fails_counts_as_far_as_it_was_closed_and_touches_no_other(club: Club) -> None:
    other = replace(club, room=club.guild.channel("other"))
    for each in (club, other):
        await each.start(questions=2)
        await each.question()
        for who in (each.ada, each.ben):
            await each.right(who)
    odd = await next_sends_fail(club, 400)
    club.advance(21)
    await arrived(odd)
    await done(club)
    assert (await club.record()).game.because is Ending.CUT_OFF
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    await read(other, 1)
    await other.question(2)
    for who in (other.ada, other.ben):
        await other.right(who, 2)
    club.advance(5)
    await other.podium()
    await done(other)
    assert await board(club) == {"ada": (3000, 2), "ben": (3000, 2)}
    assert "ready" in shown(await club.start()).text


async def test_whoever_starts_a_game_that_fails_at_once_is_told(club: Club) -> None:
    await next_sends_fail(club, 400)
    started = await club.use("start", lobby=0)
    assert "no quiz" in shown(await started.settled()).text
    assert club.posts == []
