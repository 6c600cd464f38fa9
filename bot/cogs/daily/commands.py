"""The commands of /daily."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import time
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.rights import guild_of, managers_only, manages
from bot.client.sending import Silence
from bot.clock import Clock
from bot.cogs.daily.delivery import Delivery, Refused
from bot.cogs.daily.options import Mentioned, Place, TimeOfDay
from bot.cogs.daily.poster import Poster
from bot.cogs.daily.settler import Settler
from bot.cogs.daily.timezones import Timezones
from bot.cogs.daily.upcoming import upcoming
from bot.daily import Entry, Fault, Outcome, Schedule, Standing, State
from bot.errors import Refusal
from bot.glossary import Glossary, Level
from bot.storage import Database, last_entry, pause, resume, save_schedule, standing_of, turn_off
from bot.views import daily_replies as replies
from bot.views.daily_faults import advice
from bot.views.message import Ordinary

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]
_LEVELS = [app_commands.Choice(name=level.capitalize(), value=level.value) for level in Level]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Daily(commands.GroupCog, group_name="daily"):
    """One term a day in a channel of yours, with a mnemonic that makes it stick."""

    def __init__(
        self,
        glossary: Glossary,
        database: Database,
        clock: Clock,
        *,
        delivery: Delivery,
        settler: Settler,
        poster: Poster,
    ) -> None:
        self._glossary = glossary
        self._database = database
        self._clock = clock
        self._delivery = delivery
        self._settler = settler
        self._poster = poster
        self._timezones = Timezones(clock)

    async def cog_unload(self) -> None:
        """Stop posting."""
        await self._poster.close()

    @app_commands.command()
    @app_commands.describe(
        channel="Where the term is posted",
        time="When, on the 24-hour clock, for example 8:30",
        timezone="Whose clock: type a city",
        role="Who is notified (default: nobody)",
        category="Only terms of this category (default: all)",
        level="Only terms of this level (default: all)",
    )
    @app_commands.choices(level=_LEVELS)
    async def setup(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[int, Place],
        time: app_commands.Transform[time, TimeOfDay],
        timezone: str,
        role: app_commands.Transform[discord.Role, Mentioned] | None = None,
        category: str | None = None,
        level: str | None = None,
    ) -> None:
        """Bring one term a day to a channel; again replaces all that was set up before."""
        managers_only(interaction)
        schedule = Schedule(
            guild_id=guild_of(interaction),
            channel_id=channel,
            at=time,
            zone=self._timezones.named(timezone),
            role_id=role.id if role else None,
            category=None if category is None else self._glossary.category(category).key,
            level=Level(level) if level else None,
        )
        if not schedule.terms(self._glossary):
            raise Refusal("There is no term of that category and level. Leave one of the two out, or choose another.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with self._poster.turn(schedule.guild_id):
            day, look_at = await upcoming(self._database, schedule, self._clock.now())
            await save_schedule(self._database, schedule, day, look_at)
        await self._show_setup(interaction, schedule, role)

    @setup.autocomplete("timezone")
    async def complete_timezone(self, _interaction: Interaction, typed: str) -> Choices:
        """Offer the zones that the typed beginning may mean."""
        return self._timezones.complete(typed)

    @setup.autocomplete("category")
    async def complete_category(self, _interaction: Interaction, typed: str) -> Choices:
        """Offer the categories with that in their title."""
        return [app_commands.Choice(name=each.title, value=each.key) for each in self._glossary.categories_like(typed)]

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """Show where and when the next term comes, and how it went last."""
        guild_id = guild_of(interaction)
        standing = await standing_of(self._database, guild_id)
        view = replies.status(
            standing,
            self._glossary,
            last_sent=await last_entry(self._database, guild_id, Outcome.SENT),
            last_missed=await last_entry(self._database, guild_id, Outcome.MISSED),
            is_manager=manages(interaction),
            lacking=await self._lacking(standing) if standing else (),
        )
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    async def pause(self, interaction: Interaction) -> None:
        """Post nothing until the schedule is resumed."""
        managers_only(interaction)
        async with self._changing(interaction) as standing:
            await pause(self._database, standing.schedule.guild_id)
        await interaction.followup.send(view=replies.paused(), ephemeral=True)

    @app_commands.command()
    async def resume(self, interaction: Interaction) -> None:
        """Go on with a paused schedule, and try a broken one again."""
        managers_only(interaction)
        async with self._changing(interaction) as standing:
            now = self._clock.now()
            # One that is on is tried again at once: somebody may just have mended what broke it.
            is_on = standing.state is State.ON
            day, look_at = (standing.day, now) if is_on else await upcoming(self._database, standing.schedule, now)
            await resume(self._database, standing.schedule.guild_id, day, look_at)
        due = max(standing.schedule.due(day), now)
        await interaction.followup.send(view=replies.resumed(due), ephemeral=True)

    @app_commands.command()
    async def off(self, interaction: Interaction) -> None:
        """End the schedule; which terms were shown is kept for 30 days."""
        managers_only(interaction)
        async with self._changing(interaction) as standing:
            await turn_off(self._database, standing.schedule.guild_id, self._clock.now())
        await interaction.followup.send(view=replies.turned_off(), ephemeral=True)

    @app_commands.command()
    async def post(self, interaction: Interaction) -> None:
        """Post today's term now."""
        managers_only(interaction)
        guild_id = guild_of(interaction)
        async with self._changing(interaction) as standing:
            before = await last_entry(self._database, guild_id, Outcome.SENT)
            entry = await self._post_today(standing)
        if entry.outcome is not Outcome.SENT:
            raise Refusal("Today's post is closed already. The next one comes tomorrow.")
        show = replies.already_out if before and before.day == entry.day else replies.posted
        await interaction.followup.send(view=show(replies.link_to(guild_id, entry)), ephemeral=True)

    async def _post_today(self, standing: Standing) -> Entry:
        try:
            return await self._settler.post_today(standing, self._clock.now())
        except Refused as refused:
            raise Refusal(advice(refused.fault)) from refused
        except Silence as silence:
            raise Refusal(
                "Discord does not answer me just now. I keep trying: `/daily status` shows when it is out."
            ) from silence

    async def _show_setup(self, interaction: Interaction, schedule: Schedule, role: discord.Role | None) -> None:
        """Answer a setup with what comes of it, and a preview of the next post."""
        standing = await self._standing(interaction)
        faults = await self._lacking(standing)
        ping = self._delivery.ping(schedule.channel_id, role) if role else replies.Ping.NO_ROLE
        due = schedule.due(standing.day)
        view = replies.set_up(schedule, self._glossary, due, faults, ping=ping)
        await interaction.followup.send(view=view, ephemeral=True)
        if preview := await self._settler.preview(standing, self._clock.now()):
            await self._send(interaction, preview)

    async def _send(self, interaction: Interaction, preview: Ordinary) -> None:
        await interaction.followup.send(preview.content, embed=preview.embed, view=preview.view, ephemeral=True)

    @asynccontextmanager
    async def _changing(self, interaction: Interaction) -> AsyncGenerator[Standing]:
        """Give how the server stands while nobody else changes it; Refusal if it isn't set up."""
        await self._standing(interaction)
        # A post that is just being sent may hold the turn for longer than Discord waits for an answer.
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with self._poster.turn(guild_of(interaction)):
            yield await self._standing(interaction)

    async def _standing(self, interaction: Interaction) -> Standing:
        """Return how the server stands; Refusal if it isn't set up."""
        standing = await standing_of(self._database, guild_of(interaction))
        if standing is None or standing.state is State.OFF:
            raise Refusal(replies.NOT_SET_UP)
        return standing

    async def _lacking(self, standing: Standing) -> list[Fault]:
        try:
            return await self._delivery.lacking_in(standing.schedule.guild_id, standing.schedule.channel_id)
        except Silence:
            return [Fault.UNREACHABLE]
