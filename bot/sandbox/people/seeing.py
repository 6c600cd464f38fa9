"""What a person's client shows them: channels, messages, commands."""

from bot.sandbox.world import (
    WITHOUT_MESSAGES,
    Channel,
    Command,
    Guild,
    Message,
    Permission,
    User,
    World,
)

_GUILD, _BOT_DM = 0, 1  # contexts
_GUILD_INSTALL, _USER_INSTALL = 0, 1


class Sight:
    """Tells what a user can get at."""

    def __init__(self, world: World) -> None:
        self._world = world

    def reads(self, user: User, channel: Channel) -> bool:
        """Tell whether a user sees a channel and its history."""
        guild = self._world.home(channel)
        if guild is None:
            return channel.recipient is user
        needed = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
        return needed in guild.permissions(user, channel)

    def check_channel(self, user: User, channel: Channel) -> None:
        """Refuse a channel that a user does not see, or that has no messages."""
        guild = self._world.home(channel)
        known = channel.id in self._world.channels
        visible = channel.recipient is user if guild is None else guild.may_see(user, channel)
        if not known or not visible or channel.type in WITHOUT_MESSAGES:
            raise ValueError(f"{user.name} can do nothing in #{channel.name}")

    def check_writable(self, user: User, channel: Channel) -> None:
        """Refuse a channel that a user may not write in."""
        self.check_channel(user, channel)
        guild = self._world.home(channel)
        thread = channel.thread is not None
        needed = Permission.SEND_MESSAGES_IN_THREADS if thread else Permission.SEND_MESSAGES
        if guild is not None and needed not in guild.permissions(user, channel):
            raise ValueError(f"{user.name} may not write in #{channel.name}")

    def check_message(self, user: User, message: Message) -> Channel:
        """Return the channel of a message that a user sees; refuse any other."""
        channel = self._world.channels.get(message.channel_id)
        if channel is None or message.deleted or message.only_for not in {None, user.id}:
            raise ValueError(f"{user.name} does not see that message")
        self.check_channel(user, channel)
        return channel

    def command(self, user: User, channel: Channel, name: str, *, by_user: bool) -> Command:
        """Return the command that a user is offered in a channel by that name."""
        self.check_channel(user, channel)
        guild = self._world.home(channel)
        command = self._world.commands.named(name, None if guild is None else guild.id)
        if command is None:
            raise ValueError(f"there is no command /{name}")
        if guild is not None:
            self._check_rights(user, channel, guild, command)
        self._check_place(guild, command, by_user=by_user)
        return command

    def offers(self, user: User, channel: Channel, *, by_user: bool) -> list[Command]:
        """Return the commands that a user is offered in a channel."""
        guild = self._world.home(channel)
        known = self._world.commands.offered(None if guild is None else guild.id)
        return [one for one in known if self._is_offered(user, channel, one, by_user=by_user)]

    def _is_offered(self, user: User, channel: Channel, command: Command, *, by_user: bool) -> bool:
        try:
            self.command(user, channel, command.name, by_user=by_user)
        except ValueError:
            return False
        return True

    def _check_rights(self, user: User, channel: Channel, guild: Guild, command: Command) -> None:
        granted = guild.permissions(user, channel)
        default = command.definition.get("default_member_permissions")
        # "0" hides a command from everybody but administrators, who have every permission.
        needed = Permission.ADMINISTRATOR if default == "0" else Permission(int(default or 0))
        if needed not in granted or Permission.USE_APPLICATION_COMMANDS not in granted:
            raise ValueError(f"{user.name} may not use /{command.name}")

    def _check_place(self, guild: Guild | None, command: Command, *, by_user: bool) -> None:
        definition = command.definition
        contexts = definition.get("contexts")
        if contexts is None:
            contexts = [_GUILD] if definition.get("dm_permission") is False else [_GUILD, _BOT_DM]
        if (_BOT_DM if guild is None else _GUILD) not in contexts:
            raise ValueError(f"/{command.name} is not offered in this kind of channel")
        installs = definition.get("integration_types") or [_GUILD_INSTALL]
        if (_USER_INSTALL if by_user else _GUILD_INSTALL) not in installs:
            raise ValueError(f"/{command.name} is not offered where the app is installed so")
        if not by_user and guild is not None and not guild.has(self._world.bot):
            raise ValueError(f"the app is not in {guild.name}")
