"""The bot itself, other users, and direct messages."""

from aiohttp import web

from bot.sandbox.errors import invalid
from bot.sandbox.replies import reply
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.body import number, payload_of
from bot.sandbox.world import World


class Users:
    """The routes of users."""

    def __init__(self, world: World, access: Access) -> None:
        self._world = world
        self._access = access

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/users/@me", self.me),
            web.get("/users/{user_id}", self.get),
            web.post("/users/@me/channels", self.direct),
            web.get("/applications/@me", self.application),
            web.get("/oauth2/applications/@me", self.application),
        ]

    async def me(self, request: web.Request) -> web.Response:
        """Return the bot's own account."""
        del request
        own = {"verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}
        return reply({**self._world.bot.payload(), **own})

    async def get(self, request: web.Request) -> web.Response:
        """Return a user."""
        return reply(self._access.user(number(request, "user_id")).payload())

    async def direct(self, request: web.Request) -> web.Response:
        """Open the direct messages with a user."""
        recipient = str(payload_of(request).get("recipient_id"))
        if not recipient.isdecimal():
            raise invalid("recipient_id", "BASE_TYPE_REQUIRED", "This field is required")
        return reply(self._world.direct(self._access.user(int(recipient))).payload())

    async def application(self, request: web.Request) -> web.Response:
        """Return the bot's application."""
        del request
        guilds = sum(guild.has(self._world.bot) for guild in self._world.guilds.values())
        return reply({**self._world.application.payload(), "approximate_guild_count": guilds})
