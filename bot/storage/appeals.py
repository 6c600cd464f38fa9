"""Appeals: who asked to have a typed answer judged again, and what a manager decided."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.storage.boards import add_up
from bot.storage.database import Database
from bot.storage.records import record_in
from bot.storage.rounds import score
from bot.storage.schedules import milliseconds

_WHILE = timedelta(days=1)  # after the end of a game

# Only what a closed round found wrong, as `points` tells.
_APPEAL = """
INSERT INTO appeals (game_id, number, member_id, at)
SELECT answers.game_id, answers.number, answers.member_id, :at
FROM answers JOIN games ON games.id = answers.game_id
WHERE answers.game_id = :game_id AND answers.number = :number AND answers.member_id = :member_id
    AND answers.said IS NOT NULL AND answers.is_right = 0 AND answers.points IS NOT NULL
    AND (games.ended_at IS NULL OR games.ended_at >= :earliest_end)
ON CONFLICT (game_id, number, member_id) DO NOTHING
"""
_STANDS = """
SELECT appeals.*, answers.said AS said FROM appeals JOIN answers
    ON answers.game_id = appeals.game_id AND answers.number = appeals.number AND answers.member_id = appeals.member_id
WHERE appeals.game_id = :game_id AND appeals.number = :number AND appeals.member_id = :member_id
"""
_NOTE = """
UPDATE appeals SET message_id = :message_id
WHERE game_id = :game_id AND number = :number AND member_id = :member_id AND message_id IS NULL
"""
_DECIDE = """
UPDATE appeals SET state = :state, decided_by = :decided_by
WHERE game_id = :game_id AND number = :number AND member_id = :member_id AND state = 'open'
"""
_ACCEPT = """
UPDATE answers SET is_right = 1 WHERE game_id = :game_id AND number = :number AND member_id = :member_id
"""


class AppealState(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal as it stands; `is_new` if the call that returns it made it so."""

    said: str
    state: AppealState
    message_id: int | None
    decided_by: int | None
    is_new: bool


async def appeal(database: Database, game_id: int, number: int, member_id: int, at: datetime) -> Appeal | None:
    """Return a member's appeal for a round, made at `at` unless there is one already.

    None if they typed nothing wrong there, the round isn't closed, or the game ended more than a day ago.
    """
    values = {
        **_key(game_id, number, member_id),
        "at": milliseconds(at),
        "earliest_end": milliseconds(at - _WHILE),
    }

    def transaction(connection: sqlite3.Connection) -> Appeal | None:
        is_new = connection.execute(_APPEAL, values).rowcount == 1
        return _stands(connection, game_id, number, member_id, is_new=is_new)

    return await database.write(transaction)


async def note_appeal(database: Database, game_id: int, number: int, member_id: int, message_id: int) -> None:
    """Keep which message asks the managers; the first one holds."""
    values = {**_key(game_id, number, member_id), "message_id": message_id}

    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(_NOTE, values)

    await database.write(transaction)


async def decide(
    database: Database, game_id: int, number: int, member_id: int, *, accepted: bool, decided_by: int
) -> Appeal | None:
    """Return an appeal as it is decided now: by this call if it `is_new`, else as it was before; None if there is none.

    Accepting makes the answer right, and scores its round and the boards anew in the same transaction.
    """
    state = AppealState.ACCEPTED if accepted else AppealState.REFUSED
    values = {**_key(game_id, number, member_id), "state": state.value, "decided_by": decided_by}

    def transaction(connection: sqlite3.Connection) -> Appeal | None:
        is_new = connection.execute(_DECIDE, values).rowcount == 1
        if is_new and accepted:
            _accept(connection, game_id, number, member_id)
        return _stands(connection, game_id, number, member_id, is_new=is_new)

    return await database.write(transaction)


def _accept(connection: sqlite3.Connection, game_id: int, number: int, member_id: int) -> None:
    record = record_in(connection, game_id, only=number)
    if record is None:
        raise LookupError(f"an appeal without its game {game_id}")
    # Scored from what stands in this transaction: of two decisions about one round neither undoes the other.
    points = record.game.accept(number, member_id)
    connection.execute(_ACCEPT, _key(game_id, number, member_id))
    score(connection, game_id, number, points)
    add_up(connection, game_id)


def _stands(
    connection: sqlite3.Connection, game_id: int, number: int, member_id: int, *, is_new: bool
) -> Appeal | None:
    row = connection.execute(_STANDS, _key(game_id, number, member_id)).fetchone()
    if row is None:
        return None
    return Appeal(
        said=row["said"],
        state=AppealState(row["state"]),
        message_id=row["message_id"],
        decided_by=row["decided_by"],
        is_new=is_new,
    )


def _key(game_id: int, number: int, member_id: int) -> dict[str, object]:
    return {"game_id": game_id, "number": number, "member_id": member_id}
