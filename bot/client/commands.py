"""The command tree: its errors go to the funnel, and it is synced only when it changed."""

import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.client.funnel import tell
from bot.storage import Database, remember_synced, synced_digest

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[Any]):
    """The slash commands of the bot."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the member what went wrong; a suggestion while typing has nowhere to say it."""
        if interaction.type is discord.InteractionType.autocomplete:
            log.warning("An autocomplete was dropped: %s", error)
        else:
            await tell(interaction, error)

    async def sync_changes(self, application_id: int, database: Database) -> None:
        """Send the commands to Discord if they differ from what `application_id` got last."""
        payload = [command.to_dict(self) for command in self.get_commands()]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        if await synced_digest(database, application_id) == digest and await self._are_all_there():
            return
        await self.sync()
        await remember_synced(database, application_id, digest)
        log.info("Synced %d commands.", len(payload))

    async def _are_all_there(self) -> bool:
        # Reading is not rate limited as creating is, and what we remember may have been removed since.
        return {command.name for command in await self.fetch_commands()} == {c.name for c in self.get_commands()}
