"""Where the gateway is, and how many shards it recommends."""

from aiohttp import web

from bot.sandbox.gateway import Gateway
from bot.sandbox.replies import reply

_SESSIONS_A_DAY = 1000


class GatewayAddress:
    """The routes that lead to the gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.get("/gateway", self.address), web.get("/gateway/bot", self.shards)]

    async def address(self, request: web.Request) -> web.Response:
        """Return the gateway's address."""
        del request
        return reply({"url": self._gateway.url})

    async def shards(self, request: web.Request) -> web.Response:
        """Return the gateway's address for a bot, with the shards it should start."""
        del request
        limit = {
            "total": _SESSIONS_A_DAY,
            "remaining": max(0, _SESSIONS_A_DAY - self._gateway.identifies),
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        }
        return reply({"url": self._gateway.url, "shards": self._gateway.shards, "session_start_limit": limit})
