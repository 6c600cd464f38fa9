"""A sandbox, a guild with two people in it, and two kinds of bot."""

from collections.abc import AsyncGenerator

import aiohttp
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox import Channel, Guild, Person, Sandbox
from tests.sandbox.bare import Bare
from tests.sandbox.raw import RawBot

PING = {"name": "ping", "description": "Answers."}


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


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


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncGenerator[RawBot]:
    async with aiohttp.ClientSession() as http:
        yield RawBot(sandbox, http)


@pytest.fixture
def discord_is_here(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", sandbox.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway.url))


@pytest.fixture
async def bare(sandbox: Sandbox, discord_is_here: None) -> AsyncGenerator[Bare]:
    """A bot that is not started yet."""
    del discord_is_here
    bot = Bare(sandbox)
    yield bot
    if hasattr(bot, "task"):
        await bot.end()
