"""Delivery: one post into a channel, what stands in its way, and whether it is there already."""

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar

import discord

from bot.client import Bot, sending
from bot.client.pacer import Lane, lane
from bot.client.sending import Silence, TooMuch, answered, find
from bot.daily import Entry, Fault, nonce
from bot.views.daily import day_in
from bot.views.daily_replies import Ping
from bot.views.message import Ordinary

_FAULTS = {
    sending.UNKNOWN_CHANNEL: Fault.NO_CHANNEL,
    sending.UNKNOWN_GUILD: Fault.NO_CHANNEL,
    sending.NO_ACCESS: Fault.CANT_SEE,
    sending.NO_TEXT: Fault.NO_MESSAGES_THERE,
    sending.NO_PERMISSION: Fault.CANT_SEND,
    sending.ARCHIVED: Fault.THREAD_LOCKED,  # one that is only archived opens at the next message
    sending.LOCKED: Fault.THREAD_LOCKED,
}
Place = discord.abc.GuildChannel | discord.Thread
T = TypeVar("T")


class Refused(Exception):  # noqa: N818  (Discord's no is an outcome)
    """Discord refuses, so that this attempt put nothing out."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Delivery:
    """Puts posts into channels."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def obstacle(self, guild_id: int, channel_id: int) -> Fault | None:
        """Return what would keep a post from being seen as it should, as far as is known without asking; Silence."""
        guild = self._guild(guild_id)
        place = guild.get_channel_or_thread(channel_id)
        if place is None:
            return None  # a thread that is archived, or nothing: sending will tell
        # Without the history it can post; only after a crash it can't tell whether it did.
        return next((fault for fault in lacking(place) if fault is not Fault.CANT_READ), None)

    def role(self, guild_id: int, role_id: int | None) -> int | None:
        """Return the role if the server still has it."""
        guild = self._bot.get_guild(guild_id)
        return role_id if role_id and guild and guild.get_role(role_id) else None

    def ping(self, channel_id: int, role: discord.Role) -> Ping:
        """Return whether a mention of `role` in a channel notifies anybody, whatever is allowed in the request."""
        place = role.guild.get_channel_or_thread(channel_id)
        may = place.permissions_for(role.guild.me) if place else role.guild.me.guild_permissions
        return Ping.LOUD if role.mentionable or may.mention_everyone else Ping.SILENT

    async def deliver(self, guild_id: int, entry: Entry, post: Ordinary, due: datetime) -> discord.Message:
        """Return the message of the entry's `post`, the first one if it is out already; Refused or Silence.

        Of many that wait to be sent, the one that was `due` first goes first.
        """
        with lane(Lane.DAILY, due.timestamp()):
            return await _told(
                self._bot.get_partial_messageable(entry.channel_id, guild_id=guild_id).send(
                    post.content,
                    embed=post.embed,
                    view=post.view,
                    nonce=nonce(guild_id, entry.day),
                    allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=post.pings),
                )
            )

    async def find(self, guild_id: int, entry: Entry, *, since: datetime) -> discord.Message | None:
        """Return the entry's post if it is in its channel, sent later than `since`; Refused or Silence."""
        with lane(Lane.DAILY):
            try:
                place = await _told(self._place(guild_id, entry.channel_id))
            except Refused as refused:
                if refused.fault is Fault.NO_CHANNEL:
                    return None
                raise
            if not place.permissions_for(place.guild.me).read_message_history:
                raise Refused(Fault.CANT_READ)  # else Discord shows an empty history
            try:
                return await _told(find(self._bot, entry.channel_id, since, lambda each: day_in([each]) == entry.day))
            except TooMuch as much:
                raise Refused(Fault.CANT_READ) from much  # in doubt nothing is posted twice

    async def lacking_in(self, guild_id: int, channel_id: int) -> list[Fault]:
        """Return what the bot lacks to post in a channel, the gravest first; Silence."""
        try:
            return lacking(await _told(self._place(guild_id, channel_id)))
        except Refused as refused:
            return [refused.fault]

    async def _place(self, guild_id: int, channel_id: int) -> Place:
        guild = self._guild(guild_id)
        return guild.get_channel_or_thread(channel_id) or await guild.fetch_channel(channel_id)

    def _guild(self, guild_id: int) -> discord.Guild:
        guild = self._bot.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise Silence  # an outage, or we are only just connecting again; a server that removed us is no longer due
        return guild


def lacking(place: Place) -> list[Fault]:
    """Return what the bot lacks to post in `place`, the gravest first."""
    if not isinstance(place, discord.TextChannel | discord.VoiceChannel | discord.Thread):
        return [Fault.NO_MESSAGES_THERE]
    may = place.permissions_for(place.guild.me)
    if not may.view_channel:
        return [Fault.CANT_SEE]
    is_thread = isinstance(place, discord.Thread)
    faults = {
        Fault.CANT_SEND: not (may.send_messages_in_threads if is_thread else may.send_messages),
        Fault.THREAD_LOCKED: is_thread and place.locked and not may.manage_threads,
        Fault.CANT_EMBED: not may.embed_links,
        Fault.CANT_READ: not may.read_message_history,
    }
    return [fault for fault, is_so in faults.items() if is_so]


async def _told(call: Coroutine[Any, Any, T]) -> T:
    """Return what Discord answers; Refused with what is wrong, or Silence."""
    try:
        return await answered(call)
    except sending.Refused as refused:
        raise Refused(_FAULTS.get(refused.code, Fault.OURS)) from refused
