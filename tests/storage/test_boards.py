"""Leaderboards and scores: what counts, for whom and when; equal to the plain sum of what was played."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quiz import Ending
from bot.storage import (
    Database,
    Known,
    Performance,
    Total,
    appeal,
    close_round,
    decide,
    end_game,
    forget,
    hide,
    leaderboard,
    score_of,
)
from bot.storage.database import READERS
from tests.storage.played import (
    ADA,
    BEN,
    CLEO,
    DAN,
    DAY,
    GUILD,
    NOW,
    ask,
    asked,
    begun,
    choice,
    chosen,
    close,
    end,
    play,
    record,
    said,
    typed,
)

RIGHT, WRONG = True, False


def total(member_id: int, points: int, *, games: int = 1, right: int, answered: int) -> Total:
    return Total(member_id=member_id, points=points, games=games, right=right, answered=answered)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def on_board(database: Database, own_id: int | None = None) -> list[int]:
    return [each.member_id for each in await leaderboard(database, GUILD, None, None, own_id=own_id)]


async def test_a_board_adds_up_games_best_first_and_by_id_within_a_tie(database: Database) -> None:
    assert await leaderboard(database, GUILD, None, None) == []
    await play(database, [{BEN: RIGHT, ADA: RIGHT, CLEO: WRONG}, {CLEO: RIGHT, DAN: WRONG}])
    await play(database, [{CLEO: RIGHT, DAN: WRONG}])
    assert await leaderboard(database, GUILD, None, None) == [
        total(CLEO, 2000, games=2, right=2, answered=3),
        total(ADA, 1000, right=1, answered=1),
        total(BEN, 1000, right=1, answered=1),
        total(DAN, 0, games=2, right=0, answered=2),
    ]


async def test_a_game_counts_in_the_period_in_which_it_ended(database: Database) -> None:
    for days, member_id in ((0, ADA), (1, BEN), (2, CLEO)):
        await play(database, [{member_id: RIGHT, DAN: WRONG}], ends=NOW + days * DAY)

    async def winners(since: timedelta | None, until: timedelta | None) -> set[int]:
        totals = await leaderboard(
            database, GUILD, None if since is None else NOW + since, None if until is None else NOW + until
        )
        return {each.member_id for each in totals if each.points}

    assert await winners(None, None) == {ADA, BEN, CLEO}
    assert await winners(DAY, None) == {BEN, CLEO}
    assert await winners(None, DAY) == {ADA}
    assert await winners(DAY, 2 * DAY) == {BEN}
    assert await winners(DAY + timedelta(milliseconds=1), 2 * DAY + timedelta(milliseconds=1)) == {CLEO}


async def test_who_plays_alone_is_on_no_board(database: Database) -> None:
    await play(database, [{ADA: RIGHT}, {ADA: RIGHT}])
    assert await leaderboard(database, GUILD, None, None) == []
    assert (await score_of(database, GUILD, ADA)).right == 2


async def test_a_board_is_of_one_server(database: Database) -> None:
    await play(database, [{ADA: RIGHT, BEN: WRONG}], guild_id=GUILD + 1)
    assert await leaderboard(database, GUILD, None, None) == []
    assert (await score_of(database, GUILD, ADA)).answered == 0
    assert len(await leaderboard(database, GUILD + 1, None, None)) == 2


async def test_a_game_is_on_the_board_once_it_has_ended(database: Database) -> None:
    game_id = await asked(database)
    for member_id in (ADA, BEN):
        await record(database, game_id, 1, choice(member_id))
    await close(database, game_id, 1)
    assert await on_board(database) == []
    await end(database, game_id)
    assert await on_board(database) == [ADA, BEN]


async def test_a_skipped_question_counts_for_nobody(database: Database) -> None:
    game_id = await asked(database)
    for member_id in (ADA, BEN):
        await record(database, game_id, 1, choice(member_id))
    await close_round(database, game_id, 1, NOW, skipped=True, points={})
    await end_game(database, game_id, NOW, Ending.STOPPED, counts=True)
    assert await on_board(database) == []
    assert (await score_of(database, GUILD, ADA)).answered == 0


async def test_who_hides_is_on_no_board_but_their_own(database: Database) -> None:
    await play(database, [{ADA: RIGHT, BEN: RIGHT, CLEO: WRONG}])
    await hide(database, BEN, hidden=True)
    await hide(database, CLEO, hidden=True)
    assert await on_board(database) == [ADA]
    assert await on_board(database, own_id=BEN) == [ADA, BEN]
    assert await on_board(database, own_id=DAN) == [ADA]
    await hide(database, BEN, hidden=False)
    assert await on_board(database) == [ADA, BEN]


async def test_a_score_tells_games_answers_streak_and_terms(database: Database) -> None:
    verdicts: list[Mapping[int, bool]] = [{ADA: RIGHT}, {ADA: WRONG}, {BEN: RIGHT}, {ADA: RIGHT}]
    await play(database, verdicts)
    await play(database, [{ADA: WRONG, BEN: RIGHT}], ends=NOW + DAY)
    assert await score_of(database, GUILD, ADA) == Performance(
        games=2,
        right=2,
        answered=4,
        best_streak=1,
        terms=(Known("term-1", 1, 2), Known("term-2", 0, 1), Known("term-4", 1, 1)),
    )
    nothing = Performance(games=0, right=0, answered=0, best_streak=0, terms=())
    assert await score_of(database, GUILD, CLEO) == nothing


async def test_a_streak_goes_on_from_game_to_game_and_past_what_was_missed(database: Database) -> None:
    questions = [chosen(slug) for slug in ("c", "a", "d", "dd", "e")]
    for game, verdicts in enumerate(([WRONG, RIGHT, RIGHT], [RIGHT, None, RIGHT, WRONG, RIGHT])):
        game_id = await begun(database, questions)
        for number, is_right in enumerate(verdicts, 1):
            await ask(database, game_id, number)
            if is_right is not None:
                await record(database, game_id, number, choice(ADA, is_right=is_right, after=10 * game + number))
            await close(database, game_id, number)
        await end(database, game_id)
    assert (await score_of(database, GUILD, ADA)).best_streak == 4


async def test_the_question_that_is_open_tells_nothing_in_a_score(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA))
    assert (await score_of(database, GUILD, ADA)).answered == 0


async def test_a_board_reads_no_answers_and_only_the_games_of_its_server_and_period(database: Database) -> None:
    statements = await watched(database)
    await leaderboard(database, GUILD, NOW, None)
    steps = await plan(database, statements, "FROM results")
    assert [step for step in steps if "TEMP B-TREE" not in step] == [
        "SEARCH results USING COVERING INDEX results_by_end (guild_id=? AND ended_at>? AND ended_at<?)",
        "USING ROWID SEARCH ON TABLE hidden FOR IN-OPERATOR",
    ]


async def test_a_score_reads_only_the_members_own_answers(database: Database) -> None:
    statements = await watched(database)
    await score_of(database, GUILD, ADA)
    steps = await plan(database, statements, "FROM players")
    assert "SEARCH players USING COVERING INDEX players_by_member (member_id=?)" in steps
    assert "SEARCH answers USING PRIMARY KEY (game_id=? AND number=? AND member_id=?)" in steps


async def watched(database: Database) -> list[str]:
    """Return the list to which every statement is added that is read from now on."""
    statements: list[str] = []
    for _ in range(READERS):
        await database.read(lambda connection: connection.set_trace_callback(statements.append))
    return statements


async def plan(database: Database, statements: list[str], part: str) -> list[str]:
    [query] = [each for each in statements if part in each]
    rows = await database.read(lambda connection: connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall())
    return [row["detail"] for row in rows]


class Verdict(Enum):
    """What became of a typed answer."""

    RIGHT = "right"
    WRONG = "wrong"
    ACCEPTED = "accepted"  # a manager made it right in the end
    REFUSED = "refused"


@dataclass(frozen=True)
class Played:
    """A game of these tests: by question who answered how, None if it was skipped."""

    rounds: list[dict[int, Verdict] | None]
    day: int

    @property
    def answers(self) -> list[tuple[int, bool]]:
        good = {Verdict.RIGHT, Verdict.ACCEPTED}
        return [(member_id, each in good) for asked in self.rounds for member_id, each in (asked or {}).items()]


ROUNDS = st.none() | st.dictionaries(st.sampled_from((ADA, BEN, CLEO, DAN)), st.sampled_from(Verdict))
GAMES = st.lists(st.builds(Played, st.lists(ROUNDS, min_size=1, max_size=3), st.integers(0, 3)), max_size=4)
ANYBODY = st.none() | st.sampled_from((ADA, BEN, CLEO, DAN))


def added_up(games: list[Played], without: set[int | None]) -> list[Total]:
    """Return the leaderboard as anybody would work it out by hand."""
    counting = [game for game in games if game.day in (1, 2) and len({who for who, _ in game.answers}) > 1]
    totals = [
        total(
            member_id,
            1000 * sum(is_right for game in counting for who, is_right in game.answers if who == member_id),
            games=sum(any(who == member_id for who, _ in game.answers) for game in counting),
            right=sum(is_right for game in counting for who, is_right in game.answers if who == member_id),
            answered=sum(who == member_id for game in counting for who, _ in game.answers),
        )
        for member_id in {who for game in counting for who, _ in game.answers} - without
    ]
    return sorted(totals, key=lambda each: (-each.points, each.member_id))


async def play_typed(database: Database, played: Played) -> None:
    game_id = await begun(database, [typed(f"term-{number}") for number, _ in enumerate(played.rounds)])
    for number, verdicts in enumerate(played.rounds, 1):
        await ask(database, game_id, number)
        for member_id, verdict in (verdicts or {}).items():
            await record(database, game_id, number, said(member_id, is_right=verdict is Verdict.RIGHT))
        if verdicts is None:
            await record(database, game_id, number, said(ADA, is_right=True))
            await close_round(database, game_id, number, NOW, skipped=True, points={})
        else:
            await close(database, game_id, number)
    await judge_again(database, game_id, played, from_number=2)
    await end(database, game_id, NOW + played.day * DAY)
    await judge_again(database, game_id, played, from_number=1)


async def judge_again(database: Database, game_id: int, played: Played, *, from_number: int) -> None:
    for number, verdicts in enumerate(played.rounds, 1):
        for member_id, verdict in (verdicts or {}).items():
            if number >= from_number and verdict in {Verdict.ACCEPTED, Verdict.REFUSED}:
                await appeal(database, game_id, number, member_id, NOW)
                accepted = verdict is Verdict.ACCEPTED
                await decide(database, game_id, number, member_id, accepted=accepted, decided_by=1)


async def boards_after(games: list[Played], hidden: int | None, gone: int | None) -> list[list[Total]]:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "recall.db")
        for game in games:
            await play_typed(database, game)
        if hidden is not None:
            await hide(database, hidden, hidden=True)
        since, until = NOW + DAY, NOW + 3 * DAY
        boards = [await leaderboard(database, GUILD, since, until)]
        if gone is not None:
            await forget(database, gone)
        boards.append(await leaderboard(database, GUILD, since, until))
        await database.close()
    return boards


@given(games=GAMES, hidden=ANYBODY, gone=ANYBODY)
@settings(max_examples=20)
def test_a_board_is_what_anybody_would_work_out_by_hand(
    games: list[Played], hidden: int | None, gone: int | None
) -> None:
    before, after = asyncio.run(boards_after(games, hidden, gone))
    assert before == added_up(games, {hidden})
    assert after == added_up(games, {hidden, gone})
