"""When a post is due: local dates and wall times become instants, whatever a zone's clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_AT_LEAST = timedelta(hours=2)  # for which a post may be late, also when its date ends before


def due_at(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of that local day's post: a gap moves it forward, of a repeated time the first counts."""
    # fold=0 is both: in a gap it is read with the offset before the change, which moves it forward by the gap.
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def closes_at(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant from which on that day's post is too late: its local date has ended, and two hours passed."""
    return max(due_at(day + _DAY, time(), zone), due_at(day, at, zone) + _AT_LEAST)


def day_after(day: date, at: time, zone: ZoneInfo) -> date:
    """Return the next date that has a post of its own: one that the zone skips has none."""
    return _not_skipped(day + _DAY, at, zone)


def next_day(now: datetime, at: time, zone: ZoneInfo, *, after: date | None = None) -> date:
    """Return the first date later than `after` that has a post of its own, due later than `now`."""
    day = local_date(now, zone) - _DAY  # in a gap at midnight, yesterday's post is due today
    if after is not None:
        day = max(day, after + _DAY)
    while due_at(day, at, zone) <= now:
        day += _DAY
    return _not_skipped(day, at, zone)


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """Return the date that clocks in `zone` show at the aware `now`."""
    return now.astimezone(zone).date()


def _not_skipped(day: date, at: time, zone: ZoneInfo) -> date:
    """Pass over dates that the zone skips: moved forward by the gap, they are due when the date after them is."""
    while due_at(day, at, zone) >= due_at(day + _DAY, at, zone):
        day += _DAY
    return day
