"""The rounds of a game: planned, open, ended once, and what of them is out in the channel."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.storage.database import Database
from bot.storage.schedules import milliseconds

_MILLISECOND = timedelta(milliseconds=1)

# Once its message is known to be out, nothing is to be sent any more.
_INTEND = """
UPDATE rounds SET state = 'open', intended_at = :at
WHERE game_id = :game_id AND number = :number AND state IN ('planned', 'open') AND message_id IS NULL
    AND EXISTS (SELECT 1 FROM games WHERE id = :game_id AND phase = 'playing')
"""
# A vote may end it while its message is still on its way: the message is out all the same.
_OPEN = """
UPDATE rounds SET message_id = :message_id, opened_at = :opened
WHERE game_id = :game_id AND number = :number AND state <> 'planned' AND message_id IS NULL
"""
_DELAY = """
INSERT INTO delays (game_id, number, start, lasted)
SELECT game_id, number, :start, :lasted FROM rounds
WHERE game_id = :game_id AND number = :number AND state = 'open' AND :lasted > 0
ON CONFLICT (game_id, number, start, lasted) DO NOTHING
"""
_CLOSE = """
UPDATE rounds SET state = :state, closed_at = :at WHERE game_id = :game_id AND number = :number AND state = 'open'
"""
_PLAYERS = """
INSERT INTO players (game_id, member_id, has_joined)
SELECT game_id, member_id, 0 FROM answers WHERE game_id = :game_id AND number = :number
ON CONFLICT (game_id, member_id) DO NOTHING
"""
_COUNT = """
UPDATE answers SET points = 0 WHERE game_id = :game_id AND number = :number
"""
_SCORE = """
UPDATE answers SET points = :points WHERE game_id = :game_id AND number = :number AND member_id = :member_id
"""
_INTEND_REVEAL = """
UPDATE rounds SET reveal_intended_at = :at
WHERE game_id = :game_id AND number = :number AND closed_at IS NOT NULL AND reveal_id IS NULL
"""
_NOTE_REVEAL = """
UPDATE rounds SET reveal_id = :message_id
WHERE game_id = :game_id AND number = :number AND closed_at IS NOT NULL AND reveal_id IS NULL
"""


async def intend_round(database: Database, game_id: int, number: int, at: datetime) -> bool:
    """Open a round of a game that is played: from now on its message may be out, and answers count.

    Again while the message is not known to be out, it is intended anew. Return whether the message is to be sent.
    """
    return await _changed(database, _INTEND, game_id=game_id, number=number, at=milliseconds(at))


async def open_round(database: Database, game_id: int, number: int, message_id: int, opened: datetime) -> None:
    """Keep which message a round is, and the timestamp at which it came out; the first one holds."""
    opened_at = milliseconds(opened)
    await _changed(database, _OPEN, game_id=game_id, number=number, message_id=message_id, opened=opened_at)


async def delay_round(database: Database, game_id: int, number: int, start: datetime, by: timedelta) -> None:
    """Add to an open round that the bot was away from `start` on for `by`, in whole milliseconds; told twice, once."""
    values = {"start": milliseconds(start), "lasted": by // _MILLISECOND}
    await _changed(database, _DELAY, game_id=game_id, number=number, **values)


async def close_round(
    database: Database, game_id: int, number: int, at: datetime, *, skipped: bool, points: Mapping[int, int]
) -> bool:
    """End an open round, and unless it was skipped write the `points` by member onto its answers.

    Who answered and is missing in `points` has 0. Return whether it ended just now; later calls have no effect.
    """
    key = {"game_id": game_id, "number": number}
    state = "skipped" if skipped else "closed"

    def transaction(connection: sqlite3.Connection) -> bool:
        if connection.execute(_CLOSE, {**key, "state": state, "at": milliseconds(at)}).rowcount == 0:
            return False
        list_players(connection, game_id, number)
        if not skipped:
            connection.execute(_COUNT, key)
            score(connection, game_id, number, points)
        return True

    return await database.write(transaction)


async def intend_reveal(database: Database, game_id: int, number: int, at: datetime) -> bool:
    """Write that the reveal of an ended round may be out from now on; return whether it is to be sent."""
    return await _changed(database, _INTEND_REVEAL, game_id=game_id, number=number, at=milliseconds(at))


async def note_reveal(database: Database, game_id: int, number: int, message_id: int) -> None:
    """Keep which message is the reveal of a round; the first one holds."""
    await _changed(database, _NOTE_REVEAL, game_id=game_id, number=number, message_id=message_id)


def list_players(connection: sqlite3.Connection, game_id: int, number: int) -> None:
    """Note who has answered a round that has just ended."""
    connection.execute(_PLAYERS, {"game_id": game_id, "number": number})


def score(connection: sqlite3.Connection, game_id: int, number: int, points: Mapping[int, int]) -> None:
    """Write the points of a round onto its answers."""
    connection.executemany(
        _SCORE,
        [
            {"game_id": game_id, "number": number, "member_id": member_id, "points": won}
            for member_id, won in points.items()
        ],
    )


async def _changed(database: Database, statement: str, **values: object) -> bool:
    return await database.write(lambda connection: connection.execute(statement, values).rowcount > 0)
