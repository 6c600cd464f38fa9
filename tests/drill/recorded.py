"""Games that are only recorded, by the storage's own transactions, and what was promised of them meanwhile."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from random import Random
from typing import Self

from bot.quiz import Answer, Ending, Form, Option, Question, Rules, Scoring, scored
from bot.storage import (
    Database,
    begin_game,
    close_round,
    end_game,
    game_of,
    intend_round,
    open_game,
    open_round,
    record_answer,
)

_CHANNELS = 4  # in which games are recorded at once
_MEMBERS = 40
_TOGETHER = 10  # answers that come at once, at the most
_ROUNDS = 3
_NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RULES = Rules(questions=_ROUNDS, scoring=Scoring.ACCURACY)
_OPTIONS = tuple(Option(f"option {place}", "" if place == 1 else "Not it.") for place in range(4))
_QUESTIONS = tuple(
    Question(form=Form.CLUE, slug=f"term-{number}", prompt="Which one?", options=_OPTIONS, right=1, why="So.")
    for number in range(_ROUNDS)
)


class What(Enum):
    """What can be promised."""

    ANSWER = "answers acknowledged"
    SCORE = "scores of closed rounds"
    END = "games ended"


Fact = tuple[What, int, int, int]  # of a game, the number of a round and a member; 0 where there is none
Facts = dict[Fact, tuple[int | None, ...]]  # and what is so of it


@dataclass(frozen=True, slots=True)
class Left:
    """What a database file says."""

    facts: Facts
    is_damaged: bool

    @classmethod
    def in_file(cls, path: Path) -> Self:
        """Read a file, which recovers it."""
        with closing(sqlite3.connect(path)) as connection:
            try:
                return cls(dict(_facts(connection)), is_damaged=any(_faults(connection)))
            except sqlite3.DatabaseError:
                return cls({}, is_damaged=True)


class Recorder:
    """Records game after game, and notes what it was promised."""

    def __init__(self, chance: Random) -> None:
        self.promised: Facts = {}
        self._chance = chance

    async def record(self, database: Database) -> None:
        """Record games in several channels until the database fails; sqlite3.OperationalError."""
        async with asyncio.TaskGroup() as group:
            for channel_id in range(1, _CHANNELS + 1):
                group.create_task(self._games(database, channel_id))

    async def _games(self, database: Database, channel_id: int) -> None:
        while True:
            opened = await open_game(
                database,
                guild_id=1,
                channel_id=channel_id,
                host_id=1,
                host_name="host",
                rules=_RULES,
                seed="seed",
                questions=_QUESTIONS,
                at=_NOW,
            )
            await begin_game(database, opened.game_id, _NOW)
            for number in range(1, _ROUNDS + 1):
                await self._round(database, opened.game_id, number)
            await end_game(database, opened.game_id, _NOW, Ending.FINISHED, counts=True)
            self.promised[What.END, opened.game_id, 0, 0] = ()

    async def _round(self, database: Database, game_id: int, number: int) -> None:
        await intend_round(database, game_id, number, _NOW)
        await open_round(database, game_id, number, game_id * 100 + number, _NOW)
        members = self._chance.sample(range(1, _MEMBERS + 1), self._chance.randint(1, _MEMBERS))
        while members:
            together = self._chance.randint(1, _TOGETHER)
            some, members = members[:together], members[together:]
            await asyncio.gather(*(self._answer(database, game_id, number, member_id) for member_id in some))
        record = await game_of(database, game_id)
        if record and (played := record.game.round(number)).close():
            points = scored(played)
            await close_round(database, game_id, number, _NOW, skipped=False, points=points)
            self.promised |= {(What.SCORE, game_id, number, member_id): (won,) for member_id, won in points.items()}

    async def _answer(self, database: Database, game_id: int, number: int, member_id: int) -> None:
        choice = self._chance.randrange(len(_OPTIONS))
        at = _NOW + self._chance.randrange(20_000) * _MILLISECOND
        answer = Answer(member_id=member_id, at=at, choice=choice, is_right=choice == _QUESTIONS[0].right)
        if stands := await record_answer(database, game_id, number, answer, f"member {member_id}"):
            fact = stands.choice, (stands.at - _EPOCH) // _MILLISECOND, int(stands.is_right)
            self.promised[What.ANSWER, game_id, number, member_id] = fact


def _facts(connection: sqlite3.Connection) -> Iterator[tuple[Fact, tuple[int | None, ...]]]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'answers'").fetchall():
        return  # cut before it was migrated
    answers = "SELECT game_id, number, member_id, choice, at, is_right, points FROM answers"
    for game_id, number, member_id, *fact, points in connection.execute(answers):
        yield (What.ANSWER, game_id, number, member_id), tuple(fact)
        yield (What.SCORE, game_id, number, member_id), (points,)
    for (game_id,) in connection.execute("SELECT id FROM games WHERE phase = 'ended'"):
        yield (What.END, game_id, 0, 0), ()


def _faults(connection: sqlite3.Connection) -> Iterator[object]:
    yield from (row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",))
    yield from connection.execute("PRAGMA foreign_key_check")
