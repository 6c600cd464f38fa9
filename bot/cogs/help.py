"""/help: what Recall can do."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.views.replies import help_page


class Help(commands.Cog):
    """Says what there is."""

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """Show what Recall can do."""
        await interaction.response.send_message(view=help_page(), ephemeral=True)
