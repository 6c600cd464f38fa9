"""The sandbox's time: the machine's clock plus an offset that tests and the page move forward."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(eq=False, slots=True)
class Alarm:
    """A call that waits for its moment on a `SandboxClock`."""

    moment: datetime
    ring: Callable[[], None]
    timer: asyncio.Handle | None = None


class SandboxClock:
    """A `bot.clock.Clock` that runs with the machine's and can be moved forward."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._alarms: set[Alarm] = set()

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def offset(self) -> timedelta:
        """How far it is ahead of the machine's clock."""
        return self._offset

    def advance(self, by: timedelta) -> None:
        """Move the time forward by `by`; whoever sleeps until then wakes."""
        if by < timedelta():
            raise ValueError("time only moves forward")
        self._offset += by
        for alarm in sorted(self._alarms, key=lambda alarm: alarm.moment):
            self._arm(alarm)

    def alarm(self, moment: datetime, ring: Callable[[], None]) -> Alarm:
        """Call `ring` from the event loop once `now()` has reached `moment`; `silence` takes it back."""
        alarm = Alarm(moment, ring)
        self._alarms.add(alarm)
        self._arm(alarm)
        return alarm

    def silence(self, alarm: Alarm) -> None:
        """Take an alarm back; nothing happens if it has rung."""
        self._alarms.discard(alarm)
        if alarm.timer is not None:
            alarm.timer.cancel()

    async def sleep_until(self, moment: datetime) -> None:
        """Return once `now()` has reached the aware `moment`; at once if it has passed."""
        if moment <= self.now():
            return
        reached = asyncio.Event()
        alarm = self.alarm(moment, reached.set)
        try:
            await reached.wait()
        finally:
            self.silence(alarm)

    def _arm(self, alarm: Alarm) -> None:
        if alarm.timer is not None:
            alarm.timer.cancel()
        loop, left = asyncio.get_running_loop(), (alarm.moment - self.now()).total_seconds()
        # Those that are due ring in the order in which they are armed; timers of the same instant might not.
        alarm.timer = loop.call_later(left, self._due, alarm) if left > 0 else loop.call_soon(self._due, alarm)

    def _due(self, alarm: Alarm) -> None:
        # The machine's clock may have been set back since the timer was armed.
        if self.now() < alarm.moment:
            self._arm(alarm)
            return
        self._alarms.discard(alarm)
        alarm.ring()
