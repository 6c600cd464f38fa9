"""Servers whose daily terms are due at the same instant, around one sandbox and one database file."""

import asyncio
import re
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Self
from zoneinfo import ZoneInfo

from bot.daily import Schedule
from bot.sandbox import Channel, Message, Person, Sandbox
from tests.drill import ledger
from tests.drill.child import Child, SharedClock
from tests.drill.ledger import Ledger

GLOSSARY = Path(__file__).parents[1] / "glossary" / "sailing"  # five terms, so that many cycles end
HISTORY = r"/channels/\d+/messages"
# None changes its clocks, so that all stay due at once; by local time from one in the morning to eleven at night, which
# decides how long a date lasts.
ZONES = (
    "Pacific/Pago_Pago", "America/Phoenix", "America/Bogota", "UTC",
    "Africa/Nairobi", "Asia/Kolkata", "Asia/Tokyo", "Asia/Magadan",
)  # fmt: skip
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LOOK = 0.02  # seconds between two looks
_SLOWEST_REPLY = 0.04  # seconds
_QUIET = 0.4  # seconds without progress, after which nothing is under way
_LONGEST = 20  # seconds that settling may take; what is still open then is lost
_MORE = re.compile(r"daily:more:([0-9-]+):(.+)")

Day = tuple["Server", date]


@dataclass(frozen=True, slots=True)
class Post:
    """What a message in a channel says of itself in its buttons; None where it says nothing."""

    day: date | None
    slug: str | None
    message_id: int

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return what a message is the post of."""
        ids = (_MORE.fullmatch(button.custom_id or "") for button in message.buttons)
        found = next(filter(None, ids), None)
        return cls(found and date.fromisoformat(found[1]), found and found[2], message.id)


@dataclass(frozen=True, slots=True, eq=False)
class Server:
    """A server with a daily term, first due on the local date `first`."""

    channel: Channel
    manager: Person
    schedule: Schedule
    first: date

    @property
    def id(self) -> int:
        """The server's id."""
        return self.schedule.guild_id

    def due(self, now: datetime) -> Iterator[date]:
        """Give the dates that are due by `now`."""
        day = self.first
        while self.schedule.due(day) <= now:
            yield day
            day += _DAY

    @property
    def posts(self) -> Sequence[Post]:
        """What the channel holds, oldest first."""
        return [Post.of(message) for message in self.channel.history]


class Town:
    """A sandbox with servers, and the file of the bot that serves them."""

    def __init__(self, sandbox: Sandbox, clock: SharedClock, folder: Path, servers: int) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self.database = folder / "recall.db"
        self.due = _next_noon(clock.now()) + _DAY
        clock.advance(self.due - _DAY + _HOUR - clock.now())  # so that nothing is due while it is set up
        self.servers = [self._server(zone) for zone in ZONES[:servers]]

    def child(self) -> Child:
        """Start a bot."""
        return Child(self.sandbox, self.clock, self.database, GLOSSARY)

    async def set_up(self) -> None:
        """Let each server's manager set the daily term up, as the bot asks them to."""
        for server in self.servers:
            at, zone = server.schedule.at, server.schedule.zone
            asked = await server.manager.use(
                server.channel, "daily setup", channel=server.channel, time=f"{at:%H:%M}", timezone=zone.key
            )
            await asked.followed()  # the preview: all that the bot had to do for it is done

    def dawn(self) -> None:
        """Move the time on to the next instant at which all are due: noon in UTC."""
        now = self.clock.now()
        self.due = max(self.due, _next_noon(now))
        self.clock.advance(self.due - now)

    def read(self) -> Ledger:
        """Return what the ledger says now."""
        return ledger.read(self.database)

    def open(self, ledger: Ledger) -> set[Day]:
        """Return what is due and neither sent nor closed."""
        now = self.clock.now()
        return {
            (server, day)
            for server in self.servers
            for day in server.due(now)
            if (line := ledger.lines[server.id].get(day)) is None or not line.settled
        }

    def hurry(self, ledger: Ledger) -> None:
        """Move the time on to when the bot looks again at what is open: it may have put it off."""
        looks = [ledger.look_at[server.id] for server, _ in self.open(ledger) if server.id in ledger.look_at]
        if looks and (ahead := min(looks) - self.clock.now()) > timedelta():
            self.clock.advance(ahead)

    async def settle(self) -> None:
        """Return once nothing that is due is open, or nothing comes of it any more."""
        begun = moved = time.monotonic()
        before = self.read()
        while self.open(before) and time.monotonic() < begun + _LONGEST:
            await asyncio.sleep(_LOOK)
            after = self.read()
            if after != before:
                moved = time.monotonic()
            elif time.monotonic() > moved + _QUIET:
                self.hurry(after)
                moved = time.monotonic()
            before = after

    def _server(self, zone_name: str) -> Server:
        zone = ZoneInfo(zone_name)
        guild = self.sandbox.guild(zone_name)
        channel = guild.channel("study")
        local = self.due.astimezone(zone)
        return Server(
            channel=channel,
            manager=self.sandbox.person("teacher", guild=guild, manager=True),
            schedule=Schedule(guild_id=guild.id, channel_id=channel.id, at=local.time(), zone=zone),
            first=local.date(),
        )


def _next_noon(now: datetime) -> datetime:
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + _DAY


@asynccontextmanager
async def town(servers: int) -> AsyncGenerator[Town]:
    """Found servers in a sandbox of their own, with a folder for a database."""
    with TemporaryDirectory() as folder:
        clock = SharedClock(Path(folder) / "clock")
        async with Sandbox(clock=clock) as sandbox:
            yield Town(sandbox, clock, Path(folder), servers)


@asynccontextmanager
async def slow_replies(here: Town, chance: Random) -> AsyncGenerator[None]:
    """Let each answer to a post take a while, the post being in its channel: else hardly a kill would fall between."""
    loop = asyncio.get_running_loop()

    async def hold() -> None:
        while True:
            reply = here.sandbox.faults.hold("POST", HISTORY, done=True)
            await reply.arrived.wait()
            loop.call_later(chance.uniform(0, _SLOWEST_REPLY), reply.release)

    holding = asyncio.create_task(hold())
    try:
        yield
    finally:
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        here.sandbox.faults.clear()
