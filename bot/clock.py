"""The clock: the only one in the house who asks the time."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """A source of the present moment; the sandbox and the drills hand in one of their own."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Return once `now()` has reached the aware `moment`; at once if it has passed."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Return once `now()` has reached the aware `moment`; at once if it has passed."""
        # The wall clock may be set back while we sleep, so look again after each nap.
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110  (nobody could set an event)
            await asyncio.sleep(left)
