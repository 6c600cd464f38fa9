"""Two kinds of bot that are not ours, for the sandbox, guild and people of the common fixtures."""

from collections.abc import AsyncGenerator

import aiohttp
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.sandbox import Sandbox
from tests.sandbox.bare import Bare
from tests.sandbox.raw import RawBot

PING = {"name": "ping", "description": "Answers."}


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
