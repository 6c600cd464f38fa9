"""The files that hang on messages."""

from aiohttp import web

from bot.sandbox.world import Attachment, World

# Shown where they are linked; anything else is only offered for download, whatever it says it is.
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")


class Attachments:
    """Serves the files that the bot uploaded."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.get("/attachments/{channel_id:[0-9]+}/{attachment_id:[0-9]+}/{filename}", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Return a file that hangs on a message."""
        file = self._find(int(request.match_info["channel_id"]), int(request.match_info["attachment_id"]))
        if file is None:
            return web.Response(status=404)
        headers = {"Content-Type": file.content_type}
        if not file.content_type.startswith(_SHOWN):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, headers=headers)

    def _find(self, channel_id: int, attachment_id: int) -> Attachment | None:
        channel = self._world.channels.get(channel_id)
        messages = () if channel is None else channel.messages.values()
        files = (file for message in messages for file in message.attachments)
        return next((file for file in files if file.id == attachment_id), None)
