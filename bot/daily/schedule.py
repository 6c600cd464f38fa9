"""A server's schedule: where, when and which terms, as its managers set it up."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.daily.rota import Rota
from bot.daily.times import closes_at, day_after, due_at
from bot.glossary import Glossary, Level, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What `/daily setup` says; ids are Discord's."""

    guild_id: int
    channel_id: int
    at: time
    zone: ZoneInfo
    role_id: int | None = None
    category: str | None = None
    level: Level | None = None

    def due(self, day: date) -> datetime:
        """Return the UTC instant at which the post of the local date `day` is due."""
        return due_at(day, self.at, self.zone)

    def closes(self, day: date) -> datetime:
        """Return the UTC instant from which on `day` is no longer posted."""
        return closes_at(day, self.at, self.zone)

    def day_after(self, day: date) -> date:
        """Return the next local date that has a post of its own."""
        return day_after(day, self.at, self.zone)

    def terms(self, glossary: Glossary) -> tuple[Term, ...]:
        """Return the terms that it chooses from, none if its category is no longer there."""
        chosen = tuple(glossary) if self.category is None else glossary.terms_in(self.category)
        return tuple(term for term in chosen if self.level in (None, term.difficulty))


class State(StrEnum):
    """What the managers decided last."""

    ON = "on"
    PAUSED = "paused"
    OFF = "off"


class Fault(StrEnum):
    """Why a post can't be out, as long as nobody mends it."""

    NO_CHANNEL = "no_channel"  # deleted
    NO_MESSAGES_THERE = "no_messages_there"  # turned into a forum, say
    CANT_SEE = "cant_see"
    CANT_SEND = "cant_send"
    CANT_EMBED = "cant_embed"
    CANT_READ = "cant_read"  # the channel's history: whether a post is out already can't be told
    THREAD_LOCKED = "thread_locked"
    NO_TERM = "no_term"  # the glossary no longer has one of that category and level
    UNREACHABLE = "unreachable"  # Discord is down or slow
    OURS = "ours"  # a defect; the log has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A schedule and how it stands."""

    schedule: Schedule
    state: State
    day: date  # the local date that is posted next
    look_at: datetime | None  # when it is looked at next; None while paused, off or removed from the server
    fault: Fault | None
    failures: int  # times in a row that a post could not be out
    rota: Rota
