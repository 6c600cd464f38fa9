"""A study group that plays, and a time that stands still for it."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.cogs.quiz import table
from bot.quiz import Round
from bot.sandbox import Channel, Guild, Interaction, Message, Person, Sandbox, SandboxClock
from bot.sandbox.signal import Signal
from bot.storage import Database, Record, game_of, unfinished_games
from tests import shipped
from tests.conftest import Recall

GLOSSARY = shipped.glossary()
START = datetime(2027, 1, 6, 12, tzinfo=UTC)  # a Wednesday
SECOND = timedelta(seconds=1)
CALM = 5  # seconds in which no question closes because all have answered
READING = table.READING / SECOND
NONSENSE = "zyx"  # nobody's name


class Still(SandboxClock):
    """A sandbox's time that stands still until it is moved: stamps, and so points, are the same on every machine."""

    def __init__(self) -> None:
        super().__init__()
        self._sleepers = list[datetime]()
        self._changed = Signal()

    def now(self) -> datetime:
        return START + self.offset

    async def sleep_until(self, moment: datetime) -> None:
        self._sleepers.append(moment)
        self._changed.notify()
        try:
            await super().sleep_until(moment)
        finally:
            self._sleepers.remove(moment)

    async def slept(self, is_it: Callable[[datetime], bool]) -> None:
        """Return once somebody sleeps until such a moment: moved earlier, the time would be up before they lie down."""
        await self._changed.until(lambda: any(map(is_it, self._sleepers)), 10)


def labels(message: Message) -> list[str]:
    """Return what stands on a message's buttons."""
    return [button.label for button in message.buttons]


