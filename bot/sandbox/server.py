"""The sandbox: a small Discord on loopback, put together."""

import base64
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import GATEWAY, RESUME, Gateway, connecting
from bot.sandbox.interactions import Desk
from bot.sandbox.page import Guard, Page
from bot.sandbox.people import Person, Sight
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.rest import PREFIX, Api, RequestLog, every_route
from bot.sandbox.world import APPLICATION_ID, Guild, World

# Shaped like a real one, so that whoever checks the shape is content; it opens nothing anywhere else.
TOKEN = ".".join(
    (
        base64.urlsafe_b64encode(str(APPLICATION_ID).encode()).decode().rstrip("="),
        "Sandbx",
        "this-is-no-token-it-opens-a-sandbox-only",
    )
)


class Sandbox:
    """A small Discord with one application; `await start()` opens it, or `async with`."""

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, clock: SandboxClock | None = None) -> None:
        self._host = f"[{host}]" if ":" in host else host
        self._port = port
        self.clock = clock or SandboxClock()
        self.token = TOKEN
        self.world = World(self.clock)
        self.gateway = Gateway(self.world)
        self.faults = Faults()
        self.ratelimits = RateLimits(self.clock)
        self.requests = RequestLog()
        self._desk = Desk(self.world, self.clock)
        self._sight = Sight(self.world)
        self._page = Page(self.world, self.gateway, self.clock, self.token)
        self._runner = web.AppRunner(self._build(), access_log=None, shutdown_timeout=1)

    @property
    def application_id(self) -> int:
        """The application's id, and its bot's."""
        return self.world.application.id

    @property
    def page_url(self) -> str:
        """The address of the page, once the sandbox is open."""
        return f"http://{self._host}:{self._port}/"

    @property
    def api_url(self) -> str:
        """The base of every REST call, once the sandbox is open."""
        return f"http://{self._host}:{self._port}{PREFIX}"

    async def start(self) -> None:
        """Open the sandbox; a port of 0 becomes a free one."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host.strip("[]"), self._port, backlog=1024).start()
        self._port = self._runner.addresses[0][1]
        self.gateway.url = f"ws://{self._host}:{self._port}{GATEWAY}"
        self.gateway.resume_url = f"ws://{self._host}:{self._port}{RESUME}"
        self._page.api_url = self.api_url
        self.world.board.file_url = f"{self.page_url}attachments"

    async def close(self) -> None:
        """Close the sandbox; whoever is connected is cut off."""
        self.faults.clear()
        await self.gateway.drop()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def guild(self, name: str, *, bot: bool = True, member_count: int | None = None) -> Guild:
        """Found a guild; the bot is in it unless told otherwise."""
        return self.world.guild(name, bot=bot, member_count=member_count)

    def person(self, name: str, *, guild: Guild | None = None, manager: bool = False) -> Person:
        """Make a person; in `guild` they are a member, a manager with Manage Server."""
        person = Person(
            id=self.world.ground.ids.next(), name=name, world=self.world, desk=self._desk, sight=self._sight
        )
        self.world.welcome(person)
        if guild is not None:
            guild.join(person, manager=manager)
        return person

    async def ready(self, timeout: float = 10) -> None:  # noqa: ASYNC109  (fixed by the sandbox's contract)
        """Return once a bot has identified and was told of its guilds; TimeoutError after `timeout` seconds."""
        await self.gateway.ready(timeout)

    async def until(self, condition: Callable[[], object], within: float = 10) -> None:
        """Return once `condition()` is true of the world; TimeoutError after `within` seconds."""
        await self.world.until(condition, within)

    def _build(self) -> web.Application:
        api = Api(self.world.ground, self.token, self.requests, self.ratelimits, self.faults)
        guard = Guard(self._host, open_paths=(PREFIX, GATEWAY, RESUME))
        application = web.Application(middlewares=[guard.watch])
        self._page.join(application)
        application.add_routes(connecting(self.gateway, self.world.application, self.token))
        application.add_subapp(PREFIX, api.application(every_route(self.world, self.gateway, self._desk)))
        return application
