"""The life of a quiz game: opened with all its questions, begun, ended once, and found again after a restart."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.quiz import Ending, Question, Rules
from bot.storage.boards import add_up
from bot.storage.database import Database
from bot.storage.people import see
from bot.storage.records import Record, record_in, snapshot, stored_question
from bot.storage.rounds import list_players
from bot.storage.schedules import milliseconds

_OPEN = """
INSERT INTO games (
    guild_id, channel_id, host_id, questions, seconds, kind, category, level, scoring, lobby, seed, opened_at, seen_at
)
VALUES (
    :guild_id, :channel_id, :host_id, :questions, :seconds, :kind, :category, :level, :scoring, :lobby, :seed, :at, :at
)
ON CONFLICT (channel_id) WHERE phase <> 'ended' DO NOTHING
RETURNING id
"""
_RUNNING = """
SELECT id FROM games WHERE channel_id = :channel_id AND phase <> 'ended'
"""
_PLAN = """
INSERT INTO rounds (game_id, number, slug, question) VALUES (:game_id, :number, :slug, :question)
"""
_JOIN = """
INSERT INTO players (game_id, member_id, has_joined)
SELECT id, :member_id, 1 FROM games WHERE id = :game_id AND phase = 'lobby'
ON CONFLICT (game_id, member_id) DO NOTHING
"""
_GUILD = """
SELECT guild_id FROM games WHERE id = :game_id
"""
_BEGIN = """
UPDATE games SET phase = 'playing', begun_at = :at WHERE id = :game_id AND phase = 'lobby'
"""
_END = """
UPDATE games SET phase = 'ended', ended_at = :at, because = :because, counts = :counts
WHERE id = :game_id AND phase <> 'ended'
"""
# What was still open counts for nobody: the room says the same of a game that ends.
_CUT = """
UPDATE rounds SET state = 'skipped', closed_at = :at WHERE game_id = :game_id AND state = 'open' RETURNING number
"""
_SEE = """
UPDATE games SET seen_at = :now WHERE phase <> 'ended' AND seen_at < :now
"""
_NOTE_LOBBY = """
UPDATE games SET lobby_id = :message_id WHERE id = :game_id AND lobby_id IS NULL
"""
_NOTE_PODIUM = """
UPDATE games SET podium_id = :message_id, is_done = 1 WHERE id = :game_id AND phase = 'ended' AND is_done = 0
"""
_UNDONE = """
SELECT id FROM games WHERE is_done = 0 ORDER BY id
"""
_RECENT = """
SELECT rounds.slug FROM games JOIN rounds ON rounds.game_id = games.id
WHERE games.channel_id = :channel_id AND rounds.intended_at IS NOT NULL
GROUP BY rounds.slug ORDER BY MAX(rounds.intended_at) DESC, rounds.slug LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """The game that runs in a channel now, and whether it was opened just now."""

    game_id: int
    is_new: bool


async def open_game(  # noqa: PLR0913  (what one commit makes true together)
    database: Database,
    *,
    guild_id: int,
    channel_id: int,
    host_id: int,
    host_name: str,
    rules: Rules,
    seed: str,
    questions: Sequence[Question],
    at: datetime,
) -> Opened:
    """Open a lobby with its host in it and every round planned, unless a game runs in the channel: then that one."""
    values = {
        "guild_id": guild_id,
        "channel_id": channel_id,
        "host_id": host_id,
        "questions": rules.questions,
        "seconds": rules.seconds,
        "kind": rules.kind.value,
        "category": rules.category,
        "level": rules.level and rules.level.value,
        "scoring": rules.scoring.value,
        "lobby": rules.lobby,
        "seed": seed,
        "at": milliseconds(at),
    }

    def transaction(connection: sqlite3.Connection) -> Opened:
        row = connection.execute(_OPEN, values).fetchone()
        if row is None:
            return Opened(connection.execute(_RUNNING, values).fetchone()["id"], is_new=False)
        game_id: int = row["id"]
        connection.executemany(_PLAN, _planned(game_id, questions))
        connection.execute(_JOIN, {"game_id": game_id, "member_id": host_id})
        see(connection, guild_id, host_id, host_name)
        return Opened(game_id, is_new=True)

    return await database.write(transaction)


async def game_of(database: Database, game_id: int) -> Record | None:
    """Return a game, running or ended, with all that belongs to it, None if there is none; Unreadable."""

    def query(connection: sqlite3.Connection) -> Record | None:
        with snapshot(connection):
            return record_in(connection, game_id)

    return await database.read(query)


async def unfinished_games(database: Database) -> list[int]:
    """Return the games that a restarted bot takes up, oldest first: those that run, and the ended without podium."""
    rows = await database.read(lambda connection: connection.execute(_UNDONE).fetchall())
    return [row["id"] for row in rows]


async def join_game(database: Database, game_id: int, member_id: int, name: str) -> bool:
    """Take a member into the lobby of a game and note their name; return whether they came in just now."""
    values = {"game_id": game_id, "member_id": member_id}

    def transaction(connection: sqlite3.Connection) -> bool:
        is_new = connection.execute(_JOIN, values).rowcount == 1
        if is_new:
            see(connection, connection.execute(_GUILD, values).fetchone()["guild_id"], member_id, name)
        return is_new

    return await database.write(transaction)


async def begin_game(database: Database, game_id: int, at: datetime) -> bool:
    """End the lobby of a game; return whether that was just now."""
    return await _changed(database, _BEGIN, game_id=game_id, at=milliseconds(at))


async def end_game(database: Database, game_id: int, at: datetime, because: Ending, *, counts: bool) -> bool:
    """End a game, skip what is open and put it on the boards if it `counts`; return whether that was just now.

    Only the first end has an effect.
    """
    values = {"game_id": game_id, "at": milliseconds(at), "because": because.value, "counts": int(counts)}

    def transaction(connection: sqlite3.Connection) -> bool:
        if connection.execute(_END, values).rowcount == 0:
            return False
        for row in connection.execute(_CUT, values).fetchall():
            list_players(connection, game_id, row["number"])
        add_up(connection, game_id)
        return True

    return await database.write(transaction)


async def see_games(database: Database, now: datetime) -> None:
    """Note that the bot is alive with every game that runs."""
    await _changed(database, _SEE, now=milliseconds(now))


async def note_lobby(database: Database, game_id: int, message_id: int) -> None:
    """Keep which message is the lobby of a game; the first one holds."""
    await _changed(database, _NOTE_LOBBY, game_id=game_id, message_id=message_id)


async def note_podium(database: Database, game_id: int, message_id: int | None) -> None:
    """Keep which message is the podium of an ended game, None if it can't be posted: then the game is done.

    The first one holds.
    """
    await _changed(database, _NOTE_PODIUM, game_id=game_id, message_id=message_id)


async def recent_slugs(database: Database, channel_id: int, limit: int) -> list[str]:
    """Return the up to `limit` terms that the channel's games asked last, each once, the longest ago first."""
    values = {"channel_id": channel_id, "limit": limit}
    rows = await database.read(lambda connection: connection.execute(_RECENT, values).fetchall())
    return [row["slug"] for row in reversed(rows)]


def _planned(game_id: int, questions: Sequence[Question]) -> list[dict[str, object]]:
    return [
        {"game_id": game_id, "number": number, "slug": each.slug, "question": stored_question(each)}
        for number, each in enumerate(questions, 1)
    ]


async def _changed(database: Database, statement: str, **values: object) -> bool:
    return await database.write(lambda connection: connection.execute(statement, values).rowcount > 0)
