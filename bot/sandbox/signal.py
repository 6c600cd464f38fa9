"""Waiting for something to become true without asking again and again."""

import asyncio
from collections.abc import Callable


class Signal:
    """Wakes those who wait for a condition; whoever changes what they watch calls `notify`."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], object], asyncio.Future[None]]] = []
        self._watching: list[Callable[[], None]] = []

    async def until(self, condition: Callable[[], object], within: float | None) -> None:
        """Return once `condition()` is true; TimeoutError after `within` seconds of real time, if given."""
        if condition():
            return
        reached: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (condition, reached)
        self._waiting.append(entry)
        try:
            await asyncio.wait_for(reached, within)
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def watch(self, look: Callable[[], None]) -> None:
        """Call `look` at every change from now on; `unwatch` takes it back."""
        self._watching.append(look)

    def unwatch(self, look: Callable[[], None]) -> None:
        """Call `look` no more."""
        self._watching.remove(look)

    def notify(self) -> None:
        """Look again at every condition."""
        for look in tuple(self._watching):
            look()
        for entry in tuple(self._waiting):
            condition, reached = entry
            if not reached.done() and condition():
                self._waiting.remove(entry)
                reached.set_result(None)
