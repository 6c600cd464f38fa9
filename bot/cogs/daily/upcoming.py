"""What comes next for a schedule that is set up, resumed or back: never two posts on one local date."""

from datetime import date, datetime

from bot.daily import Outcome, Schedule, closes_at, local_date, next_day
from bot.storage import Database, last_entry, standing_of, unfinished


async def upcoming(database: Database, schedule: Schedule, now: datetime) -> tuple[date, datetime]:
    """Return the local date that is posted next if `schedule` holds from `now` on, and when it is looked at."""
    guild_id, at, zone = schedule.guild_id, schedule.at, schedule.zone
    before = await standing_of(database, guild_id)
    last = await last_entry(database, guild_id, Outcome.SENT)
    missed = await last_entry(database, guild_id, Outcome.MISSED)
    begun = await unfinished(database, guild_id)
    taken = [entry.day for entry in (last, missed, begun) if entry]
    # Posted by another zone's clock when this one's showed a later date: that date has had its post.
    taken += [
        local_date(entry.at, zone)
        for entry in (last, begun)
        if entry and before and entry.at >= closes_at(entry.day, before.schedule.at, zone)
    ]
    day = next_day(now, at, zone, after=max(taken, default=None))
    return day, now if begun else schedule.due(day)  # what may be out is settled first
