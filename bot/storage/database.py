"""The database: one writer thread whose waiting transactions are committed together, readers beside it."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from bot.errors import Refusal
from bot.storage.owner import Owner
from bot.storage.schema import migrate

T = TypeVar("T")
Transaction = Callable[[sqlite3.Connection], T]

# More would only make the first waiter wait longer: at this size the commit's share is already below 1 %.
LARGEST_BATCH = 500
READERS = 2


class DatabaseError(Refusal):
    """The database can't be opened; the text says so to the owner in one sentence."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    transaction: Transaction[Any]
    outcome: "Future[Any]"


class Database:
    """One SQLite file, owned by this process until `close`; made by `open`."""

    def __init__(self, path: Path, owner: Owner, writer: sqlite3.Connection) -> None:
        self._owner = owner
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, args=(writer,), name="recall-writer", daemon=True)
        self._readers = [_connect(path, readonly=True) for _ in range(READERS)]
        self._free: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        for reader in self._readers:
            self._free.put(reader)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="recall-reader")
        self._thread.start()

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Return the migrated database at `path`, made if missing, once no other process owns it; DatabaseError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            owner = await Owner.of(path)
        except OSError as error:
            raise DatabaseError(f"The database {path} can't be opened: {error.strerror}.") from error
        try:
            return cls(path, owner, migrate(_connect(path)))
        except (sqlite3.Error, Refusal) as error:
            owner.release()
            raise DatabaseError(f"The database {path} can't be opened: {str(error).rstrip('.')}.") from error

    async def write(self, transaction: Transaction[T]) -> T:
        """Return what `transaction` returned once it is durable; what it raises undoes it alone."""
        waiting = _Waiting(transaction, Future())
        self._queue.put(waiting)
        return await asyncio.wrap_future(waiting.outcome)

    async def read(self, query: Transaction[T]) -> T:
        """Return what `query` returned on a connection that can't write."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, query)

    async def ping(self) -> None:
        """Return once the writer has answered."""
        await self.write(lambda connection: connection.execute("SELECT 1"))

    async def close(self) -> None:
        """Commit what waits, close every connection and let another process have the file."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._pool.shutdown()
        for reader in self._readers:
            reader.close()
        self._owner.release()

    def _read(self, query: Transaction[T]) -> T:
        reader = self._free.get()
        try:
            return query(reader)
        finally:
            self._free.put(reader)

    def _work(self, connection: sqlite3.Connection) -> None:
        with closing(connection):
            while (first := self._queue.get()) is not None:
                batch, last = self._gather(first)
                _commit(connection, batch)
                if last:
                    return

    def _gather(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        batch = [first]
        while len(batch) < LARGEST_BATCH:
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                break
            if waiting is None:
                return batch, True
            batch.append(waiting)
        return batch, False


def _connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    # isolation_level=None: transactions begin and end where we say. FULL: an acknowledged commit survives a power cut.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (
            "query_only = ON" if readonly else "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what members have deleted leaves the file too
        ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _commit(connection: sqlite3.Connection, batch: list[_Waiting]) -> None:
    """Run each transaction in a savepoint of its own, commit all at once, then tell each its outcome."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        done = [result for waiting in batch for result in _run(connection, waiting)]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001  (a full disk or the like: the thread lives, the callers get it)
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for waiting in batch:
            _fail(waiting.outcome, error)
    else:
        for waiting, result in done:
            waiting.outcome.set_result(result)


def _run(connection: sqlite3.Connection, waiting: _Waiting) -> Iterator[tuple[_Waiting, Any]]:
    """Yield what the transaction returned; nothing if it failed (the caller has the error) or nobody waits any more."""
    if not waiting.outcome.set_running_or_notify_cancel():
        return
    connection.execute("SAVEPOINT one")
    try:
        result = waiting.transaction(connection)
    except Exception as error:  # noqa: BLE001  (handed to the caller; the others of the batch go on)
        connection.execute("ROLLBACK TO one")
        waiting.outcome.set_exception(error)
    else:
        yield waiting, result
    connection.execute("RELEASE one")


def _fail(outcome: "Future[Any]", error: Exception) -> None:
    # One that runs can't be cancelled under our hands any more; one that is done has its own answer already.
    if not outcome.done() and (outcome.running() or outcome.set_running_or_notify_cancel()):
        outcome.set_exception(error)
