"""Five processes on one database file, the one that owns it killed again and again: nothing missed, nothing twice."""

import asyncio
import os
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from tests.bench.table import table as tabled
from tests.drill.child import Child, Word
from tests.drill.judge import Findings, judge
from tests.drill.promise import Broken
from tests.drill.town import Town, slow_replies, town

DAYS, PROCESSES, SERVERS = 60, 5, 8
_ROUND = 0.4  # seconds that a day's posts take at the most
_KILLS = (0, 1, 1, 2, 2, 3)  # a day
_BEFORE_DUE = 0.3  # how probable it is that the first of them comes before anything is due
_AMID = 0.7  # how many of the others come when the owner is posting, not at any time since it took over
_LONGEST = timedelta(minutes=10)  # between a kill and the next owner


@dataclass(slots=True)
class Played:
    """What was done to the owners, and what was found in the end."""

    days: int = 0
    kills: int = 0
    amid: int = 0  # kills that left an intent open
    most_owners: int = 0  # at any time
    findings: Findings = field(default_factory=Findings)

    @property
    def broken(self) -> bool:
        """Whether a promise was not kept."""
        return self.findings.broken or self.most_owners > 1


async def table(seed: int | None = None) -> str:
    """Play 60 days and return what was found; Broken if a promise was not kept."""
    seed = int.from_bytes(os.urandom(3)) if seed is None else seed
    done = await played(Random(seed), DAYS)
    found = done.findings
    head = (
        "days",
        "owners killed",
        "of them between intent and mark",
        "most owners at once",
        "dates",
        "posted",
        "missed",
        "double",
    )
    head += ("again in a cycle", "unlike the ledger")
    figures = (done.days, done.kills, done.amid, done.most_owners, found.dates, found.posted, found.lost, found.double)
    figures += (found.repeated, found.unlike)
    title = f"{PROCESSES} processes on one database, the owner killed at random, seed {seed}"
    text = tabled(title, head, [[f"{figure:,}" for figure in figures]])
    if done.broken:
        raise Broken(text)
    return text


async def played(chance: Random, days: int, servers: int = SERVERS) -> Played:
    """Play so many days of a town."""
    async with town(servers) as here, slow_replies(here, chance):
        drill = _Drill(here, chance)
        try:
            await drill.play(days)
        finally:
            await drill.end()
        drill.played.findings = judge(here, excused=())  # somebody was there at all times
        return drill.played


class _Drill:
    """One town, its processes, and what is done to them."""

    def __init__(self, here: Town, chance: Random) -> None:
        self.played = Played()
        self._town = here
        self._chance = chance
        self._all = [here.child() for _ in range(PROCESSES)]

    async def play(self, days: int) -> None:
        """Play day after day."""
        await (await self._owner()).said(Word.READY)
        await self._town.set_up()
        for _ in range(days):
            await self._day()
            self.played.days += 1

    async def end(self) -> None:
        """Kill all, whoever waits first, so that none becomes an owner."""
        for child in sorted(self._all, key=lambda child: child.owns):
            await child.kill()

    async def _day(self) -> None:
        kills = self._chance.choice(_KILLS)
        if kills and self._chance.random() < _BEFORE_DUE:
            await self._replace_owner()  # while nothing is due: the next one finds that it is
            kills -= 1
        self._town.dawn()
        for _ in range(kills):
            if self._chance.random() < _AMID:
                await (await self._owner()).said(Word.READY)
                self._town.hurry(self._town.read())
            await asyncio.sleep(self._chance.uniform(0, _ROUND))
            await self._replace_owner()
            self._town.clock.advance(self._chance.random() * _LONGEST)
        await (await self._owner()).said(Word.READY)
        await self._town.settle()

    async def _replace_owner(self) -> None:
        owner = await self._owner()
        self._all.remove(owner)
        self._all.append(self._town.child())
        await owner.kill()
        self.played.kills += 1
        self.played.amid += any(not line.settled for of in self._town.read().lines.values() for line in of.values())

    async def _owner(self) -> Child:
        """Return the process that owns the database, once there is one."""
        owning = [asyncio.create_task(child.said(Word.OWNS)) for child in self._all]
        try:
            await asyncio.wait(owning, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in owning:
                each.cancel()
            await asyncio.gather(*owning, return_exceptions=True)
        owners = [child for child in self._all if child.owns]
        self.played.most_owners = max(self.played.most_owners, len(owners))
        return owners[0]
