"""The bot killed at random moments of games that several channels play at once, and started again.

Members answer all the time. Whatever one of them was told counts, each game ends once, and what it shows is what an
umpire works out from what its members did.
"""

import asyncio
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from random import Random

from bot.glossary import load
from bot.sandbox import Channel
from tests.drill import scorebook
from tests.drill.lives import Lives
from tests.drill.notes import Notes
from tests.drill.players import Host, Player
from tests.drill.promise import Broken
from tests.drill.scorebook import Moment
from tests.drill.toll import Aim, Played
from tests.drill.town import GLOSSARY, Server, Town, slow_replies, town
from tests.drill.umpire import Umpire

KILLS, TOWNS = 200, 2  # in all; towns are played at the same time, each with a bot and a Discord of its own
SERVERS = 4
QUESTIONS = 5  # of a game, at the most
_MEMBERS = ("ada", "ben", "cleo", "dan")
_WRONG = "barnacle"
_PATIENCE = 8.0  # seconds after which a game that is not taken up is given up
_LONGEST = 90.0  # seconds that the last games may take to end
_UNBORN, _BIRTH = 0.15, 0.8  # how probable it is that it is killed before it is ready; seconds that it takes for that
_AIMS_FOR = 2.0  # seconds
_LOOK = 0.1  # seconds between two looks at a file


_AIMS: Mapping[Aim, tuple[int, float]] = {
    Aim.ANY: (8, 1.2),
    Aim.TOLD: (5, 0.01),
    Aim.POST: (7, 0.06),
}  # weight, seconds
_PAUSES = (  # how often of 20, and how long nobody is there, in seconds: from, to
    (12, 0, 20),
    (4, 20, 110),
    (3, 110, 600),  # from here on Discord has forgotten a nonce
    (1, 600, 7200),
)


