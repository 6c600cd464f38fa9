"""The one pacer: everything sent with the bot's token takes its turn here, 45 a second."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from types import SimpleNamespace

import aiohttp

# Discord allows 50 a second over all routes (docs: Global Rate Limit) and counts on its own clock, so leave room.
PER_SECOND = 45


class Lane(IntEnum):
    """Who goes first when many wait."""

    GAME = 0
    DAILY = 1
    PROGRESS = 2


_MOST = {Lane.GAME: PER_SECOND, Lane.DAILY: 40, Lane.PROGRESS: PER_SECOND}  # a second, so that games get through
_lane: ContextVar[Lane] = ContextVar("lane", default=Lane.GAME)


@contextmanager
def lane(lane: Lane) -> Generator[None]:
    """Send what is sent inside this block in `lane`."""
    token = _lane.set(lane)
    try:
        yield
    finally:
        _lane.reset(token)


class Pacer:
    """Turns, evenly spaced, the lowest lane first; `time` (seconds) and `sleep` are the event loop's own."""

    def __init__(
        self,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._time = time or asyncio.get_running_loop().time
        self._sleep = sleep
        self._waiting: dict[Lane, deque[asyncio.Future[None]]] = {each: deque() for each in Lane}
        self._next = 0.0
        self._next_of = dict.fromkeys(Lane, 0.0)
        self._caller: asyncio.Task[None] | None = None

    async def turn(self, lane: Lane) -> None:
        """Return when it is this caller's turn to send one request."""
        ticket = asyncio.get_running_loop().create_future()
        self._waiting[lane].append(ticket)
        if self._caller is None or self._caller.done():
            self._caller = asyncio.create_task(self._call())
        await ticket

    def trace(self) -> aiohttp.TraceConfig:
        """Return what makes an HTTP session's requests with the bot's token wait, each retry included."""

        async def wait(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, request: aiohttp.TraceRequestStartParams
        ) -> None:
            # Interaction answers carry no token: they are outside the global limit, and somebody waits for them.
            if "Authorization" in request.headers:
                await self.turn(_lane.get())

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(wait)
        return trace

    async def _call(self) -> None:
        """Call one waiting ticket after the other, until none waits."""
        while any(self._waiting.values()):
            now = self._time()
            due = {lane: max(self._next, self._next_of[lane]) for lane, tickets in self._waiting.items() if tickets}
            if (first := min(due.values())) > now:
                await self._sleep(first - now)
            else:
                self._admit(min(lane for lane, moment in due.items() if moment <= now), now)

    def _admit(self, lane: Lane, now: float) -> None:
        ticket = self._waiting[lane].popleft()
        if ticket.done():  # its sender was cancelled while it waited
            return
        self._next = now + 1 / PER_SECOND
        self._next_of[lane] = now + 1 / _MOST[lane]
        ticket.set_result(None)
