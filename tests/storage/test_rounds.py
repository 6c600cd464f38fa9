"""Rounds and answers: first answers count, none is lost, and what was written once is not written over."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.quiz import Answer, Delay, Ending, State
from bot.storage import (
    Database,
    Trace,
    close_round,
    delay_round,
    end_game,
    game_of,
    intend_reveal,
    intend_round,
    names_of,
    note_reveal,
    open_round,
    record_answer,
)
from tests.storage.played import (
    ADA,
    BEN,
    CLEO,
    DAN,
    GUILD,
    NOW,
    SECOND,
    ask,
    asked,
    begun,
    choice,
    close,
    game,
    lobby,
    record,
    said,
    stored_round,
)

LATER = NOW + 21 * SECOND


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def trace(database: Database, game_id: int, number: int = 1) -> Trace:
    found = await game_of(database, game_id)
    assert found is not None
    return found.trace(number)


async def points(database: Database, game_id: int, number: int = 1) -> dict[int, int | None]:
    query = f"SELECT member_id, points FROM answers WHERE game_id = {game_id} AND number = {number}"  # noqa: S608
    rows = await database.read(lambda connection: connection.execute(query).fetchall())
    return {row["member_id"]: row["points"] for row in rows}


async def test_a_round_is_open_as_soon_as_its_message_may_be_out(database: Database) -> None:
    game_id = await begun(database)
    assert (await stored_round(database, game_id, 1)).state is State.PLANNED
    assert await intend_round(database, game_id, 1, NOW)
    played = await stored_round(database, game_id, 1)
    assert (played.state, played.opened) == (State.OPEN, None)
    await record(database, game_id, 1, choice(ADA))
    await open_round(database, game_id, 1, 7, NOW + SECOND)
    played = await stored_round(database, game_id, 1)
    assert (played.opened, played.answers) == (NOW + SECOND, {ADA: choice(ADA)})


async def test_a_message_that_is_not_known_to_be_out_is_intended_anew(database: Database) -> None:
    game_id = await begun(database)
    await intend_round(database, game_id, 1, NOW)
    assert await intend_round(database, game_id, 1, LATER)
    assert (await trace(database, game_id)).intended_at == LATER
    await open_round(database, game_id, 1, 7, LATER)
    assert not await intend_round(database, game_id, 1, LATER + SECOND)
    assert (await trace(database, game_id)).intended_at == LATER


async def test_nothing_is_asked_in_a_lobby_or_after_the_end(database: Database) -> None:
    game_id = await lobby(database)
    assert not await intend_round(database, game_id, 1, NOW)
    await end_game(database, game_id, NOW, Ending.STOPPED, counts=False)
    assert not await intend_round(database, game_id, 1, NOW)
    assert not await intend_round(database, game_id + 1, 1, NOW)
    assert (await trace(database, game_id)).intended_at is None


async def test_the_first_message_of_a_round_holds(database: Database) -> None:
    game_id = await asked(database)
    await open_round(database, game_id, 1, 8, LATER)
    assert (await trace(database, game_id)).message_id == 1001
    assert (await stored_round(database, game_id, 1)).opened == NOW


async def test_a_message_that_nobody_intended_is_not_out(database: Database) -> None:
    game_id = await begun(database)
    await open_round(database, game_id, 1, 8, NOW)
    assert (await trace(database, game_id)).message_id is None


async def test_the_message_of_a_round_that_was_skipped_meanwhile_is_known_all_the_same(database: Database) -> None:
    game_id = await begun(database)
    await intend_round(database, game_id, 1, NOW)
    assert await close_round(database, game_id, 1, NOW, skipped=True, points={})
    await open_round(database, game_id, 1, 8, NOW)
    assert (await trace(database, game_id)).message_id == 8
    assert (await stored_round(database, game_id, 1)).state is State.SKIPPED


async def test_the_times_away_are_kept_in_order_and_each_once(database: Database) -> None:
    game_id = await asked(database)
    for start, by in ((9, 2), (3, 1), (9, 2), (5, 0)):
        await delay_round(database, game_id, 1, NOW + start * SECOND, by * SECOND)
    delays = (Delay(NOW + 3 * SECOND, SECOND), Delay(NOW + 9 * SECOND, 2 * SECOND))
    assert (await stored_round(database, game_id, 1)).delays == delays


async def test_only_an_open_round_is_delayed(database: Database) -> None:
    game_id = await asked(database)
    await close(database, game_id, 1)
    for number in (1, 2):
        await delay_round(database, game_id, number, NOW, SECOND)
        assert (await stored_round(database, game_id, number)).delays == ()


async def test_a_close_writes_what_each_answer_is_worth(database: Database) -> None:
    game_id = await asked(database)
    for member_id in (ADA, BEN, CLEO):
        await record(database, game_id, 1, choice(member_id, is_right=member_id != BEN))
    assert await points(database, game_id) == {ADA: None, BEN: None, CLEO: None}
    assert await close_round(database, game_id, 1, LATER, skipped=False, points={ADA: 900, CLEO: 500, DAN: 1})
    assert await points(database, game_id) == {ADA: 900, BEN: 0, CLEO: 500}
    assert (await trace(database, game_id)).closed_at == LATER


async def test_a_round_ends_once(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA))
    ends = await asyncio.gather(
        close_round(database, game_id, 1, LATER, skipped=False, points={ADA: 900}),
        close_round(database, game_id, 1, LATER + SECOND, skipped=False, points={ADA: 1}),
        close_round(database, game_id, 1, LATER + SECOND, skipped=True, points={}),
    )
    assert ends == [True, False, False]
    assert await points(database, game_id) == {ADA: 900}
    assert (await stored_round(database, game_id, 1)).state is State.CLOSED
    assert (await trace(database, game_id)).closed_at == LATER


async def test_the_answers_to_a_skipped_round_are_worth_nothing(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA))
    assert await close_round(database, game_id, 1, LATER, skipped=True, points={})
    assert await points(database, game_id) == {ADA: None}
    played = await stored_round(database, game_id, 1)
    assert (played.state, played.answers) == (State.SKIPPED, {ADA: choice(ADA)})


async def test_what_is_not_out_cannot_be_closed_so_that_it_counts(database: Database) -> None:
    game_id = await begun(database)
    await intend_round(database, game_id, 1, NOW)
    with pytest.raises(sqlite3.IntegrityError):
        await close_round(database, game_id, 1, NOW, skipped=False, points={})
    assert (await stored_round(database, game_id, 1)).state is State.OPEN


async def test_a_reveal_comes_after_the_close_and_is_posted_once(database: Database) -> None:
    game_id = await asked(database)
    assert not await intend_reveal(database, game_id, 1, NOW)
    await note_reveal(database, game_id, 1, 6)
    assert (await trace(database, game_id)).reveal_id is None
    await close(database, game_id, 1)
    assert await intend_reveal(database, game_id, 1, NOW)
    assert await intend_reveal(database, game_id, 1, LATER)
    await note_reveal(database, game_id, 1, 7)
    await note_reveal(database, game_id, 1, 8)
    assert not await intend_reveal(database, game_id, 1, LATER + SECOND)
    found = await trace(database, game_id)
    assert (found.reveal_intended_at, found.reveal_id) == (LATER, 7)


async def test_the_first_answer_counts_and_is_what_a_second_one_is_told(database: Database) -> None:
    game_id = await asked(database)
    first, second = choice(ADA, is_right=False), choice(ADA, after=2)
    await record(database, game_id, 1, first)
    assert await record_answer(database, game_id, 1, second, "Ada") == first
    assert (await stored_round(database, game_id, 1)).answers == {ADA: first}


async def test_of_many_clicks_at_once_all_are_told_of_the_same_one(database: Database) -> None:
    game_id = await asked(database)
    clicks = [choice(member_id, after=after) for after in range(20) for member_id in (ADA, BEN)]
    told = await asyncio.gather(*(record_answer(database, game_id, 1, click, "name") for click in clicks))
    assert told == [choice(each.member_id, after=0) for each in clicks]


@pytest.mark.parametrize("skipped", [True, False])
async def test_no_answer_counts_before_the_question_or_after_its_end(database: Database, skipped: bool) -> None:  # noqa: FBT001
    game_id = await begun(database)
    assert await record_answer(database, game_id, 1, choice(ADA), "Ada") is None
    await ask(database, game_id, 1)
    await record(database, game_id, 1, choice(ADA))
    await close_round(database, game_id, 1, LATER, skipped=skipped, points={})
    assert await record_answer(database, game_id, 1, choice(BEN), "Ben") is None
    assert await record_answer(database, game_id, 1, choice(ADA, after=9), "Ada") == choice(ADA)
    assert await record_answer(database, game_id, 9, choice(BEN), "Ben") is None
    assert await record_answer(database, game_id + 1, 1, choice(BEN), "Ben") is None
    assert await names_of(database, GUILD, [BEN]) == {}


async def test_who_answers_has_not_joined_the_lobby(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(BEN))
    await close(database, game_id, 1)
    assert (await game(database, game_id)).joined == {ADA}


async def test_an_answer_without_a_name_leaves_the_one_that_is_known(database: Database) -> None:
    game_id = await asked(database)
    assert await record_answer(database, game_id, 1, choice(BEN), "Ben") is not None
    assert await record_answer(database, game_id, 1, choice(CLEO), None) is not None
    assert await record_answer(database, game_id, 1, choice(BEN), None) is not None
    assert await names_of(database, GUILD, [BEN, CLEO]) == {BEN: "Ben"}


async def test_an_answer_carries_the_name_that_is_shown_from_then_on(database: Database) -> None:
    game_id = await asked(database)
    await record_answer(database, game_id, 1, choice(BEN), "Ben")
    await record_answer(database, game_id, 1, choice(CLEO), "Cleo")
    await close(database, game_id, 1)
    await ask(database, game_id, 2)
    await record_answer(database, game_id, 2, said(BEN), "Benjamin \u202e\U0001f600")
    assert await names_of(database, GUILD, [BEN, CLEO]) == {BEN: "Benjamin \u202e\U0001f600", CLEO: "Cleo"}
    assert await names_of(database, GUILD + 1, [BEN]) == {}


async def test_texts_that_no_database_keeps_lose_no_answer(database: Database) -> None:
    game_id = await begun(database)
    await ask(database, game_id, 2)
    told = await record_answer(database, game_id, 2, said(BEN, "a\ud83d\0b"), "B\udc00\0")
    assert told == said(BEN, "a??b")
    assert (await stored_round(database, game_id, 2)).answers == {BEN: told}
    assert await names_of(database, GUILD, [BEN]) == {BEN: "B??"}


async def test_a_thousand_answers_at_once_are_committed_together(database: Database) -> None:
    game_id = await asked(database)
    statements: list[str] = []
    await database.write(lambda connection: connection.set_trace_callback(statements.append))
    answers = [choice(member_id) for member_id in range(1000)]
    told = await asyncio.gather(*(record_answer(database, game_id, 1, each, "name") for each in answers))
    await database.write(lambda connection: connection.set_trace_callback(None))
    assert told == answers
    assert len((await stored_round(database, game_id, 1)).answers) == 1000
    assert statements.count("COMMIT") < 20
    assert statements.count("SAVEPOINT one") < 20  # nor is each a transaction of its own


async def test_answers_that_come_while_others_are_written_are_recorded_too(database: Database) -> None:
    game_id = await asked(database)

    async def late(member_id: int) -> Answer | None:
        for _ in range(member_id % 50):
            await asyncio.sleep(0)
        return await record_answer(database, game_id, 1, choice(member_id), "name")

    told = await asyncio.gather(*(late(member_id) for member_id in range(500)))
    assert told == [choice(member_id) for member_id in range(500)]
    assert (await stored_round(database, game_id, 1)).answers.keys() == set(range(500))


async def test_an_answer_that_was_given_before_the_close_is_written_before_it(database: Database) -> None:
    game_id = await asked(database)
    given = asyncio.gather(*(record_answer(database, game_id, 1, choice(n), "name") for n in range(5)))
    closing = asyncio.create_task(
        close_round(database, game_id, 1, LATER, skipped=False, points=dict.fromkeys(range(5), 1000))
    )
    assert await given == [choice(n) for n in range(5)]
    assert await closing
    assert await points(database, game_id) == dict.fromkeys(range(5), 1000)


async def test_one_that_gives_up_waiting_takes_none_of_the_others_along(database: Database) -> None:
    game_id = await asked(database)
    first, *others = [asyncio.create_task(record_answer(database, game_id, 1, choice(n), "name")) for n in range(10)]
    await asyncio.sleep(0)
    first.cancel()
    assert await asyncio.gather(*others) == [choice(n) for n in range(1, 10)]
    assert first.cancelled()


async def test_one_that_cannot_be_kept_undoes_none_that_waited_with_it(database: Database) -> None:
    game_id = await asked(database)
    impossible = replace(choice(2), choice=7)
    given = [choice(1), impossible, choice(2**70), choice(3)]
    told = await asyncio.gather(
        *(record_answer(database, game_id, 1, each, "name") for each in given), return_exceptions=True
    )
    assert (told[0], told[3]) == (choice(1), choice(3))
    assert isinstance(told[1], sqlite3.IntegrityError)
    assert isinstance(told[2], OverflowError)
    assert (await stored_round(database, game_id, 1)).answers.keys() == {1, 3}


async def test_answers_are_kept_to_the_millisecond(database: Database) -> None:
    game_id = await asked(database)
    at: datetime = NOW + timedelta(milliseconds=1234)
    await record(database, game_id, 1, replace(choice(ADA), at=at))
    assert (await stored_round(database, game_id, 1)).answers[ADA].at == at
