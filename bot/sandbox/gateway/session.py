"""Sessions: one shard of a bot, which may lose its connection and take it up again."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.gateway.frames import event
from bot.sandbox.gateway.line import Line
from bot.sandbox.world import Event, Intents

_KEPT_EVENTS = 10_000
_LIFE = timedelta(minutes=3)  # without a connection; Discord does not say how long


@dataclass(frozen=True, slots=True)
class Shard:
    """Which part of the guilds a session hears of."""

    id: int = 0
    count: int = 1

    def has(self, guild_id: int | None) -> bool:
        """Tell whether a guild's events (None: what happens in private) go to this shard."""
        return ((guild_id or 0) >> 22) % self.count == self.id


@dataclass(eq=False, slots=True)
class Session:
    """What the gateway knows of one shard: what it asked to hear and what it was told."""

    id: str
    shard: Shard
    intents: Intents
    line: Line | None
    sequence: int = 0
    lost: datetime | None = None  # since when it has no connection
    kept: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_KEPT_EVENTS))

    def hear(self, happened: Event) -> None:
        """Tell the session of an event, if it may hear of it."""
        if self.shard.has(happened.guild_id):
            payload = happened.build(self.intents)
            if payload is not None:
                self.tell(happened.name, payload)

    def tell(self, name: str, payload: object) -> None:
        """Send an event, or keep it for when the session is resumed."""
        self.sequence += 1
        text = event(name, self.sequence, payload)
        self.kept.append((self.sequence, text))
        if self.line is not None:
            self.line.send(text)

    def acknowledge(self, sequence: int) -> None:
        """Forget the events that the bot has received."""
        while self.kept and self.kept[0][0] <= sequence:
            self.kept.popleft()

    def over(self, now: datetime) -> bool:
        """Tell whether it has been without a connection for too long."""
        return self.lost is not None and now - self.lost > _LIFE

    def can_resume(self, sequence: int) -> bool:
        """Tell whether every event after `sequence` is still there."""
        oldest = self.kept[0][0] if self.kept else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def resume(self, line: Line, sequence: int) -> None:
        """Send what was missed over a new line, and go on there."""
        self.line, self.lost = line, None
        for number, text in self.kept:
            if number > sequence:
                line.send(text)
        self.tell("RESUMED", {"_trace": []})
