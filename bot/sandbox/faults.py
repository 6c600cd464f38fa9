"""Faults for tests: answers that go wrong, get lost, or take their time."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

from bot.sandbox.replies import reply, too_many

CUT = 499  # what the log says of a request whose connection was cut
Outcome = int | Literal["drop", "hold"]


@dataclass(eq=False, slots=True)
class Fault:
    """What happens to the next requests that match; `arrived` tells when the first one has come."""

    method: str
    path: re.Pattern[str]
    outcome: Outcome
    left: int
    retry_after: float
    done: bool
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is meant."""
        return self.left > 0 and self.method == method and self.path.fullmatch(path) is not None

    def release(self) -> None:
        """Let the requests that are held go on."""
        self.released.set()

    async def happen(self, request: web.Request) -> web.StreamResponse | None:
        """Do to a request what is to be done; None if it goes on."""
        self.arrived.set()
        match self.outcome:
            case "hold":
                await self.released.wait()
                return None
            case "drop":
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=CUT)
            case 429:
                return too_many(self.retry_after, scope="shared")
            case status if status >= 502:
                # Not Discord but what stands before it answers, and not in JSON.
                return web.Response(status=status, text=f"error code: {status}")
            case status:
                return reply({"message": f"{status}: Sandbox", "code": 0}, status)


class Faults:
    """The faults that wait for their requests."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def answer(
        self,
        method: str,
        path_pattern: str,
        status: Outcome,
        times: int = 1,
        *,
        retry_after: float = 0.5,
        done: bool = False,
    ) -> Fault:
        """Answer the next `times` requests with a status; "drop" cuts the connection instead.

        The pattern is a regular expression for the whole path below the API's address. With `done` the
        request is carried out first, so that only its answer is lost.
        """
        fault = Fault(method, re.compile(path_pattern), status, times, retry_after, done)
        self._faults.append(fault)
        return fault

    def hold(self, method: str, path_pattern: str, times: int = 1, *, done: bool = False) -> Fault:
        """Keep the next `times` requests (with `done`, their answers) waiting until `release` is called."""
        return self.answer(method, path_pattern, "hold", times, done=done)

    def clear(self) -> None:
        """Take every fault back, and let go what is held."""
        for fault in self._faults:
            fault.release()
        self._faults.clear()

    def meet(self, method: str, path: str) -> Fault | None:
        """Return, and use up, the fault that a request meets."""
        for fault in self._faults:
            if fault.matches(method, path):
                fault.left -= 1
                return fault
        return None
