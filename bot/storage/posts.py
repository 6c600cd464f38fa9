"""The ledger of daily posts: one entry per server and local date, which may be out, is out or was missed."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.daily import Entry, Option, Outcome, Question, Rota
from bot.storage.database import Database
from bot.storage.schedules import milliseconds, moment

_ENTRY = """
SELECT * FROM daily_posts WHERE guild_id = :guild_id AND day = :day
"""
_LAST = """
SELECT * FROM daily_posts WHERE guild_id = :guild_id AND outcome = :outcome ORDER BY day DESC LIMIT 1
"""
_UNFINISHED = """
SELECT * FROM daily_posts WHERE guild_id = :guild_id AND outcome = 'intended' ORDER BY day LIMIT 1
"""
_INTEND = """
INSERT INTO daily_posts (guild_id, day, slug, channel_id, outcome, at, question)
VALUES (:guild_id, :day, :slug, :channel_id, 'intended', :at, :question)
ON CONFLICT (guild_id, day) DO NOTHING
"""
_LEASE = """
UPDATE schedules SET look_at = :look_at WHERE guild_id = :guild_id AND state = 'on' AND is_removed = 0
"""
_WITHDRAW = """
DELETE FROM daily_posts WHERE guild_id = :guild_id AND day = :day AND outcome = 'intended'
"""
_SENT = """
UPDATE daily_posts SET outcome = 'sent', message_id = :message_id, at = :at
WHERE guild_id = :guild_id AND day = :day AND outcome <> 'sent'
"""
_MISSED = """
INSERT INTO daily_posts (guild_id, day, channel_id, outcome, at)
VALUES (:guild_id, :day, :channel_id, 'missed', :at)
ON CONFLICT (guild_id, day) DO UPDATE SET outcome = 'missed', at = excluded.at, question = NULL
WHERE daily_posts.outcome = 'intended'
"""
# A date that is settled late finds a newer post out already: then its own question is closed too.
_CLOSE_QUESTIONS = """
UPDATE daily_posts SET question = NULL
WHERE guild_id = :guild_id AND question IS NOT NULL
    AND day < (SELECT MAX(day) FROM daily_posts WHERE guild_id = :guild_id AND outcome = 'sent')
"""
# Where the schedule is past that date, it was moved on or set up anew since: looking too early does no harm, late does.
_MOVE_ON = """
UPDATE schedules SET
    day = CASE WHEN :next_day > day THEN :next_day ELSE day END,
    look_at = CASE
        WHEN state <> 'on' OR is_removed = 1 THEN NULL
        WHEN :next_day > day OR :look_at < look_at THEN :look_at
        ELSE look_at
    END
WHERE guild_id = :guild_id
"""
_MEND = """
UPDATE schedules SET cycle = :cycle, last_slug = :last_slug, fault = NULL, failures = 0 WHERE guild_id = :guild_id
"""


async def entry_of(database: Database, guild_id: int, day: date) -> Entry | None:
    """Return what became of a server's local date, None if nothing has yet."""
    return await database.read(lambda connection: _one(connection, _ENTRY, guild_id=guild_id, day=day.isoformat()))


async def last_entry(database: Database, guild_id: int, outcome: Outcome) -> Entry | None:
    """Return the entry of a server's latest date with that outcome."""
    return await database.read(lambda connection: _one(connection, _LAST, guild_id=guild_id, outcome=outcome.value))


async def unfinished(database: Database, guild_id: int) -> Entry | None:
    """Return a server's earliest entry that may be out; it need not be of the date that is posted next."""
    return await database.read(lambda connection: _one(connection, _UNFINISHED, guild_id=guild_id))


async def intend(database: Database, guild_id: int, entry: Entry, look_at: datetime) -> Entry:
    """Write that a post may be out from now on, unless its date has an entry, and return what stands there now.

    A schedule that is on and whose entry is unfinished is looked at again at `look_at`, should nobody settle it.
    """
    values = {
        "guild_id": guild_id,
        "day": entry.day.isoformat(),
        "slug": entry.slug,
        "channel_id": entry.channel_id,
        "at": milliseconds(entry.at),
        "question": None if entry.question is None else _stored(entry.question),
    }

    def transaction(connection: sqlite3.Connection) -> Entry:
        connection.execute(_INTEND, values)
        standing = _entry(connection.execute(_ENTRY, values).fetchone())
        if standing.outcome is Outcome.INTENDED:
            connection.execute(_LEASE, {"guild_id": guild_id, "look_at": milliseconds(look_at)})
        return standing

    return await database.write(transaction)


