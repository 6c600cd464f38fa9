"""Recording answers alone, without Discord: one at a time beside many that wait together, each durable when told."""

import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.quiz import Answer, Form, Option, Question, Rules
from bot.storage import Database, begin_game, game_of, intend_round, open_game, open_round, record_answer
from tests.bench.table import table as laid_out

_NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
_TURNS = 12
_AT_ONCE = {1: 60, 100: 15, 1_000: 3}  # how many wait together, and how often a turn does that
_MEMBERS = random.Random(7).sample(range(2**57, 2**60), 1_000)  # noqa: S311  (ids as Discord's: in no order)
_QUESTIONS = _TURNS * sum(_AT_ONCE.values())  # a question for each time, which is what all answer then


async def table() -> str:
    """Return the table, measured in turns so that each way sees the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "recall.db")
        game_id = await _game(database)
        numbers = count(1)
        rates = {waiting: list[float]() for waiting in _AT_ONCE}
        for _ in range(_TURNS):
            for waiting, times in _AT_ONCE.items():
                rates[waiting].append(await _rate(database, game_id, waiting, [next(numbers) for _ in range(times)]))
        await _check(database, game_id, sum(waiting * times for waiting, times in _AT_ONCE.items()) * _TURNS)
        await database.close()
    alone = rates[1]
    rows = [_row(waiting, rate, alone) for waiting, rate in rates.items()]
    head = ("answers that wait together", "recorded a second", "times as many as alone", "until all are durable")
    return laid_out(f"Recording answers, {_TURNS} turns of each, medians", head, rows)


async def _game(database: Database) -> int:
    options = tuple(Option(letter, "") for letter in "abcd")
    questions = [
        Question(form=Form.CLUE, slug=f"term-{n}", prompt="Which?", options=options, right=0, why="So.")
        for n in range(_QUESTIONS)
    ]
    opened = await open_game(
        database,
        guild_id=1,
        channel_id=2,
        host_id=3,
        host_name="Host",
        rules=Rules(),
        seed="bench",
        questions=questions,
        at=_NOW,
    )
    await begin_game(database, opened.game_id, _NOW)
    for number in range(1, _QUESTIONS + 1):
        await intend_round(database, opened.game_id, number, _NOW)
        await open_round(database, opened.game_id, number, number, _NOW)
    return opened.game_id


async def _rate(database: Database, game_id: int, waiting: int, numbers: list[int]) -> float:
    async def member(member_id: int) -> None:
        name: str | None = f"Member {member_id}"
        answer = Answer(member_id=member_id, at=_NOW, choice=0, is_right=True)
        for number in numbers:
            await record_answer(database, game_id, number, answer, name)
            name = None  # a game has it stored once

    members = random.Random(numbers[0]).sample(_MEMBERS, waiting)  # noqa: S311
    start = time.perf_counter()
    await asyncio.gather(*(member(member_id) for member_id in members))
    return waiting * len(numbers) / (time.perf_counter() - start)


async def _check(database: Database, game_id: int, given: int) -> None:
    record = await game_of(database, game_id)
    assert record is not None
    assert sum(len(played.answers) for played in record.game.rounds) == given


def _row(waiting: int, rates: list[float], alone: list[float]) -> list[str]:
    rate = statistics.median(rates)
    # Turn by turn: what else the machine did in a turn, it did to both.
    ratio = statistics.median(each / one for each, one in zip(rates, alone, strict=True))
    return [f"{waiting:,}", f"{rate:,.0f}", f"{ratio:.1f}", f"{1000 * waiting / rate:.1f} ms"]
