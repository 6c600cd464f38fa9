"""The gateway connection: an odd payload is dropped and counted instead of ending the process."""

import asyncio
import zlib
from typing import Any

import aiohttp
import discord.shard
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure
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


class Gateway(DiscordWebSocket):
    """A gateway connection that survives whatever is sent to it."""

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

    def _drop(self, odd: Exception) -> None:
        # Without its READY the session is none, and a broken compression stream stays broken: connect anew.
        if self.session_id is None or isinstance(odd, zlib.error):
            raise ConnectionResetError("the gateway's handshake could not be read") from odd
        self._dispatch("payload_dropped", odd)


def use_api(base: str) -> None:
    """Send every REST call of this process to `base`; the library keeps the address on the class."""
    Route.BASE = base


def use_gateway(url: str) -> None:
    """Connect to `url` at first and after a session that can't be resumed, both through `Gateway`."""
    DiscordWebSocket.DEFAULT_GATEWAY = URL(url)
    discord.shard.DiscordWebSocket = Gateway  # pyright: ignore[reportPrivateImportUsage]  (where shards look it up)
