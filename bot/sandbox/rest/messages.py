"""Messages in channels."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Code, invalid, refuse, require
from bot.sandbox.limits import check_message
from bot.sandbox.replies import nothing, reply
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.body import BODY, integer, number, payload_of
from bot.sandbox.wire import Json
from bot.sandbox.world import (
    Channel,
    ChannelType,
    Flags,
    Intents,
    Message,
    Permission,
    Upload,
    World,
)

_ALL = "/channels/{channel_id}/messages"
_ONE = _ALL + "/{message_id}"


class Messages:
    """The routes of messages."""

    def __init__(self, world: World, access: Access) -> None:
        self._world = world
        self._access = access

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get(_ALL, self.history),
            web.post(_ALL, self.create),
            web.get(_ONE, self.get),
            web.patch(_ONE, self.edit),
            web.delete(_ONE, self.delete),
            web.post(_ONE + "/crosspost", self.crosspost),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """Write a message; an archived thread opens again."""
        channel = self._access.writable(number(request, "channel_id"))
        payload, files = payload_of(request), request[BODY].files
        require(check_message(payload, interaction=False))
        self._check_parts(channel, payload, files)
        if payload.get("message_reference"):
            self._check_reference(channel, payload["message_reference"])
        guild = self._world.home(channel)
        if guild is not None and channel.thread is not None and channel.thread.archived:
            guild.archive(channel, archived=False)
        return reply(self._world.board.post(channel, self._world.bot, payload, files).fresh())

    def _check_parts(self, channel: Channel, payload: Mapping[str, Any], files: Sequence[Upload]) -> None:
        if payload.get("embeds"):
            self._access.need(channel, Permission.EMBED_LINKS)
        if files:
            self._access.need(channel, Permission.ATTACH_FILES)

    def _check_reference(self, channel: Channel, reference: Mapping[str, Any]) -> None:
        self._access.need(channel, Permission.READ_MESSAGE_HISTORY)
        known = int(reference["message_id"]) in channel.messages
        if not known and reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")

    async def get(self, request: web.Request) -> web.Response:
        """Return one message."""
        channel = self._access.channel(number(request, "channel_id"), Permission.READ_MESSAGE_HISTORY)
        return reply(self._shown(channel, self._access.message(channel, number(request, "message_id"))))

    async def history(self, request: web.Request) -> web.Response:
        """Return messages, newest first; none to a bot that may not read the history."""
        channel = self._access.channel(number(request, "channel_id"))
        if Permission.READ_MESSAGE_HISTORY not in self._access.permissions(channel):
            return reply([])
        page = _page(channel.history, request.query)
        return reply([self._shown(channel, message) for message in page])

    async def edit(self, request: web.Request) -> web.Response:
        """Change one of the bot's own messages."""
        channel = self._access.channel(number(request, "channel_id"))
        message = self._access.message(channel, number(request, "message_id"))
        payload, files = payload_of(request), request[BODY].files
        require(check_message(payload, interaction=False, edit=True, was_v2=message.v2))
        if message.author is not self._world.bot:
            raise refuse(Code.NOT_YOUR_MESSAGE)
        self._check_parts(channel, payload, files)
        self._world.board.edit(channel, message, payload, files)
        return reply(self._shown(channel, message))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one of the bot's own messages, or of others where it manages messages."""
        channel = self._access.channel(number(request, "channel_id"))
        message = self._access.message(channel, number(request, "message_id"))
        if message.author is not self._world.bot:
            self._access.need(channel, Permission.MANAGE_MESSAGES)
        self._world.board.remove(channel, message)
        return nothing()

    async def crosspost(self, request: web.Request) -> web.Response:
        """Send a message of an announcement channel to those who follow it."""
        channel = self._access.writable(number(request, "channel_id"))
        if channel.type is not ChannelType.ANNOUNCEMENT:
            raise refuse(Code.WRONG_CHANNEL_TYPE)
        message = self._access.message(channel, number(request, "message_id"))
        if message.author is not self._world.bot:
            self._access.need(channel, Permission.MANAGE_MESSAGES)
        if Flags.CROSSPOSTED in message.flags:
            raise refuse(Code.ALREADY_CROSSPOSTED)
        self._world.board.announce(channel, message)
        return reply(self._shown(channel, message))

    def _shown(self, channel: Channel, message: Message) -> Json:
        granted = self._world.application.granted & Intents.MESSAGE_CONTENT
        return message.payload(content=self._world.board.readable(channel, message, granted))


def _page(history: list[Message], query: Mapping[str, str]) -> list[Message]:
    limit = integer(query, "limit", 50)
    if not 1 <= limit <= 100:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    newest = sorted(history, key=lambda message: message.id, reverse=True)
    if "around" in query:
        middle = integer(query, "around", 0)
        later = [one for one in newest if one.id > middle][-(limit // 2) :] if limit > 1 else []
        return later + [one for one in newest if one.id <= middle][: limit - len(later)]
    if "after" in query:
        after = integer(query, "after", 0)
        return [one for one in newest if one.id > after][-limit:]
    before = integer(query, "before", 1 << 64)
    return [one for one in newest if one.id < before][:limit]
