"""The whole bot against a small Discord on loopback: nothing in between is replaced."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest

from bot import app
from bot.client import Bot
from bot.sandbox import Channel, Guild, Interaction, Message, Person, Sandbox
from bot.settings import Settings

# The same examples on every machine and run; a slow machine is no fault.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


# Tests move the clock by days; what is due then should not wait for a second of ours.
BEAT = timedelta(milliseconds=20)


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
        self.bot = await self._stack.enter_async_context(app.built(self.settings, self.sandbox.clock, beat=BEAT))
        self.task = asyncio.create_task(self.bot.serve(self.sandbox.token))
        await self.sandbox.ready()

    async def stop(self) -> None:
        """Close the bot and its database."""
        await self._stack.aclose()
        await asyncio.gather(self.task, return_exceptions=True)


def shown(interaction: Interaction) -> Message:
    """Return the message that an interaction was answered with."""
    assert interaction.message is not None
    return interaction.message


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    return Settings(
        token=sandbox.token,
        api_url=sandbox.api_url,
        database=tmp_path / "recall.db",
        glossary=None,
        log_level="INFO",
        log_format="text",
        sandbox_host="127.0.0.1",
        sandbox_port=0,
        health_port=None,
    )


@pytest.fixture
async def recall(sandbox: Sandbox, settings: Settings) -> AsyncGenerator[Recall]:
    recall = Recall(sandbox, settings)
    await recall.start()
    yield recall
    await recall.stop()


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
