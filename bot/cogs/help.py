"""/help: what Recall can do, and what it keeps about members."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Press
from bot.errors import Refusal
from bot.views.privacy import privacy_page
from bot.views.replies import help_page

Interaction = discord.Interaction[Any]


class Help(commands.Cog):
    """Says what there is."""

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: Interaction) -> None:
        """Show what Recall can do."""
        await interaction.response.send_message(view=help_page(), ephemeral=True)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer the button to the privacy page."""
        if press.verb != "privacy":
            raise Refusal("That button is no longer in use. Ask anew with `/help`.")
        await interaction.response.send_message(view=privacy_page(), ephemeral=True)
