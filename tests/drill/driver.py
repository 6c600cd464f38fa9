"""SQLite as the standard library's driver would show it, on a disk of ours: that driver has no way to one."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.drill.disk import Disk

Values = Mapping[str, Any] | Sequence[Any]


class Row:
    """A row whose columns are found by number or by name."""

    def __init__(self, names: Sequence[str], values: Sequence[Any]) -> None:
        self._values = values
        self._places = {name: place for place, name in enumerate(names)}

    def __getitem__(self, key: int | str) -> Any:
        return self._values[key if isinstance(key, int) else self._places[key]]


class Result:
    """What a statement came to."""

    def __init__(self, rows: Iterable[Row], rowcount: int) -> None:
        self.rowcount = rowcount
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def fetchone(self) -> Row | None:
        """Return the next row, None after the last one."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""
        return list(self._rows)


class Connection:
    """As much of `sqlite3.Connection` as the storage uses; `synchronous`, if given, is set instead of its own level."""

    def __init__(self, path: Path, disk: Disk, synchronous: str | None) -> None:
        self.row_factory: object = None  # rows are always such as the storage asks for
        self._connection: Any = apsw.Connection(str(path), vfs=disk.name)  # its types want a newer Python
        self._synchronous = synchronous

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def execute(self, statement: str, values: Values = ()) -> Result:
        """Run one statement."""
        if self._synchronous and statement.startswith("PRAGMA synchronous ="):
            statement = f"PRAGMA synchronous = {self._synchronous}"
        with _as_the_driver_says_it():
            cursor = self._connection.execute(statement, values)
            names = _columns(cursor)
            rows = [Row(names, row) for row in cursor]
        return Result(rows, self._connection.changes())

    def executemany(self, statement: str, many: Iterable[Values]) -> Result:
        """Run a statement for each of many values."""
        return Result((), sum(self.execute(statement, values).rowcount for values in many))

    def executescript(self, script: str) -> Result:
        """Run several statements."""
        with _as_the_driver_says_it():
            self._connection.execute(script).fetchall()
        return Result((), -1)

    def close(self) -> None:
        """Close it; once the power is cut there is nothing to bring to an end."""
        try:
            self._connection.close()
        except apsw.IOError:
            self._connection.close()


@contextmanager
def on_disk(disk: Disk, synchronous: str | None = None) -> Generator[None]:
    """Let every connection that the standard driver opens meanwhile be one to a database on `disk`."""

    def connect(path: Path, **_options: object) -> Connection:
        return Connection(path, disk, synchronous)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        yield


@contextmanager
def _as_the_driver_says_it() -> Generator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from error


def _columns(cursor: Any) -> list[str]:
    try:
        return [column[0] for column in cursor.get_description()]
    except apsw.ExecutionCompleteError:
        return []  # there are no rows either
