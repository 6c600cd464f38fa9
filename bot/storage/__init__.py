"""The door to the disk: the only SQL in the house."""

from bot.storage.commands import remember_synced, synced_digest
from bot.storage.database import Database, DatabaseError

__all__ = ["Database", "DatabaseError", "remember_synced", "synced_digest"]
