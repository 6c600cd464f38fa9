"""A bare discord.py bot, as anybody would write one."""

import asyncio
from typing import Any

import discord
from discord.ext import commands

from bot.sandbox import Sandbox


class Bare(commands.AutoShardedBot):
    """The library as it is, but without the five seconds that it waits before it identifies again."""

    def __init__(self, sandbox: Sandbox, **options: Any) -> None:
        intents = options.pop("intents", discord.Intents(guilds=True))
        super().__init__("!", intents=intents, guild_ready_timeout=0.05, **options)
        self.sandbox = sandbox
        self.task: asyncio.Task[None]
        self.heard: list[str] = []

    async def setup_hook(self) -> None:
        """Register the commands, if there are any."""
        if self.tree.get_commands():
            await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once."""

    async def on_socket_event_type(self, event: str) -> None:
        self.heard.append(event)

    async def begin(self) -> None:
        """Return once the bot is ready."""
        self.task = asyncio.create_task(self.start(self.sandbox.token))
        await self.sandbox.ready()
        await asyncio.wait_for(self.wait_until_ready(), 10)

    async def end(self) -> None:
        """Close the bot."""
        await self.close()
        await asyncio.gather(self.task, return_exceptions=True)

    async def hear(self, event: str) -> Any:
        """Return what the next event of that name brings."""
        return await self.wait_for(event, timeout=5)
