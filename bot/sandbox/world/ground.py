"""What everything in the world stands on: the time, new ids, and word of what happens."""

from collections.abc import Callable
from datetime import datetime

from bot.clock import Clock
from bot.sandbox.signal import Signal
from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.world.events import Event


class Ground:
    """The time, the ids, and the listeners of one world."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.ids = Snowflakes(clock)
        self.changed = Signal()
        self.listeners: list[Callable[[Event], None]] = []

    def now(self) -> datetime:
        """Return the world's present moment, aware, in UTC."""
        return self._clock.now()

    def publish(self, event: Event) -> None:
        """Tell every listener of an event, and those who wait for a change."""
        for listener in self.listeners:
            listener(event)
        self.changed.notify()