@dataclass(slots=True)
class Club:
    """A server with a channel for quizzes, a manager, and members of whom Ada starts the games."""

    recall: Recall
    guild: Guild
    room: Channel
    teacher: Person
    ada: Person
    ben: Person
    cat: Person
    game_id: int = 0  # of the game that was started last

    @classmethod
    def found(cls, recall: Recall, name: str = "Study group") -> "Club":
        """Found it on the sandbox, with the bot in it."""
        sandbox = recall.sandbox
        guild = sandbox.guild(name)
        teacher = sandbox.person("teacher", guild=guild, manager=True)
        ada, ben, cat = (sandbox.person(name, guild=guild) for name in ("ada", "ben", "cat"))
        return cls(recall, guild, guild.channel("quiz"), teacher, ada, ben, cat)

    @property
    def sandbox(self) -> Sandbox:
        return self.recall.sandbox

    @property
    def clock(self) -> Still:
        clock = self.sandbox.clock
        assert isinstance(clock, Still)
        return clock

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def database(self) -> Database:
        return self.recall.bot._database  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    @property
    def posts(self) -> list[Message]:
        """What the bot posted for everybody, oldest first."""
        return [one for one in self.room.history if one.author is self.sandbox.world.bot]

    def crowd(self, number: int) -> list[Person]:
        """Let so many more members in."""
        return [self.sandbox.person(f"member{n}", guild=self.guild) for n in range(number)]

    # --- time

    def advance(self, seconds: float) -> None:
        """Move the time forward."""
        self.clock.advance(timedelta(seconds=seconds))

    def advance_to(self, moment: datetime) -> None:
        """Move the time to a moment, unless it has passed."""
        self.clock.advance(max(moment - self.now, timedelta()))

    # --- what is out

    async def posted(self, *markers: str) -> Message:
        """Return the newest message with a button whose custom id begins so, once there is one."""
        found = list[Message]()

        def look() -> bool:
            found[:] = [post for post in self.posts if any(_is_marked(post, marker) for marker in markers)]
            return bool(found)

        await self.sandbox.until(look)
        return found[-1]

    async def lobby(self) -> Message:
        """Return the lobby once it is out and its time runs."""
        message = await self.posted(f"quiz:join:{self.game_id}")
        rules = (await self.record()).game.rules
        await self.clock.slept(lambda until: until == message.timestamp + rules.lobby * SECOND)
        return message

    async def question(self, number: int = 1) -> Message:
        """Return a question once it is out and its time runs."""
        about = f"{self.game_id}:{number}"
        message = await self.posted(f"quiz:answer:{about}", f"quiz:type:{about}")
        latest = message.timestamp + ((await self.record()).game.rules.seconds + 1) * SECOND
        await self.clock.slept(lambda until: message.timestamp < until <= latest)
        return message

    async def reveal(self, number: int = 1) -> Message:
        """Return the reveal of a question once it is out."""
        return await self.posted(f"quiz:card:{self.game_id}:{number}")

    async def podium(self) -> Message:
        """Return the podium once it is out and the game is done."""
        podium = await self.posted(f"quiz:rematch:{self.game_id}")
        await self.done()
        return podium

    async def done(self) -> None:
        """Return once the game has left nothing to do."""
        async with asyncio.timeout(10):
            while self.game_id in await unfinished_games(self.database):
                pass
            await self.database.ping()  # the bot hears of its own write before we do of this one

    async def shows(self, message: Message, text: str) -> None:
        """Return once a message shows that."""
        await self.sandbox.until(lambda: text in message.text)

    # --- what is stored

    async def record(self) -> Record:
        """Return the game as it is stored."""
        record = await game_of(self.database, self.game_id)
        assert record is not None
        return record

    async def round(self, number: int = 1) -> Round:
        """Return a question with its answers, as they are stored."""
        return (await self.record()).game.round(number)

    # --- what people do

    async def use(self, command: str, *, by: Person | None = None, **options: Any) -> Interaction:
        """Let Ada, or somebody else, use `/quiz command`; return once it is answered in full."""
        async with asyncio.timeout(10):
            interaction = await (by or self.ada).use(self.room, f"quiz {command}", **options)
            return await interaction.settled()

    async def press(self, who: Person, message: Message, button: str) -> Interaction:
        """Let somebody press a button, by its label or custom id; return once that is answered in full."""
        async with asyncio.timeout(10):
            interaction = await who.click(message, button)
            return await interaction.settled()

    async def start(self, *, by: Person | None = None, **options: Any) -> Interaction:
        """Start a game: Ada's, of three questions and without lobby, if not told otherwise."""
        return self.follow(await self.use("start", by=by, **{"lobby": 0, "questions": 3, **options}))

    def follow(self, started: Interaction) -> Interaction:
        """Let the game that an answer links to be the one that is played from now on."""
        if found := re.search(rf"/{self.room.id}/(\d+)", started.message.text if started.message else ""):
            ids = [button.custom_id or "" for button in self.room.messages[int(found[1])].buttons]
            self.game_id = next((int(each.split(":")[2]) for each in ids), self.game_id)
        return started

    async def choose(self, who: Person, number: int, choice: int) -> Interaction:
        """Let somebody press the button of an option."""
        return await self.press(who, await self.question(number), f"quiz:answer:{self.game_id}:{number}:{choice}")

    async def say(self, who: Person, number: int, said: str) -> Interaction:
        """Let somebody open the window of a question and type that."""
        opened = await self.press(who, await self.question(number), "Answer")
        async with asyncio.timeout(10):
            return await who.submit(opened, typed=said)

    async def right(self, who: Person, number: int = 1) -> Interaction:
        """Let somebody give the right answer."""
        asked = (await self.round(number)).question
        if asked.right is None:
            return await self.say(who, number, GLOSSARY[asked.slug].name)
        return await self.choose(who, number, asked.right)

    async def wrong(self, who: Person, number: int = 1) -> Interaction:
        """Let somebody give a wrong answer."""
        asked = (await self.round(number)).question
        if asked.right is None:
            return await self.say(who, number, NONSENSE)
        return await self.choose(who, number, (asked.right + 1) % len(asked.options))

    async def takes_answers(self, number: int = 1) -> bool:
        """Return whether a question is open: then it refuses an option that it doesn't have, and not every answer."""
        forged = f"quiz:answer:{self.game_id}:{number}:9"
        # Whatever is due by now is done when the first is answered.
        await self.teacher.forge(forged, channel=self.room)
        refused = await self.teacher.forge(forged, channel=self.room)
        return refused.message is not None and "has no such answer" in refused.message.text

    # --- how a game goes on

    async def close(self, number: int = 1) -> Message:
        """Let the time of a question run out, and return its reveal."""
        message = await self.question(number)
        self.advance_to(message.timestamp + ((await self.record()).game.rules.seconds + 1) * SECOND)
        return await self.reveal(number)

    async def go_on(self, number: int) -> Message:
        """Let the time to read a reveal be over, and return the question of that number."""
        await self.reveal(number - 1)
        over = self.now + READING * SECOND
        await self.clock.slept(lambda until: until == over)
        self.advance_to(over)
        return await self.question(number)


def _is_marked(message: Message, marker: str) -> bool:
    return any(f"{button.custom_id}:".startswith(f"{marker}:") for button in message.buttons)
