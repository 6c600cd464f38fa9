"""The database: what is acknowledged is there, what fails undoes itself alone, and one process owns the file."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.storage import Database, DatabaseError, remember_synced, synced_digest


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "deep" / "recall.db")
    yield database
    await database.close()


def insert(number: int) -> str:
    return f"INSERT INTO synced_commands (application_id, digest) VALUES ({number}, 'x')"  # noqa: S608  (a number)


def count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM synced_commands").fetchone()[0]


async def test_the_folder_is_made_and_the_pragmas_hold(database: Database) -> None:
    def pragmas(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await database.write(pragmas) == ["wal", 2, 1]


async def test_what_is_written_is_read_by_the_next_process(tmp_path: Path) -> None:
    first = await Database.open(tmp_path / "recall.db")
    await remember_synced(first, 1, "a")
    await remember_synced(first, 1, "b")
    await first.close()
    second = await Database.open(tmp_path / "recall.db")
    assert await synced_digest(second, 1) == "b"
    assert await synced_digest(second, 2) is None
    await second.close()


async def test_a_failing_transaction_undoes_itself_and_no_other(database: Database) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute(insert(2))
        raise ValueError("no")

    outcomes = await asyncio.gather(
        database.write(lambda connection: connection.execute(insert(1))),
        database.write(fails),
        database.write(lambda connection: connection.execute(insert(3))),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], ValueError)
    assert await database.read(count) == 2


async def test_waiting_transactions_are_committed_together(database: Database) -> None:
    statements: list[str] = []
    await database.write(lambda connection: connection.set_trace_callback(statements.append))
    await asyncio.gather(*(database.write(lambda c, n=n: c.execute(insert(n))) for n in range(1000)))
    await database.write(lambda connection: connection.set_trace_callback(None))
    assert await database.read(count) == 1000
    assert statements.count("COMMIT") < 100


async def test_a_cancelled_caller_leaves_no_half_written_row(database: Database) -> None:
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(connection: sqlite3.Connection) -> None:
        connection.execute(insert(1))
        loop.call_soon_threadsafe(started.set)

    task = database.write(slow)
    await started.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await database.write(lambda connection: connection.execute(insert(2)))
    assert await database.read(count) == 2


async def test_a_reader_can_not_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(lambda connection: connection.execute(insert(1)))


async def test_a_second_owner_waits_until_the_first_lets_go(tmp_path: Path) -> None:
    first = await Database.open(tmp_path / "recall.db")
    second = asyncio.create_task(Database.open(tmp_path / "recall.db"))
    done, _ = await asyncio.wait({second}, timeout=0.05)
    assert not done
    await first.close()
    await (await second).close()


async def test_waiting_for_the_owner_can_be_given_up(tmp_path: Path) -> None:
    first = await Database.open(tmp_path / "recall.db")
    second = asyncio.create_task(Database.open(tmp_path / "recall.db"))
    await asyncio.wait({second}, timeout=0.01)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    await first.close()
    third = await Database.open(tmp_path / "recall.db")
    await third.close()


async def test_a_folder_that_can_not_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseError, match=r"can't be opened: .*\.$"):
        await Database.open(tmp_path / "file" / "recall.db")


async def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "recall.db").write_text("hello " * 1000)
    with pytest.raises(DatabaseError, match="not a database"):
        await Database.open(tmp_path / "recall.db")


async def test_a_file_of_a_newer_recall_is_left_alone(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "recall.db")
    await database.close()
    with sqlite3.connect(tmp_path / "recall.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(DatabaseError, match="newer version of Recall"):
        await Database.open(tmp_path / "recall.db")
