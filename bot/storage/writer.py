"""The writer: one thread on one connection, which commits everything that waits together."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Item = TypeVar("Item")
Transaction = Callable[[sqlite3.Connection], T]
Together = Callable[[sqlite3.Connection, Sequence[Item]], Sequence[T]]

# More would only make the first waiter wait longer: at this size the commit's share is already below 1 %.
LARGEST_BATCH = 500


class _Waiting(NamedTuple):
    together: Together[Any, Any]
    item: Any
    outcome: asyncio.Future[Any]


class _Outcome(NamedTuple):
    waiting: _Waiting
    result: Any = None
    error: Exception | None = None


class Writer:
    """The thread, from its making until `close`; everything else belongs to the loop that it was made in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._loop = asyncio.get_running_loop()
        self._gathered: list[_Waiting] = []
        self._queue: queue.SimpleQueue[list[_Waiting] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, args=(connection,), name="recall-writer", daemon=True)
        self._thread.start()

    def write(self, together: Together[Item, T], item: Item) -> asyncio.Future[T]:
        """Return what will have what `together` returned for this item of those that it was given, once durable."""
        if not self._gathered:
            # Handed over once everybody whose turn it is has had it: what wakes the thread alone is committed alone.
            self._loop.call_soon(self._hand_over)
        outcome: asyncio.Future[T] = self._loop.create_future()
        self._gathered.append(_Waiting(together, item, outcome))
        return outcome

    async def close(self) -> None:
        """Commit what waits and end the thread and its connection."""
        self._hand_over()
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _hand_over(self) -> None:
        waiting, self._gathered = self._gathered, []
        for start in range(0, len(waiting), LARGEST_BATCH):
            self._queue.put(waiting[start : start + LARGEST_BATCH])

    def _work(self, connection: sqlite3.Connection) -> None:
        with closing(connection):
            is_last = False
            while not is_last and (batch := self._queue.get()) is not None:
                is_last = self._gather(batch)
                outcomes = _commit(connection, batch)
                with suppress(RuntimeError):  # the loop is closed: nobody waits
                    self._loop.call_soon_threadsafe(_tell, outcomes)

    def _gather(self, batch: list[_Waiting]) -> bool:
        """Add to the batch what waits too, and return whether that was the last."""
        while len(batch) < LARGEST_BATCH:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                return False
            if more is None:
                return True
            batch += more
        return False


def alone(connection: sqlite3.Connection, transactions: Sequence[Transaction[T]]) -> Sequence[T]:
    """Return what each transaction returns: a `together` of which each item is undone by its own fault alone."""
    return [transaction(connection) for transaction in transactions]


def _commit(connection: sqlite3.Connection, batch: Sequence[_Waiting]) -> list[_Outcome]:
    """Run each group in a savepoint of its own, commit all at once, and return what each came to."""
    is_begun = False
    try:
        connection.execute("BEGIN IMMEDIATE")
        is_begun = True
        outcomes = [outcome for group in _groups(batch) for outcome in _run(connection, group)]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001  (a full disk or the like: the thread lives, the callers get it)
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if is_begun and len(batch) > 1:  # what is too much for the disk together may fit in part
            return [outcome for waiting in batch for outcome in _commit(connection, [waiting])]
        return [_Outcome(waiting, error=error) for waiting in batch]
    return outcomes


def _groups(batch: Sequence[_Waiting]) -> Iterator[list[_Waiting]]:
    """Yield, in their order, what runs together, without what nobody waits for any more."""
    for together, group in groupby(batch, key=lambda waiting: waiting.together):
        waiting = [each for each in group if not each.outcome.cancelled()]
        if together is alone:
            yield from ([each] for each in waiting)
        elif waiting:
            yield waiting


def _run(connection: sqlite3.Connection, group: Sequence[_Waiting]) -> list[_Outcome]:
    connection.execute("SAVEPOINT one")
    try:
        results = group[0].together(connection, [waiting.item for waiting in group])
        outcomes = [_Outcome(waiting, result) for waiting, result in zip(group, results, strict=True)]
    except Exception as error:
        if not connection.in_transaction:  # the disk's fault: SQLite has undone all of it
            raise
        connection.execute("ROLLBACK TO one")
        # The fault of one is no fault of those that were written with it.
        outcomes = [_Outcome(group[0], error=error)] if len(group) == 1 else _run_alone(connection, group)
    connection.execute("RELEASE one")
    return outcomes


def _run_alone(connection: sqlite3.Connection, group: Sequence[_Waiting]) -> list[_Outcome]:
    return [outcome for waiting in group for outcome in _run(connection, [waiting])]


def _tell(outcomes: Sequence[_Outcome]) -> None:
    for outcome in outcomes:
        told = outcome.waiting.outcome
        if told.done():  # given up meanwhile
            continue
        if outcome.error is None:
            told.set_result(outcome.result)
        else:
            told.set_exception(outcome.error)
