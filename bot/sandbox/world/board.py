"""The board on which messages are written, changed and removed, with word to the bot of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.sandbox.wire import Json, is_object, objects
from bot.sandbox.world import components
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.events import Event, Intents
from bot.sandbox.world.ground import Ground
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.mentions import mentions_in
from bot.sandbox.world.message import NOBODY, Attachment, Flags, Mentions, Message
from bot.sandbox.world.permissions import Permission
from bot.sandbox.world.users import User

_NONCE_LIFE = timedelta(minutes=3)
_SETTABLE = int(Flags.SUPPRESS_EMBEDS | Flags.EPHEMERAL | Flags.SUPPRESS_NOTIFICATIONS | Flags.IS_COMPONENTS_V2)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request, with the number in its field's name."""

    index: int
    filename: str
    data: bytes
    content_type: str


class Board:
    """Writes, changes and removes messages."""

    def __init__(self, ground: Ground, bot: User, users: Mapping[int, User], guilds: Mapping[int, Guild]) -> None:
        self._ground = ground
        self._bot = bot
        self._users = users
        self._guilds = guilds
        self._nonces: dict[tuple[int, str], Message] = {}
        self.file_url = "/attachments"

    def blank(self, channel: Channel, author: User) -> Message:
        """Return a message that says nothing yet and stands nowhere."""
        return Message(
            id=self._ground.ids.next(),
            channel_id=channel.id,
            guild_id=channel.guild_id,
            author=author,
            timestamp=self._ground.now(),
        )

    def fill(
        self, channel: Channel, message: Message, payload: Mapping[str, Any], files: Sequence[Upload] = ()
    ) -> None:
        """Give a message what a request's body holds; what the body leaves out stays."""
        if "content" in payload:
            message.content = payload["content"] or ""
        if "embeds" in payload:
            message.embeds = [{"type": "rich", **embed} for embed in objects(payload["embeds"])]
        if "components" in payload:
            message.components = components.numbered(payload["components"])
        if payload.get("flags") is not None:
            kept = int(message.flags) & ~int(Flags.SUPPRESS_EMBEDS)
            message.flags = Flags(kept | int(payload["flags"]) & _SETTABLE)
        if files or "attachments" in payload:
            message.attachments = self._attached(message, payload, files)
        message.mentions = self._mentions(channel, message, payload)

    def put(self, channel: Channel, message: Message) -> None:
        """Put a new message on the board; it pings."""
        message.pings = message.mentions
        channel.messages[message.id] = message
        if message.only_for is None:
            channel.last_message_id = message.id
        self._tell("MESSAGE_CREATE", channel, message)

    def post(self, channel: Channel, author: User, payload: Mapping[str, Any], files: Sequence[Upload] = ()) -> Message:
        """Write a message; a nonce its author used in the last minutes returns that message instead."""
        nonce = None if payload.get("nonce") is None else str(payload["nonce"])
        known = self._repeated(author, nonce) if payload.get("enforce_nonce") else None
        if known is not None:
            return known
        message = self.blank(channel, author)
        self._refer(channel, message, payload.get("message_reference"))
        self.fill(channel, message, payload, files)
        if nonce is not None:
            message.nonce = nonce
            self._nonces[author.id, nonce] = message
        self._enter(channel, author)
        self.put(channel, message)
        return message

    def _enter(self, channel: Channel, author: User) -> None:
        # Who writes in a thread is in it from then on.
        guild, thread = self._guilds.get(channel.guild_id or 0), channel.thread
        if guild is not None and thread is not None and author.id not in thread.members:
            guild.enter(channel, author)

    def _repeated(self, author: User, nonce: str | None) -> Message | None:
        known = None if nonce is None else self._nonces.get((author.id, nonce))
        if known is None or known.deleted or self._ground.now() - known.timestamp >= _NONCE_LIFE:
            return None
        return known

    def edit(
        self, channel: Channel, message: Message, payload: Mapping[str, Any], files: Sequence[Upload] = ()
    ) -> None:
        """Change a message; a deferred answer becomes what it was waiting for, without a mark of the edit."""
        was = message.flags & Flags.EPHEMERAL
        self.fill(channel, message, payload, files)
        message.flags = message.flags & ~Flags.EPHEMERAL | was
        if message.loading:
            message.flags &= ~Flags.LOADING
        else:
            message.edited = self._ground.now()
        self._tell("MESSAGE_UPDATE", channel, message)

    def remove(self, channel: Channel, message: Message) -> None:
        """Delete a message."""
        message.deleted = True
        channel.messages.pop(message.id, None)
        gone = {"id": str(message.id), "channel_id": str(channel.id), **_home(channel)}
        self._publish("MESSAGE_DELETE", channel, message, lambda _: gone)

    def announce(self, channel: Channel, message: Message) -> None:
        """Send a message of an announcement channel to those who follow it."""
        message.flags |= Flags.CROSSPOSTED
        self._tell("MESSAGE_UPDATE", channel, message)

    # --- the parts of a message

    def _attached(self, message: Message, payload: Mapping[str, Any], files: Sequence[Upload]) -> list[Attachment]:
        described = {str(raw.get("id")): raw for raw in objects(payload.get("attachments"))}
        old = [one for one in message.attachments if "attachments" not in payload or str(one.id) in described]
        return old + [self._attachment(message, file, described.get(str(file.index), {})) for file in files]

    def _attachment(self, message: Message, file: Upload, described: Mapping[str, Any]) -> Attachment:
        number, name = self._ground.ids.next(), described.get("filename") or file.filename
        return Attachment(
            id=number,
            filename=name,
            data=file.data,
            content_type=file.content_type,
            url=f"{self.file_url}/{message.channel_id}/{number}/{name}",
            description=described.get("description"),
        )

    def _mentions(self, channel: Channel, message: Message, payload: Mapping[str, Any]) -> Mentions:
        text = "\n".join((message.content, *components.texts(message.components)))
        if "@" not in text:
            return NOBODY
        guild = self._guilds.get(channel.guild_id or 0)
        rights = Permission(0) if guild is None else guild.permissions(message.author, channel)
        loud = Permission.MENTION_EVERYONE in rights
        return mentions_in(text, payload.get("allowed_mentions"), self._users, guild, loud=loud)

    def _refer(self, channel: Channel, message: Message, reference: object) -> None:
        if is_object(reference):
            replied = channel.messages.get(int(reference.get("message_id", 0)))
            message.type = 19
            message.origin = {
                "message_reference": {
                    "type": 0,
                    "message_id": str(reference.get("message_id")),
                    "channel_id": str(channel.id),
                    **_home(channel),
                },
                "referenced_message": None if replied is None else replied.payload(),
            }

    # --- word of it

    def _tell(self, name: str, channel: Channel, message: Message) -> None:
        def payload(intents: Intents) -> Json:
            content = self.readable(channel, message, intents)
            new = name == "MESSAGE_CREATE"
            shown = message.fresh(content=content) if new else message.payload(content=content)
            member = self._member(channel, message.author)
            return {**shown, **_home(channel), **member}

        self._publish(name, channel, message, payload)

    def _publish(self, name: str, channel: Channel, message: Message, payload: Callable[[Intents], Json]) -> None:
        guild = self._guilds.get(channel.guild_id or 0)
        if message.only_for is not None or (guild is not None and not guild.may_see(self._bot, channel)):
            self._ground.changed.notify()
            return
        wanted = Intents.DIRECT_MESSAGES if guild is None else Intents.GUILD_MESSAGES

        def build(intents: Intents) -> Json | None:
            return payload(intents) if wanted & intents else None

        self._ground.publish(Event(name, channel.guild_id, build))

    def readable(self, channel: Channel, message: Message, intents: Intents) -> bool:
        """Tell whether a bot with these intents reads what a message says."""
        return (
            Intents.MESSAGE_CONTENT in intents
            or channel.guild_id is None
            or message.author is self._bot
            or self._bot in message.mentions.users
        )

    def _member(self, channel: Channel, author: User) -> Json:
        guild = self._guilds.get(channel.guild_id or 0)
        member = None if guild is None else guild.members.get(author.id)
        return {} if member is None else {"member": member.partial()}


def _home(channel: Channel) -> Json:
    return {} if channel.guild_id is None else {"guild_id": str(channel.guild_id)}
