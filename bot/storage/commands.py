"""Which commands Discord has of us: the digest of what was last synced, per application."""

import sqlite3

from bot.storage.database import Database


async def synced_digest(database: Database, application_id: int) -> str | None:
    """Return the digest of the commands last synced for `application_id`, None if none were."""

    def query(connection: sqlite3.Connection) -> str | None:
        row = connection.execute(
            "SELECT digest FROM synced_commands WHERE application_id = :application_id",
            {"application_id": application_id},
        ).fetchone()
        return None if row is None else row["digest"]

    return await database.read(query)


async def remember_synced(database: Database, application_id: int, digest: str) -> None:
    """Keep `digest` as what `application_id` has now."""

    def transaction(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO synced_commands (application_id, digest) VALUES (:application_id, :digest)"
            " ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest",
            {"application_id": application_id, "digest": digest},
        )

    await database.write(transaction)
