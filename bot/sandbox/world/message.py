"""Messages: what is written in a channel, and what of it a person sees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import Any

from bot.sandbox.wire import Json, is_object, objects, stamp
from bot.sandbox.world import components as parts
from bot.sandbox.world.users import User


class Flags(IntFlag):
    """The message flags that the sandbox knows."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


PLAIN = Flags(0)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message."""

    id: int
    filename: str
    data: bytes
    content_type: str
    url: str
    description: str | None = None

    def payload(self) -> Json:
        """Return the attachment as the API shows it."""
        shown: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        return {**shown, "description": self.description} if self.description else shown


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a message pings."""

    users: tuple[User, ...] = ()
    role_ids: tuple[int, ...] = ()
    everyone: bool = False


NOBODY = Mentions()


@dataclass(eq=False, slots=True, kw_only=True)
class Message:
    """A message; it changes in place when it is edited, like the one a person looks at."""

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    timestamp: datetime
    type: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: Flags = PLAIN
    mentions: Mentions = NOBODY
    pings: Mentions = NOBODY  # whom it notified: those it mentioned when it was posted
    nonce: str | None = None
    edited: datetime | None = None
    only_for: int | None = None  # the one user who sees an ephemeral message
    webhook_id: int | None = None
    installer_id: int | None = None  # who installed the app that wrote it, where the guild has not
    origin: Json = field(default_factory=dict[str, Any], repr=False)  # interaction metadata, message reference
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return Flags.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return Flags.LOADING in self.flags

    @property
    def v2(self) -> bool:
        """Whether it is made of components alone."""
        return Flags.IS_COMPONENTS_V2 in self.flags

    @property
    def text(self) -> str:
        """All the text that a person reads in it, top to bottom, a line for each part."""
        shown = (self.content, *_embedded(self.embeds), *parts.texts(self.components))
        return "\n".join(text for text in shown if text)

    @property
    def buttons(self) -> list[parts.Button]:
        """Its buttons, in reading order."""
        return list(parts.buttons(self.components))

    def payload(self, *, content: bool = True) -> Json:
        """Return the message as the API shows it, without `content` to a bot that may not read it."""
        shown: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel_id),
            "author": self.author.payload(),
            "type": self.type,
            "content": self.content if content else "",
            "embeds": self.embeds if content else [],
            "components": self.components if content else [],
            "attachments": [file.payload() for file in self.attachments] if content else [],
            "timestamp": stamp(self.timestamp),
            "edited_timestamp": stamp(self.edited),
            "flags": int(self.flags),
            "mentions": [user.payload() for user in self.mentions.users],
            "mention_roles": [str(role_id) for role_id in self.mentions.role_ids],
            "mention_everyone": self.mentions.everyone,
            "pinned": False,
            "tts": False,
            **self.origin,
        }
        if self.webhook_id is not None:
            shown |= {"webhook_id": str(self.webhook_id), "application_id": str(self.webhook_id)}
        return shown

    def fresh(self, *, content: bool = True) -> Json:
        """Return the message as it is shown when it is written: with the nonce that nobody reads later."""
        shown = self.payload(content=content)
        return shown if self.nonce is None else {**shown, "nonce": self.nonce}


def _embedded(embeds: list[Json]) -> Iterator[str]:
    for embed in embeds:
        yield from _named(embed, "author", "name")
        yield from (str(embed[key]) for key in ("title", "description") if embed.get(key))
        for item in objects(embed.get("fields")):
            yield f"{item.get('name', '')}\n{item.get('value', '')}"
        yield from _named(embed, "footer", "text")


def _named(embed: Json, part: str, key: str) -> Iterator[str]:
    inner = embed.get(part)
    if is_object(inner) and inner.get(key):
        yield str(inner[key])
