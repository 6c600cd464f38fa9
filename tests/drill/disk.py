"""A disk that forgets: what was written and not yet synced is lost, whole or in part, when its power is cut."""

import threading
from dataclasses import dataclass, field
from enum import Enum
from itertools import count, pairwise
from pathlib import Path
from random import Random

import apsw

_SECTOR = 512  # bytes that are written whole or not at all
_NUMBERS = count()


class Blow(Enum):
    """What was under way when the power went."""

    LOG = "a write to the log"
    LOG_SYNC = "a sync of the log"
    FILE = "a write to the database, at a checkpoint"
    FILE_SYNC = "a sync of the database"
    OTHER = "anything else: a rollback journal, a file cut short or removed"


Change = tuple[int, bytes] | int  # what was written from where on, or to which size it was cut


@dataclass(slots=True)
class Kept:
    """One file: what a power cut leaves of it for sure, and what was done to it since its last sync, in order."""

    safe: bytearray | None = None  # None: not even its name
    loose: list[Change] = field(default_factory=list[Change])
    is_removed: bool = False

    def settle(self) -> None:
        """Let everything reach the disk."""
        if self.safe is None:
            self.safe = bytearray()
        for change in self.loose:
            _apply(change, self.safe)
        self.loose.clear()

    def survive(self, chance: Random, luck: float) -> tuple[bytes | None, int]:
        """Return what a power cut leaves if each loose sector survives with that luck, and how many are lost."""
        if self.is_removed and chance.random() < luck:
            return None, 0
        sectors = [sector for change in self.loose for sector in _sectors(change)]
        lucky = [sector for sector in sectors if chance.random() < luck]
        if self.safe is None and not lucky:
            return None, len(sectors)
        content = bytearray(self.safe or b"")
        for sector in lucky:
            _apply(sector, content)
        return bytes(content), len(sectors) - len(lucky)


class Disk(apsw.VFS):
    """Where a database lives until the power is cut: in the midst of a write or sync that is drawn before.

    That is the `after`th of all, or of those that a checkpoint makes.
    """

    def __init__(self, after: int, *, at_checkpoint: bool) -> None:
        self.name = f"disk {next(_NUMBERS)}"
        self.cut_at: Blow | None = None
        self._left = after
        self._counted = {Blow.FILE, Blow.FILE_SYNC} if at_checkpoint else set(Blow)
        self._files: dict[str, Kept] = {}
        self._lock = threading.Lock()  # a writer and its readers
        super().__init__(self.name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802  (SQLite's)
        """Open a file; what it holds already is safe."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is None:
            return apsw.VFSFile("", name, flags)
        with self._lock:
            kept = self._files.get(path)
            if kept is None or kept.is_removed:
                kept = Kept(bytearray(Path(path).read_bytes()) if Path(path).exists() else None)
                self._files[path] = kept
        return _File(self, kept, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802  (SQLite's)
        """Remove a file, for good only if its folder is synced."""
        self.strike(Blow.OTHER)
        super().xDelete(filename, syncdir)
        with self._lock:
            if syncdir:
                self._files.pop(filename, None)
            elif kept := self._files.get(filename):
                kept.is_removed = True

    def sync(self, kept: Kept) -> None:
        """Let what was written to a file reach the disk; of a new file its name too, and so the whole folder."""
        with self._lock:
            if kept.safe is None:
                self._files = {path: each for path, each in self._files.items() if not each.is_removed}
            kept.settle()

    def strike(self, what: Blow) -> None:
        """Count what is about to be done; apsw.IOError once the power is cut."""
        with self._lock:
            self._left -= what in self._counted
            if self._left == 0 and self.cut_at is None:
                self.cut_at = what
            if self.cut_at:
                raise apsw.IOError("the power is cut")

    def leave(self, folder: Path, chance: Random, luck: float) -> int:
        """Write to a folder what the cut has left if each loose sector survives with that luck; return how many not."""
        lost = 0
        for path, kept in self._files.items():
            content, gone = kept.survive(chance, luck)
            lost += gone
            if content is not None:
                (folder / Path(path).name).write_bytes(content)
        return lost


class _File(apsw.VFSFile):
    """A file on such a disk; what is read is what was written, as the system's cache has it."""

    def __init__(
        self, disk: Disk, kept: Kept, path: str, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._disk = disk
        self._kept = kept
        self._writing, self._syncing = (
            (Blow.LOG, Blow.LOG_SYNC)
            if path.endswith("-wal")
            else (Blow.OTHER, Blow.OTHER)
            if path.endswith("-journal")
            else (Blow.FILE, Blow.FILE_SYNC)
        )
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  (SQLite's)
        """Write into the cache; the write in which the power goes may reach the disk in part."""
        self._kept.loose.append((offset, bytes(data)))
        self._disk.strike(self._writing)
        super().xWrite(data, offset)  # pyright: ignore[reportUnknownMemberType]  (a type of Python 3.12)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  (SQLite's)
        """Change the size, in the cache."""
        self._kept.loose.append(newsize)
        self._disk.strike(Blow.OTHER)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: ARG002, N802  (SQLite's)
        """Let the file's cache reach the disk; there is no need to trouble the real one."""
        self._disk.strike(self._syncing)
        self._disk.sync(self._kept)


def _apply(change: Change, content: bytearray) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
    else:
        start, data = change
        content.extend(bytes(max(start - len(content), 0)))
        content[start : start + len(data)] = data


def _sectors(change: Change) -> list[Change]:
    if isinstance(change, int):
        return [change]
    start, data = change
    bounds = [start, *range(start - start % _SECTOR + _SECTOR, start + len(data), _SECTOR), start + len(data)]
    return [(low, data[low - start : high - start]) for low, high in pairwise(bounds)]
