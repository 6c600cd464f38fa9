"""Starting a game: who may, where, and what whoever asks is told."""

import secrets
from dataclasses import replace
from typing import Any

import discord

from bot.client.rights import manages
from bot.cogs.quiz.hall import Hall
from bot.errors import Refusal
from bot.quiz import Game, Rules
from bot.storage import Database, quiz_settings_of
from bot.views import quiz_replies as replies

Interaction = discord.Interaction[Any]


class Starting:
    """Starts games for `/quiz start` and Rematch."""

    def __init__(self, database: Database, hall: Hall) -> None:
        self._database = database
        self._hall = hall

    async def start(self, interaction: Interaction, rules: Rules) -> None:
        """Start a game where the interaction comes from, or point to the one that runs there; Refusal."""
        guild_id, channel_id = interaction.guild_id, interaction.channel_id
        if guild_id is None or channel_id is None:
            raise Refusal("That works on servers only.")
        await self._may(interaction, guild_id, channel_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        table, is_new = await self._hall.start(
            guild_id=guild_id,
            channel_id=channel_id,
            host_id=interaction.user.id,
            host_name=interaction.user.display_name,
            rules=rules,
            seed=secrets.token_hex(8),
        )
        link = await table.stage.link()
        if is_new and link is None:
            raise Refusal("I couldn't post in this channel, so there is no quiz.")
        view = replies.started(link) if is_new and link else replies.running(link)
        await interaction.followup.send(view=view, ephemeral=True)

    async def rematch(self, interaction: Interaction, game: Game) -> None:
        """Start a game by the same rules; Refusal."""
        await self.start(interaction, replace(game.rules))

    async def _may(self, interaction: Interaction, guild_id: int, channel_id: int) -> None:
        settings = await quiz_settings_of(self._database, guild_id)
        if settings.channel_id not in (None, channel_id):
            raise Refusal(replies.elsewhere(settings.channel_id or 0))
        role_id = settings.host_role_id
        roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
        if role_id and not manages(interaction) and role_id not in [role.id for role in roles]:
            raise Refusal(replies.hosts_only(role_id))
        may, is_thread = interaction.app_permissions, isinstance(interaction.channel, discord.Thread)
        if not (may.view_channel and (may.send_messages_in_threads if is_thread else may.send_messages)):
            raise Refusal("I may not write in this channel. A manager can allow it in the channel's settings.")
