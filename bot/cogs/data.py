"""/data: what is kept about a member is theirs to see, to hide and to delete, on all servers at once."""

import io
import json
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Press, typed
from bot.errors import Refusal
from bot.storage import Database, everything_of, forget, hide
from bot.views import data as views
from bot.views.modal import FIELD

Interaction = discord.Interaction[Any]


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Data(commands.GroupCog, group_name="data"):
    """Your own data, on all servers at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Get all that I keep about you, as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        everything = await everything_of(self._database, interaction.user.id)
        content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
        file = discord.File(io.BytesIO(content), views.FILE_NAME)
        await interaction.followup.send(view=views.exported(), file=file, ephemeral=True)

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Delete all that I keep about you."""
        await interaction.response.send_modal(views.delete_form())

    @app_commands.command()
    @app_commands.describe(hidden="True: nobody else sees your scores. False: they do again")
    async def hide(self, interaction: Interaction, hidden: bool) -> None:  # noqa: FBT001  (an option)
        """Keep your scores to yourself, or no longer."""
        await hide(self._database, interaction.user.id, hidden=hidden)
        await interaction.response.send_message(view=views.hidden(is_hidden=hidden), ephemeral=True)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Delete what a member confirmed in the window; Refusal if they did not."""
        is_submitted = interaction.type is discord.InteractionType.modal_submit
        if press.verb != "delete" or not is_submitted:
            raise Refusal("That button is no longer in use. Ask anew with `/data`.")
        if typed(interaction, FIELD).strip().casefold() != views.CONFIRMATION:
            raise Refusal(views.NOT_CONFIRMED)
        await interaction.response.defer(ephemeral=True, thinking=True)
        is_playing = await forget(self._database, interaction.user.id)
        await interaction.followup.send(view=views.deleted(is_playing=is_playing), ephemeral=True)
