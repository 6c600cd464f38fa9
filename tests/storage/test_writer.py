"""The writer: what waits is written together, and the fault of one is no fault of the others."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from bot.storage import Database

INSERT = "INSERT INTO synced_commands (application_id, digest) VALUES (:number, 'x')"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


class Sheet:
    """Inserts numbers, negative ones never, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[list[int]] = []

    def write(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
        self.given.append(list(numbers))
        connection.executemany(INSERT, [{"number": number} for number in numbers])
        if min(numbers) < 0:
            raise ValueError("a negative number")
        return [number * 2 for number in numbers]


def numbers_in(connection: sqlite3.Connection) -> list[int]:
    return [number for (number,) in connection.execute("SELECT application_id FROM synced_commands")]


async def test_all_that_wait_are_given_together_and_each_gets_its_own_result(database: Database) -> None:
    sheet = Sheet()
    assert await asyncio.gather(*(database.write_together(sheet.write, n) for n in range(100))) == [
        2 * n for n in range(100)
    ]
    assert sheet.given == [list(range(100))]
    assert await database.read(numbers_in) == list(range(100))


async def test_the_fault_of_one_undoes_that_one_alone(database: Database) -> None:
    sheet = Sheet()
    outcomes = await asyncio.gather(
        *(database.write_together(sheet.write, n) for n in (1, -2, 3)), return_exceptions=True
    )
    assert [outcomes[0], outcomes[2]] == [2, 6]
    assert isinstance(outcomes[1], ValueError)
    assert await database.read(numbers_in) == [1, 3]


async def test_what_is_written_otherwise_in_between_keeps_its_turn(database: Database) -> None:
    def delete(connection: sqlite3.Connection) -> int:
        return connection.execute("DELETE FROM synced_commands").rowcount

    sheet = Sheet()
    outcomes = await asyncio.gather(
        database.write_together(sheet.write, 1), database.write(delete), database.write_together(sheet.write, 2)
    )
    assert outcomes == [2, 1, 4]
    assert await database.read(numbers_in) == [2]


async def test_what_nobody_waits_for_any_more_before_its_turn_is_not_written(database: Database) -> None:
    sheet = Sheet()
    given_up, kept = (database.write_together(sheet.write, n) for n in (1, 2))
    given_up.cancel()
    assert await kept == 4
    assert sheet.given == [[2]]


async def test_more_than_a_batch_at_once_is_written_in_batches(database: Database) -> None:
    sheet = Sheet()
    await asyncio.gather(*(database.write_together(sheet.write, n) for n in range(1200)))
    assert [number for given in sheet.given for number in given] == list(range(1200))
    assert max(map(len, sheet.given)) <= 1000


async def test_what_waits_at_the_close_is_written(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "recall.db")
    sheet = Sheet()
    waiting = database.write_together(sheet.write, 1)
    await database.close()
    assert await waiting == 2
