"""Leaderboards of a server, and how one member is doing there."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.storage.database import Database
from bot.storage.schedules import milliseconds

# Derived, and derived anew whole: whatever happened to the answers, the sums are theirs.
_CLEAR = """
DELETE FROM results WHERE game_id = :game_id
"""
_ADD_UP = """
INSERT INTO results (game_id, member_id, guild_id, ended_at, points, correct, answered)
SELECT games.id, answers.member_id, games.guild_id, games.ended_at,
    SUM(answers.points), SUM(answers.is_right), COUNT(*)
FROM games JOIN answers ON answers.game_id = games.id
WHERE games.id = :game_id AND games.counts = 1 AND answers.points IS NOT NULL
GROUP BY games.id, answers.member_id, games.guild_id, games.ended_at
"""
_BOARD = """
SELECT member_id, SUM(points) AS points, COUNT(*) AS games, SUM(correct) AS correct, SUM(answered) AS answered
FROM results
WHERE guild_id = :guild_id AND ended_at >= :since AND ended_at < :until
GROUP BY member_id
HAVING member_id = :own_id OR member_id NOT IN (SELECT member_id FROM hidden)
ORDER BY SUM(points) DESC, member_id
"""
# SQLite keeps to the order of a CROSS JOIN: from the member's games over their rounds to the one answer in each.
_ANSWERS = """
SELECT answers.game_id, rounds.slug, answers.is_right
FROM players CROSS JOIN games CROSS JOIN rounds CROSS JOIN answers
WHERE players.member_id = :member_id
    AND games.id = players.game_id AND games.guild_id = :guild_id
    AND rounds.game_id = games.id
    AND answers.game_id = rounds.game_id AND answers.number = rounds.number AND answers.member_id = :member_id
    AND answers.points IS NOT NULL
ORDER BY answers.at, answers.game_id, answers.number
"""
_ALWAYS = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What a member has on a leaderboard; a game counts once, by when it ended."""

    member_id: int
    points: int
    games: int
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Known:
    """How many answers about a term were right."""

    slug: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """How a member is doing on a server, in rounds that were closed, also of games that no board counts."""

    games: int
    right: int
    answered: int
    best_streak: int  # right answers in a row, by when they were given
    terms: tuple[Known, ...]  # by slug


async def leaderboard(
    database: Database, guild_id: int, since: datetime | None, until: datetime | None, *, own_id: int | None = None
) -> list[Total]:
    """Return everyone's total over the games that count and ended from `since` on and before `until`.

    Best first, by id within a tie; without members who hid, except for `own_id`, who looks.
    """
    values = {
        "guild_id": guild_id,
        "since": 0 if since is None else milliseconds(since),
        "until": _ALWAYS if until is None else milliseconds(until),
        "own_id": own_id,
    }
    rows = await database.read(lambda connection: connection.execute(_BOARD, values).fetchall())
    return [
        Total(
            member_id=row["member_id"],
            points=row["points"],
            games=row["games"],
            right=row["correct"],
            answered=row["answered"],
        )
        for row in rows
    ]


async def score_of(database: Database, guild_id: int, member_id: int) -> Performance:
    """Return how a member is doing on a server, hidden or not; all 0 if they have answered nothing."""
    values = {"guild_id": guild_id, "member_id": member_id}
    rows = await database.read(lambda connection: connection.execute(_ANSWERS, values).fetchall())
    asked, right = Counter[str](), Counter[str]()
    for row in rows:
        asked[row["slug"]] += 1
        right[row["slug"]] += row["is_right"]
    return Performance(
        games=len({row["game_id"] for row in rows}),
        right=right.total(),
        answered=len(rows),
        best_streak=_longest(bool(row["is_right"]) for row in rows),
        terms=tuple(Known(slug, right[slug], asked[slug]) for slug in sorted(asked)),
    )


def add_up(connection: sqlite3.Connection, game_id: int) -> None:
    """Make what the boards have of an ended game the sum of its answers; nothing if it doesn't count."""
    connection.execute(_CLEAR, {"game_id": game_id})
    connection.execute(_ADD_UP, {"game_id": game_id})


def _longest(verdicts: Iterable[bool]) -> int:
    return max((len(list(run)) for is_right, run in groupby(verdicts) if is_right), default=0)
