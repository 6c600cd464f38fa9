"""A bot in trouble: its days are the same on every machine, its clock may be wrong, and it dies when a test likes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.daily import Outcome
from bot.sandbox import Guild, Sandbox, SandboxClock
from bot.sandbox.signal import Signal
from bot.settings import Settings
from bot.storage import Database, entry_of
from tests.conftest import Recall

START = datetime(2027, 1, 10, 6, tzinfo=UTC)
TODAY = START.date()
DUE = datetime(2027, 1, 10, 7, 30, tzinfo=UTC)  # half past eight in Berlin
MIDNIGHT = datetime(2027, 1, 10, 23, tzinfo=UTC)  # there
DAY, HOUR, MINUTE, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
SOON = 3 * SECOND  # what a slow machine may add
SEND = ("POST", r"/channels/\d+/messages")
HISTORY = ("GET", r"/channels/\d+/messages")
_BEAT = timedelta(milliseconds=10)


def utc(*parts: int) -> datetime:
    """Return the instant of a year, month, day, hour and minute in UTC."""
    year, month, day, *clock = parts
    return datetime(year, month, day, *clock, tzinfo=UTC)


class Calendar(SandboxClock):
    """A sandbox's time that begins on a day of a test's choice."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self._offset = start - super().now()


class Watch:
    """The bot's own clock, by the sandbox's: it may be wrong, and it tells how often it was looked at."""

    def __init__(self, right: SandboxClock) -> None:
        self.wrong = timedelta()
        self._right = right
        self._looks = 0
        self._looked = Signal()

    def now(self) -> datetime:
        self._looks += 1
        self._looked.notify()
        return self._right.now() + self.wrong

    async def sleep_until(self, moment: datetime) -> None:
        await self._right.sleep_until(moment - self.wrong)

    async def looked(self) -> None:
        """Return once the bot has gone through all that is due now at least once, and begun what it found."""
        enough = self._looks + 4
        await self._looked.until(lambda: self._looks >= enough, 10)


class Mortal(Recall):
    """The bot on a clock of its own."""

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        super().__init__(sandbox, settings)
        self.watch = Watch(sandbox.clock)

    async def start(self) -> None:
        await self.serve(self.watch, _BEAT)
        await self.watch.looked()

    async def be_down_until(self, moment: datetime) -> None:
        """Stop, and start again at `moment`."""
        await self.stop()
        self.advance_to(moment)
        await self.start()

    async def die_while_sending(self, *, done: bool) -> None:
        """Be stopped at the next post, intended by then: `done`, it is out, else the request gets nowhere."""
        held = self.sandbox.faults.hold(*SEND, done=done)
        await asyncio.wait_for(held.arrived.wait(), 10)
        await self.stop()

    def advance_to(self, moment: datetime) -> None:
        """Move the time to `moment`, if that is still to come."""
        self.sandbox.clock.advance(max(moment - self.sandbox.clock.now(), timedelta()))

    async def reach(self, moment: datetime) -> None:
        """Move the time to `moment`, and return once the bot has had an eye on it."""
        self.advance_to(moment)
        await self.watch.looked()

    @asynccontextmanager
    async def database(self) -> AsyncGenerator[Database]:
        """Open the database of the bot, which is stopped for it."""
        await self.stop()
        database = await Database.open(self.settings.database or Path())
        yield database
        await database.close()

    async def outcomes(self, guild: Guild, first: date, days: int) -> list[Outcome | None]:
        """Stop, and return what the ledger says of so many days."""
        async with self.database() as database:
            entries = [await entry_of(database, guild.id, first + n * DAY) for n in range(days)]
        return [entry and entry.outcome for entry in entries]
