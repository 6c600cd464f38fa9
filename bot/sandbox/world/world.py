"""The whole world of one sandbox."""

from collections.abc import Callable

from bot.clock import Clock
from bot.sandbox.world.application import Application
from bot.sandbox.world.board import Board
from bot.sandbox.world.channel import Channel, ChannelType
from bot.sandbox.world.commands import CommandBook
from bot.sandbox.world.ground import Ground
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.members import Member, Role
from bot.sandbox.world.news import News
from bot.sandbox.world.permissions import NEWCOMER
from bot.sandbox.world.users import User

APPLICATION_ID = 1_100_000_000_000_000_001


class World:
    """Users, guilds, channels, messages and commands, around one application and its bot."""

    def __init__(self, clock: Clock) -> None:
        self.ground = Ground(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self._directs: dict[int, Channel] = {}
        self.bot = self.welcome(User(APPLICATION_ID, "Sandbox Bot", bot=True))
        owner = self.welcome(User(self.ground.ids.older(), "Owner"))
        self.application = Application(self.bot, owner)
        self.commands = CommandBook(self.ground, self.application.id)
        self.board = Board(self.ground, self.bot, self.users, self.guilds)

    def welcome(self, user: User) -> User:
        """Let a user be known."""
        self.users[user.id] = user
        return user

    def guild(self, name: str, *, bot: bool = True, member_count: int | None = None) -> Guild:
        """Found a guild, with the bot in it or without; it counts at least its real members."""
        guild_id = self.ground.ids.older()
        guild = Guild(
            ground=self.ground,
            news=News(self.ground, guild_id, self.bot.id, lambda: guild.has(self.bot)),
            owner=self.application.owner,
            id=guild_id,
            name=name,
            members={},
            roles={guild_id: Role(guild_id, "@everyone", NEWCOMER)},
            bot=self.bot,
            registry=self.channels,
        )
        guild.members[guild.owner.id] = Member(guild.owner, self.ground.now())
        self.guilds[guild_id] = guild
        guild.strangers = max(0, (member_count or 0) - 1 - int(bot))
        if bot:
            guild.invite_bot()
        return guild

    def direct(self, user: User) -> Channel:
        """Return the direct message channel of a user with the bot."""
        if user.id not in self._directs:
            channel = Channel(id=self.ground.ids.next(), type=ChannelType.DM, recipient=user)
            self._directs[user.id] = self.channels[channel.id] = channel
        return self._directs[user.id]

    def home(self, channel: Channel) -> Guild | None:
        """Return the guild that a channel is in."""
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    async def until(self, condition: Callable[[], object], within: float = 10) -> None:
        """Return once `condition()` is true of the world; TimeoutError after `within` seconds."""
        await self.ground.changed.until(condition, within)
