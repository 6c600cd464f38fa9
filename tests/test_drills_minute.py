"""Short forms of `make drill`'s minute: more servers are due than Discord lets anybody post to in one second."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.sandbox import Channel, Request, Sandbox
from bot.settings import Settings
from tests.conftest import Recall
from tests.drill.minute import POST, set_up

MANY, SOME = 60, 25
OVERTAKEN = 5  # places, an eighth of a second: those who are ready while others still read go ahead
MINUTE = timedelta(minutes=1)


async def test_many_that_are_due_at_once_are_all_posted_to_once_and_never_too_fast(
    sandbox: Sandbox, settings: Settings
) -> None:
    due = shuffled(sandbox, MANY)
    await posts(sandbox, settings, due)
    assert {len(channel.history) for channel in due} == {1}
    assert sandbox.requests.find(status=429) == []


async def test_the_longest_due_are_posted_to_first(sandbox: Sandbox, settings: Settings) -> None:
    due = shuffled(sandbox, SOME)
    ranks = {f"/channels/{channel.id}/messages": rank for rank, channel in enumerate(sorted(due, key=due.__getitem__))}
    places = [ranks[post.path] for post in await posts(sandbox, settings, due)]
    late = [place - rank for place, rank in enumerate(places)]
    assert max(late) <= OVERTAKEN, places


def shuffled(sandbox: Sandbox, servers: int) -> dict[Channel, datetime]:
    """Found servers that are due a minute apart, from the next one on, in no order of theirs."""
    channels = [sandbox.guild(f"Server {number}").channel("study") for number in range(servers)]
    first = sandbox.clock.now().replace(second=0, microsecond=0) + MINUTE
    order = random.Random(6).sample(channels, servers)  # noqa: S311  (any order but theirs)
    return {channel: first + number * MINUTE for number, channel in enumerate(order)}


async def posts(sandbox: Sandbox, settings: Settings, due: Mapping[Channel, datetime]) -> list[Request]:
    """Let the bot find all of them due at once, and return the posts in the order in which they came out."""
    assert settings.database is not None
    await set_up(settings.database, due)
    recall = Recall(sandbox, settings)
    await recall.start()
    try:
        sandbox.clock.advance(max(due.values()) - sandbox.clock.now())
        return await sandbox.requests.seen("POST", POST, len(due), status=200, within=20)
    finally:
        await recall.stop()
