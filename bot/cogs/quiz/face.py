"""The face of a game's message: what it shows by now, edited at most once a second, and the newest at last."""

import asyncio
import logging
from collections.abc import Callable

from discord import ui

from bot.client.pacer import Lane, Place, lane
from bot.client.sending import Refused, Silence
from bot.cogs.quiz.courier import Courier

log = logging.getLogger(__name__)

View = Callable[[], ui.LayoutView]
APART = 1.0  # seconds between two edits of a message
_TRIES = 5


class Face:
    """One message of a game, once it is out."""

    def __init__(self, courier: Courier, channel_id: int, message_id: int) -> None:
        self.message_id = message_id
        self._courier = courier
        self._channel_id = channel_id
        self._newest: View | None = None
        self._editing: asyncio.Task[None] | None = None
        self._place = Place(Lane.PROGRESS)
        self._is_resting = False
        self._next = 0.0

    def show(self, view: View) -> None:
        """Let it show what `view` makes once its turn comes; what it was still to show before is left out."""
        self._newest = view
        if self._editing is None or self._editing.done():
            self._editing = asyncio.create_task(self._edit())

    async def settle(self, view: ui.LayoutView) -> None:
        """Let it show `view` for good, after any edit that is on its way."""
        self._newest = None
        if self._editing and not self._editing.done():
            if self._is_resting or not self._place.is_called:  # it has not left: nobody will see a difference
                self._editing.cancel()
            await asyncio.wait((self._editing,))
        for _ in range(_TRIES):
            try:
                return await self._courier.edit(self._channel_id, self.message_id, view)
            except Silence:
                await asyncio.sleep(APART)
            except Refused as refused:
                log.info("Message %d can't be edited any more: %s", self.message_id, refused)
                return None
        log.warning("Message %d could not be brought up to date.", self.message_id)
        return None

    def close(self) -> None:
        """Leave it as it is."""
        if self._editing:
            self._editing.cancel()

    async def _edit(self) -> None:
        loop = asyncio.get_running_loop()
        while self._newest:
            self._is_resting = True
            await asyncio.sleep(self._next - loop.time())
            self._is_resting = False
            view = self._take()
            if view and not await self._tried(view()):
                self._newest = self._take() or view
            self._next = loop.time() + APART  # from here on: it may have waited long for its turn

    def _take(self) -> View | None:
        newest, self._newest = self._newest, None
        return newest

    async def _tried(self, view: ui.LayoutView) -> bool:
        """Return False if it is worth another try."""
        try:
            with lane(Lane.PROGRESS) as self._place:
                await self._courier.edit(self._channel_id, self.message_id, view)
        except Silence:
            return False
        except Refused as refused:
            log.info("Message %d can't be edited: %s", self.message_id, refused)
        return True
