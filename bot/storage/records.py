"""Games as they are stored, rebuilt: what the room knows of them, and the messages and moments that it does not."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.glossary import Level
from bot.quiz import Answer, Delay, Ending, Form, Game, Kind, Option, Phase, Question, Round, Rules, Scoring, State
from bot.storage.schedules import moment

_MILLISECOND = timedelta(milliseconds=1)
_LAST = 1_000  # more than any game has questions

_GAME = """
SELECT * FROM games WHERE id = :game_id
"""
_JOINED = """
SELECT member_id FROM players WHERE game_id = :game_id AND has_joined = 1
"""
_ROUNDS = """
SELECT * FROM rounds WHERE game_id = :game_id ORDER BY number
"""
_DELAYS = """
SELECT * FROM delays WHERE game_id = :game_id ORDER BY number, start, lasted
"""
_ANSWERS = """
SELECT number, member_id, choice, said, at, is_right, points FROM answers
WHERE game_id = :game_id AND number BETWEEN :first AND :last ORDER BY number, at, member_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a round has left in its channel; an intended message may be out although its id is not known."""

    intended_at: datetime | None  # None while it is planned
    message_id: int | None
    closed_at: datetime | None  # also of a skipped one
    reveal_intended_at: datetime | None
    reveal_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A stored game: as its room knows it, with the moments of its life and its messages."""

    game: Game
    opened_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    seen_at: datetime  # when the bot was last alive while it ran
    counts: bool  # on leaderboards, as it was decided at its end
    lobby_id: int | None
    podium_id: int | None
    traces: tuple[Trace, ...]  # one for each round

    def trace(self, number: int) -> Trace:
        """Return what the round of that number, from 1 on, has left; IndexError if there is none."""
        return self.traces[number - 1]


class Unreadable(Exception):  # noqa: N818  (it names what the game is)
    """A stored game that this version can't read."""


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Generator[None]:
    """Let all queries of a reader see one and the same state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def record_in(connection: sqlite3.Connection, game_id: int, *, only: int | None = None) -> Record | None:
    """Return a stored game as `connection` sees it now, None if there is none; with the answers to one round `only`.

    Unreadable for one that was stored otherwise than this version does.
    """
    key = {"game_id": game_id, "first": only or 1, "last": only or _LAST}
    row = connection.execute(_GAME, key).fetchone()
    if row is None:
        return None
    try:
        return _record(connection, key, row)
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable(f"game {game_id}") from error


def _record(connection: sqlite3.Connection, key: dict[str, int], row: sqlite3.Row) -> Record:
    rounds = connection.execute(_ROUNDS, key).fetchall()
    return Record(
        game=_game(connection, key, row, rounds),
        opened_at=moment(row["opened_at"]),
        begun_at=_moment(row["begun_at"]),
        ended_at=_moment(row["ended_at"]),
        seen_at=moment(row["seen_at"]),
        counts=bool(row["counts"]),
        lobby_id=row["lobby_id"],
        podium_id=row["podium_id"],
        traces=tuple(_trace(each) for each in rounds),
    )


def stored_question(question: Question) -> str:
    """Return the text as which a question is stored."""
    return json.dumps(asdict(question), ensure_ascii=True)  # so any text fits, whatever a glossary holds


def question_in(stored: str) -> Question:
    """Return the question that is stored as such a text."""
    fields: dict[str, Any] = json.loads(stored)
    options = tuple(Option(**option) for option in fields.pop("options"))
    return Question(form=Form(fields.pop("form")), options=options, **fields)


def storable(text: str) -> str:
    """Return a text of a member without what no database keeps: half characters and NUL become question marks."""
    return text.encode(errors="replace").decode().replace("\0", "?")


def answer_in(row: sqlite3.Row) -> Answer:
    """Return the answer of a row."""
    return Answer(
        member_id=row["member_id"],
        at=moment(row["at"]),
        choice=row["choice"],
        said=row["said"],
        is_right=bool(row["is_right"]),
    )


def _game(connection: sqlite3.Connection, key: dict[str, int], row: sqlite3.Row, rounds: list[sqlite3.Row]) -> Game:
    rules = _rules(row)
    answers: defaultdict[int, dict[int, Answer]] = defaultdict(dict)
    kept: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for each in connection.execute(_ANSWERS, key):
        answers[each["number"]][each["member_id"]] = answer_in(each)
        if each["points"] is not None:
            kept[each["number"]][each["member_id"]] = each["points"]
    delays: defaultdict[int, list[Delay]] = defaultdict(list)
    for each in connection.execute(_DELAYS, key):
        delays[each["number"]].append(Delay(moment(each["start"]), each["lasted"] * _MILLISECOND))
    return Game(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        host_id=row["host_id"],
        rules=rules,
        seed=row["seed"],
        rounds=[
            _round(each, rules, answers[each["number"]], delays[each["number"]], kept[each["number"]])
            for each in rounds
        ],
        joined={each["member_id"] for each in connection.execute(_JOINED, key)},
        phase=Phase(row["phase"]),
        because=None if row["because"] is None else Ending(row["because"]),
    )


def _rules(row: sqlite3.Row) -> Rules:
    return Rules(
        questions=row["questions"],
        seconds=row["seconds"],
        kind=Kind(row["kind"]),
        category=row["category"],
        level=None if row["level"] is None else Level(row["level"]),
        scoring=Scoring(row["scoring"]),
        lobby=row["lobby"],
    )


def _round(
    row: sqlite3.Row, rules: Rules, answers: dict[int, Answer], delays: list[Delay], kept: dict[int, int]
) -> Round:
    state = State(row["state"])
    return Round(
        number=row["number"],
        question=question_in(row["question"]),
        rules=rules,
        state=state,
        opened=_moment(row["opened_at"]),
        answers=answers,
        delays=tuple(delays),
        kept=kept if state is State.CLOSED else None,
    )


def _trace(row: sqlite3.Row) -> Trace:
    return Trace(
        intended_at=_moment(row["intended_at"]),
        message_id=row["message_id"],
        closed_at=_moment(row["closed_at"]),
        reveal_intended_at=_moment(row["reveal_intended_at"]),
        reveal_id=row["reveal_id"],
    )


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
