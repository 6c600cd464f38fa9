"""Crowds at the quiz: many members answer at once, click again and again, or play in a hundred channels together."""

import asyncio
import gc
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil

from bot.sandbox import Channel, Sandbox
from bot.storage import Database
from tests.bench.define import RECALL, SETTLED, Running, running
from tests.bench.table import table as tabled
from tests.drill.evening import Crowd, Evening, Findings, judge
from tests.drill.promise import Broken

_GRACE = timedelta(seconds=1)  # between a question's deadline and its close
_LIMITED = r"/(?!interactions/|webhooks/).*"  # paths of requests that Discord counts
_AFTERWARDS = 1  # seconds in which nothing more may come

CROWDS = (
    Crowd(name="1,000 answer", players=1_000, over=1, given=10, p99=0.5),
    Crowd(name="1,000 click five times", players=1_000, clicks=5, over=5, given=15),
    Crowd(name="50 in each of 100 channels", games=100, players=50, over=10, given=20),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an evening showed."""

    crowd: Crowd
    found: Findings
    seconds: Sequence[float]  # until clicks were answered, the quickest first
    revealed: Sequence[float]  # seconds from a question's close to its reveal
    refused: int  # answers of 429
    busiest: int  # requests in a second that Discord counts
    blocked: str  # the longest that the bot's loop did not come back, by the clock and by the processor
    bot: float  # seconds of processor for a click
    members: float

    @property
    def p99(self) -> float:
        """The time within which 99 % of the clicks were answered."""
        return self.seconds[len(self.seconds) * 99 // 100]

    def broken(self) -> Iterator[str]:
        """Say which promises were not kept."""
        crowd, found = self.crowd, self.found
        members = crowd.games * crowd.players
        if found.broken or (found.recorded, found.refused) != (members, members * (crowd.clicks - 1)):
            yield f"{crowd.name}: an answer is lost, double or told wrongly, or not what the channel and the board show"
        if self.refused:
            yield f"{crowd.name}: Discord had to say that it was too fast"
        if self.p99 > crowd.p99 or self.seconds[-1] > crowd.slowest:
            yield f"{crowd.name}: answered too late"


async def table(crowds: Sequence[Crowd] = CROWDS) -> str:
    """Let one crowd after the other play and return what was to be seen; Broken if a promise was."""
    runs = [await played(crowd) for crowd in crowds]
    names = (
        "recorded, refused kindly", "lost, double, unanswered, unlike the board", "answered after (median)", "p99",
        "slowest", "from close to reveal (median, last)", "answers of 429", "most requests in a second",
        "longest block of the loop, of it processor", "processor a click: bot, members and Discord",
    )  # fmt: skip
    rows = [list(row) for row in zip(names, *map(column, runs), strict=True)]
    shown = tabled("Crowds at the quiz", ("", *(run.crowd.name for run in runs)), rows)
    if broken := [line for run in runs for line in run.broken()]:
        raise Broken("\n".join((shown, "", *broken)))
    return shown


async def played(crowd: Crowd) -> Run:
    """Let a crowd play one evening with the bot as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recall.db"
        async with running(*RECALL, environment={"DATABASE_URL": f"sqlite:///{path}"}) as bot:
            evening = Evening(bot.sandbox, crowd)
            await asyncio.sleep(SETTLED)
            # The sandbox keeps every message; its own collector's pauses are not the bot's.
            gc.collect()
            gc.disable()
            bot.process.send_signal(signal.SIGUSR1)
            await evening.begin()
            used = _processors(bot)
            await evening.answer()
            used = [after - before for before, after in zip(used, _processors(bot), strict=True)]
            await evening.end()
            await asyncio.sleep(_AFTERWARDS)
            gc.enable()
            blocks = (await bot.stop()).split()
        database = await Database.open(path)
        try:
            found = await judge(evening, database)
        finally:
            await database.close()
    return _run(evening, bot.sandbox, found, blocks, used)


def _run(evening: Evening, sandbox: Sandbox, found: Findings, blocks: Sequence[str], used: Sequence[float]) -> Run:
    clicks = [each for one in evening.tables for each in one.clicks]
    given = timedelta(seconds=evening.crowd.given)
    return Run(
        crowd=evening.crowd,
        found=found,
        seconds=sorted(each.seconds for each in clicks),
        revealed=sorted(_revealed(each.channel, given) for each in evening.tables),
        refused=len(sandbox.requests.find(status=429)),
        busiest=_busiest(sandbox),
        blocked=", ".join(f"{block} ms" for block in blocks),
        bot=used[0] / len(clicks),
        members=used[1] / len(clicks),
    )


def _revealed(channel: Channel, given: timedelta) -> float:
    asked, revealed, *_ = channel.history
    return (revealed.timestamp - asked.timestamp - given - _GRACE).total_seconds()


def _busiest(sandbox: Sandbox) -> int:
    """Return how many requests with the bot's token fell into one second at the most."""
    times = [each.at for each in sandbox.requests.find(path=_LIMITED)]
    second = timedelta(seconds=1)
    first, most = 0, 0
    for number, at in enumerate(times):
        while at - times[first] >= second:
            first += 1
        most = max(most, number - first + 1)
    return most


def _processors(bot: Running) -> Sequence[float]:
    times = psutil.Process(bot.process.pid).cpu_times()
    return times.user + times.system, time.process_time()


def column(run: Run) -> list[str]:
    """Return the cells of a run."""
    found = run.found
    return [
        f"{found.recorded:,}, {found.refused:,}",
        f"{found.lost}, {found.double}, {found.silent}, {found.unlike}",
        *(f"{each * 1000:.0f} ms" for each in (statistics.median(run.seconds), run.p99, run.seconds[-1])),
        f"{statistics.median(run.revealed):.2f} s, {run.revealed[-1]:.2f} s",
        f"{run.refused}",
        f"{run.busiest}",
        run.blocked,
        f"{run.bot * 1000:.2f} ms, {run.members * 1000:.2f} ms",
    ]
