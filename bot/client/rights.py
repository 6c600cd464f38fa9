"""Who manages a server: asked at run time, because a command's default permissions are no security boundary."""

from typing import Any

import discord

from bot.errors import Refusal


def manages(interaction: discord.Interaction[Any]) -> bool:
    """Return whether the member may manage the server that the interaction comes from."""
    return interaction.permissions.manage_guild


def managers_only(interaction: discord.Interaction[Any]) -> None:
    """Raise Refusal unless the member may manage the server."""
    if not manages(interaction):
        raise Refusal("Only members who may manage this server (permission Manage Server) can do that.")
