"""The gateway connection: an odd payload is dropped and counted instead of ending the process."""

import asyncio
import zlib
from typing import Any

import aiohttp
import discord.http
import discord.shard
from discord.gateway import DiscordClientWebSocketResponse, DiscordWebSocket, ReconnectWebSocket, WebSocketClosure
from discord.http import Route
from yarl import URL

# How the library says that the connection itself is over: these it must see, it reconnects by them.
_OVER = (
    ReconnectWebSocket,
    WebSocketClosure,
    discord.ConnectionClosed,
    OSError,
    aiohttp.ClientError,
    asyncio.TimeoutError,
)


_BUSY = 0.01  # seconds of reading after which others have their turn


class Gateway(DiscordWebSocket):
    """A gateway connection that survives whatever is sent to it."""

    _gave_way = 0.0

    async def received_message(self, msg: Any, /) -> None:
        """Handle one frame; what can't be handled is dropped and dispatched as `payload_dropped`."""
        sequence = self.sequence
        try:
            await super().received_message(msg)
        except _OVER:
            raise
        except Exception as odd:  # noqa: BLE001  (the payload guard: anything may be raised from a parser)
            self._drop(odd)
        if not isinstance(self.sequence, int):
            self.sequence = sequence  # it goes out with every heartbeat and with RESUME
        await self._give_way()

    async def _give_way(self) -> None:
        # Of a thousand clicks in one instant every frame is here already: reading them all before anything else
        # would let the first answers wait for the last click.
        now = asyncio.get_running_loop().time()
        if now - self._gave_way > _BUSY:
            await asyncio.sleep(0)
            self._gave_way = asyncio.get_running_loop().time()

    def _drop(self, odd: Exception) -> None:
        # Without its READY the session is none, and a broken compression stream stays broken: connect anew.
        if self.session_id is None or isinstance(odd, zlib.error):
            raise ConnectionResetError("the gateway's handshake could not be read") from odd
        self._dispatch("payload_dropped", odd)


class Socket(DiscordClientWebSocketResponse):
    """A socket that remembers why the server closed it."""

    async def close(self, *, code: int = 4000, message: bytes = b"") -> bool:
        """Close; what the server said before stays the close code."""
        # The library closes before it reads the code, and a server that hung up faster turns 4004 into 1006: the
        # bot would identify again and again with a token that is refused.
        told = self.close_code
        closed = await super().close(code=code, message=message)
        if told is not None:
            self._close_code = told
        return closed


def use_api(base: str) -> None:
    """Send every REST call of this process to `base` and connect through these classes; the library keeps all three."""
    Route.BASE = base
    discord.http.DiscordClientWebSocketResponse = Socket  # pyright: ignore[reportPrivateImportUsage]  (static_login's)
    discord.shard.DiscordWebSocket = Gateway  # pyright: ignore[reportPrivateImportUsage]  (where shards look it up)


def use_gateway(url: str) -> None:
    """Connect to `url` after a session that can't be resumed."""
    DiscordWebSocket.DEFAULT_GATEWAY = URL(url)