async def table(seed: int | None = None) -> str:
    """Kill the bot 200 times and return what was found; Broken if a promise was not kept."""
    seed = int.from_bytes(os.urandom(3)) if seed is None else seed
    async with asyncio.TaskGroup() as group:
        playing = [group.create_task(played(f"{seed} {number}", KILLS // TOWNS)) for number in range(TOWNS)]
    all_of = sum((task.result() for task in playing), Played())
    text = all_of.shown(seed)
    if all_of.is_broken:
        raise Broken(text)
    return text


async def played(seed: str, kills: int, servers: int = SERVERS, questions: int = QUESTIONS) -> Played:
    """Play in a town until the bot was killed so many times while games were on, and then to their end."""
    chance = Random(seed)
    async with town(servers) as here, slow_replies(here, chance):
        drill = _Drill(here, chance, questions)
        try:
            await drill.play(kills)
        finally:
            await drill.end()
        return drill.played


class _Drill:
    """One town, its bot, and what is done to it."""

    def __init__(self, here: Town, chance: Random, questions: int) -> None:
        self.played = Played()
        self._town = here
        self._chance = chance
        self._questions = questions
        self._notes = Notes(here.clock)
        self._lives = Lives(here, self._notes)
        self._names: dict[int, str] = {}
        self._spellings = {term.slug: term.name for term in load(GLOSSARY)}
        self._tasks = [asyncio.create_task(self._lives.run_clock())]
        self._hosts: list[asyncio.Task[None]] = []

    async def play(self, kills: int) -> None:
        """Let everybody play, kill the bot again and again, and judge what has become of the games."""
        self._lives.start()
        await self._lives.ready()
        for server in self._town.servers:
            self._gather(server)
        while self.played.kills < kills:
            await self._kill()
            await self._start_again()
        for host in self._hosts:
            host.cancel()
        await self._finish()
        await self.end()
        games = scorebook.games(self._town.database)
        umpire = Umpire(
            notes=self._notes,
            channels=[server.channel for server in self._town.servers],
            names=self._names,
            spellings=self._spellings,
            outages=self._lives.outages,
        )
        self.played.refusals, self.played.apologies = self._notes.refusals, self._notes.apologies
        self.played.findings = umpire.judge(games)

    async def end(self) -> None:
        """Let everybody leave, and kill the bot, if there is one."""
        for task in (*self._tasks, *self._hosts):
            task.cancel()
        ends = await asyncio.gather(*self._tasks, *self._hosts, return_exceptions=True)
        await self._lives.kill()
        for error in ends:
            if isinstance(error, Exception):
                raise error

    def _gather(self, server: Server) -> None:
        guild = self._town.sandbox.world.guilds[server.id]
        people = [self._town.sandbox.person(name, guild=guild) for name in _MEMBERS]
        self._names |= {person.id: person.name for person in people}
        typed = [*self._spellings.values(), _WRONG]
        for person in people:
            player = Player(person, server.channel, self._chance, self._notes, typed)
            self._tasks.append(asyncio.create_task(player.play()))
        host = Host(people[0], server.channel, self._chance, self._notes, self._questions)
        self._hosts.append(asyncio.create_task(host.invite()))

    async def _kill(self) -> None:
        """Kill the bot at a moment that is drawn, and note where that finds the games."""
        aim = self._chance.choices(list(_AIMS), [weight for weight, _ in _AIMS.values()])[0]
        await self._come(aim)
        await asyncio.sleep(self._chance.uniform(0, _AIMS[aim][1]))
        await self._lives.kill()
        found = self._on()
        self.played.at.update(found.values())
        self.played.aims[aim] += bool(found)
        self.played.kills += bool(found)
        self.played.beside += not found

    async def _come(self, aim: Aim) -> None:
        """Return once it is time; if nothing comes of the aim for a while, any time is as good."""
        with suppress(TimeoutError):
            match aim:
                case Aim.ANY:
                    pass
                case Aim.TOLD:
                    self._notes.heard.clear()
                    await asyncio.wait_for(self._notes.heard.wait(), _AIMS_FOR)
                case Aim.POST:
                    before = self._posted()
                    await self._town.sandbox.until(lambda: self._posted() > before, _AIMS_FOR)

    async def _start_again(self) -> None:
        """Start the bot after a while, and see it take up every game; now and then it is killed before it is ready."""
        _, shortest, longest = self._chance.choices(_PAUSES, [often for often, _, _ in _PAUSES])[0]
        self._town.clock.advance(timedelta(seconds=self._chance.uniform(shortest, longest)))
        while self._chance.random() < _UNBORN:
            self._lives.start()
            await asyncio.sleep(self._chance.uniform(0, _BIRTH))
            await self._lives.kill()
            self.played.unborn += 1
        before = {server.channel.id: self._signs(server.channel) for server in self._town.servers}
        self._lives.start()
        await self._lives.ready()
        begun = time.monotonic()
        on = self._on()
        channels = [server.channel for server in self._town.servers if server.channel.id in on]
        await asyncio.gather(*(self._taken_up(channel, before[channel.id], begun) for channel in channels))

    async def _taken_up(self, channel: Channel, before: tuple[object, ...], begun: float) -> None:
        """Note how long it takes until the bot goes on with the game of a channel."""
        with suppress(TimeoutError):
            await self._town.sandbox.until(lambda: self._signs(channel) != before, _PATIENCE)
        self.played.taken_up.append(time.monotonic() - begun)

    async def _finish(self) -> None:
        """Return once all games have ended, or nothing comes of them any more."""
        begun = time.monotonic()
        while self._on() and time.monotonic() < begun + _LONGEST:  # noqa: ASYNC110  (another process plays them)
            await asyncio.sleep(_LOOK)

    def _on(self) -> Mapping[int, Moment]:
        """Return how far each game is that has not ended, by channel."""
        return scorebook.moments(self._town.database, self._town.clock.now())

    def _posted(self) -> int:
        return sum(len(server.channel.history) for server in self._town.servers)

    def _signs(self, channel: Channel) -> tuple[object, ...]:
        """Return what changes when the bot does anything for a game of the channel, but refuse."""
        edits = [message.edited for message in channel.history]
        return (len(edits), edits, self._notes.kind_words[channel.id])
