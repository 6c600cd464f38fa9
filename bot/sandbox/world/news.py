"""Word to the bot of what changes in one guild."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.wire import Json, stamp
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.events import Build, Event, Intents, needing
from bot.sandbox.world.ground import Ground
from bot.sandbox.world.members import Member, Role


@dataclass(frozen=True, slots=True)
class News:
    """Tells what happens in a guild, while the bot is a member of it (`heard`)."""

    ground: Ground
    guild_id: int
    bot_id: int
    heard: Callable[[], bool]

    def guild(self, name: str, payload: Callable[[], Json]) -> None:
        """Tell of the guild itself, whether or not the bot is a member."""
        self.ground.publish(Event(name, self.guild_id, needing(Intents.GUILDS, payload)))

    def member(self, name: str, member: Member) -> None:
        """Tell of a member; of the bot's own changes every bot hears."""
        intent = Intents.GUILDS if member.user.id == self.bot_id else Intents.GUILD_MEMBERS
        self._tell(name, needing(intent, lambda: self._ours(member.payload())))

    def gone(self, member: Member) -> None:
        """Tell of a member who left."""
        left = {"user": member.user.payload()}
        self._tell("GUILD_MEMBER_REMOVE", needing(Intents.GUILD_MEMBERS, lambda: self._ours(left)))

    def role(self, name: str, role: Role) -> None:
        """Tell of a role."""
        about: Json = {"role_id": str(role.id)}
        if name != "GUILD_ROLE_DELETE":
            about = {"role": role.payload()}
        self._tell(name, needing(Intents.GUILDS, lambda: self._ours(about)))

    def channel(self, change: str, channel: Channel, **more: object) -> None:
        """Tell of a channel or a thread: CREATE, UPDATE or DELETE."""
        kind = "CHANNEL" if channel.thread is None else "THREAD"
        told = {**channel.payload(), **more}
        self._tell(f"{kind}_{change}", needing(Intents.GUILDS, lambda: told))

    def thread_members(self, thread: Channel, *, added: int | None = None, removed: int | None = None) -> None:
        """Tell who came into a thread or went; of others only bots hear that may know members."""
        if thread.thread is None:
            return
        about: Json = {"id": str(thread.id), "member_count": len(thread.thread.members)}
        if added is not None:
            about["added_members"] = [membership(thread, added)]
        if removed is not None:
            about["removed_member_ids"] = [str(removed)]
        intent = Intents.GUILDS if self.bot_id in {added, removed} else Intents.GUILD_MEMBERS
        self._tell("THREAD_MEMBERS_UPDATE", needing(intent, lambda: self._ours(about)))

    def _ours(self, about: Json) -> Json:
        return {**about, "guild_id": str(self.guild_id)}

    def _tell(self, name: str, build: Build) -> None:
        if self.heard():
            self.ground.publish(Event(name, self.guild_id, build))
        else:
            self.ground.changed.notify()


def membership(thread: Channel, user_id: int) -> Json:
    """Return one membership of a thread as the API shows it."""
    joined = None if thread.thread is None else thread.thread.members.get(user_id)
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": stamp(joined),
        "flags": 1,
    }
