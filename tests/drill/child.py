"""The bot as a process of its own, whose clock follows a sandbox's, to be killed at any moment."""

import asyncio
import mmap
import multiprocessing
import os
import struct
from datetime import UTC, datetime, timedelta
from enum import Enum
from multiprocessing.connection import Connection
from pathlib import Path

from bot import app
from bot.client import Bot
from bot.logs import set_up_logging
from bot.sandbox import Sandbox, SandboxClock
from bot.settings import Settings

BEAT = timedelta(milliseconds=20)
_READY_AFTER = 0.2  # seconds without another server; a sandbox on the same machine names all at once
_LOOK = 0.02
_TURNS = 100  # of the event loop
_MICROSECOND = timedelta(microseconds=1)
_OFFSET = struct.Struct("q")

# Forked from a server that has imported everything: a process starts in a fraction of a second.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.drill.warm"])


class SharedClock(SandboxClock):
    """A sandbox's clock that other processes follow by a file."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        file.write_bytes(bytes(_OFFSET.size))
        self._shared = _mapped(file)

    def advance(self, by: timedelta) -> None:
        """Move the time forward by `by`, in every process."""
        super().advance(by)
        _OFFSET.pack_into(self._shared, 0, self.offset // _MICROSECOND)


class FollowingClock:
    """A `bot.clock.Clock` that shows what the `SharedClock` of a file shows."""

    def __init__(self, file: Path) -> None:
        self._shared = _mapped(file)

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + _OFFSET.unpack_from(self._shared)[0] * _MICROSECOND

    async def sleep_until(self, moment: datetime) -> None:
        """Return once `now()` has reached the aware `moment`; at once if it has passed."""
        while self.now() < moment:  # noqa: ASYNC110  (another process moves it)
            await asyncio.sleep(_LOOK)


class Word(Enum):
    """What a child tells of itself."""

    OWNS = "it owns the database"
    READY = "it is on Discord and looks at what is due"


class Child:
    """A bot on a sandbox and a database file, from its start on."""

    def __init__(self, sandbox: Sandbox, clock: SharedClock, database: Path, glossary: Path) -> None:
        self._line, theirs = _PROCESSES.Pipe()
        settings = Settings(
            token=sandbox.token,
            api_url=sandbox.api_url,
            database=database,
            glossary=glossary,
            log_level="ERROR",
            log_format="text",
            sandbox_host="127.0.0.1",
            sandbox_port=0,
            health_port=None,
        )
        self._process = _PROCESSES.Process(target=live, args=(settings, clock.file, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._said = {word: asyncio.Event() for word in Word}
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._hear)

    @property
    def owns(self) -> bool:
        """Whether it has said that it owns the database."""
        return self._said[Word.OWNS].is_set()

    async def said(self, word: Word, within: float = 60) -> None:
        """Return once the child has said so; TimeoutError."""
        await asyncio.wait_for(self._said[word].wait(), within)

    async def kill(self) -> None:
        """Kill it as `kill -9` does, and return once it is gone and what it had sent has arrived."""
        self._process.kill()
        asyncio.get_running_loop().remove_reader(self._line.fileno())
        await asyncio.to_thread(self._process.join)
        # The system has it all: the sandbox, in this very loop, takes a few turns to accept, to read and to do it. Were
        # the clock moved on before, a request would have been on its way for minutes.
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        self._line.close()
        self._process.close()

    def _hear(self) -> None:
        try:
            self._said[self._line.recv()].set()
        except (EOFError, OSError):
            asyncio.get_running_loop().remove_reader(self._line.fileno())  # it ended by itself


def live(settings: Settings, clock_file: Path, line: Connection) -> None:
    """Be the bot until killed, or until whoever holds the line's other end is gone."""
    set_up_logging(settings.log_level, settings.log_format)
    asyncio.run(_live(settings, FollowingClock(clock_file), line))


async def _live(settings: Settings, clock: FollowingClock, line: Connection) -> None:
    asyncio.get_running_loop().add_reader(line.fileno(), os._exit, 0)  # nothing is ever said to it, so that is the end
    async with app.built(settings, clock, beat=BEAT) as bot:
        line.send(Word.OWNS)
        serving = asyncio.create_task(bot.serve(settings.token or ""))
        await _ready(bot)
        line.send(Word.READY)
        await serving


async def _ready(bot: Bot) -> None:
    # The library's second of waiting for more servers would be most of a child's life.
    state = bot._connection  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    state.guild_ready_timeout = _READY_AFTER
    while not bot.is_ready():  # noqa: ASYNC110  (before it has logged in, nothing else can be asked)
        await asyncio.sleep(_LOOK / 4)


def _mapped(file: Path) -> mmap.mmap:
    with file.open("r+b") as opened:
        return mmap.mmap(opened.fileno(), _OFFSET.size)
