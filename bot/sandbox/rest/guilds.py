"""Guilds as their guest sees them."""

from aiohttp import web

from bot.sandbox.errors import Code, refuse
from bot.sandbox.replies import nothing, reply
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.body import integer, number
from bot.sandbox.world import Guild, World, membership

_ONE = "/guilds/{guild_id}"


class Guilds:
    """The routes of guilds."""

    def __init__(self, world: World, access: Access) -> None:
        self._world = world
        self._access = access

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get(_ONE, self.get),
            web.get(_ONE + "/channels", self.channels),
            web.get(_ONE + "/roles", self.roles),
            web.get(_ONE + "/members/{user_id}", self.member),
            web.get(_ONE + "/threads/active", self.threads),
            web.get("/users/@me/guilds", self.mine),
            web.delete("/users/@me/guilds/{guild_id}", self.leave),
        ]

    async def get(self, request: web.Request) -> web.Response:
        """Return a guild."""
        guild = self._guild(request)
        shown = guild.summary()
        if request.query.get("with_counts") in {"true", "1"}:
            shown |= {"approximate_member_count": guild.size, "approximate_presence_count": 0}
        return reply(shown)

    async def channels(self, request: web.Request) -> web.Response:
        """Return a guild's channels, without threads."""
        found = self._guild(request).channels.values()
        return reply([one.payload() for one in found if one.thread is None])

    async def roles(self, request: web.Request) -> web.Response:
        """Return a guild's roles."""
        return reply([role.payload() for role in self._guild(request).roles.values()])

    async def member(self, request: web.Request) -> web.Response:
        """Return one member."""
        member = self._guild(request).members.get(number(request, "user_id"))
        if member is None:
            raise refuse(Code.UNKNOWN_MEMBER)
        return reply(member.payload())

    async def threads(self, request: web.Request) -> web.Response:
        """Return the open threads that the bot sees, and its memberships."""
        guild, bot = self._guild(request), self._world.bot
        found = [one for one in guild.open_threads() if guild.may_see(bot, one)]
        mine = [membership(one, bot.id) for one in found if one.thread and bot.id in one.thread.members]
        return reply({"threads": [one.payload() for one in found], "members": mine, "has_more": False})

    async def mine(self, request: web.Request) -> web.Response:
        """Return the guilds that the bot is in, by id."""
        after, limit = integer(request.query, "after", 0), integer(request.query, "limit", 200)
        mine = [one for one in self._world.guilds.values() if one.has(self._world.bot)]
        page = sorted((one for one in mine if one.id > after), key=lambda one: one.id)[:limit]
        return reply([self._brief(one) for one in page])

    async def leave(self, request: web.Request) -> web.Response:
        """Let the bot leave a guild."""
        guild = self._world.guilds.get(number(request, "guild_id"))
        if guild is None or not guild.has(self._world.bot):
            raise refuse(Code.UNKNOWN_GUILD)
        guild.remove_bot()
        return nothing()

    def _guild(self, request: web.Request) -> Guild:
        return self._access.guild(number(request, "guild_id"))

    def _brief(self, guild: Guild) -> dict[str, object]:
        return {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(int(guild.permissions(self._world.bot))),
            "features": [],
        }
