"""How members are shown: the names they were last seen with, and who is kept off the leaderboards."""

import sqlite3
from collections.abc import Iterable

from bot.storage.database import Database
from bot.storage.records import storable

SEE = """
INSERT INTO names (member_id, guild_id, name) VALUES (:member_id, :guild_id, :name)
ON CONFLICT (member_id, guild_id) DO UPDATE SET name = excluded.name WHERE names.name <> excluded.name
"""
_NAME = """
SELECT name FROM names WHERE member_id = :member_id AND guild_id = :guild_id
"""
_HIDE = """
INSERT INTO hidden (member_id) VALUES (:member_id) ON CONFLICT (member_id) DO NOTHING
"""
_SHOW = """
DELETE FROM hidden WHERE member_id = :member_id
"""
_IS_HIDDEN = """
SELECT 1 FROM hidden WHERE member_id = :member_id
"""


def see(connection: sqlite3.Connection, guild_id: int, member_id: int, name: str) -> None:
    """Note the display name of a member on a server."""
    connection.execute(SEE, {"guild_id": guild_id, "member_id": member_id, "name": storable(name)})


async def names_of(database: Database, guild_id: int, member_ids: Iterable[int]) -> dict[int, str]:
    """Return the display names last seen on a server, as members wrote them, by id; who was never seen is missing."""
    keys = [{"guild_id": guild_id, "member_id": member_id} for member_id in member_ids]

    def query(connection: sqlite3.Connection) -> dict[int, str]:
        found = [(key["member_id"], connection.execute(_NAME, key).fetchone()) for key in keys]
        return {member_id: row["name"] for member_id, row in found if row is not None}

    return await database.read(query)


async def hide(database: Database, member_id: int, *, hidden: bool) -> None:
    """Keep a member off every leaderboard, or no longer."""
    statement = _HIDE if hidden else _SHOW

    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(statement, {"member_id": member_id})

    await database.write(transaction)


async def is_hidden(database: Database, member_id: int) -> bool:
    """Return whether a member hid."""
    row = await database.read(lambda connection: connection.execute(_IS_HIDDEN, {"member_id": member_id}).fetchone())
    return row is not None
