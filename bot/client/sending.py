"""Sending: what a request of ours came to, and a message that is sent once, whatever happens to us in between."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeVar

import aiohttp
import discord

from bot.client.bot import Bot

T = TypeVar("T")

# The library tries a 5xx again for up to 25 s; together with this a nonce still holds when we send again.
LONGEST_SENDING = 30
# Discord forgets a nonce after "a few minutes" (docs: Create Message, enforce_nonce).
NONCE_HOLDS = timedelta(minutes=2)
_MARGIN = timedelta(days=1)  # by which our clock may be wrong; a message is told by what its buttons carry
_MOST_READ = 10_000  # messages

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, TOO_MANY_EDITS = 10003, 10004, 10008, 30046
NO_ACCESS, NO_TEXT, NO_PERMISSION, ARCHIVED, LOCKED = 50001, 50008, 50013, 50083, 160005
_REFUSALS = {
    *(UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, TOO_MANY_EDITS),
    *(NO_ACCESS, NO_TEXT, NO_PERMISSION, ARCHIVED, LOCKED),
}


class Refused(Exception):  # noqa: N818  (Discord's no is an outcome)
    """Discord refuses with that code, so that this attempt did nothing."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Silence(Exception):  # noqa: N818  (no answer is an outcome)
    """Discord did not answer, so that what was asked may be done or not."""


class TooMuch(Exception):  # noqa: N818  (giving up is an outcome)
    """There are too many messages to tell whether ours is among them."""


async def answered(call: Coroutine[Any, Any, T]) -> T:
    """Return what Discord answers; Refused if it says no, Silence if it says nothing or that it is down."""
    try:
        async with asyncio.timeout(LONGEST_SENDING):
            return await call
    except discord.HTTPException as error:
        if error.status == 429 or error.status >= 500:
            raise Silence from error
        if error.code not in _REFUSALS:
            raise  # a defect of ours
        raise Refused(error.code) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise Silence from error


async def find(bot: Bot, channel_id: int, since: datetime, is_it: Callable[[str], bool]) -> discord.Message | None:
    """Return our first message in a channel since about `since` with a button whose custom id `is_it`.

    Refused, Silence, or TooMuch where it is not among the first 10,000.
    """
    channel = bot.get_partial_messageable(channel_id)
    history = channel.history(after=since - _MARGIN, oldest_first=True, limit=_MOST_READ)
    read = 0
    # Each page has the time of one request: a busy channel has many.
    while message := await answered(_next(history)):
        read += 1
        if message.author == bot.user and any(map(is_it, custom_ids(message))):
            return message
    if read == _MOST_READ:
        raise TooMuch
    return None


async def _next(history: AsyncIterator[discord.Message]) -> discord.Message | None:
    return await anext(history, None)


def custom_ids(message: discord.Message) -> Iterator[str]:
    """Yield the custom ids of the message's buttons."""
    for row in message.components:
        if isinstance(row, discord.ActionRow):
            yield from (item.custom_id or "" for item in row.children)
