"""What members answered to the daily question: the first answer of each counts."""

import sqlite3
from datetime import date, datetime

from bot.daily import Answered, Tally
from bot.storage.database import Database
from bot.storage.posts import question_in
from bot.storage.schedules import milliseconds

# One that is intended may be out already: its first answers come before the send has returned.
_QUESTION = """
SELECT question FROM daily_posts WHERE guild_id = :guild_id AND day = :day AND question IS NOT NULL
"""
_ANSWER = """
INSERT INTO daily_answers (guild_id, day, member_id, choice, is_right, at)
VALUES (:guild_id, :day, :member_id, :choice, :is_right, :at)
ON CONFLICT (guild_id, day, member_id) DO NOTHING
"""
_CHOICE = """
SELECT choice FROM daily_answers WHERE guild_id = :guild_id AND day = :day AND member_id = :member_id
"""
_TALLY = """
SELECT COALESCE(SUM(is_right), 0) AS correct, COUNT(*) AS answered
FROM daily_answers WHERE guild_id = :guild_id AND day = :day
"""


async def answer(
    database: Database, guild_id: int, day: date, member_id: int, choice: int, at: datetime
) -> Answered | None:
    """Return the answer of a member that counts: the first; None if no question with that choice is open there."""
    key = {"guild_id": guild_id, "day": day.isoformat(), "member_id": member_id}

    def transaction(connection: sqlite3.Connection) -> Answered | None:
        row = connection.execute(_QUESTION, key).fetchone()
        if row is None:
            return None
        question = question_in(row["question"])
        if choice not in range(len(question.options)):
            return None
        given = {**key, "choice": choice, "is_right": int(choice == question.right), "at": milliseconds(at)}
        is_first = connection.execute(_ANSWER, given).rowcount == 1
        return Answered(question, connection.execute(_CHOICE, key).fetchone()["choice"], is_first)

    return await database.write(transaction)


async def tally(database: Database, guild_id: int, day: date) -> Tally:
    """Return how many answered the question of a date, open or closed, and how many rightly."""
    values = {"guild_id": guild_id, "day": day.isoformat()}
    row = await database.read(lambda connection: connection.execute(_TALLY, values).fetchone())
    return Tally(right=row["correct"], answered=row["answered"])
