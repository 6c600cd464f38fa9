"""The lives of a bot in a town, one after the other, and the time, which runs fast while it is there."""

import asyncio
from datetime import timedelta

from tests.drill.child import Child, Word
from tests.drill.notes import Notes
from tests.drill.town import Town
from tests.drill.worth import Span, milliseconds

_TICK = 0.02  # seconds
_PACE = timedelta(milliseconds=130)  # by which the clock is moved on at every tick: a game takes seconds


class Lives:
    """Starts a town's bot and kills it."""

    def __init__(self, town: Town, notes: Notes) -> None:
        self.outages: list[Span] = []  # from each kill to the next start
        self._town = town
        self._notes = notes
        self._bot: Child | None = None
        self._is_ready = False
        self._gone_at = milliseconds(town.clock.now())

    def start(self) -> None:
        """Start the bot."""
        self.outages.append((self._gone_at, milliseconds(self._town.clock.now())))
        self._bot = self._town.child()

    async def ready(self) -> None:
        """Return once the bot that was started is on Discord."""
        assert self._bot
        await self._bot.said(Word.READY)
        self._notes.forget_waiting()
        self._is_ready = True

    async def kill(self) -> None:
        """Kill the bot, if there is one."""
        self._is_ready = False
        self._notes.forget_waiting()
        self._gone_at = milliseconds(self._town.clock.now())
        if self._bot:
            await self._bot.kill()
        self._bot = None

    async def run_clock(self) -> None:
        """Move the time on for ever, but not while nobody is there, nor while a member waits for an answer."""
        while True:
            await asyncio.sleep(_TICK)
            if self._is_ready and not self._notes.is_hurried:
                self._town.clock.advance(_PACE)
