"""What happens in the world, and which connected bots may hear of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag

from bot.sandbox.wire import Json


class Intents(IntFlag):
    """What a bot asks to hear when it identifies."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


NO_INTENT = Intents(0)
EVERY_INTENT = Intents(sum(Intents))
PRIVILEGED = Intents.GUILD_MEMBERS | Intents.GUILD_PRESENCES | Intents.MESSAGE_CONTENT

Build = Callable[[Intents], Json | None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for the shard of `guild_id` (the first for None).

    `build` makes the payload for a bot with the given intents, or None if that bot may not hear of it.
    """

    name: str
    guild_id: int | None
    build: Build


def needing(intent: Intents, payload: Callable[[], Json]) -> Build:
    """Return a builder for bots that asked for `intent`."""
    return lambda intents: payload() if intents & intent else None
