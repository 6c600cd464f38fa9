"""The whole bot against a small Discord on loopback: nothing in between is replaced."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from discord.state import AutoShardedConnectionState

from bot import app
from bot.client import Bot
from bot.client.pacer import Pacer
from bot.clock import Clock
from bot.glossary import Glossary, load
from bot.sandbox import Channel, Guild, Interaction, Message, Person, Sandbox
from bot.settings import Settings
from tests import shipped

# The same examples on every machine and run; a slow machine is no fault.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


# Tests move the clock by days; what is due then should not wait for a second of ours.
BEAT = timedelta(milliseconds=20)
SAILING = Path(__file__).parent / "glossary" / "sailing"  # five terms


class Flight:
    """A time that flies: whoever sleeps is awake at once, and it is later."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Return the seconds that were slept so far."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._now += seconds
        await asyncio.sleep(0)


class Recall:
    """The bot as it ships, started and stopped as often as a test likes, on one database."""

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        self.sandbox = sandbox
        self.settings = settings
        self.bot: Bot
        self.task: asyncio.Task[None]
        self._stack = AsyncExitStack()

    async def start(self) -> None:
        """Return once Discord has told the bot everything."""
        await self.serve(self.sandbox.clock, BEAT)

    async def serve(self, clock: Clock, beat: timedelta) -> None:
        """Start the bot on a clock that it looks at every `beat`; return as `start` does."""
        built = app.built(self.settings, clock, beat=beat, pacer=self._pacer())
        self.bot = await self._stack.enter_async_context(built)
        self.task = asyncio.create_task(self.bot.serve(self.sandbox.token))
        await self.sandbox.ready()

    def _pacer(self) -> Pacer:
        """Return the bot's own; where the sandbox has no limits, all is in turn and nobody waits for theirs."""
        time = Flight()
        return Pacer() if self.sandbox.ratelimits.on else Pacer(time.now, time.sleep)

    async def stop(self) -> None:
        """Close the bot and its database."""
        await self._stack.aclose()
        await asyncio.gather(self.task, return_exceptions=True)


def settings_for(sandbox: Sandbox, folder: Path, glossary: Path | None = None) -> Settings:
    """Return the settings of a bot on that sandbox, with its database in that folder."""
    return Settings(
        token=sandbox.token,
        api_url=sandbox.api_url,
        database=folder / "recall.db",
        glossary=glossary,
        log_level="INFO",
        log_format="text",
        sandbox_host="127.0.0.1",
        sandbox_port=0,
        health_port=None,
    )


@asynccontextmanager
async def serving(sandbox: Sandbox, settings: Settings) -> AsyncGenerator[Recall]:
    """Start the bot, and stop it at the end."""
    recall = Recall(sandbox, settings)
    await recall.start()
    yield recall
    await recall.stop()


def shown(interaction: Interaction) -> Message:
    """Return the message that an interaction was answered with."""
    assert interaction.message is not None
    return interaction.message


@pytest.fixture(scope="session", autouse=True)
def brisk() -> Generator[None]:
    """Read what glossaries never change once, however often bots start; and don't wait a second for the last server."""

    read_once = cache(load)

    def read(folder: Path) -> Glossary:
        if folder == shipped.FOLDER:
            return shipped.glossary()
        return read_once(folder) if folder == SAILING else load(folder)

    def patience(_: AutoShardedConnectionState[Any]) -> float:
        return 0.02

    def leave(_: AutoShardedConnectionState[Any], _seconds: float) -> None:
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load", read)
        patch.setattr(AutoShardedConnectionState, "guild_ready_timeout", property(patience, leave), raising=False)
        yield


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    return settings_for(sandbox, tmp_path)


@pytest.fixture
async def recall(sandbox: Sandbox, settings: Settings) -> AsyncGenerator[Recall]:
    async with serving(sandbox, settings) as recall:
        yield recall


@pytest.fixture
def guild(sandbox: Sandbox) -> Guild:
    return sandbox.guild("Study group")


@pytest.fixture
def study(guild: Guild) -> Channel:
    return guild.channel("study")


@pytest.fixture
def ada(sandbox: Sandbox, guild: Guild) -> Person:
    return sandbox.person("ada", guild=guild)


@pytest.fixture
def ben(sandbox: Sandbox, guild: Guild) -> Person:
    return sandbox.person("ben", guild=guild)
