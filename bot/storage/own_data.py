"""What is kept about one member on all servers: the export of it, and forgetting it."""

import sqlite3
from collections.abc import Callable

from bot.quiz import LETTERS
from bot.storage.database import Database
from bot.storage.records import question_in, snapshot
from bot.storage.schedules import moment

_IS_HIDDEN = """
SELECT 1 FROM hidden WHERE member_id = :member_id
"""
_NAMES = """
SELECT guild_id, name FROM names WHERE member_id = :member_id ORDER BY guild_id
"""
_GAMES = """
SELECT id, guild_id, channel_id, host_id, opened_at, ended_at, COALESCE((
    SELECT has_joined FROM players WHERE game_id = games.id AND member_id = :member_id
), 0) AS has_joined FROM games
WHERE host_id = :member_id OR id IN (SELECT game_id FROM players WHERE member_id = :member_id) ORDER BY id
"""
# Of the round that is open, only its answers tell who has answered. (SQLite keeps to the order of a CROSS JOIN.)
_ANSWERS = """
SELECT answers.*, games.guild_id, rounds.slug, rounds.question, rounds.state
FROM games CROSS JOIN rounds CROSS JOIN answers
WHERE games.id IN (
        SELECT game_id FROM players WHERE member_id = :member_id UNION SELECT id FROM games WHERE phase <> 'ended'
    )
    AND rounds.game_id = games.id
    AND answers.game_id = rounds.game_id AND answers.number = rounds.number AND answers.member_id = :member_id
ORDER BY answers.game_id, answers.number
"""
_APPEALS = """
SELECT game_id, number, state, at FROM appeals WHERE member_id = :member_id ORDER BY game_id, number
"""
_DECISIONS = """
SELECT game_id, number, state FROM appeals WHERE decided_by = :member_id ORDER BY game_id, number, member_id
"""
_DAILY_ANSWERS = """
SELECT daily_answers.*, daily_posts.slug
FROM daily_answers
JOIN daily_posts ON daily_posts.guild_id = daily_answers.guild_id AND daily_posts.day = daily_answers.day
WHERE daily_answers.member_id = :member_id ORDER BY daily_answers.day, daily_answers.guild_id
"""

# A game that runs needs whom it has: their answers in time, their place, their name.
_RUNNING = """
SELECT games.id, games.guild_id FROM games
WHERE games.phase <> 'ended' AND (
    EXISTS (SELECT 1 FROM players WHERE players.game_id = games.id AND players.member_id = :member_id)
    OR EXISTS (
        SELECT 1 FROM rounds CROSS JOIN answers
        WHERE rounds.game_id = games.id AND rounds.state = 'open'
            AND answers.game_id = rounds.game_id AND answers.number = rounds.number AND answers.member_id = :member_id
    )
)
"""
# Appeals go with their answers. What a game counts for, and the points of the others, are written down.
_FORGET = (
    """
DELETE FROM answers WHERE (game_id, number, member_id) IN (
    SELECT rounds.game_id, rounds.number, players.member_id
    FROM players
    JOIN games ON games.id = players.game_id
    JOIN rounds ON rounds.game_id = players.game_id
    WHERE players.member_id = :member_id AND games.phase = 'ended'
)
""",
    """
DELETE FROM players
WHERE member_id = :member_id AND game_id NOT IN (SELECT id FROM games WHERE phase <> 'ended')
""",
    """
UPDATE games SET host_id = 0 WHERE host_id = :member_id AND phase = 'ended'
""",
    """
UPDATE appeals SET decided_by = NULL WHERE decided_by = :member_id
""",
    """
DELETE FROM results WHERE member_id = :member_id
""",
    """
DELETE FROM daily_answers WHERE member_id = :member_id
""",
)
_FORGET_NAME = """
DELETE FROM names WHERE member_id = :member_id AND guild_id = :guild_id
"""


async def everything_of(database: Database, member_id: int) -> dict[str, object]:
    """Return all that is kept about a member on all servers, fit for JSON: lists of plain rows by what they are.

    Ids are texts, because readers of JSON round large numbers; moments are ISO 8601 in UTC.
    """

    def query(connection: sqlite3.Connection) -> dict[str, object]:
        key = {"member_id": member_id}

        def rows(statement: str, row: Callable[[sqlite3.Row], dict[str, object]]) -> list[dict[str, object]]:
            return [row(each) for each in connection.execute(statement, key)]

        with snapshot(connection):
            return {
                "member": str(member_id),
                "is_hidden": connection.execute(_IS_HIDDEN, key).fetchone() is not None,
                "names": rows(_NAMES, _name),
                "games": rows(_GAMES, lambda row: _game(row, member_id)),
                "answers": rows(_ANSWERS, _answer),
                "appeals": rows(_APPEALS, lambda row: {**_asked(row), "state": row["state"], "at": _iso(row["at"])}),
                "decisions": rows(_DECISIONS, lambda row: {**_asked(row), "decision": row["state"]}),
                "daily_answers": rows(_DAILY_ANSWERS, _daily_answer),
            }

    return await database.read(query)


async def forget(database: Database, member_id: int) -> bool:
    """Delete a member's answers, daily answers, names, appeals and joins on all servers; nobody else's score changes.

    Return whether a game that still runs kept what it needs of them. Being hidden stays: it is a wish, not a trace.
    """
    key = {"member_id": member_id}

    def transaction(connection: sqlite3.Connection) -> bool:
        playing_in = {row["guild_id"] for row in connection.execute(_RUNNING, key)}
        for statement in _FORGET:
            connection.execute(statement, key)
        known_in = [row["guild_id"] for row in connection.execute(_NAMES, key)]
        gone = [{**key, "guild_id": guild_id} for guild_id in known_in if guild_id not in playing_in]
        connection.executemany(_FORGET_NAME, gone)
        return bool(playing_in)

    return await database.write(transaction)


def _name(row: sqlite3.Row) -> dict[str, object]:
    return {"server": str(row["guild_id"]), "name": row["name"]}


def _game(row: sqlite3.Row, member_id: int) -> dict[str, object]:
    return {
        "game": row["id"],
        "server": str(row["guild_id"]),
        "channel": str(row["channel_id"]),
        "is_host": row["host_id"] == member_id,
        "joined": bool(row["has_joined"]),
        "opened_at": _iso(row["opened_at"]),
        "ended_at": None if row["ended_at"] is None else _iso(row["ended_at"]),
    }


def _answer(row: sqlite3.Row) -> dict[str, object]:
    question, choice = question_in(row["question"]), _number(row["choice"])
    # While the question is open, nobody learns here whether they are right.
    is_open = row["state"] == "open"
    return {
        "server": str(row["guild_id"]),
        **_asked(row),
        "term": None if is_open else row["slug"],
        "asked": question.prompt,
        "answered": row["said"] if choice is None else question.options[choice].label,
        "is_right": None if is_open else bool(row["is_right"]),
        "points": row["points"],
        "at": _iso(row["at"]),
    }


def _daily_answer(row: sqlite3.Row) -> dict[str, object]:
    return {
        "server": str(row["guild_id"]),
        "date": row["day"],
        "term": row["slug"],
        "answered": LETTERS[row["choice"]],
        "is_right": bool(row["is_right"]),
        "at": _iso(row["at"]),
    }


def _asked(row: sqlite3.Row) -> dict[str, object]:
    return {"game": row["game_id"], "question": row["number"]}


def _number(stored: int | None) -> int | None:
    return stored


def _iso(stored: int) -> str:
    return moment(stored).isoformat(timespec="milliseconds")
