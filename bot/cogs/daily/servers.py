"""Servers that come and go: a schedule waits for the one that removed the bot."""

import discord
from discord.ext import commands

from bot.client import Bot
from bot.clock import Clock
from bot.cogs.daily.poster import Poster
from bot.cogs.daily.upcoming import upcoming
from bot.storage import Database, remove_guild, restore_guild, scheduled_guilds, standing_of


class Servers(commands.Cog):
    """Hears which servers the bot is on."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, poster: Poster) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._poster = poster

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn what happened while nobody listened."""
        here = {guild.id for guild in self._bot.guilds}
        for guild_id, is_removed in (await scheduled_guilds(self._database)).items():
            if is_removed and guild_id in here:
                await self._restore(guild_id)
            elif not is_removed and guild_id not in here:
                await remove_guild(self._database, guild_id, self._clock.now())
        await self._poster.tidy()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Go on where it was left, if the server had set it up."""
        await self._restore(guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Wait for the server to come back."""
        async with self._poster.turn(guild.id):
            await remove_guild(self._database, guild.id, self._clock.now())

    async def _restore(self, guild_id: int) -> None:
        async with self._poster.turn(guild_id):
            if standing := await standing_of(self._database, guild_id):
                day, look_at = await upcoming(self._database, standing.schedule, self._clock.now())
                await restore_guild(self._database, guild_id, day, look_at)
