"""What managers choose for a schedule, parsed as it comes in."""

import re
from datetime import time
from typing import Any

import discord
from discord import app_commands

from bot.errors import Refusal

_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


class TimeOfDay(app_commands.Transformer):
    """A time on the 24-hour clock."""

    async def transform(self, _interaction: discord.Interaction[Any], value: str, /) -> time:
        """Return the time that `value` writes as 8:30 or 08:30; Refusal."""
        if (
            (found := _TIME.fullmatch(value.strip()))
            and (hour := int(found[1])) < 24
            and (minute := int(found[2])) < 60
        ):
            return time(hour, minute)
        raise Refusal("I need the time of day on the 24-hour clock, for example `8:30` or `19:00`.")


class Place(app_commands.Transformer):
    """A channel that people write in; whether the bot may is looked at when it is set up."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return the option's type."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Return the kinds of channel that the daily post can go to."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.news_thread, kinds.public_thread, kinds.private_thread, kinds.voice]

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> int:
        """Return the channel's id; Refusal for a kind that Discord offers nobody here."""
        if value.type not in self.channel_types:
            raise Refusal("That channel takes no plain messages, as forums and categories don't. Choose another one.")
        # The library would look it up in its cache, which lacks archived threads.
        return int(value.id)


class Mentioned(app_commands.Transformer):
    """A role that the post may mention."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return the option's type."""
        return discord.AppCommandOptionType.role

    async def transform(self, _interaction: discord.Interaction[Any], value: discord.Role, /) -> discord.Role:
        """Return the role; Refusal for everyone's."""
        if value.is_default():
            raise Refusal(
                "I never mention @everyone. Choose a role that people can take for themselves, or leave it out."
            )
        return value
