"""The servers' daily schedules: how each stands, and which are to be looked at."""

import logging
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.daily import Fault, Rota, Schedule, Standing, State
from bot.glossary import Level
from bot.storage.database import Database

log = logging.getLogger(__name__)

_EPOCH = datetime.fromtimestamp(0, UTC)
_MILLISECOND = timedelta(milliseconds=1)

# The rota stays, and so does the ledger: setting up again repeats nothing too early and posts no date twice.
_SAVE = """
INSERT INTO schedules (guild_id, channel_id, minute, zone, role_id, category, level, day, look_at)
VALUES (:guild_id, :channel_id, :minute, :zone, :role_id, :category, :level, :day, :look_at)
ON CONFLICT (guild_id) DO UPDATE SET
    channel_id = excluded.channel_id, minute = excluded.minute, zone = excluded.zone, role_id = excluded.role_id,
    category = excluded.category, level = excluded.level, day = excluded.day, look_at = excluded.look_at,
    state = 'on', is_removed = 0, gone_since = NULL, fault = NULL, failures = 0
"""
_STANDING = """
SELECT schedules.*, daily_shown.slug AS shown
FROM schedules LEFT JOIN daily_shown ON daily_shown.guild_id = schedules.guild_id
WHERE schedules.guild_id = :guild_id
"""
_DUE = """
SELECT guild_id FROM schedules WHERE look_at <= :now ORDER BY look_at, guild_id LIMIT :limit
"""
_LOOK_AGAIN = """
UPDATE schedules SET look_at = :now
WHERE look_at > :now AND guild_id IN (SELECT guild_id FROM daily_posts WHERE outcome = 'intended')
"""
_PAUSE = """
UPDATE schedules SET state = 'paused', look_at = NULL WHERE guild_id = :guild_id AND state = 'on'
"""
_RESUME = """
UPDATE schedules
SET state = 'on', day = :day, look_at = CASE WHEN is_removed = 0 THEN :look_at END, fault = NULL, failures = 0
WHERE guild_id = :guild_id AND state <> 'off'
"""
_TURN_OFF = """
UPDATE schedules SET state = 'off', look_at = NULL, gone_since = COALESCE(gone_since, :now) WHERE guild_id = :guild_id
"""
_PUT_OFF = """
UPDATE schedules
SET look_at = CASE WHEN state = 'on' AND is_removed = 0 THEN :look_at END, fault = :fault, failures = :failures
WHERE guild_id = :guild_id
"""
_REMOVE = """
UPDATE schedules SET is_removed = 1, look_at = NULL, gone_since = COALESCE(gone_since, :now) WHERE guild_id = :guild_id
"""
_RESTORE = """
UPDATE schedules
SET is_removed = 0, day = :day, look_at = CASE WHEN state = 'on' THEN :look_at END,
    gone_since = CASE WHEN state = 'off' THEN gone_since END
WHERE guild_id = :guild_id AND is_removed = 1
"""


def milliseconds(at: datetime) -> int:
    """Return an aware instant as whole milliseconds since 1970 in UTC, as it is stored."""
    return (at - _EPOCH) // _MILLISECOND


def moment(stored: int) -> datetime:
    """Return the instant that is stored as so many milliseconds, in UTC."""
    return _EPOCH + stored * _MILLISECOND


async def save_schedule(database: Database, schedule: Schedule, day: date, look_at: datetime) -> None:
    """Set a server up, or replace all that it was set up with: on, without a fault, `day` next, the rota kept."""
    await _change(
        database,
        _SAVE,
        guild_id=schedule.guild_id,
        channel_id=schedule.channel_id,
        minute=schedule.at.hour * 60 + schedule.at.minute,
        zone=schedule.zone.key,
        role_id=schedule.role_id,
        category=schedule.category,
        level=schedule.level and schedule.level.value,
        day=day.isoformat(),
        look_at=milliseconds(look_at),
    )


async def standing_of(database: Database, guild_id: int) -> Standing | None:
    """Return how a server stands, also while it is off or removed; None if it isn't set up."""
    rows = await database.read(lambda connection: connection.execute(_STANDING, {"guild_id": guild_id}).fetchall())
    return _standing(rows) if rows else None


