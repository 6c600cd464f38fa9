"""The courier: carries a game's messages to its channel, each once, and keeps trying while Discord is silent."""

import asyncio
import logging
from datetime import datetime, timedelta

import discord
from discord import ui

from bot.client import Bot
from bot.client.sending import NONCE_HOLDS, Silence, TooMuch, answered, find
from bot.clock import Clock

log = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=10)  # with a Discord that does not answer, before a game is given up
_AGAIN = 2  # seconds between two tries


class Courier:
    """Posts and edits; it also knows how far the bot's clock is ahead of Discord's."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._ahead = timedelta()

    def here(self, moment: datetime) -> datetime:
        """Return what the bot's clock shows at a `moment` of Discord's."""
        return moment + self._ahead

    async def post(
        self, channel_id: int, view: ui.LayoutView, *, key: str, marker: str, intended: datetime | None = None
    ) -> discord.Message:
        """Return the message of `view`, posted unless it is out; Refused, or Silence after ten minutes of it.

        `key` makes its nonce, `marker` begins one of its custom ids, `intended` is when it was first tried before.
        """
        begun = self._clock.now()
        while True:
            try:
                if intended and (found := await self._found(channel_id, marker, intended)):
                    return found
                asked_at = self._clock.now()
                is_first, intended = intended is None, intended or asked_at
                message = await answered(self._bot.get_partial_messageable(channel_id).send(view=view, nonce=key))
            except Silence:
                if self._clock.now() - begun > _PATIENCE:
                    raise
                await asyncio.sleep(_AGAIN)
            else:
                if is_first:
                    self._compare(asked_at, message.created_at)
                return message

    async def edit(self, channel_id: int, message_id: int, view: ui.LayoutView) -> None:
        """Let a message show `view`; Refused or Silence."""
        channel = self._bot.get_partial_messageable(channel_id)
        await answered(channel.get_partial_message(message_id).edit(view=view))

    def _compare(self, asked_at: datetime, created_at: datetime) -> None:
        """Learn by how much this clock is ahead, at the least: what a slow Discord takes is no difference."""
        least, most = asked_at - created_at, self._clock.now() - created_at
        self._ahead = min(max(timedelta(), least), most)

    async def _found(self, channel_id: int, marker: str, intended: datetime) -> discord.Message | None:
        """Look for a message whose nonce may be forgotten; while it holds, sending again is enough."""
        now = self._clock.now()
        if intended <= now < intended + NONCE_HOLDS:
            return None
        try:
            return await answered(find(self._bot, channel_id, min(intended, now), lambda each: _is(each, marker)))
        except TooMuch:
            return None  # a question asked twice is played all the same: both carry the same buttons


def _is(custom_id: str, marker: str) -> bool:
    return f"{custom_id}:".startswith(f"{marker}:")
