"""What tests of an interrupted game ask of a club: to be cut off and come back, and what is left of it in the end."""

import asyncio
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

import pytest

from bot import app
from bot.cogs.quiz import courier
from bot.sandbox import Fault, Message
from bot.storage import leaderboard, unfinished_games
from tests.cogs.quiz.conftest import READING, SECOND, Club

SENDS = ("POST", r"/channels/\d+/messages")
EDITS = ("PATCH", r"/channels/\d+/messages/\d+")
Failure = Literal["drop", "hold"] | int  # a status
HALF_A_MINUTE, FIVE_HOURS = 30.0, 5 * 3600.0  # a nonce holds; and holds no longer
_HEAD = re.compile(r"### (.*?)( · .*)?")


@contextmanager
def in_a_hurry() -> Generator[None]:
    """Try again at once what Discord did not answer, and note a hundred times a second that the bot is alive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(courier, "_AGAIN", 0.01)
        patch.setattr(app, "BEAT", 0.01 * SECOND)
        yield


def sends(club: Club) -> tuple[str, str]:
    """Return the method and path of a message to the club's channel."""
    return "POST", f"/channels/{club.room.id}/messages"


async def next_sends_fail(club: Club, failure: Failure, *, is_out: bool = False, times: int = 1) -> Fault:
    """Let the next messages to the club's channel fail, though they may be out."""
    return club.sandbox.faults.answer(*sends(club), failure, times, done=is_out)


async def arrived(fault: Fault) -> None:
    """Return once a request has met a fault."""
    await asyncio.wait_for(fault.arrived.wait(), 10)


async def game_begun(club: Club) -> None:
    """Let the one game that runs be the one that is played from now on."""
    async with asyncio.timeout(10):
        while not (running := await unfinished_games(club.database)):
            pass  # each look is a query
    [club.game_id] = running


async def seen(club: Club) -> None:
    """Return once the bot has noted that it is alive by now."""
    async with asyncio.timeout(10):
        while (await club.record()).seen_at < club.now:
            pass  # each look is a query


async def done(club: Club) -> None:
    """Return once the game needs nothing more."""
    async with asyncio.timeout(10):
        while club.game_id in await unfinished_games(club.database):
            pass  # each look is a query


async def asked(club: Club, number: int = 1) -> Message:
    """Return a question once it is out and the game waits for its answers."""
    about = f"{club.game_id}:{number}"
    message = await club.posted(f"quiz:answer:{about}", f"quiz:type:{about}")
    now = club.now
    await club.clock.slept(lambda until: now < until <= now + 21 * SECOND)
    return message


async def be_away(club: Club, seconds: float) -> None:
    """Let the bot be cut off now, and come back so much later."""
    await seen(club)
    await be_down(club, seconds)


async def be_down(club: Club, seconds: float) -> None:
    """Let the bot be cut off whatever it has noted, and come back so much later."""
    await club.recall.stop()
    club.advance(seconds)
    await club.recall.start()


async def read(club: Club, number: int) -> None:
    """Let the time to read a reveal be over."""
    await club.reveal(number)
    over = club.now + READING * SECOND
    await club.clock.slept(lambda until: until == over)
    club.advance_to(over)


def heads(club: Club) -> list[str]:
    """Return how the bot's messages begin, oldest first; a reveal's end in "revealed"."""
    found = [_HEAD.fullmatch(post.text.splitlines()[0]) for post in club.posts]
    return [f"{head[1]}{' revealed' if head[2] else ''}" for head in found if head]


async def board(club: Club) -> dict[str, tuple[int, int]]:
    """Return the points and the games that the leaderboard has of each."""
    names = {each.id: each.name for each in (club.teacher, club.ada, club.ben, club.cat)}
    totals = await leaderboard(club.database, club.guild.id, None, None)
    return {names.get(each.member_id, ""): (each.points, each.games) for each in totals}
