"""What a browser gets at the sandbox's address, and the files that hang on messages."""

from aiohttp import web

from bot.sandbox.world import World

_TEXT = """\
This is a small Discord on your own machine. Its page is not there yet.

Point a bot at it from a terminal:

    DISCORD_API_URL={api_url}
    DISCORD_TOKEN={token}
"""


class Page:
    """What is served outside the API."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self.api_url = ""

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/", self.show),
            web.get("/attachments/{channel_id}/{attachment_id}/{filename}", self.attachment),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Return the page."""
        del request
        return web.Response(text=_TEXT.format(api_url=self.api_url, token=self._token))

    async def attachment(self, request: web.Request) -> web.Response:
        """Return a file that hangs on a message."""
        channel = self._world.channels.get(int(request.match_info["channel_id"]))
        wanted = request.match_info["attachment_id"]
        for message in () if channel is None else channel.messages.values():
            for file in message.attachments:
                if str(file.id) == wanted:
                    return web.Response(body=file.data, content_type=file.content_type)
        return web.Response(status=404)
