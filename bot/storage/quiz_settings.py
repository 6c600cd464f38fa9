"""What a server's managers decided about quizzes: who may start them, and where."""

import sqlite3
from dataclasses import dataclass

from bot.storage.database import Database

_SETTINGS = """
SELECT host_role_id, channel_id FROM quiz_settings WHERE guild_id = :guild_id
"""
_HOST_ROLE = """
INSERT INTO quiz_settings (guild_id, host_role_id) VALUES (:guild_id, :value)
ON CONFLICT (guild_id) DO UPDATE SET host_role_id = excluded.host_role_id
"""
_CHANNEL = """
INSERT INTO quiz_settings (guild_id, channel_id) VALUES (:guild_id, :value)
ON CONFLICT (guild_id) DO UPDATE SET channel_id = excluded.channel_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSettings:
    """The role without which nobody starts a game, and the only channel for games; None where anything goes."""

    host_role_id: int | None = None
    channel_id: int | None = None


async def quiz_settings_of(database: Database, guild_id: int) -> QuizSettings:
    """Return a server's settings."""
    row = await database.read(lambda connection: connection.execute(_SETTINGS, {"guild_id": guild_id}).fetchone())
    if row is None:
        return QuizSettings()
    return QuizSettings(host_role_id=row["host_role_id"], channel_id=row["channel_id"])


async def set_host_role(database: Database, guild_id: int, role_id: int | None) -> None:
    """Let only members with that role start games, None for everyone."""
    await _set(database, _HOST_ROLE, guild_id, role_id)


async def set_quiz_channel(database: Database, guild_id: int, channel_id: int | None) -> None:
    """Let games start only in that channel, None for anywhere."""
    await _set(database, _CHANNEL, guild_id, channel_id)


async def _set(database: Database, statement: str, guild_id: int, value: int | None) -> None:
    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(statement, {"guild_id": guild_id, "value": value})

    await database.write(transaction)
