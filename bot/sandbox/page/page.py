"""Everything a browser gets at the sandbox's address."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.gateway import Gateway
from bot.sandbox.page.attachments import Attachments
from bot.sandbox.page.calls import Calls
from bot.sandbox.page.facts import Facts
from bot.sandbox.page.seats import Seats
from bot.sandbox.world import World

_FILES = Path(__file__).parent / "files"
_TEXT = """\
This is a small Discord on your own machine. Open this address in a browser for its page.

Point a bot at it from a terminal:

    DISCORD_API_URL={api_url}
    DISCORD_TOKEN={token}
"""


class Page:
    """What is served outside the API."""

    def __init__(self, world: World, gateway: Gateway, clock: SandboxClock, token: str) -> None:
        self._token = token
        self.api_url = ""
        facts = Facts(world, gateway, clock)
        self._seats = Seats(facts, world.ground.changed, gateway.changed)
        self._parts = (self._seats, Calls(world, facts, clock, self._seats.refresh), Attachments(world))

    def join(self, application: web.Application) -> None:
        """Add the page to a web application."""
        application.router.add_get("/", self.show)
        for part in self._parts:
            application.router.add_routes(part.routes())
        application.router.add_static("/page", _FILES)
        application.on_shutdown.append(self._seats.close)

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Return the page to a browser, and to anything else what a terminal needs to know."""
        if "text/html" in request.headers.get("Accept", ""):
            return web.FileResponse(_FILES / "index.html")
        return web.Response(text=_TEXT.format(api_url=self.api_url, token=self._token))
