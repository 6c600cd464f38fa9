"""The bot killed at random moments of claim, send and mark, and started again: nothing is lost, nothing comes twice.

Several servers are due at once, so that a round of theirs takes long enough for every moment to be hit.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from random import Random

from bot.daily import Outcome
from tests.bench.table import table as tabled
from tests.drill.child import Child, Word
from tests.drill.judge import Findings, doubles, judge
from tests.drill.ledger import Ledger, Line
from tests.drill.promise import Broken
from tests.drill.town import HISTORY, Day, Server, Town, slow_replies, town

KILLS, TOWNS = 500, 4  # in all; towns are played at the same time, each with a bot and a Discord of its own
SERVERS = 8
_ANOTHER = 0.5  # how probable it is that a bot that was started again is killed again before all is settled
_A_POST = 0.04  # seconds a post takes in a round at the most: the pacer lets 40 a second through
_BEGIN = 0.08  # seconds from the instant until all intents are written, which is soon done
_EARLY = 0.3  # how many of the kills come within that
_NARROW = timedelta(minutes=2)  # a date that ends so soon after a start may be posted or closed


class Moment(Enum):
    """Where the last kill found a date that was due."""

    UNCLAIMED = "before its intent"
    UNSENT = "after its intent, before it reached Discord"
    UNMARKED = "after it reached Discord, before its mark"
    MARKED = "after its mark, others being unmarked"
    BEGUN = "left open by an earlier kill, and still"


class Pause(Enum):
    """How long nobody was there after a kill."""

    AT_ONCE = "up to 2 minutes: sent again"
    MINUTES = "2 to 10 minutes: looked for"
    HOURS = "1 to 6 hours"
    DAYS = "12 to 30 hours"


_PAUSES: Mapping[Pause, tuple[int, timedelta, timedelta]] = {  # how often of 20, from, to
    Pause.AT_ONCE: (7, timedelta(), timedelta(minutes=2)),
    Pause.MINUTES: (9, timedelta(minutes=2), timedelta(minutes=10)),
    Pause.HOURS: (3, timedelta(hours=1), timedelta(hours=6)),
    Pause.DAYS: (1, timedelta(hours=12), timedelta(hours=30)),
}


@dataclass(slots=True)
class Played:
    """What was done to the bot, and what was found in the end."""

    kills: int = 0
    beside: int = 0  # kills when all was marked, which count for nothing
    kills_at: Counter[Moment] = field(default_factory=Counter[Moment])
    dates_at: Counter[Moment] = field(default_factory=Counter[Moment])
    pauses: Counter[Pause] = field(default_factory=Counter[Pause])
    sent_again: int = 0  # posts that Discord had already, and knew by their nonce
    searched: int = 0
    findings: Findings = field(default_factory=Findings)
    doubles: list[str] = field(default_factory=list[str])

    def __add__(self, other: "Played") -> "Played":
        return Played(
            kills=self.kills + other.kills,
            beside=self.beside + other.beside,
            kills_at=self.kills_at + other.kills_at,
            dates_at=self.dates_at + other.dates_at,
            pauses=self.pauses + other.pauses,
            sent_again=self.sent_again + other.sent_again,
            searched=self.searched + other.searched,
            findings=self.findings + other.findings,
            doubles=self.doubles + other.doubles,
        )


async def table(seed: int | None = None) -> str:
    """Kill the bot 500 times and return what was found; Broken if a promise was not kept."""
    seed = int.from_bytes(os.urandom(3)) if seed is None else seed
    async with asyncio.TaskGroup() as group:
        playing = [group.create_task(played(Random(f"{seed} {number}"), KILLS // TOWNS)) for number in range(TOWNS)]
    all_of = sum((task.result() for task in playing), Played())
    text = f"{_kills(all_of, seed)}\n{_found(all_of)}"
    if all_of.findings.broken:
        raise Broken("\n".join([text, *all_of.doubles]))
    return text


async def played(chance: Random, kills: int, servers: int = SERVERS) -> Played:
    """Play a town until the bot was killed so many times while something was open."""
    async with town(servers) as here, slow_replies(here, chance):
        drill = _Drill(here, chance)
        try:
            await drill.play(kills)
        finally:
            await drill.kill()
        return drill.played


class _Drill:
    """One town, its bot, and what is done to it."""

    def __init__(self, here: Town, chance: Random) -> None:
        self.played = Played()
        self._town = here
        self._chance = chance
        self._bot: Child | None = None
        self._excused: set[Day] = set()

    async def play(self, kills: int) -> None:
        """Play date after date."""
        await self._start()
        await self._town.set_up()
        while self.played.kills < kills:
            self._town.dawn()
            await self._killed()
            while self.played.kills < kills and self._chance.random() < _ANOTHER:
                self._town.hurry(self._town.read())
                await self._killed()
            await self._town.settle()
        await self.kill()
        requests, posts = self._town.sandbox.requests, sum(len(server.posts) for server in self._town.servers)
        self.played.sent_again = len(requests.find("POST", HISTORY, status=200)) - posts
        self.played.searched = len(requests.find("GET", HISTORY))
        self.played.findings = judge(self._town, self._excused)
        self.played.doubles += doubles(self._town)

    async def kill(self) -> None:
        """Kill the bot, if there is one."""
        if self._bot:
            await self._bot.kill()
        self._bot = None

    async def _start(self) -> None:
        self._bot = self._town.child()
        await self._bot.said(Word.READY)

    async def _killed(self) -> None:
        """Kill the bot at a random moment of the round that begins, and start it again after a while."""
        before = self._town.read()
        open_before = self._town.open(before)
        longest = _BEGIN if self._chance.random() < _EARLY else _BEGIN + len(open_before) * _A_POST
        await asyncio.sleep(self._chance.uniform(0, longest))
        await self.kill()
        self._note(open_before, before, self._town.read())
        pause = self._chance.choices(list(_PAUSES), [often for often, _, _ in _PAUSES.values()])[0]
        _, shortest, longest = _PAUSES[pause]
        self.played.pauses[pause] += 1
        self._town.clock.advance(shortest + self._chance.random() * (longest - shortest))
        self._excuse()
        await self._start()

    def _note(self, days: Collection[Day], before: Ledger, after: Ledger) -> None:
        if not self._town.open(after):
            self.played.beside += 1
            return
        found = Counter(_moment(day, before.lines[day[0].id].get(day[1]), after) for day in days)
        self.played.kills += 1
        self.played.kills_at.update(found.keys())
        self.played.dates_at.update(found)

    def _excuse(self) -> None:
        """Note which dates will have ended before the bot has started, and so need no post."""
        now = self._town.clock.now()
        self._excused.update(
            (server, day)
            for server, day in self._town.open(self._town.read())
            if server.schedule.closes(day) <= now + _NARROW and not _is_out(server, day)
        )


def _moment(day: Day, before: Line | None, ledger: Ledger) -> Moment:
    server, date = day
    after = ledger.lines[server.id].get(date)
    if after and after.settled:
        return Moment.MARKED
    if before and before.outcome is Outcome.INTENDED:
        return Moment.BEGUN
    if after is None:
        return Moment.UNCLAIMED
    return Moment.UNMARKED if _is_out(*day) else Moment.UNSENT


def _is_out(server: Server, date: date) -> bool:
    return any(post.day == date for post in server.posts)


def _kills(played: Played, seed: int) -> str:
    head = (f"{played.kills} kills, seed {seed}", "kills", "dates of servers")
    rows = [[moment.value, f"{played.kills_at[moment]:,}", f"{played.dates_at[moment]:,}"] for moment in Moment]
    rows += [[f"started again after {pause.value}", f"{played.pauses[pause]:,}", ""] for pause in Pause]
    rows += [["not counted: all was marked", f"{played.beside:,}", ""]]
    return tabled("kill -9 at random moments of claim, send and mark", head, rows)


def _found(played: Played) -> str:
    found = played.findings
    head = ("dates", "posted", "ended before a start", "lost", "double", "again in a cycle", "unlike the ledger")
    head += ("sends that Discord knew by their nonce", "pages of history read")
    figures = (found.dates, found.posted, found.too_late, found.lost, found.double, found.repeated, found.unlike)
    figures += (played.sent_again, played.searched)
    return tabled("What the channels and the ledger show", head, [[f"{figure:,}" for figure in figures]])
