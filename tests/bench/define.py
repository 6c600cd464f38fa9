"""/define through the sandbox, over real HTTP and a real socket, beside a bare bot that answers a constant."""

import asyncio
import gc
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil

from bot.sandbox import Sandbox
from tests.bench.grown import grown
from tests.bench.table import table

ROUNDS = 400
SETTLED = 3  # seconds after which a bot has done what it does once
RATE, SECONDS = 200, 30  # interactions a second, and for how long
QUERIES = ("backpropagation", "backprop", "relu", "drop out", "activation function", "adam")
HOSTILE = (
    "a" * 6000, "َ" * 5000, "\U0001f600" * 6000, "activation " * 500, "\u202e" * 6000, "-" * 6000,
    "ﷺ" * 6000, "backpropagatoin", "x", "%s%n{0}{}", "'; DROP TABLE terms; --", "   ", "aaaab" * 20, "ﬁ" * 100,
)  # fmt: skip


class Running:
    """A bot process on a sandbox of its own, and a member who asks it."""

    def __init__(self, sandbox: Sandbox, process: asyncio.subprocess.Process, ready: float) -> None:
        self.sandbox, self.process, self.ready = sandbox, process, ready
        guild = sandbox.guild("Bench")
        self.channel: Any = guild.channel("study")
        self.member = sandbox.person("ada", guild=guild)

    async def ask(self, term: str) -> float:
        """Return the seconds from the interaction's sending to the answer's arrival."""
        start = time.perf_counter()
        interaction = await self.member.use(self.channel, "define", term=term)
        if interaction.failed:
            return float("inf")
        return time.perf_counter() - start

    @property
    def megabytes(self) -> float:
        """Return the memory of the bot's process, as the system counts it (RSS)."""
        return psutil.Process(self.process.pid).memory_info().rss / 1e6

    async def stop(self) -> str:
        """End the process and return what it printed."""
        self.process.terminate()
        out, _ = await self.process.communicate()
        return out.decode()


@asynccontextmanager
async def running(*command: str, environment: Mapping[str, str] | None = None) -> AsyncGenerator[Running]:
    """Start `command` with a sandbox's token and address, in a folder of its own; wait until it is ready."""
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox:
            variables = {
                **os.environ,
                "DISCORD_TOKEN": sandbox.token,
                "DISCORD_API_URL": sandbox.api_url,
                "DATABASE_URL": f"sqlite:///{folder}/recall.db",
                "LOG_LEVEL": "ERROR",
                **(environment or {}),
            }
            start = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, *command, env=variables, stdout=asyncio.subprocess.PIPE
            )
            await sandbox.ready(timeout=60)
            bot = Running(sandbox, process, time.perf_counter() - start)
            try:
                yield bot
            finally:
                if process.returncode is None:
                    await bot.stop()


BARE, RECALL = ("-m", "tests.bench.bare"), ("-m", "tests.bench.watched")
NAMES = {BARE: "bare discord.py, a constant", RECALL: "Recall, the card"}


async def latency() -> str:
    """Return the table of medians, asked in turn so that both bots see the same machine."""
    async with running(*BARE) as bare, running(*RECALL) as recall:
        times: dict[Running, list[float]] = {bare: [], recall: []}
        for number in range(ROUNDS + 50):
            for bot, taken in times.items():
                seconds = await bot.ask(QUERIES[number % len(QUERIES)])
                if number >= 50:  # what is warm by then is warm in a running bot too
                    taken.append(seconds)
        ratio = statistics.median(times[recall]) / statistics.median(times[bare])
        rows = [[NAMES[BARE], *_figures(times[bare]), "1.00"]]
        rows.append([NAMES[RECALL], *_figures(times[recall]), f"{ratio:.2f}"])
    return table(
        f"/define end to end, {ROUNDS} each, asked in turn", ("bot", "median", "p99", "ratio of medians"), rows
    )


async def load() -> str:
    """Return the table of a sustained load, hostile queries among it, for the one bot and then the other."""
    # The sandbox keeps every message; its own collector's pauses in this process are not the bots'.
    gc.disable()
    rows: list[list[str]] = []
    for command, name in NAMES.items():
        async with running(*command) as bot:
            await asyncio.gather(*(bot.ask(QUERIES[0]) for _ in range(20)), asyncio.sleep(SETTLED))
            bot.process.send_signal(signal.SIGUSR1)
            asked = await _at_rate(bot)
            clock, processor = (await bot.stop()).split()
        late = sum(seconds > 2.5 for seconds in asked)
        rows.append(
            [name, str(late), *_figures(asked), f"{max(asked) * 1000:.0f} ms", f"{clock} ms", f"{processor} ms"]
        )
    head = ("bot", "answers over 2.5 s", "median", "p99", "slowest", "longest block of the loop", "of it processor")
    return table(f"/define {RATE} a second for {SECONDS} s, every tenth query hostile", head, rows)


async def start(terms: int) -> str:
    """Return the table of the time from nothing to ready, and of memory then."""
    with tempfile.TemporaryDirectory() as folder:
        grown(Path(folder), terms)
        times, sizes = list[float](), list[float]()
        for _ in range(5):
            async with running("-m", "bot", "run", environment={"GLOSSARY_DIR": folder}) as recall:
                await recall.ask("backprop")
                times.append(recall.ready)
                sizes.append(recall.megabytes)
    rows = [[str(terms), f"{statistics.median(times):.2f} s", f"{statistics.median(sizes):.0f} MB"]]
    return table("Process start to ready, five starts", ("terms", "median", "memory (RSS)"), rows)


async def _at_rate(bot: Running) -> list[float]:
    begin = time.perf_counter()

    async def one(number: int) -> float:
        await asyncio.sleep(begin + number / RATE - time.perf_counter())
        return await bot.ask(
            HOSTILE[number // 10 % len(HOSTILE)] if number % 10 == 0 else QUERIES[number % len(QUERIES)]
        )

    return list(await asyncio.gather(*(one(number) for number in range(RATE * SECONDS))))


def _figures(seconds: Sequence[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.2f} ms", f"{ordered[len(ordered) * 99 // 100] * 1000:.2f} ms"
