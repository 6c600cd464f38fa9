"""The answers to a round: the first of each member counts, and is durable when told; those that wait are one write."""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace as with_changes
from itertools import compress
from typing import NamedTuple
from weakref import WeakKeyDictionary

from bot.quiz import Answer
from bot.storage.database import Database
from bot.storage.records import answer_in, storable
from bot.storage.schedules import milliseconds

_ANSWER = """
INSERT INTO answers (game_id, number, member_id, choice, said, at, is_right)
SELECT game_id, number, :member_id, :choice, :said, :at, :is_right FROM rounds
WHERE game_id = :game_id AND number = :number AND state = 'open'
ON CONFLICT (game_id, number, member_id) DO NOTHING
"""
_SEE = """
INSERT INTO names (member_id, guild_id, name)
SELECT answers.member_id, games.guild_id, :name FROM answers JOIN games ON games.id = answers.game_id
WHERE answers.game_id = :game_id AND answers.number = :number AND answers.member_id = :member_id
ON CONFLICT (member_id, guild_id) DO UPDATE SET name = excluded.name WHERE names.name <> excluded.name
"""
_STANDS = """
SELECT member_id, choice, said, at, is_right FROM answers
WHERE game_id = :game_id AND number = :number AND member_id = :member_id
"""


# The sheet that is being filled for each database.
_sheets: WeakKeyDictionary[Database, "_Sheet"] = WeakKeyDictionary()


async def record_answer(database: Database, game_id: int, number: int, answer: Answer, name: str) -> Answer | None:
    """Return the answer of its member that stands, durable: the first; None if there is none and the round isn't open.

    Who has one is known by the display `name` from now on. Half characters and NUL in texts become question marks.
    """
    said = None if answer.said is None else storable(answer.said)
    kept = answer if said == answer.said else with_changes(answer, said=said)
    entry = _Entry(
        answer=kept,
        values={
            "game_id": game_id,
            "number": number,
            "member_id": answer.member_id,
            "choice": answer.choice,
            "said": said,
            "at": milliseconds(answer.at),
            "is_right": int(answer.is_right),
            "name": storable(name),
        },
        stands=asyncio.get_running_loop().create_future(),
    )
    sheet = _sheets.get(database)
    if sheet is None or not sheet.add(entry):
        _sheets[database] = _Sheet(database, entry)
    try:
        return await entry.stands
    except (sqlite3.Error, OverflowError):
        # The fault of one is no fault of those that were written with it.
        return await database.write(lambda connection: _write(connection, [entry])[0])


class _Entry(NamedTuple):
    answer: Answer  # as it is stored
    values: dict[str, object]
    stands: asyncio.Future[Answer | None]


class _Sheet:
    """Takes in what comes until its write begins: a transaction for each answer would cost several times as much."""

    def __init__(self, database: Database, first: _Entry) -> None:
        self._lock = threading.Lock()  # the writer's thread begins when it likes
        self._is_begun = False
        self._entries = [first]
        # A task of its own: whoever gives up waiting takes none of the others along.
        self._writing = asyncio.create_task(database.write(self._write))
        self._writing.add_done_callback(self._tell)

    def add(self, entry: _Entry) -> bool:
        """Return whether the entry comes in time to be written with this sheet."""
        with self._lock:
            if not self._is_begun:
                self._entries.append(entry)
            return not self._is_begun

    def _write(self, connection: sqlite3.Connection) -> list[Answer | None]:
        with self._lock:
            self._is_begun = True
        return _write(connection, self._entries)

    def _tell(self, writing: asyncio.Task[list[Answer | None]]) -> None:
        """Hand everyone who still waits what is durable now, or why nothing is."""
        waiting = [not entry.stands.done() for entry in self._entries]
        if writing.cancelled():
            for entry in compress(self._entries, waiting):
                entry.stands.cancel()
        elif (error := writing.exception()) is not None:
            for entry in compress(self._entries, waiting):
                entry.stands.set_exception(error)
        else:
            for entry, stands in compress(zip(self._entries, writing.result(), strict=True), waiting):
                entry.stands.set_result(stands)


def _write(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> list[Answer | None]:
    """Return the answers that stand after these."""
    values = [entry.values for entry in entries]
    are_all_first = connection.executemany(_ANSWER, values).rowcount == len(entries)
    connection.executemany(_SEE, values)
    return [entry.answer if are_all_first else _standing(connection, entry) for entry in entries]


def _standing(connection: sqlite3.Connection, entry: _Entry) -> Answer | None:
    row = connection.execute(_STANDS, entry.values).fetchone()
    return None if row is None else answer_in(row)
