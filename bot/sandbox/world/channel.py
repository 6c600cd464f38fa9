"""Channels: rooms of a guild, threads in them, and direct messages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.wire import Json, stamp
from bot.sandbox.world.message import Message
from bot.sandbox.world.permissions import NOTHING, Permission
from bot.sandbox.world.users import User


class ChannelType(IntEnum):
    """The kinds of channel."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREADS = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD})
WITHOUT_MESSAGES = frozenset({ChannelType.CATEGORY, ChannelType.FORUM, ChannelType.MEDIA})


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows and denies one role or member, whatever they may elsewhere."""

    target_id: int
    is_member: bool
    allow: Permission = NOTHING
    deny: Permission = NOTHING

    def payload(self) -> Json:
        """Return the overwrite as the API shows it."""
        return {
            "id": str(self.target_id),
            "type": int(self.is_member),
            "allow": str(int(self.allow)),
            "deny": str(int(self.deny)),
        }


@dataclass(eq=False, slots=True)
class Thread:
    """What a channel has when it is a thread."""

    owner_id: int
    created: datetime
    archived: bool = False
    locked: bool = False
    members: dict[int, datetime] = field(default_factory=dict[int, datetime])

    def payload(self) -> Json:
        """Return the thread's own fields as the API shows them."""
        return {
            "owner_id": str(self.owner_id),
            "member_count": len(self.members),
            "thread_metadata": {
                "archived": self.archived,
                "archive_timestamp": stamp(self.created),
                "auto_archive_duration": 1440,
                "locked": self.locked,
                "create_timestamp": stamp(self.created),
            },
        }


@dataclass(eq=False, slots=True, kw_only=True)
class Channel:
    """A place with messages (or, for categories and forums, with channels)."""

    id: int
    type: ChannelType
    name: str = ""
    guild_id: int | None = None
    topic: str | None = None
    position: int = 0
    parent_id: int | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    thread: Thread | None = None
    recipient: User | None = None
    messages: dict[int, Message] = field(default_factory=dict[int, Message], repr=False)
    last_message_id: int | None = None

    @property
    def mention(self) -> str:
        """What mentions this channel in a message's text."""
        return f"<#{self.id}>"

    @property
    def history(self) -> list[Message]:
        """The messages that everybody sees, oldest first."""
        return [message for message in self.messages.values() if message.only_for is None]

    def payload(self) -> Json:
        """Return the channel as the API shows it."""
        shown: Json = {
            "id": str(self.id),
            "type": int(self.type),
            "flags": 0,
            "last_message_id": None if self.last_message_id is None else str(self.last_message_id),
        }
        if self.recipient is not None:
            return {**shown, "recipients": [self.recipient.payload()]}
        shown |= {
            "guild_id": str(self.guild_id),
            "name": self.name,
            "parent_id": None if self.parent_id is None else str(self.parent_id),
            "rate_limit_per_user": 0,
        }
        if self.thread is not None:
            count = len(self.history)
            return {**shown, "message_count": count, "total_message_sent": count, **self.thread.payload()}
        return shown | self._room()

    def _room(self) -> Json:
        room: Json = {
            "position": self.position,
            "permission_overwrites": [overwrite.payload() for overwrite in self.overwrites.values()],
            "nsfw": False,
            "topic": self.topic,
        }
        if self.type in {ChannelType.VOICE, ChannelType.STAGE}:
            room |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
        if self.type in {ChannelType.FORUM, ChannelType.MEDIA}:
            room |= {
                "available_tags": [],
                "default_reaction_emoji": None,
                "default_sort_order": None,
                "default_forum_layout": 0,
            }
        return room
