"""Showing to the channel what a member has in private: once, however often the button is clicked."""

from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager

_REMEMBERED = 10_000  # pages; a private message can be clicked for 15 minutes


class Showing:
    """Remembers what was shown, for as long as the process lives."""

    def __init__(self) -> None:
        self._shown: OrderedDict[tuple[int, int], None] = OrderedDict()

    @contextmanager
    def once(self, message_id: int, page: int = 0) -> Generator[bool]:
        """Yield whether this is the first click for a page of a private message; after one that fails the next is."""
        # Decided before anything is awaited: a second click arrives before the first one's answer.
        key = message_id, page
        is_first, is_done = key not in self._shown, False
        self._shown[key] = None
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        try:
            yield is_first
            is_done = True
        finally:
            if is_first and not is_done:
                self._shown.pop(key, None)
