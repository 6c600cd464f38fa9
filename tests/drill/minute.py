"""Many servers due at one instant: all are posted to within Discord's limits, and `/define` still answers meanwhile."""

import asyncio
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import environ
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil

from bot.daily import Entry, Outcome, Rota, Schedule, question_on
from bot.glossary import Glossary, load, shipped
from bot.sandbox import Channel, Request, Sandbox
from bot.storage import Database, answer, entry_of, intend, mark_sent, save_schedule
from tests.bench.define import QUERIES, SETTLED, Running
from tests.bench.table import table as tabled
from tests.drill.child import SharedClock
from tests.drill.promise import Broken

WITHIN = {1_000: 30, 10_000: 300}  # servers, and the seconds after which the last post is out
POST = r"/channels/\d+/messages"
_UTC = ZoneInfo("UTC")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_TOGETHER = 5_000  # set-ups that wait at once
_ASKING = 0.5  # seconds between two members who ask
_AFTERWARDS = 5  # seconds in which nothing more may be posted
_NEVER = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run showed; seconds of posts count from the instant at which all were due."""

    servers: int
    posted: Sequence[float]
    double: int
    lost: int
    unlike: int  # servers of which the ledger says anything but what the channel shows
    refused: int  # answers of 429
    asked: Sequence[float]  # how long each /define took
    blocked: str  # the longest that the bot's loop did not come back, by the clock and by the processor
    processor: float  # seconds that the bot used from then on
    ready: float  # seconds from the start of the process until all servers were told
    megabytes: tuple[float, float]  # of the bot, before and after

    def broken(self) -> Iterator[str]:
        """Say which promises were not kept."""
        if self.double or self.lost or self.unlike or self.refused:
            yield "a post is lost, double or unlike the ledger, or Discord had to say that it was too fast"
        if (last := max(self.posted, default=_NEVER)) > (within := WITHIN[self.servers]):
            yield f"the last of {self.servers:,} posts was out after {last:.1f} s, not {within} s"
        if _NEVER in self.asked:
            yield "a /define was not answered"


async def table() -> str:
    """Let 1,000 servers be due at once, then 10,000, and return what was to be seen; Broken if a promise was."""
    runs = [await played(servers, within=2 * seconds) for servers, seconds in WITHIN.items()]
    names = (
        "posted", "lost, double, unlike the ledger", "answers of 429", "out after (median, last)",
        "/define meanwhile: asked, unanswered", "answered after (median, p99, slowest)",
        "longest block of the loop, of it processor", "processor a post", "ready after",
        "memory (RSS) before and after",
    )  # fmt: skip
    rows = [list(row) for row in zip(names, *map(column, runs), strict=True)]
    shown = tabled("Daily posts that are due at one instant", ("", *(f"{run.servers:,} servers" for run in runs)), rows)
    if broken := [line for run in runs for line in run.broken()]:
        raise Broken("\n".join((shown, "", *broken)))
    return shown


async def played(servers: int, within: float) -> Run:
    """Let so many servers be due at one instant, with the bot as a process of its own, and wait `within` seconds."""
    with tempfile.TemporaryDirectory() as folder:
        clock = SharedClock(Path(folder) / "clock")
        async with Sandbox(clock=clock) as sandbox:
            channels = [sandbox.guild(f"Server {number}").channel("study") for number in range(servers)]
            due = (clock.now() + _DAY).replace(second=0, microsecond=0)
            database = Path(folder) / "recall.db"
            await set_up(database, dict.fromkeys(channels, due))
            async with _started(sandbox, clock, database) as bot:
                before, used = bot.megabytes, _processor(bot)
                clock.advance(due - clock.now())
                posts, asked = await _watched(bot, servers, within)
                used = _processor(bot) - used
                sizes = (before, bot.megabytes)
                blocks = (await bot.stop()).split()
            return Run(
                servers=servers,
                posted=[(post.at - due).total_seconds() for post in posts],
                double=sum(len(channel.history) > 1 for channel in channels),
                lost=sum(not channel.history for channel in channels),
                unlike=await _unlike(database, channels, due),
                refused=len(sandbox.requests.find(status=429)),
                asked=asked,
                blocked=", ".join(f"{block} ms" for block in blocks),
                processor=used,
                ready=bot.ready,
                megabytes=sizes,
            )


async def set_up(path: Path, due: Mapping[Channel, datetime]) -> None:
    """Make a database in which these channels are due then, each with a post the day before and an answer to it."""
    database, glossary = await Database.open(path), load(shipped())
    days = list(enumerate(due.items()))
    try:
        for first in range(0, len(days), _TOGETHER):
            some = days[first : first + _TOGETHER]
            await asyncio.gather(*(_set_up(database, glossary, number, *day) for number, day in some))
    finally:
        await database.close()


async def _set_up(database: Database, glossary: Glossary, number: int, channel: Channel, due: datetime) -> None:
    guild_id, today, before = channel.guild_id or 0, due.date(), due - _DAY
    schedule = Schedule(guild_id=guild_id, channel_id=channel.id, at=due.time(), zone=_UTC)
    slugs = [term.slug for term in glossary]
    slug, asked = slugs[number % len(slugs)], slugs[number % len(slugs) - 1]
    entry = Entry(
        day=before.date(),
        outcome=Outcome.INTENDED,
        at=before,
        slug=slug,
        channel_id=channel.id,
        question=question_on(glossary[asked], glossary, f"{guild_id}"),
    )
    await save_schedule(database, schedule, entry.day, before)
    await intend(database, guild_id, entry, before)
    await answer(database, guild_id, entry.day, member_id=1, choice=0, at=before)
    rota = Rota(guild_id=guild_id, shown=frozenset({slug}), last=slug)
    await mark_sent(database, guild_id, entry.day, message_id=1, at=before, rota=rota, next_day=today, look_at=due)


@asynccontextmanager
async def _started(sandbox: Sandbox, clock: SharedClock, database: Path) -> AsyncGenerator[Running]:
    """Start the bot, and wait until it knows its servers and has nothing left to do."""
    variables = {
        **environ,
        "DISCORD_TOKEN": sandbox.token,
        "DISCORD_API_URL": sandbox.api_url,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.drill.follower", str(clock.file), env=variables, stdout=asyncio.subprocess.PIPE
    )
    try:
        await sandbox.ready(timeout=300)
        bot = Running(sandbox, process, time.perf_counter() - start)
        while await bot.ask(QUERIES[0]) == _NEVER:
            pass  # it hears of every server first
        await asyncio.sleep(SETTLED)
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def _watched(bot: Running, servers: int, within: float) -> tuple[Sequence[Request], Sequence[float]]:
    """Return the posts once there are as many as servers or time is up, and how long members waited meanwhile."""
    bot.process.send_signal(signal.SIGUSR1)
    requests = bot.sandbox.requests
    posting = asyncio.create_task(requests.seen("POST", POST, servers, status=200, within=within))
    asked = await _asked(bot, posting)
    with suppress(TimeoutError):  # what is lost is counted
        await posting
    await asyncio.sleep(_AFTERWARDS)
    return requests.find("POST", POST, status=200), asked


async def _asked(bot: Running, meanwhile: asyncio.Task[list[Request]]) -> Sequence[float]:
    """Ask twice a second until the other task is done, whether the answer before has come or not."""
    asking: list[asyncio.Task[float]] = []
    while not meanwhile.done():
        asking.append(asyncio.create_task(bot.ask(QUERIES[len(asking) % len(QUERIES)])))
        await asyncio.wait({meanwhile}, timeout=_ASKING)
    return await asyncio.gather(*asking)


async def _unlike(path: Path, channels: Iterable[Channel], due: datetime) -> int:
    """Count the servers whose ledger doesn't say that the one message of the channel is that day's post."""
    database = await Database.open(path)
    try:
        entries = [await entry_of(database, channel.guild_id or 0, due.date()) for channel in channels]
    finally:
        await database.close()
    return sum(
        entry is None or entry.outcome is not Outcome.SENT or [entry.message_id] != list(channel.messages)
        for entry, channel in zip(entries, channels, strict=True)
    )


def _processor(bot: Running) -> float:
    times = psutil.Process(bot.process.pid).cpu_times()
    return times.user + times.system


def column(run: Run) -> list[str]:
    """Return the cells of a run."""
    posted, asked = sorted(run.posted) or [_NEVER], sorted(run.asked)
    before, after = run.megabytes
    taken = (statistics.median(asked), asked[len(asked) * 99 // 100], asked[-1])
    return [
        f"{len(run.posted):,}",
        f"{run.lost}, {run.double}, {run.unlike}",
        f"{run.refused}",
        f"{statistics.median(posted):.1f} s, {posted[-1]:.1f} s",
        f"{len(asked)}, {asked.count(_NEVER)}",
        ", ".join(f"{seconds * 1000:.1f} ms" for seconds in taken),
        run.blocked,
        f"{run.processor / run.servers * 1000:.1f} ms",
        f"{run.ready:.1f} s",
        f"{before:.0f} MB, {after:.0f} MB",
    ]
