"""Discord fails in mid-game: each message is out once, and the game goes on or ends with what was closed."""

import asyncio
from collections.abc import Generator
from typing import Any

import discord
import pytest
from discord.backoff import ExponentialBackoff

from bot.client import sending
from bot.quiz import Ending, Phase
from bot.sandbox import Fault
from tests.cogs.quiz.conftest import SECOND, Club
from tests.cogs.quiz.interrupted import (
    Failure,
    arrived,
    board,
    done,
    game_begun,
    heads,
    in_a_hurry,
    next_sends_fail,
    read,
    sends,
)
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

MANY = 10_000
MESSAGES = ["Question 1 of 1", "Question 1 of 1 revealed", "The quiz is over"]


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


def edits(club: Club) -> tuple[str, str]:
    return "PATCH", rf"/channels/{club.room.id}/messages/\d+"


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
