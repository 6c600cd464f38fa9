"""What tests of a daily term in trouble ask of a group."""

import asyncio
import re
from datetime import UTC, date, datetime, timedelta

from bot.sandbox import Channel, Message
from bot.views.daily import day_in
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import SOON
from tests.conftest import shown


async def posted(group: Group, times: int = 1, *, channel: Channel | None = None) -> Message:
    """Return the group's last post once there are so many, and no more, and managers read where it is."""
    await group.sandbox.until(lambda: len(group.posts(channel)) >= times)
    post = group.posts(channel)[-1]
    await told(group, f"/{post.id})")
    assert len(group.posts(channel)) == times
    return post


def day_of(post: Message) -> date | None:
    """Return the local date that a post carries."""
    return day_in(button.custom_id or "" for button in post.buttons)


def is_about(moment: datetime, expected: datetime, *, give: timedelta = SOON) -> bool:
    """Return whether something happened at an instant or, on a slow machine, soon after; not a moment before."""
    return timedelta() <= moment - expected < give


async def status(group: Group) -> str:
    """Return what `/daily status` tells the manager."""
    return shown(await group.use("status")).text


async def next_try(group: Group) -> datetime | None:
    """Return when the post is tried again, as the manager is told; None where nothing is broken."""
    found = re.search(r"I try again <t:(\d+):F>", await status(group))
    return found and datetime.fromtimestamp(int(found[1]), UTC)


async def tried_again(group: Group, before: datetime | None = None) -> datetime:
    """Return when the post is tried next, once that is told and is no longer `before`."""
    async with asyncio.timeout(10):
        while (now := await next_try(group)) in (None, before):
            pass  # each look is a command, answered by the bot
    return now


async def told(group: Group, text: str) -> None:
    """Return once `/daily status` tells the manager that; TimeoutError if it never does."""
    async with asyncio.timeout(10):
        while text not in await status(group):
            pass
