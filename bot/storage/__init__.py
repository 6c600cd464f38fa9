"""The door to the disk: the only SQL in the house."""

from bot.storage.commands import remember_synced, synced_digest
from bot.storage.daily_answers import answer, tally
from bot.storage.database import Database, DatabaseError
from bot.storage.posts import (
    entry_of,
    intend,
    intend_again,
    last_entry,
    mark_missed,
    mark_sent,
    move_on,
    unfinished,
    withdraw,
)
from bot.storage.schedules import (
    due_guilds,
    forget_gone,
    pause,
    put_off,
    remove_guild,
    restore_guild,
    resume,
    save_schedule,
    scheduled_guilds,
    standing_of,
    turn_off,
)

__all__ = [
    "Database",
    "DatabaseError",
    "answer",
    "due_guilds",
    "entry_of",
    "forget_gone",
    "intend",
    "intend_again",
    "last_entry",
    "mark_missed",
    "mark_sent",
    "move_on",
    "pause",
    "put_off",
    "remember_synced",
    "remove_guild",
    "restore_guild",
    "resume",
    "save_schedule",
    "scheduled_guilds",
    "standing_of",
    "synced_digest",
    "tally",
    "turn_off",
    "unfinished",
    "withdraw",
]
