"""The power cut at random writes and syncs of games that are recorded: no answer that was acknowledged is lost.

The storage runs as it ships, its statements and its pragmas, on a disk that loses what was not synced. The same with
`synchronous = NORMAL` has to lose answers: a drill that can't see that would pass any setting.
"""

import os
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.storage import Database, DatabaseError
from tests.bench.table import table as tabled
from tests.drill.disk import Blow, Disk
from tests.drill.driver import on_disk
from tests.drill.promise import Broken
from tests.drill.recorded import Facts, Left, Recorder, What

CUTS = 100
NORMAL = "NORMAL"
_CUTS_OF_A_FILE = 10  # then another begins, so that migrations are cut too
_SHORTEST, _LONGEST = 4, 2_000  # writes and syncs from a start to a cut
_AT_CHECKPOINT = 0.25  # how many of the cuts come in a checkpoint, which is otherwise rare
_CHECKPOINT = 150  # writes and syncs of one, and the first of the next
_LEVELS = ("OFF", "NORMAL", "FULL", "EXTRA")
_FILE = "recall.db"


@dataclass(slots=True)
class Found:
    """What was done to a database, and what was found of its promises."""

    level: str = ""
    cuts: Counter[Blow] = field(default_factory=Counter[Blow])
    sectors: int = 0  # that were written and are gone
    promised: Counter[What] = field(default_factory=Counter[What])
    broken: Counter[What] = field(default_factory=Counter[What])
    damaged: int = 0  # files


async def table(seed: int | None = None) -> str:
    """Cut the power 100 times with each setting and return what was found; Broken if a promise was not kept."""
    seed = int.from_bytes(os.urandom(3)) if seed is None else seed
    shipped, normal = await played(f"{seed}", CUTS), await played(f"{seed}", CUTS, NORMAL)
    text = _shown(shipped, normal, seed)
    if shipped.broken or shipped.damaged or normal.damaged:
        raise Broken(text)
    if not normal.broken[What.ANSWER]:
        raise Broken(f"{text}\n\nNothing was lost with synchronous = {NORMAL}: this drill would pass any setting.")
    return text


async def played(seed: str, cuts: int, synchronous: str | None = None) -> Found:
    """Cut the power so many times; with `synchronous`, if given, instead of what the storage sets."""
    with TemporaryDirectory() as folder:
        drill = _Drill(Path(folder), seed, synchronous)
        for _ in range(cuts):
            await drill.cut()
        return drill.found


class _Drill:
    """A database that lives again and again, each time on what the last cut has left."""

    def __init__(self, folder: Path, seed: str, synchronous: str | None) -> None:
        self.found = Found()
        self._folder = folder
        self._seed = seed
        self._synchronous = synchronous
        self._kept: Facts = {}  # what was promised in earlier lives of the file
        self._lives = 0

    async def cut(self) -> None:
        """Live until the power is cut, and look at what that has left."""
        if self._lives % _CUTS_OF_A_FILE == 0:
            self._kept.clear()
            shutil.rmtree(self._home, ignore_errors=True)
            self._home.mkdir()
        # Of its own for each life, so that one seed means the same cuts however the answers are batched.
        chance = Random(f"{self._seed} {self._lives}")
        disk, luck = _drawn(chance), chance.choice((0.0, chance.random(), chance.random(), 1.0))
        recorder = Recorder(chance)
        await self._live(disk, recorder)
        assert disk.cut_at, "it ended by itself"
        self.found.cuts[disk.cut_at] += 1
        shutil.rmtree(self._home)
        self._lives += 1
        self._home.mkdir()
        self.found.sectors += disk.leave(self._home, chance, luck)
        self._look(recorder.promised)

    @property
    def _home(self) -> Path:
        return self._folder / f"{self._lives}"

    async def _live(self, disk: Disk, recorder: Recorder) -> None:
        try:
            with on_disk(disk, self._synchronous):
                database = await Database.open(self._home / _FILE)
        except DatabaseError:
            return  # cut at once
        try:
            level = await database.write(lambda connection: connection.execute("PRAGMA synchronous").fetchone()[0])
            self.found.level = _LEVELS[level]
            await recorder.record(database)
        except* sqlite3.OperationalError:
            pass
        finally:
            await database.close()

    def _look(self, promised: Facts) -> None:
        """Count what was promised, and the promises of all lives that are broken now."""
        with TemporaryDirectory() as copy:
            # A look recovers the file: the next life has to do that itself, and may be cut in the midst of it.
            shutil.copytree(self._home, copy, dirs_exist_ok=True)
            left = Left.in_file(Path(copy) / _FILE)
        self._kept |= promised
        broken = {fact for fact, so in self._kept.items() if left.facts.get(fact) != so}
        self.found.promised.update(what for what, *_ in promised)
        self.found.broken.update(what for what, *_ in broken)
        self.found.damaged += left.is_damaged
        for fact in broken:
            del self._kept[fact]


def _drawn(chance: Random) -> Disk:
    if chance.random() < _AT_CHECKPOINT:
        return Disk(chance.randint(1, _CHECKPOINT), at_checkpoint=True)
    return Disk(round(_SHORTEST * (_LONGEST / _SHORTEST) ** chance.random()), at_checkpoint=False)


def _shown(shipped: Found, normal: Found, seed: int) -> str:
    head = ("synchronous", "cuts", "sectors lost", *(cell for what in What for cell in (what.value, "lost")))
    rows = [_row(f"{shipped.level}, as it ships", shipped), _row(normal.level, normal)]
    text = tabled(f"The power cut while games are recorded, seed {seed}", (*head, "damaged files"), rows)
    places = [[blow.value, f"{shipped.cuts[blow]:,}", f"{normal.cuts[blow]:,}"] for blow in Blow]
    return f"{text}\n{tabled('What was under way', ('cut in', shipped.level, normal.level), places)}"


def _row(name: str, found: Found) -> list[str]:
    promises = (figure for what in What for figure in (found.promised[what], found.broken[what]))
    return [name, *(f"{figure:,}" for figure in (found.cuts.total(), found.sectors, *promises, found.damaged))]
