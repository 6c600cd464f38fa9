"""Who owns a database file: one process at a time, kept by a lock beside the file."""

import asyncio
import fcntl
import logging
import os
from pathlib import Path
from typing import Self

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.2  # seconds between two looks at a lock that another process holds


class Owner:
    """This process's hold on a database file; the system lets go of it however the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    async def of(cls, database: Path) -> Self:
        """Return the hold on `database` once no other process has it; OSError if the lock file can't be made."""
        descriptor = os.open(database.with_name(database.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        told = False
        try:
            while not _locked(descriptor):
                if not told:
                    log.warning("Another process owns %s; waiting for it to end.", database)
                    told = True
                await asyncio.sleep(LOOK_AGAIN)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let another process have the file."""
        os.close(self._descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
