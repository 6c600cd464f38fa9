"""The ledger: one entry per server and local date, and what its state asks for, so that no post is lost or doubled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from hashlib import blake2b

from bot.daily.question import Question

# Discord forgets a nonce after "a few minutes" (docs: Create Message, enforce_nonce); a sending may take half a minute.
NONCE_HOLDS = timedelta(minutes=2)
_HOURLY = 3  # tries, before a broken schedule is tried once a day
_SLOWEST = timedelta(minutes=5)


class Outcome(StrEnum):
    """What became of a date."""

    INTENDED = "intended"  # it may be out
    SENT = "sent"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The post of one local date; `question` is on the entry before, and is None once it is closed."""

    day: date
    outcome: Outcome
    at: datetime  # when it was intended last, sent or closed
    slug: str | None  # None for a missed date for which no term was chosen
    channel_id: int
    message_id: int | None = None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered a question, and how many of them rightly."""

    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A member's answer to a question: the place of the option that counts, and whether it was given just now."""

    question: Question
    choice: int
    is_first: bool


class Step(Enum):
    """What is to be done for a date."""

    SEND = "send"
    SEND_AGAIN = "send again"  # with the same nonce: if it is out, Discord returns the first one
    LOOK = "look"  # whether it is out
    CLOSE = "close"


def next_step(entry: Entry | None, now: datetime, closes: datetime) -> Step:
    """Return what a date asks for whose entry is none or intended, and which `closes` at that instant."""
    if entry is None:
        return Step.SEND if now < closes else Step.CLOSE
    # An intent from later than now was written before the clock was set back: how old it is, nobody knows.
    return Step.SEND_AGAIN if entry.at <= now < min(entry.at + NONCE_HOLDS, closes) else Step.LOOK


def nonce(guild_id: int, day: date) -> str:
    """Return the nonce of a post: always the same for a server and local date; 24 of Discord's 25 characters."""
    return blake2b(f"{guild_id} {day.isoformat()}".encode(), digest_size=12).hexdigest()


def after_fault(failures: int, now: datetime) -> datetime | None:
    """Return when a schedule that failed so many times in a row is tried again, None for its next due instant."""
    return now + timedelta(hours=1) if failures <= _HOURLY else None


def after_silence(failures: int, now: datetime) -> datetime:
    """Return when to try again a Discord that did not answer, nor so many times in a row before."""
    return now + min(timedelta(seconds=5) * 2 ** min(failures, 10), _SLOWEST)
