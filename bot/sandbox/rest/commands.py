"""Application commands, for everywhere and for single guilds."""

from aiohttp import web

from bot.sandbox.errors import Code, refuse, require
from bot.sandbox.limits import check_command, check_commands
from bot.sandbox.replies import nothing, reply
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.body import BODY, number, payload_of
from bot.sandbox.wire import Json, objects
from bot.sandbox.world import Command, World

_EVERYWHERE = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


class Commands:
    """The routes of commands."""

    def __init__(self, world: World, access: Access) -> None:
        self._world = world
        self._access = access
        self._book = world.commands

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            route
            for scope in (_EVERYWHERE, _GUILD)
            for route in (
                web.get(scope, self.list),
                web.put(scope, self.overwrite),
                web.post(scope, self.create),
                web.get(scope + "/{command_id}", self.get),
                web.patch(scope + "/{command_id}", self.edit),
                web.delete(scope + "/{command_id}", self.delete),
            )
        ]

    async def list(self, request: web.Request) -> web.Response:
        """Return every command of a scope."""
        return reply([_shown(one) for one in self._book.within(self._scope(request))])

    async def get(self, request: web.Request) -> web.Response:
        """Return one command."""
        return reply(_shown(self._book.get(self._scope(request), number(request, "command_id"))))

    async def overwrite(self, request: web.Request) -> web.Response:
        """Make the given commands the only ones of a scope."""
        scope, payload = self._scope(request), request[BODY].payload
        require(check_commands(payload))
        return reply([_shown(one) for one in self._book.overwrite(scope, objects(payload))])

    async def create(self, request: web.Request) -> web.Response:
        """Register one command; 201 if its name is new, else 200."""
        scope, payload = self._scope(request), payload_of(request)
        require(check_command(payload))
        known = {one.id for one in self._book.within(scope)}
        command = self._book.put(scope, payload)
        return reply(_shown(command), 200 if command.id in known else 201)

    async def edit(self, request: web.Request) -> web.Response:
        """Change one command."""
        scope, command_id = self._scope(request), number(request, "command_id")
        changed = {**self._book.get(scope, command_id).definition, **payload_of(request)}
        require(check_command(changed))
        return reply(_shown(self._book.change(scope, command_id, changed)))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one command."""
        self._book.remove(self._scope(request), number(request, "command_id"))
        return nothing()

    def _scope(self, request: web.Request) -> int | None:
        if number(request, "application_id") != self._world.application.id:
            raise refuse(Code.WRONG_APPLICATION)
        if "guild_id" not in request.match_info:
            return None
        return self._access.guild(number(request, "guild_id")).id


def _shown(command: Command) -> Json:
    return command.payload()
