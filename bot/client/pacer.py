"""The one pacer: everything sent with the bot's token takes its turn here, 45 a second."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from types import SimpleNamespace
from typing import Any

import aiohttp

# Discord allows 50 a second over all routes (docs: Global Rate Limit) and counts on its own clock, so leave room.
PER_SECOND = 45


class Lane(IntEnum):
    """Who goes first when many wait."""

    GAME = 0
    DAILY = 1
    PROGRESS = 2


_MOST = {Lane.GAME: PER_SECOND, Lane.DAILY: 40, Lane.PROGRESS: PER_SECOND}  # a second, so that games get through
# A busy loop wakes late: so many seconds of turns are made up for, which keeps any second below Discord's limit.
_MADE_UP = 0.05
# What has had its turn may still wait for a connection, and many that get theirs together would leave together.
_LEAVE_PER_SECOND = PER_SECOND


@dataclass(slots=True)
class Place:
    """Where what is sent stands; once it `is_called` it may be on its way."""

    lane: Lane = Lane.GAME
    order: float = 0.0
    is_called: bool = False


_place: ContextVar[Place | None] = ContextVar("place", default=None)


@contextmanager
def lane(lane: Lane, order: float = 0.0) -> Generator[Place]:
    """Send what is sent inside this block in `lane`, before what has a higher `order` there."""
    place = Place(lane, order)
    token = _place.set(place)
    try:
        yield place
    finally:
        _place.reset(token)


@dataclass(frozen=True, slots=True, order=True)
class _Ticket:
    order: float
    number: int
    called: "asyncio.Future[None]" = field(compare=False)


class Pacer:
    """Turns, evenly spaced, the lowest lane first; `time` (seconds) and `sleep` are the event loop's own."""

    def __init__(
        self,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._time = time or asyncio.get_running_loop().time
        self._sleep = sleep
        self._waiting: dict[Lane, list[_Ticket]] = {each: [] for each in Lane}  # heaps
        self._numbers = count()
        self._next = self._leaves = 0.0
        self._next_of = dict.fromkeys(Lane, 0.0)
        self._caller: asyncio.Task[None] | None = None

    async def turn(self, lane: Lane, order: float = 0.0) -> None:
        """Return when it is this caller's turn to send one request; the lowest `order` of a lane goes first."""
        ticket = _Ticket(order, next(self._numbers), asyncio.get_running_loop().create_future())
        self._forget_the_idle(lane)
        heappush(self._waiting[lane], ticket)
        if self._caller is None or self._caller.done():
            self._caller = asyncio.create_task(self._call())
        await ticket.called

    def trace(self) -> aiohttp.TraceConfig:
        """Return what makes an HTTP session's requests with the bot's token wait, each retry included."""

        async def wait(
            _session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestStartParams
        ) -> None:
            # Interaction answers carry no token: they are outside the global limit, and somebody waits for them.
            context.is_paced = "Authorization" in request.headers
            if context.is_paced:
                place = _place.get() or Place()
                await self.turn(place.lane, place.order)
                place.is_called = True

        async def leave(_session: aiohttp.ClientSession, context: SimpleNamespace, _connection: Any) -> None:
            if context.is_paced:
                await self._leave()

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(wait)
        trace.on_connection_reuseconn.append(leave)
        trace.on_connection_create_end.append(leave)
        return trace

    async def _leave(self) -> None:
        now = self._time()
        moment = max(now, self._leaves)
        self._leaves = moment + 1 / _LEAVE_PER_SECOND
        if moment > now:
            await self._sleep(moment - now)

    def _forget_the_idle(self, lane: Lane) -> None:
        """Let no turns be made up for that nobody waited for."""
        now = self._time()
        if not self._waiting[lane]:
            self._next_of[lane] = max(self._next_of[lane], now)
        if not any(self._waiting.values()):
            self._next = max(self._next, now)

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
        ticket = heappop(self._waiting[lane])
        if ticket.called.done():  # its sender was cancelled while it waited
            return
        self._next = max(self._next, now - _MADE_UP) + 1 / PER_SECOND
        self._next_of[lane] = max(self._next_of[lane], now - _MADE_UP) + 1 / _MOST[lane]
        ticket.called.set_result(None)
