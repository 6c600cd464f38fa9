"""A bounded record of every request, for tests to read."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.signal import Signal

_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `path` below the API's address, `route` with parameter names as in Discord's own description."""

    method: str
    path: str
    route: str
    query: str
    status: int
    payload: Any
    files: int  # how many came along
    at: datetime


class RequestLog:
    """The last requests, oldest first."""

    def __init__(self) -> None:
        self._requests: deque[Request] = deque(maxlen=_KEPT)
        self._watching: list[Callable[[Request], None]] = []
        self._changed = Signal()

    def __iter__(self) -> Iterator[Request]:
        return iter(tuple(self._requests))

    def __len__(self) -> int:
        return len(self._requests)

    def add(self, request: Request) -> None:
        """Record a request."""
        self._requests.append(request)
        for watch in self._watching:
            watch(request)
        self._changed.notify()

    def clear(self) -> None:
        """Forget every request."""
        self._requests.clear()

    def find(self, method: str = ".*", path: str = ".*", *, status: int | None = None) -> list[Request]:
        """Return the requests with that method, path (both regular expressions for all of it) and status."""
        wanted = _Wanted(re.compile(method), re.compile(path), status)
        return [one for one in self._requests if wanted.fits(one)]

    async def seen(
        self, method: str, path: str, times: int = 1, *, status: int | None = None, within: float = 10
    ) -> list[Request]:
        """Return the requests that `find` would, once there are `times`; TimeoutError after `within` seconds."""
        wanted = _Wanted(re.compile(method), re.compile(path), status)
        found = [one for one in self._requests if wanted.fits(one)]

        def watch(one: Request) -> None:
            if wanted.fits(one):
                found.append(one)

        self._watching.append(watch)
        try:
            await self._changed.until(lambda: len(found) >= times, within)
        finally:
            self._watching.remove(watch)
        return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    method: re.Pattern[str]
    path: re.Pattern[str]
    status: int | None

    def fits(self, request: Request) -> bool:
        return (
            self.status in {None, request.status}
            and self.method.fullmatch(request.method) is not None
            and self.path.fullmatch(request.path) is not None
        )