async def due_guilds(database: Database, now: datetime, limit: int) -> list[int]:
    """Return up to `limit` servers that are to be looked at by `now`, those that wait longest first."""
    values = {"now": milliseconds(now), "limit": limit}
    rows = await database.read(lambda connection: connection.execute(_DUE, values).fetchall())
    return [row["guild_id"] for row in rows]


async def look_again(database: Database, now: datetime) -> None:
    """Let every schedule with a post that may be out be looked at by `now`: whoever meant to settle it is dead."""
    await _change(database, _LOOK_AGAIN, now=milliseconds(now))


async def pause(database: Database, guild_id: int) -> None:
    """Let a schedule rest that is on."""
    await _change(database, _PAUSE, guild_id=guild_id)


async def resume(database: Database, guild_id: int, day: date, look_at: datetime) -> None:
    """Turn a schedule on that isn't off, without a fault, `day` next."""
    await _change(database, _RESUME, guild_id=guild_id, day=day.isoformat(), look_at=milliseconds(look_at))


async def turn_off(database: Database, guild_id: int, now: datetime) -> None:
    """End a schedule, gone since `now` or since it was before; only setting it up brings it back."""
    await _change(database, _TURN_OFF, guild_id=guild_id, now=milliseconds(now))


async def put_off(database: Database, guild_id: int, look_at: datetime, *, fault: Fault | None, failures: int) -> None:
    """Note what a look found and, if the schedule is on and not removed, when to look again."""
    await _change(
        database,
        _PUT_OFF,
        guild_id=guild_id,
        look_at=milliseconds(look_at),
        fault=fault and fault.value,
        failures=failures,
    )


async def remove_guild(database: Database, guild_id: int, now: datetime) -> None:
    """Note that the server let the bot go; what its managers decided is kept."""
    await _change(database, _REMOVE, guild_id=guild_id, now=milliseconds(now))


async def restore_guild(database: Database, guild_id: int, day: date, look_at: datetime) -> None:
    """Let a removed server stand as its managers left it, `day` next."""
    await _change(database, _RESTORE, guild_id=guild_id, day=day.isoformat(), look_at=milliseconds(look_at))


async def scheduled_guilds(database: Database) -> dict[int, bool]:
    """Return every server that is set up, also if it is off, and whether it is removed."""
    rows = await database.read(lambda c: c.execute("SELECT guild_id, is_removed FROM schedules").fetchall())
    return {row["guild_id"]: bool(row["is_removed"]) for row in rows}


async def forget_gone(database: Database, before: datetime) -> int:
    """Delete the servers gone since earlier than `before`, with all that hangs on them; return how many."""
    values = {"before": milliseconds(before)}

    def transaction(connection: sqlite3.Connection) -> int:
        return connection.execute("DELETE FROM schedules WHERE gone_since < :before", values).rowcount

    return await database.write(transaction)


async def _change(database: Database, statement: str, **values: object) -> None:
    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(statement, values)

    await database.write(transaction)


def _standing(rows: list[sqlite3.Row]) -> Standing:
    row = rows[0]
    return Standing(
        schedule=_schedule(row),
        state=State(row["state"]),
        day=date.fromisoformat(row["day"]),
        look_at=None if row["look_at"] is None else moment(row["look_at"]),
        fault=None if row["fault"] is None else Fault(row["fault"]),
        failures=row["failures"],
        rota=Rota(
            guild_id=row["guild_id"],
            cycle=row["cycle"],
            shown=frozenset(row["shown"] for row in rows if row["shown"] is not None),
            last=row["last_slug"],
        ),
    )


def _schedule(row: sqlite3.Row) -> Schedule:
    hour, minute = divmod(row["minute"], 60)
    return Schedule(
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        at=time(hour, minute),
        zone=_zone(row["zone"], row["guild_id"]),
        role_id=row["role_id"],
        category=row["category"],
        level=None if row["level"] is None else Level(row["level"]),
    )


def _zone(key: str, guild_id: int) -> ZoneInfo:
    # Time zone data without it must not cost a server its posts. The row keeps the name, so that the data's return
    # mends it; meanwhile `/daily status` shows UTC.
    try:
        return ZoneInfo(key)
    except (LookupError, ValueError, OSError):
        log.warning("No time zone data for %s, in which server %d is posted to; UTC stands in.", key, guild_id)
        return ZoneInfo("UTC")
