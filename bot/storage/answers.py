"""The answers to a round: the first of each member counts, and is durable when told; those that wait are one write."""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes
from typing import Self
from weakref import WeakKeyDictionary

from bot.quiz import Answer
from bot.storage.database import Database
from bot.storage.records import answer_in, storable
from bot.storage.schedules import milliseconds

_ANSWER = """
INSERT INTO answers (game_id, number, member_id, guild_id, slug, choice, said, at, is_right)
SELECT rounds.game_id, rounds.number, :member_id, games.guild_id, rounds.slug, :choice, :said, :at, :is_right
FROM rounds JOIN games ON games.id = rounds.game_id
WHERE rounds.game_id = :game_id AND rounds.number = :number AND rounds.state = 'open'
ON CONFLICT (game_id, number, member_id) DO NOTHING
"""
_SEE = """
INSERT INTO names (member_id, guild_id, name)
SELECT member_id, guild_id, :name FROM answers
WHERE game_id = :game_id AND number = :number AND member_id = :member_id
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
    entry = _Entry.of(game_id, number, answer, name)
    sheet = _sheets.get(database)
    if sheet is None or (place := sheet.add(entry)) is None:
        sheet, place = _Sheet(database, entry), 0
        _sheets[database] = sheet
    try:
        return (await sheet.written())[place]
    except (sqlite3.Error, OverflowError):
        # The fault of one is no fault of those that were written with it.
        return await database.write(lambda connection: _write(connection, [entry])[0])


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: Answer  # as it is stored
    values: dict[str, object]

    @classmethod
    def of(cls, game_id: int, number: int, answer: Answer, name: str) -> Self:
        said = None if answer.said is None else storable(answer.said)
        values: dict[str, object] = {
            "game_id": game_id,
            "number": number,
            "member_id": answer.member_id,
            "choice": answer.choice,
            "said": said,
            "at": milliseconds(answer.at),
            "is_right": int(answer.is_right),
            "name": storable(name),
        }
        return cls(answer if said == answer.said else with_changes(answer, said=said), values)


class _Sheet:
    """Takes in what comes until its write begins: a transaction for each answer would cost several times as much."""

    def __init__(self, database: Database, first: _Entry) -> None:
        self._lock = threading.Lock()  # the writer's thread begins when it likes
        self._is_begun = False
        self._entries = [first]
        self._is_over = asyncio.Event()
        self._writing = asyncio.create_task(database.write(self._write))
        self._writing.add_done_callback(lambda _: self._is_over.set())

    def add(self, entry: _Entry) -> int | None:
        """Return the place of the entry in what `written` returns, None if it comes too late for this sheet."""
        with self._lock:
            if self._is_begun:
                return None
            self._entries.append(entry)
            return len(self._entries) - 1

    async def written(self) -> list[Answer | None]:
        """Return the answers that stand, in the order of the entries, once they are durable."""
        # Not the task itself: whoever gives up waiting must not take the others along.
        await self._is_over.wait()
        return self._writing.result()

    def _write(self, connection: sqlite3.Connection) -> list[Answer | None]:
        with self._lock:
            self._is_begun = True
        return _write(connection, self._entries)


def _write(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> list[Answer | None]:
    """Return the answers that stand after these."""
    values = [entry.values for entry in entries]
    are_all_first = connection.executemany(_ANSWER, values).rowcount == len(entries)
    connection.executemany(_SEE, values)
    return [entry.answer if are_all_first else _standing(connection, entry) for entry in entries]


def _standing(connection: sqlite3.Connection, entry: _Entry) -> Answer | None:
    row = connection.execute(_STANDS, entry.values).fetchone()
    return None if row is None else answer_in(row)
