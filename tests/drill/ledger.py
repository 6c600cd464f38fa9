"""The bot's ledger of daily posts as another program reads it, from the database file of a bot alive or dead."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.daily import Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """What the ledger says of one date of one server."""

    outcome: Outcome
    slug: str | None
    message_id: int | None

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done for it."""
        return self.outcome is not Outcome.INTENDED


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that a database says, by server."""

    lines: Mapping[int, Mapping[date, Line]]
    look_at: Mapping[int, datetime]
    shown: Mapping[int, frozenset[str]]
    last: Mapping[int, str | None]


def read(path: Path) -> Ledger:
    """Return what a database file says, without a change to it: the next bot finds it as the last one left it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        posts = connection.execute("SELECT guild_id, day, outcome, slug, message_id FROM daily_posts").fetchall()
        schedules = connection.execute("SELECT guild_id, look_at, last_slug FROM schedules").fetchall()
        terms = connection.execute("SELECT guild_id, slug FROM daily_shown").fetchall()
    lines: dict[int, dict[date, Line]] = defaultdict(dict)
    for guild_id, day, outcome, slug, message_id in posts:
        lines[guild_id][date.fromisoformat(day)] = Line(Outcome(outcome), slug, message_id)
    shown: dict[int, set[str]] = defaultdict(set)
    for guild_id, slug in terms:
        shown[guild_id].add(slug)
    return Ledger(
        lines={guild_id: lines[guild_id] for guild_id, _, _ in schedules},
        look_at={guild_id: datetime.fromtimestamp(at / 1000, UTC) for guild_id, at, _ in schedules if at is not None},
        shown={guild_id: frozenset(shown[guild_id]) for guild_id, _, _ in schedules},
        last={guild_id: slug for guild_id, _, slug in schedules},
    )
