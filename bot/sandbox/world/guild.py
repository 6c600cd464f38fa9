"""Guilds: a society with channels, where the bot may be a guest."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.wire import Json, stamp
from bot.sandbox.world import rights
from bot.sandbox.world.channel import THREADS, Channel, ChannelType, Overwrite, Thread
from bot.sandbox.world.members import Member, Role
from bot.sandbox.world.ordinary import ORDINARY
from bot.sandbox.world.permissions import EVERYTHING, NOTHING, WRITER, Permission
from bot.sandbox.world.society import Society
from bot.sandbox.world.users import User


@dataclass(eq=False, repr=False, slots=True, kw_only=True)
class Guild(Society):
    """A server; what is done to it here, its owner does (or Discord itself)."""

    bot: User
    registry: dict[int, Channel]  # every channel of the world, by id
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    strangers: int = 0  # members of whom only the number is known
    available: bool = True

    def permissions(self, user: User, channel: Channel | None = None) -> Permission:
        """Return what a user may do here, or in one of the channels; nothing if they are no member."""
        granted, member = self.granted(user), self.members.get(user.id)
        if channel is None or member is None or granted == EVERYTHING:
            return granted
        thread, parent = channel.thread, self.channels.get(channel.parent_id or 0)
        place = channel if thread is None or parent is None else parent
        granted = rights.in_channel(granted, member, self.everyone, place)
        if thread is not None and channel.type is ChannelType.PRIVATE_THREAD:
            invited = user.id in thread.members
            if not invited and Permission.MANAGE_THREADS not in granted:
                return NOTHING
        return rights.implied(granted, thread=thread is not None)

    # --- channels

    def channel(
        self,
        name: str,
        *,
        type: int = ChannelType.TEXT,  # noqa: A002  (Discord's own name for it)
        topic: str | None = None,
        parent: Channel | None = None,
        overwrites: Iterable[Overwrite] = (),
    ) -> Channel:
        """Make a channel; `parent` is its category."""
        if type in THREADS or type == ChannelType.DM:
            raise ValueError("a guild has no such channels; threads start with `thread`")
        channel = Channel(
            id=self.ground.ids.next(),
            type=ChannelType(type),
            name=name,
            guild_id=self.id,
            topic=topic,
            position=len(self.channels),
            parent_id=None if parent is None else parent.id,
            overwrites={overwrite.target_id: overwrite for overwrite in overwrites},
        )
        self._add(channel)
        self.news.channel("CREATE", channel)
        return channel

    def thread(
        self,
        parent: Channel,
        name: str,
        *,
        private: bool = False,
        owner: User | None = None,
        thread_id: int | None = None,
    ) -> Channel:
        """Start a thread in a channel; its owner (the guild's, if not told) is in it."""
        starter, now = owner or self.owner, self.ground.now()
        kind = ChannelType.PRIVATE_THREAD if private else ChannelType.PUBLIC_THREAD
        if parent.type is ChannelType.ANNOUNCEMENT:
            kind = ChannelType.ANNOUNCEMENT_THREAD
        thread = Channel(
            id=thread_id or self.ground.ids.next(),
            type=kind,
            name=name,
            guild_id=self.id,
            parent_id=parent.id,
            thread=Thread(starter.id, now, members={starter.id: now}),
        )
        self._add(thread)
        self._tell("CREATE", thread, newly_created=True)
        return thread

    def edit(self, channel: Channel, *, name: str | None = None, topic: str | None = None) -> None:
        """Change a channel's or a thread's name or topic."""
        channel.name = channel.name if name is None else name
        channel.topic = channel.topic if topic is None else topic
        self._tell("UPDATE", channel)

    def archive(self, thread: Channel, *, archived: bool = True, locked: bool = False) -> None:
        """Archive a thread, or open it again."""
        if thread.thread is not None:
            thread.thread.archived, thread.thread.locked = archived, locked
        self._tell("UPDATE", thread)

    def overwrite(
        self,
        channel: Channel,
        target: Role | User,
        *,
        allow: Permission = NOTHING,
        deny: Permission = NOTHING,
    ) -> None:
        """Set what a channel allows and denies a role or a member."""
        channel.overwrites[target.id] = Overwrite(target.id, isinstance(target, User), allow, deny)
        self._tell("UPDATE", channel)

    def delete(self, channel: Channel) -> None:
        """Delete a channel with its threads, or one thread."""
        inside = [one for one in self.channels.values() if one.parent_id == channel.id and one.thread]
        for gone in (*inside, channel):
            del self.registry[gone.id]
        self._tell("DELETE", channel)
        for gone in (*inside, channel):
            del self.channels[gone.id]

    def enter(self, thread: Channel, user: User) -> None:
        """Make a member one of a thread's."""
        if thread.thread is not None:
            thread.thread.members[user.id] = self.ground.now()
            if user is self.bot and thread.type is ChannelType.PRIVATE_THREAD:
                self._tell("CREATE", thread)
            self.news.thread_members(thread, added=user.id)

    def exit(self, thread: Channel, user: User) -> None:
        """Take a member out of a thread."""
        if thread.thread is not None and thread.thread.members.pop(user.id, None):
            self.news.thread_members(thread, removed=user.id)

    def may_see(self, user: User, channel: Channel) -> bool:
        """Tell whether a user may look into a channel."""
        return Permission.VIEW_CHANNEL in self.permissions(user, channel)

    def open_threads(self) -> list[Channel]:
        """Return the threads that are not archived."""
        return [one for one in self.channels.values() if one.thread is not None and not one.thread.archived]

    def _tell(self, change: str, channel: Channel, **more: object) -> None:
        # The bot hears of every channel, but only of threads that it sees.
        if channel.thread is None or self.may_see(self.bot, channel):
            self.news.channel(change, channel, **more)
        else:
            self.ground.changed.notify()

    def _add(self, channel: Channel) -> None:
        self.channels[channel.id] = self.registry[channel.id] = channel

    # --- the bot

    def invite_bot(self, permissions: Permission = WRITER) -> None:
        """Let the bot in, with a role of its own."""
        role = Role(self.ground.ids.next(), self.bot.name, permissions, 1, bot_id=self.bot.id)
        self.roles[role.id] = role
        self.members[self.bot.id] = Member(self.bot, self.ground.now(), [role])
        self.news.guild("GUILD_CREATE", self.payload)

    def remove_bot(self) -> None:
        """Throw the bot out, with its role."""
        del self.members[self.bot.id]
        self.roles = {key: role for key, role in self.roles.items() if role.bot_id is None}
        self.news.guild("GUILD_DELETE", lambda: {"id": str(self.id)})

    def go_down(self) -> None:
        """Become unavailable, as in an outage."""
        self.available = False
        self.news.guild("GUILD_DELETE", lambda: {"id": str(self.id), "unavailable": True})

    def come_back(self) -> None:
        """Become available again."""
        self.available = True
        self.news.guild("GUILD_CREATE", lambda: {**self.payload(), "unavailable": False})

    # --- what the bot is shown

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.members) + self.strangers

    def summary(self) -> Json:
        """Return the guild as the REST API shows it."""
        return {
            **ORDINARY,
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "roles": [role.payload() for role in self.roles.values()],
        }

    def payload(self) -> Json:
        """Return the guild as GUILD_CREATE shows it: of the members only the bot itself."""
        own = self.members[self.bot.id]
        return {
            **self.summary(),
            "joined_at": stamp(own.joined),
            "large": self.size >= 250,
            "member_count": self.size,
            "members": [own.payload()],
            "channels": [one.payload() for one in self.channels.values() if one.thread is None],
            "threads": [one.payload() for one in self.open_threads() if self.may_see(self.bot, one)],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }
