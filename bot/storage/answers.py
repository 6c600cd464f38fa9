"""The answers to a round: the first of each member counts, and is durable when told; those that wait are one write."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace as with_changes
from typing import NamedTuple

from bot.quiz import Answer
from bot.storage.database import Database
from bot.storage.people import SEE
from bot.storage.records import answer_in, storable
from bot.storage.schedules import milliseconds

_ROUND = """
SELECT games.guild_id, rounds.state FROM rounds JOIN games ON games.id = rounds.game_id
WHERE rounds.game_id = :game_id AND rounds.number = :number
"""
_ANSWER = """
INSERT INTO answers (game_id, number, member_id, choice, said, at, is_right)
VALUES (:game_id, :number, :member_id, :choice, :said, :at, :is_right)
ON CONFLICT (game_id, number, member_id) DO NOTHING
"""
_STANDS = """
SELECT member_id, choice, said, at, is_right FROM answers
WHERE game_id = :game_id AND number = :number AND member_id = :member_id
"""


class _Entry(NamedTuple):
    game_id: int
    number: int
    answer: Answer  # as it is stored
    name: str | None


async def record_answer(
    database: Database, game_id: int, number: int, answer: Answer, name: str | None
) -> Answer | None:
    """Return the answer of its member that stands, durable: the first; None if there is none and the round isn't open.

    Who has one is known by the display `name` from now on, or by the one before if it is None. Half characters and NUL
    in texts become question marks.
    """
    if answer.said is not None and (said := storable(answer.said)) != answer.said:
        answer = with_changes(answer, said=said)
    return await database.write_together(_write, _Entry(game_id, number, answer, name and storable(name)))


def _write(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> list[Answer | None]:
    """Return the answers that stand after these."""
    rounds = {where: _round(connection, *where) for where in {(entry.game_id, entry.number) for entry in entries}}
    values = [_values(entry, rounds[entry.game_id, entry.number]) for entry in entries]
    is_new = [each for each in values if each["is_open"]]
    are_all_first = connection.executemany(_ANSWER, is_new).rowcount == len(entries)
    stand = [
        entry.answer if are_all_first else _standing(connection, each)
        for entry, each in zip(entries, values, strict=True)
    ]
    named = [
        each for each, answer in zip(values, stand, strict=True) if answer is not None and each["name"] is not None
    ]
    connection.executemany(SEE, named)
    return stand


def _round(connection: sqlite3.Connection, game_id: int, number: int) -> tuple[int | None, bool]:
    """Return the guild's id and whether the round is open."""
    row = connection.execute(_ROUND, {"game_id": game_id, "number": number}).fetchone()
    return (row["guild_id"], row["state"] == "open") if row else (None, False)


def _values(entry: _Entry, played: tuple[int | None, bool]) -> dict[str, object]:
    answer, (guild_id, is_open) = entry.answer, played
    return {
        "game_id": entry.game_id,
        "number": entry.number,
        "guild_id": guild_id,
        "is_open": is_open,
        "member_id": answer.member_id,
        "choice": answer.choice,
        "said": answer.said,
        "at": milliseconds(answer.at),
        "is_right": int(answer.is_right),
        "name": entry.name,
    }


def _standing(connection: sqlite3.Connection, values: dict[str, object]) -> Answer | None:
    row = connection.execute(_STANDS, values).fetchone()
    return None if row is None else answer_in(row)
