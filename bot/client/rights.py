"""What a member may, and where: asked at run time, as a command's default permissions are no security boundary."""

from typing import Any

import discord

from bot.errors import Refusal

MAY_NOT_WRITE = "You may not write here, so I can't show it for you."


def guild_of(interaction: discord.Interaction[Any]) -> int:
    """Return the id of the server that the interaction comes from; Refusal for a chat with the bot."""
    if interaction.guild_id is None:
        raise Refusal("That works on servers only.")
    return interaction.guild_id


def manages(interaction: discord.Interaction[Any]) -> bool:
    """Return whether the member may manage the server that the interaction comes from."""
    return interaction.permissions.manage_guild


def managers_only(interaction: discord.Interaction[Any]) -> None:
    """Raise Refusal unless the member may manage the server."""
    if not manages(interaction):
        raise Refusal("Only members who may manage this server (permission Manage Server) can do that.")


def may_write(interaction: discord.Interaction[Any]) -> bool:
    """Return whether the member may write where the interaction comes from: for who may not, the bot doesn't either."""
    may, is_thread = interaction.permissions, isinstance(interaction.channel, discord.Thread)
    return may.send_messages_in_threads if is_thread else may.send_messages
