"""APScheduler's wiring: it only wakes the bot up, and each job is one line that calls a method."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# (APScheduler comes without types)

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import SystemClock

log = logging.getLogger(__name__)

# Which APScheduler plans by, whatever clock the jobs themselves go by.
_wall = SystemClock()


@dataclass(frozen=True, slots=True)
class Job:
    """A method that is called again and again."""

    call: Callable[[], Awaitable[None]]
    every: timedelta

    async def run(self) -> None:
        """Call it; what it raises is logged, and the next time comes all the same."""
        try:
            await self.call()
        except asyncio.CancelledError:
            log.debug("A job was stopped: %s", self.call.__qualname__)  # we end; APScheduler would call it a failure
        except Exception:
            # The job wrapper: APScheduler would log it under a name of its own, which nobody watches.
            log.exception("A job failed: %s", self.call.__qualname__)


class _Scheduler(AsyncIOScheduler):
    """A scheduler that a machine's clock set back or ahead can't stall."""

    def _process_jobs(self) -> float | None:
        # Runs are planned by the wall clock: set back by an hour, it would be an hour until the next one, and set
        # ahead by a month, every missed one would be listed.
        now = _wall.now()
        jobs: list[Any] = self.get_jobs()
        for job in jobs:
            if abs(job.next_run_time - now) > job.trigger.interval:
                job.modify(next_run_time=now)
        return super()._process_jobs()


@asynccontextmanager
async def scheduled(*jobs: Job) -> AsyncGenerator[None]:
    """Call each of `jobs` from now on until the end of the block, none twice at a time."""
    scheduler = _Scheduler(timezone=UTC)
    for job in jobs:
        # Its grace of one second would drop a run without a word whenever the loop is busy for two.
        scheduler.add_job(
            job.run,
            "interval",
            seconds=job.every.total_seconds(),
            next_run_time=_wall.now(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