async def withdraw(database: Database, guild_id: int, day: date) -> None:
    """Delete an unfinished entry: nothing of it can be out."""
    values = {"guild_id": guild_id, "day": day.isoformat()}

    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(_WITHDRAW, values)

    await database.write(transaction)


async def mark_sent(  # noqa: PLR0913  (what one commit makes true together)
    database: Database,
    guild_id: int,
    day: date,
    *,
    message_id: int,
    at: datetime,
    rota: Rota,
    next_day: date,
    look_at: datetime,
) -> None:
    """Mark a post as out, once: the rota moves with it, the schedule to `next_day`, and earlier questions close."""
    sent = {"guild_id": guild_id, "day": day.isoformat(), "message_id": message_id, "at": milliseconds(at)}

    def transaction(connection: sqlite3.Connection) -> None:
        if not connection.execute(_SENT, sent).rowcount:
            return
        connection.execute(_CLOSE_QUESTIONS, {"guild_id": guild_id})
        connection.execute(_MEND, {"guild_id": guild_id, "cycle": rota.cycle, "last_slug": rota.last})
        _show(connection, guild_id, rota.shown)
        _move_on(connection, guild_id, next_day, look_at)

    await database.write(transaction)


async def mark_missed(
    database: Database, guild_id: int, day: date, *, channel_id: int, at: datetime, next_day: date, look_at: datetime
) -> None:
    """Close a date as missed, unless its post is out, and move the schedule to `next_day`; its fault stays."""
    missed = {"guild_id": guild_id, "day": day.isoformat(), "channel_id": channel_id, "at": milliseconds(at)}

    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(_MISSED, missed)
        _move_on(connection, guild_id, next_day, look_at)

    await database.write(transaction)


async def move_on(database: Database, guild_id: int, next_day: date, look_at: datetime) -> None:
    """Let a schedule go on to `next_day`, unless it is there already."""
    await database.write(lambda connection: _move_on(connection, guild_id, next_day, look_at))


def question_in(stored: str) -> Question:
    """Return the question that is stored as such a text."""
    fields: dict[str, Any] = json.loads(stored)
    options = tuple(Option(**option) for option in fields.pop("options"))
    return Question(options=options, **fields)


def _stored(question: Question) -> str:
    return json.dumps(asdict(question), ensure_ascii=False)


def _one(connection: sqlite3.Connection, query: str, **values: object) -> Entry | None:
    row = connection.execute(query, values).fetchone()
    return None if row is None else _entry(row)


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        day=date.fromisoformat(row["day"]),
        outcome=Outcome(row["outcome"]),
        at=moment(row["at"]),
        slug=row["slug"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        question=None if row["question"] is None else question_in(row["question"]),
    )


def _show(connection: sqlite3.Connection, guild_id: int, shown: frozenset[str]) -> None:
    """Make the stored cycle equal to `shown`: as a rule one term more."""
    rows = connection.execute("SELECT slug FROM daily_shown WHERE guild_id = :guild_id", {"guild_id": guild_id})
    stored = {row["slug"] for row in rows}
    for statement, slugs in (
        ("DELETE FROM daily_shown WHERE guild_id = :guild_id AND slug = :slug", stored - shown),
        ("INSERT INTO daily_shown (guild_id, slug) VALUES (:guild_id, :slug)", shown - stored),
    ):
        connection.executemany(statement, _each(guild_id, slugs))


def _each(guild_id: int, slugs: Iterable[str]) -> list[dict[str, object]]:
    return [{"guild_id": guild_id, "slug": slug} for slug in slugs]


def _move_on(connection: sqlite3.Connection, guild_id: int, next_day: date, look_at: datetime) -> None:
    values = {"guild_id": guild_id, "next_day": next_day.isoformat(), "look_at": milliseconds(look_at)}
    connection.execute(_MOVE_ON, values)
