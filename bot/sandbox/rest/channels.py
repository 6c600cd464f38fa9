"""Channels, and the threads in them."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Code, invalid, refuse
from bot.sandbox.replies import nothing, reply
from bot.sandbox.rest.access import Access
from bot.sandbox.rest.body import number, payload_of
from bot.sandbox.world import Channel, ChannelType, Flags, Guild, Permission, World

_ONE = "/channels/{channel_id}"


class Channels:
    """The routes of channels and threads."""

    def __init__(self, world: World, access: Access) -> None:
        self._world = world
        self._access = access

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get(_ONE, self.get),
            web.patch(_ONE, self.edit),
            web.delete(_ONE, self.delete),
            web.post(_ONE + "/typing", self.type),
            web.post(_ONE + "/threads", self.start_thread),
            web.post(_ONE + "/messages/{message_id}/threads", self.start_thread_from),
            web.get(_ONE + "/threads/archived/public", self.archived),
            web.put(_ONE + "/thread-members/@me", self.enter),
            web.delete(_ONE + "/thread-members/@me", self.exit),
        ]

    async def get(self, request: web.Request) -> web.Response:
        """Return a channel."""
        return reply(self._access.channel(number(request, "channel_id")).payload())

    async def edit(self, request: web.Request) -> web.Response:
        """Change a channel's name or topic, or open and archive a thread."""
        channel = self._access.channel(number(request, "channel_id"))
        guild, changes = self._guild(channel), payload_of(request)
        if channel.thread is None:
            self._access.need(channel, Permission.MANAGE_CHANNELS)
        elif channel.thread.owner_id != self._world.bot.id:
            self._access.need(channel, Permission.MANAGE_THREADS)
        if channel.thread is not None:
            channel.thread.archived = changes.get("archived", channel.thread.archived)
            channel.thread.locked = changes.get("locked", channel.thread.locked)
        guild.edit(channel, name=changes.get("name"), topic=changes.get("topic"))
        return reply(channel.payload())

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a channel or a thread."""
        channel = self._access.channel(number(request, "channel_id"))
        self._access.need(
            channel,
            Permission.MANAGE_CHANNELS if channel.thread is None else Permission.MANAGE_THREADS,
        )
        self._guild(channel).delete(channel)
        return reply(channel.payload())

    async def type(self, request: web.Request) -> web.Response:
        """Show that the bot is typing."""
        self._access.writable(number(request, "channel_id"))
        return nothing()

    async def start_thread(self, request: web.Request) -> web.Response:
        """Start a thread without a message."""
        payload = payload_of(request)
        private = payload.get("type", ChannelType.PRIVATE_THREAD) == ChannelType.PRIVATE_THREAD
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        parent = self._access.channel(number(request, "channel_id"), needed)
        guild = self._guild(parent)
        thread = guild.thread(parent, _name(payload), private=private, owner=self._world.bot)
        return reply(thread.payload(), 201)

    async def start_thread_from(self, request: web.Request) -> web.Response:
        """Start a thread from a message, whose id it takes."""
        parent = self._access.channel(number(request, "channel_id"), Permission.CREATE_PUBLIC_THREADS)
        message = self._access.message(parent, number(request, "message_id"))
        if Flags.HAS_THREAD in message.flags:
            raise refuse(Code.ALREADY_HAS_THREAD)
        message.flags |= Flags.HAS_THREAD
        name = _name(payload_of(request))
        thread = self._guild(parent).thread(parent, name, owner=self._world.bot, thread_id=message.id)
        return reply(thread.payload(), 201)

    async def archived(self, request: web.Request) -> web.Response:
        """Return the archived public threads of a channel."""
        parent = self._access.channel(number(request, "channel_id"), Permission.READ_MESSAGE_HISTORY)
        found = [one for one in self._guild(parent).channels.values() if _archived(one, parent)]
        return reply({"threads": [one.payload() for one in found], "members": [], "has_more": False})

    async def enter(self, request: web.Request) -> web.Response:
        """Let the bot into a thread."""
        thread = self._thread(request)
        self._guild(thread).enter(thread, self._world.bot)
        return nothing()

    async def exit(self, request: web.Request) -> web.Response:
        """Let the bot leave a thread."""
        thread = self._thread(request)
        self._guild(thread).exit(thread, self._world.bot)
        return nothing()

    def _thread(self, request: web.Request) -> Channel:
        thread = self._access.channel(number(request, "channel_id"))
        if thread.thread is None:
            raise refuse(Code.WRONG_CHANNEL_TYPE)
        return thread

    def _guild(self, channel: Channel) -> Guild:
        guild = self._world.home(channel)
        if guild is None:
            raise refuse(Code.WRONG_CHANNEL_TYPE)
        return guild


def _archived(channel: Channel, parent: Channel) -> bool:
    public = channel.type is not ChannelType.PRIVATE_THREAD
    thread = channel.thread
    return thread is not None and thread.archived and public and channel.parent_id == parent.id


def _name(payload: Mapping[str, Any]) -> str:
    name = payload.get("name")
    if not isinstance(name, str) or not 1 <= len(name) <= 100:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    return name
