"""The yardstick: a discord.py bot that answers /define with a constant, watched."""

import asyncio
import os
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from tests.bench.watch import watched

ANSWER = "Backpropagation computes how each weight changes the loss. " * 12


@app_commands.command()
async def define(interaction: discord.Interaction[Any], term: str, private: bool = False) -> None:  # noqa: FBT001, FBT002
    """Answer with a constant."""
    del term, private
    await interaction.response.send_message(ANSWER)


class Bare(commands.AutoShardedBot):
    """Nothing but the library."""

    async def setup_hook(self) -> None:
        """Make the one command known."""
        self.tree.add_command(cast("app_commands.Command[Any, Any, Any]", define))
        await self.tree.sync()


async def serve(token: str, api_url: str) -> None:
    """Be on the Discord at `api_url` until cancelled."""
    Route.BASE = api_url
    async with Bare(command_prefix=commands.when_mentioned, intents=discord.Intents(guilds=True)) as bot:
        await bot.start(token)


if __name__ == "__main__":
    asyncio.run(watched(serve(os.environ["DISCORD_TOKEN"], os.environ["DISCORD_API_URL"])))
