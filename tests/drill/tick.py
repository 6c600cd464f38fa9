"""The tick: what looking for due schedules costs when there are very many of them."""

import asyncio
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bot.daily import Schedule
from bot.storage import Database, due_guilds, save_schedule
from tests.bench.table import table as tabled

SCHEDULES, DUE, CALLS = 100_000, 500, 200
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)  # when so many are due, the others later
_BERLIN = ZoneInfo("Europe/Berlin")
_MINUTE = timedelta(minutes=1)
_TOGETHER = 5_000  # set-ups that wait at once while the table is filled


async def table(schedules: int = SCHEDULES, calls: int = CALLS) -> str:
    """Return the table for so many schedules: none due, and as many as are taken at once."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "recall.db")
        try:
            await _fill(database, schedules)
            rows = [await _row(database, due, now, calls) for due, now in ((0, NOON - _MINUTE), (DUE, NOON))]
        finally:
            await database.close()
    return tabled(f"The tick with {schedules:,} schedules, {calls} looks each", ("due", "median", "p99"), rows)


async def _row(database: Database, due: int, now: datetime, calls: int) -> list[str]:
    times = sorted([await _look(database, due, now) for _ in range(calls)])
    median, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    return [f"{due}", f"{median * 1000:.2f} ms", f"{p99 * 1000:.2f} ms"]


async def _look(database: Database, due: int, now: datetime) -> float:
    start = perf_counter()
    found = await due_guilds(database, now, 2 * DUE)
    taken = perf_counter() - start
    if len(found) != due:
        raise RuntimeError(f"{len(found)} servers were found due, not {due}")
    return taken


async def _fill(database: Database, schedules: int) -> None:
    for first in range(0, schedules, _TOGETHER):
        guilds = range(first, min(first + _TOGETHER, schedules))
        await asyncio.gather(*(_save(database, guild_id) for guild_id in guilds))


async def _save(database: Database, guild_id: int) -> None:
    schedule = Schedule(guild_id=guild_id, channel_id=guild_id, at=time(8, 30), zone=_BERLIN)
    later = timedelta() if guild_id < DUE else _MINUTE * (1 + guild_id % 1440)
    await save_schedule(database, schedule, date(2026, 7, 1), NOON + later)
