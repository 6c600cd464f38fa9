"""When posts are due, against an oracle that looks at what clocks show and never asks what a wall time means.

`table()` takes every zone of the package `tzdata`; the suite takes some telling ones.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from operator import ge, ne
from zoneinfo import ZoneInfo

from bot.daily.times import due_at
from tests.bench.table import table as tabled
from tests.drill.promise import Broken

Due = Callable[[date, time, ZoneInfo], datetime]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_STEP = timedelta(hours=12)  # between two looks at a clock; no zone changes twice within it
_MINUTES = 24 * 60
_AROUND = 2  # days on either side of a change
_AT = [time(*divmod(minute, 60)) for minute in range(_MINUTES)]
FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)
PLAIN = tuple(date(year, month, 15) for year in (2024, 2032, 2040) for month in (1, 8))


@dataclass(frozen=True, slots=True)
class Change:
    """Clocks jump: a minute of UTC since the epoch, and how many minutes they are ahead before and from then on."""

    at: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was compared and what differed."""

    minutes: int = 0
    changes: int = 0
    differences: int = 0
    not_later: int = 0  # than the same time a day before

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.minutes + other.minutes,
            self.changes + other.changes,
            self.differences + other.differences,
            self.not_later + other.not_later,
        )


def ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    """Return how far the zone's clocks are ahead, by what they show at an instant."""
    return moment.astimezone(zone).replace(tzinfo=None) - moment.replace(tzinfo=None)


def changes(zone: ZoneInfo, first: date, last: date) -> Iterator[Change]:
    """Find each jump of the clocks by looking at them twice a day, then ever more closely."""
    moment, end = _midnight(first), _midnight(last)
    while moment < end:
        before, after = ahead(moment, zone), ahead(moment + _STEP, zone)
        if before != after:
            early, late = moment, moment + _STEP
            while late - early > _MINUTE:
                middle = early + (late - early) // _MINUTE // 2 * _MINUTE
                early, late = (middle, late) if ahead(middle, zone) == before else (early, middle)
            yield Change(_minute(late), before // _MINUTE, after // _MINUTE)
        moment += _STEP


def first_instants(jumps: Sequence[Change], at_start: int, minutes: range) -> Mapping[int, int]:
    """Map each minute that clocks show to the first minute of UTC, out of `minutes`, at which they show it."""
    inside = [jump for jump in jumps if jump.at in minutes]
    starts = [(minutes.start, at_start), *((jump.at, jump.after) for jump in inside)]
    ends = [*(jump.at for jump in inside), minutes.stop]
    shown: dict[int, int] = {}
    for (start, offset), end in zip(reversed(starts), reversed(ends), strict=True):
        shown.update(zip(range(start + offset, end + offset), range(start, end), strict=True))  # the earlier one stays
    return shown


def expected(jumps: Sequence[Change], at_start: int, days: Sequence[date]) -> Iterator[list[int]]:
    """Give, for each of consecutive days, the minute of UTC at which each of its minutes is due."""
    first, last = _minute(_midnight(days[0])), _minute(_midnight(days[-1]))
    shown = first_instants(jumps, at_start, range(first - 2 * _MINUTES, last + 4 * _MINUTES))
    for day in days:
        start = _minute(_midnight(day))
        yield [
            shown[minute] if minute in shown else shown[minute + _gap(jumps, minute)]
            for minute in range(start, start + _MINUTES)
        ]


def compared(zone: ZoneInfo, first: date, last: date, plain: Iterable[date] = (), due: Due = due_at) -> Found:
    """Compare every minute of every day near a change, and of the plain days each with the day after it."""
    jumps = list(changes(zone, first - 8 * _DAY, last + 8 * _DAY))
    near = {_day(jump.at) + n * _DAY for jump in jumps for n in range(-_AROUND, _AROUND + 1)}
    wanted = {day for day in near if first <= day <= last}.union(*((day, day + _DAY) for day in plain))
    found = Found(changes=len([jump for jump in jumps if first <= _day(jump.at) <= last]))
    for days in _runs(wanted):
        start = _minute(_midnight(days[0])) - 2 * _MINUTES
        at_start = ahead(_EPOCH + start * _MINUTE, zone) // _MINUTE
        due_there = [[(due(day, at, zone) - _EPOCH) // _MINUTE for at in _AT] for day in days]
        found += Found(
            minutes=len(days) * _MINUTES,
            differences=sum(map(_unlike, due_there, expected(jumps, at_start, days))),
            not_later=sum(sum(map(ge, day, after)) for day, after in pairwise(due_there)),
        )
    return found


def packaged() -> tuple[ZoneInfo, ...]:
    """Return the zones of the package `tzdata`, which are the same on every machine; of equal files only one."""
    names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    by_content = {(files("tzdata") / "zoneinfo").joinpath(*name.split("/")).read_bytes(): name for name in names}
    return tuple(map(load, by_content.values()))


def load(name: str) -> ZoneInfo:
    """Load a zone from the package `tzdata`, whatever the machine has."""
    with (files("tzdata") / "zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def table() -> str:
    """Compare all zones, and those that left a date out around that date."""
    skips = (("Pacific/Apia", 2011), ("Pacific/Fakaofo", 2011), ("Pacific/Kwajalein", 1993), ("Pacific/Kanton", 1994))
    zones = packaged()
    every = sum((compared(zone, FIRST, LAST, PLAIN) for zone in zones), Found())
    left_out = sum((compared(load(name), date(year, 1, 1), date(year + 1, 6, 30)) for name, year in skips), Found())
    rows = [
        _row(f"{len(zones)} zones with rules of their own, 2024 to 2040", every),
        _row(f"{len(skips)} that left a date out, that year", left_out),
    ]
    head = ("due_at", "changes", "minutes compared", "differences", "not later than a day before")
    text = tabled("When a post is due, against what clocks show", head, rows)
    # A date that is left out has the instants of the next one: these are the only ones that may not be later.
    if every.differences or every.not_later or left_out.differences or left_out.not_later != len(skips) * _MINUTES:
        raise Broken(text)
    return text


def _row(name: str, found: Found) -> list[str]:
    return [name, *(f"{n:,}" for n in (found.changes, found.minutes, found.differences, found.not_later))]


def _unlike(ours: Collection[int], theirs: Collection[int]) -> int:
    return sum(map(ne, ours, theirs))


def _gap(jumps: Iterable[Change], minute: int) -> int:
    """Return how long the gap is in which clocks never show that minute."""
    return next(j.after - j.before for j in jumps if j.at + j.before <= minute < j.at + j.after)


def _runs(days: Iterable[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for day in sorted(days):
        if run and day - run[-1] != _DAY:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _minute(moment: datetime) -> int:
    return (moment - _EPOCH) // _MINUTE


def _day(minute: int) -> date:
    return (_EPOCH + minute * _MINUTE).date()
