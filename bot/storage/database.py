"""The database: one writer thread whose waiting transactions are committed together, readers beside it."""

import asyncio
import queue
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from bot.errors import Refusal
from bot.storage.owner import Owner
from bot.storage.schema import migrate
from bot.storage.writer import Together, Transaction, Writer, alone

T = TypeVar("T")
Item = TypeVar("Item")

READERS = 2


class DatabaseError(Refusal):
    """The database can't be opened; the text says so to the owner in one sentence."""


class Database:
    """One SQLite file, owned by this process until `close`; made by `open`."""

    def __init__(self, path: Path, owner: Owner, writer: sqlite3.Connection) -> None:
        self._owner = owner
        self._writer = Writer(writer)
        self._readers = [_connect(path, readonly=True) for _ in range(READERS)]
        self._free: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        for reader in self._readers:
            self._free.put(reader)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="recall-reader")

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

    def write(self, transaction: Transaction[T]) -> asyncio.Future[T]:
        """Return what will have what `transaction` returned, once durable; what it raises undoes it alone."""
        return self._writer.write(alone, transaction)

    def write_together(self, together: Together[Item, T], item: Item) -> asyncio.Future[T]:
        """Return what will have what `together` returned for this item, once durable; it is given all that wait.

        Where it raises, it is given each of them alone, and what it raises then undoes that one.
        """
        return self._writer.write(together, item)

    async def read(self, query: Transaction[T]) -> T:
        """Return what `query` returned on a connection that can't write."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, query)

    async def ping(self) -> None:
        """Return once the writer has answered."""
        await self.write(lambda connection: connection.execute("SELECT 1"))

    async def close(self) -> None:
        """Commit what waits, close every connection and let another process have the file."""
        await self._writer.close()
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
