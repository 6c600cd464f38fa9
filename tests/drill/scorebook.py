"""Games as another program reads them, from the database file of a bot that is gone."""

import json
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from bot.quiz import Phase, State
from bot.storage import Record
from bot.storage.records import record_in
from tests.drill.worth import Span

_GAMES = "SELECT * FROM games ORDER BY id"
_UNDONE = "SELECT id FROM games WHERE is_done = 0"
_ROUNDS = "SELECT * FROM rounds WHERE game_id = ? AND opened_at IS NOT NULL ORDER BY number"
_ANSWERS = "SELECT member_id, choice, said, at, points FROM answers WHERE game_id = ? AND number = ?"
_DELAYS = "SELECT start, start + lasted FROM delays WHERE game_id = ? AND number = ?"
_TOTALS = "SELECT member_id, points, correct, answered FROM results WHERE game_id = ? ORDER BY member_id"


class Moment(Enum):
    """Where a kill found a game."""

    LOBBY = "in the lobby"
    ASKING = "asking: from the intent to ask until its message is noted"
    OPEN = "open: answers come in"
    CLOSING = "closing: from its due time until its reveal is intended"
    REVEAL = "reveal: from its intent until its message is noted"
    PAUSE = "in the pause to the next question"
    END = "the end: from the last reveal until the podium is noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer as it is stored; `text` is a letter, or what was typed."""

    member_id: int
    text: str
    at: int
    points: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was asked; moments are in milliseconds."""

    number: int
    slug: str
    right: str | None  # the letter of the right option
    is_counted: bool
    opened: int
    closed: int
    answers: Sequence[Answered]
    delays: Sequence[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A game that was played."""

    id: int
    channel_id: int
    scoring: str
    given: int  # milliseconds for each question
    has_lobby: bool
    is_finished: bool
    asked: Sequence[Asked]
    totals: Sequence[tuple[int, int, int, int]]  # of each member: points, right answers, answers


def games(database: Path) -> list[Played]:
    """Return every game of a database file, without a change to it."""
    with _opened(database) as connection:
        return [_played(connection, row) for row in connection.execute(_GAMES).fetchall()]


def moments(database: Path, now: datetime) -> dict[int, Moment]:
    """Return how far each game is that has not ended, by its channel, in a file that a kill has left."""
    with _opened(database) as connection:
        ids = [row["id"] for row in connection.execute(_UNDONE)]
        records = [record for record in (record_in(connection, each) for each in ids) if record]
    return {record.game.channel_id: _moment(record, now) for record in records}


def _moment(record: Record, now: datetime) -> Moment:
    game = record.game
    if game.phase is not Phase.PLAYING:
        return Moment.LOBBY if game.phase is Phase.LOBBY else Moment.END
    if current := game.current:
        if current.opened is None:
            return Moment.ASKING
        return Moment.CLOSING if (due := game.due) and due <= now else Moment.OPEN
    last = max((each.number for each in game.rounds if each.state is not State.PLANNED), default=0)
    if not last:
        return Moment.ASKING
    trace = record.trace(last)
    if trace.reveal_id is None:
        return Moment.REVEAL if trace.reveal_intended_at else Moment.CLOSING
    return Moment.END if game.over else Moment.PAUSE


def _played(connection: sqlite3.Connection, row: sqlite3.Row) -> Played:
    return Played(
        id=row["id"],
        channel_id=row["channel_id"],
        scoring=row["scoring"],
        given=row["seconds"] * 1000,
        has_lobby=row["lobby"] > 0,
        is_finished=row["phase"] == "ended" and row["because"] == "finished" and bool(row["is_done"]),
        asked=[_asked(connection, each) for each in connection.execute(_ROUNDS, (row["id"],)).fetchall()],
        totals=[tuple(each) for each in connection.execute(_TOTALS, (row["id"],))],
    )


def _asked(connection: sqlite3.Connection, row: sqlite3.Row) -> Asked:
    right = json.loads(row["question"])["right"]
    key = row["game_id"], row["number"]
    return Asked(
        number=row["number"],
        slug=row["slug"],
        right=None if right is None else "ABCD"[right],
        is_counted=row["state"] == "closed",
        opened=row["opened_at"],
        closed=row["closed_at"] or 0,
        answers=[
            Answered(
                member_id=each["member_id"],
                text=each["said"] if each["choice"] is None else "ABCD"[each["choice"]],
                at=each["at"],
                points=each["points"],
            )
            for each in connection.execute(_ANSWERS, key)
        ],
        delays=[(start, end) for start, end in connection.execute(_DELAYS, key)],
    )


@contextmanager
def _opened(database: Path) -> Generator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()
