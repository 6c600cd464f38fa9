"""The poster: looks after each server that is due, and after what goes wrong there."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.client.sending import Silence
from bot.clock import Clock
from bot.cogs.daily.delivery import Refused
from bot.cogs.daily.settler import Settler
from bot.daily import Fault, Standing, after_fault, after_silence
from bot.storage import Database, due_guilds, forget_gone, look_again, put_off, standing_of, unfinished

log = logging.getLogger(__name__)

MOST_AT_ONCE = 120  # three seconds of the pacer's daily lane: it is never idle, and no intent waits long to be sent
KEPT = timedelta(days=30)  # after a server removed the bot, or turned its schedule off


class Poster:
    """Posts what is due; all it knows is in the database, so that it can be killed at any moment."""

    def __init__(self, database: Database, clock: Clock, settler: Settler, ready: Callable[[], bool]) -> None:
        """Take what it works with; `ready` says whether the bot knows its servers."""
        self._database = database
        self._clock = clock
        self._settler = settler
        self._ready = ready
        self._has_looked = False
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def turn(self, guild_id: int) -> asyncio.Lock:
        """Return the lock that whoever changes a server's schedule or ledger holds."""
        return self._turns.setdefault(guild_id, asyncio.Lock())

    async def wake(self) -> None:
        """Begin to look after the servers that are due, the longest due first, as many as there is room for."""
        if not self._ready():
            return
        if not self._has_looked:
            await look_again(self._database, self._clock.now())
            self._has_looked = True
        for guild_id in await due_guilds(self._database, self._clock.now(), MOST_AT_ONCE):
            if len(self._tasks) < MOST_AT_ONCE and guild_id not in self._tasks:
                task = self._tasks[guild_id] = asyncio.create_task(self._look_after(guild_id))
                task.add_done_callback(lambda _, guild_id=guild_id: self._tasks.pop(guild_id))

    async def tidy(self) -> None:
        """Forget the servers that are gone for 30 days."""
        if not self._ready():
            return  # one that is back, but whose return we have not heard of yet, is not gone
        if forgotten := await forget_gone(self._database, self._clock.now() - KEPT):
            log.info("Forgot the daily terms of %d servers that are gone.", forgotten)

    async def close(self) -> None:
        """Stop at once; what was begun is taken up at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look_after(self, guild_id: int) -> None:
        async with self.turn(guild_id):
            now = self._clock.now()
            standing = await standing_of(self._database, guild_id)
            if standing is None or standing.look_at is None or standing.look_at > now:
                return
            try:
                await self._go_on(standing, now)
            except Refused as refused:
                await self._broken(standing, refused.fault, now)
            except Silence as silence:
                log.warning("Discord did not answer for server %d: %r", guild_id, silence.__cause__)
                await self._unanswered(standing, now)
            except Exception:
                # The job wrapper: one server's post must not keep the others from theirs.
                log.exception("The daily post of server %d failed.", guild_id)
                await self._broken(standing, Fault.OURS, now)

    async def _go_on(self, standing: Standing, now: datetime) -> None:
        begun = await unfinished(self._database, standing.schedule.guild_id)
        if begun or now >= standing.schedule.due(standing.day):
            await self._settler.settle(standing, begun.day if begun else standing.day, now)
        else:
            # What was begun is settled, or the zone's rules were changed after the instant was computed.
            due = standing.schedule.due(standing.day)
            await self._put_off(standing, due, standing.fault, standing.failures)

    async def _broken(self, standing: Standing, fault: Fault, now: datetime) -> None:
        failures = 1 if standing.fault is Fault.UNREACHABLE else standing.failures + 1
        schedule = standing.schedule
        again = after_fault(failures, now) or schedule.due(schedule.day_after(standing.day))
        await self._put_off(standing, again, fault, failures)

    async def _unanswered(self, standing: Standing, now: datetime) -> None:
        failures = standing.failures + 1 if standing.fault is Fault.UNREACHABLE else 1
        await self._put_off(standing, after_silence(failures - 1, now), Fault.UNREACHABLE, failures)

    async def _put_off(self, standing: Standing, until: datetime, fault: Fault | None, failures: int) -> None:
        guild_id = standing.schedule.guild_id
        await put_off(self._database, guild_id, until, fault=fault, failures=failures)
