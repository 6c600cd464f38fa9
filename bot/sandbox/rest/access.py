"""What the bot may see and do: looking things up in its name, or refusing as Discord does."""

from bot.sandbox.errors import Code, refuse
from bot.sandbox.world import (
    WITHOUT_MESSAGES,
    Channel,
    Guild,
    Message,
    Permission,
    User,
    World,
)


class Access:
    """Looks things up with the bot's eyes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def user(self, user_id: int) -> User:
        """Return a user."""
        user = self._world.users.get(user_id)
        if user is None:
            raise refuse(Code.UNKNOWN_USER)
        return user

    def guild(self, guild_id: int) -> Guild:
        """Return a guild that the bot is a member of."""
        guild = self._world.guilds.get(guild_id)
        if guild is None:
            raise refuse(Code.UNKNOWN_GUILD)
        if not guild.has(self._world.bot):
            raise refuse(Code.MISSING_ACCESS)
        return guild

    def channel(self, channel_id: int, *needed: Permission) -> Channel:
        """Return a channel that the bot sees and has permissions in."""
        channel = self._world.channels.get(channel_id)
        if channel is None:
            raise refuse(Code.UNKNOWN_CHANNEL)
        if Permission.VIEW_CHANNEL not in self.permissions(channel):
            raise refuse(Code.MISSING_ACCESS)
        for permission in needed:
            self.need(channel, permission)
        return channel

    def need(self, channel: Channel, permission: Permission) -> None:
        """Refuse unless the bot has a permission in a channel."""
        if permission not in self.permissions(channel):
            raise refuse(Code.MISSING_PERMISSIONS)

    def permissions(self, channel: Channel) -> Permission:
        """Return what the bot may do in a channel; everything in a direct message."""
        guild = self._world.home(channel)
        return ~Permission(0) if guild is None else guild.permissions(self._world.bot, channel)

    def writable(self, channel_id: int) -> Channel:
        """Return a channel that the bot may write in."""
        channel = self.channel(channel_id)
        if channel.type in WITHOUT_MESSAGES:
            raise refuse(Code.NO_TEXT_CHANNEL)
        thread = channel.thread
        if thread is None:
            self.need(channel, Permission.SEND_MESSAGES)
            return channel
        self.need(channel, Permission.SEND_MESSAGES_IN_THREADS)
        if thread.locked and Permission.MANAGE_THREADS not in self.permissions(channel):
            raise refuse(Code.ARCHIVED_THREAD)
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """Return a message of a channel; nobody finds an ephemeral one this way."""
        message = channel.messages.get(message_id)
        if message is None or message.only_for is not None:
            raise refuse(Code.UNKNOWN_MESSAGE)
        return message
