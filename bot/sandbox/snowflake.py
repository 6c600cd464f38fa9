"""Discord's ids: milliseconds since 2015 in the upper bits, so that they sort by age."""

from datetime import UTC, datetime, timedelta

from bot.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_STEP = 22  # bits below the milliseconds
_MILLISECOND = timedelta(milliseconds=1)


class Snowflakes:
    """Hands out ids that strictly increase with the clock it was given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._oldest = at(clock.now())

    def next(self) -> int:
        """Return an id of this moment, larger than every one before."""
        self._last = max(self._last + 1, at(self._clock.now()))
        return self._last

    def older(self) -> int:
        """Return an id from before everything else, a millisecond apart from its like (shards go by them)."""
        self._oldest -= 1 << _STEP
        return self._oldest


def at(moment: datetime) -> int:
    """Return the smallest id of an aware moment."""
    return (moment - EPOCH) // _MILLISECOND << _STEP


def moment_of(snowflake: int) -> datetime:
    """Return the moment at which an id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=snowflake >> _STEP)
