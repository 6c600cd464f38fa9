"""One connected socket: frames go out in order, whoever has something to say."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.gateway.frames import Pack


@dataclass(frozen=True, slots=True)
class HangUp:
    """The last thing to do on a line: close it with a code."""

    code: int


class Line:
    """Sends frames over a socket, one after the other, without making the sender wait."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, pack: Pack | None) -> None:
        self._request = request
        self._socket = socket
        self._pack = pack
        self._waiting: asyncio.Queue[str | HangUp | asyncio.Event] = asyncio.Queue()
        self.muted = False
        self.hung_up = False

    def send(self, text: str) -> None:
        """Send a frame's text after those before it."""
        if not self.muted:
            self._waiting.put_nowait(text)

    def mute(self) -> None:
        """Send nothing any more."""
        self.muted = True

    def close(self, code: int) -> None:
        """Close the socket with a code, once everything before is sent."""
        self.hung_up = True
        self._waiting.put_nowait(HangUp(code))

    def drop(self) -> None:
        """Cut the connection, without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def flushed(self) -> None:
        """Return once everything that was to be sent is sent, or never will be."""
        if not self.muted:
            sent = asyncio.Event()
            self._waiting.put_nowait(sent)
            await sent.wait()

    async def write(self) -> None:
        """Send what comes until the line is closed or cut."""
        try:
            while not await self._write(await self._waiting.get()):
                pass
        except ConnectionError:
            return  # cut in the middle of a frame: whoever listens to the socket notices
        finally:
            self.muted = True
            while not self._waiting.empty():
                if isinstance(left := self._waiting.get_nowait(), asyncio.Event):
                    left.set()

    async def _write(self, item: str | HangUp | asyncio.Event) -> bool:
        match item:
            case HangUp(code):
                await self._socket.close(code=code)
                return True
            case asyncio.Event():
                item.set()
            case _ if self._pack is None:
                await self._socket.send_str(item)
            case _:
                await self._socket.send_bytes(self._pack(item))
        return False
