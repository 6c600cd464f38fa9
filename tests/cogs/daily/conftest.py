"""Study groups with a daily term: one bot serves all of a module's, a test that stops its bot has one of its own."""

import asyncio
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.sandbox import Channel, Guild, Interaction, Message, Person, Response, Sandbox
from bot.storage import due_guilds, unfinished
from tests import shipped
from tests.cogs.daily.mortal import START, Calendar, Mortal
from tests.conftest import SAILING, Recall, serving, settings_for

GLOSSARY = shipped.glossary()
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def announced(message: Message) -> datetime:
    """Return the instant that a message names as the next post's."""
    [seconds] = re.findall(r"<t:([0-9]+):F>", message.text)
    return datetime.fromtimestamp(int(seconds), UTC)


def day_of(post: Message) -> str:
    """Return the local date that a post carries in its buttons."""
    [day] = {
        each.custom_id.split(":")[2] for each in post.buttons if each.custom_id and each.custom_id.startswith("daily:")
    }
    return day


def slug_of(post: Message) -> str:
    """Return the slug of the term that a post is about."""
    [slug] = [
        each.custom_id.split(":")[3]
        for each in post.buttons
        if each.custom_id and each.custom_id.startswith("daily:more:")
    ]
    return slug


@dataclass(slots=True)
class Group:
    """A server with a channel, a manager and two members; `at` and `zone` are what it was set up with last."""

    recall: Recall
    guild: Guild
    study: Channel
    teacher: Person
    ada: Person
    ben: Person
    at: time = time(8, 30)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))

    @classmethod
    def found(cls, recall: Recall, name: str) -> "Group":
        """Found it on the sandbox, with the bot in it."""
        sandbox = recall.sandbox
        guild = sandbox.guild(name)
        teacher = sandbox.person("teacher", guild=guild, manager=True)
        ada, ben = (sandbox.person(name, guild=guild) for name in ("ada", "ben"))
        return cls(recall, guild, guild.channel("study"), teacher, ada, ben)

    @property
    def sandbox(self) -> Sandbox:
        return self.recall.sandbox

    @property
    def now(self) -> datetime:
        return self.sandbox.clock.now()

    async def use(self, command: str, *, by: Person | None = None, **options: Any) -> Interaction:
        """Let the teacher, or somebody else, use `/daily command`; return once it is answered in full."""
        interaction = await (by or self.teacher).use(self.study, f"daily {command}", **options)
        return await interaction.settled()

    async def set_up(self, **options: Any) -> Interaction:
        """Let the teacher use `/daily setup` (8:30 in Berlin if not told otherwise); a preview follows a success."""
        given: dict[str, Any] = {"channel": self.study, "time": "8:30", "timezone": "Europe/Berlin", **options}
        interaction = await self.use("setup", **given)
        if interaction.response_type is Response.DEFERRED_MESSAGE:
            self.at, self.zone = time.fromisoformat(f"{given['time']:0>5}"), ZoneInfo(given["timezone"])
            await interaction.followed()
        return interaction

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """Return what the bot posted for everybody, oldest first."""
        return [one for one in (channel or self.study).history if one.author is self.sandbox.world.bot]

    def next_due(self) -> datetime:
        """Return when its clocks show the time of the post next (not for days on which they change)."""
        local = self.now.astimezone(self.zone)
        today = datetime.combine(local.date(), self.at, self.zone)
        return (today if today > local else today + DAY).astimezone(UTC)

    def advance_to(self, moment: datetime) -> None:
        """Move the time forward to the aware `moment`."""
        self.sandbox.clock.advance(moment - self.now)

    async def pass_days(self, days: int) -> None:
        """Move the time to a second after the next due instant, so many times; return when all is out that will be."""
        for _ in range(days):
            self.advance_to(self.next_due() + SECOND)
            await self.rest()

    async def rest(self) -> None:
        """Return when nothing is due any more, and no post on its way."""
        database = self.recall.bot._database  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        async with asyncio.timeout(10):
            while await due_guilds(database, self.now, 1) or await unfinished(database, self.guild.id):
                pass

    async def next_post(self, channel: Channel | None = None) -> Message:
        """Move the time to a second after the next due instant, and return the post that comes."""
        before = len(self.posts(channel))
        self.advance_to(self.next_due() + SECOND)
        await self.sandbox.until(lambda: len(self.posts(channel)) > before)
        await self.rest()
        return self.posts(channel)[-1]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """The bot that serves a module's groups: many servers on one bot are what it is made for."""
    folder = tmp_path_factory.mktemp("shared")
    async with Sandbox() as sandbox, serving(sandbox, settings_for(sandbox, folder)) as recall:
        yield recall


@pytest_asyncio.fixture(loop_scope="module")
async def group(shared: Recall) -> AsyncGenerator[Group]:
    """A new group on the module's bot, at six in the morning (UTC); its tests are marked with the module's loop."""
    group = Group.found(shared, "Study group")
    group.advance_to(datetime.combine(group.now.date() + DAY, time(6), UTC))
    shared.sandbox.requests.clear()
    yield group
    shared.sandbox.faults.clear()
    if group.guild.has(shared.sandbox.world.bot):
        group.guild.remove_bot()


@pytest.fixture
def own(recall: Recall) -> Group:
    """A group whose bot serves it alone, so that a test may stop it and start it again."""
    return Group.found(recall, "Study group")


@pytest.fixture
async def mortal(tmp_path: Path) -> AsyncGenerator[Mortal]:
    """A bot that may die, on a small glossary, at six in the morning (UTC) of 10 January 2027."""
    async with Sandbox(clock=Calendar(START)) as sandbox:
        sandbox.ratelimits.on = False
        mortal = Mortal(sandbox, settings_for(sandbox, tmp_path, SAILING))
        await mortal.start()
        yield mortal
        await mortal.stop()


@pytest.fixture
def club(mortal: Mortal) -> Group:
    """A group on the bot that may die."""
    return Group.found(mortal, "Sailing club")
