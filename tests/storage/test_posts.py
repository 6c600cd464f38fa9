"""The ledger and the answers: one entry per date, one answer per member, and what hangs together moves together."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, combinations, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily import Answered, Entry, Fault, Option, Outcome, Question, Rota, Schedule, Standing, Tally
from bot.storage import (
    Database,
    answer,
    due_guilds,
    entry_of,
    forget_gone,
    intend,
    last_entry,
    mark_missed,
    mark_sent,
    pause,
    put_off,
    remove_guild,
    save_schedule,
    standing_of,
    tally,
    turn_off,
    unfinished,
    withdraw,
)

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LEASE = NOON + timedelta(minutes=2)
TODAY = date(2026, 7, 1)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY
GUILD, ADA, BEN = 2**62 + 1, 2**62 + 2, 2**62 + 3
QUESTION = Question(
    slug="dropout",
    prompt='What does "dropout" drop\u2028\u00e9 \U0001f600?',
    options=(Option("Units", "Right."), Option("Layers", "Not those."), Option("Rows \\", "")),
    right=2,
)


def schedule(guild_id: int) -> Schedule:
    return Schedule(guild_id=guild_id, channel_id=5, at=time(12), zone=ZoneInfo("UTC"))


def entry(day: date = TODAY, slug: str = "adam", question: Question | None = QUESTION) -> Entry:
    return Entry(day=day, outcome=Outcome.INTENDED, at=NOON, slug=slug, channel_id=5, question=question)


async def standing(database: Database, guild_id: int = GUILD) -> Standing:
    found = await standing_of(database, guild_id)
    assert found is not None
    return found


async def mark(database: Database, day: date = TODAY, rota: Rota | None = None, message_id: int = 7) -> None:
    await mark_sent(
        database,
        GUILD,
        day,
        message_id=message_id,
        at=NOON + timedelta(seconds=3),
        rota=rota or Rota(guild_id=GUILD, shown=frozenset({"adam"}), last="adam"),
        next_day=day + DAY,
        look_at=NOON + DAY,
    )


async def miss(database: Database, day: date = TODAY) -> None:
    await mark_missed(database, GUILD, day, channel_id=6, at=NOON, next_day=day + DAY, look_at=NOON + DAY)


async def post(database: Database, day: date, question: Question | None = QUESTION) -> None:
    await intend(database, GUILD, entry(day, question=question), LEASE)
    await mark(database, day)


async def rows(database: Database, table: str) -> int:
    query = f"SELECT count(*) FROM {table}"  # noqa: S608  (a name of ours)
    return await database.read(lambda connection: connection.execute(query).fetchone()[0])


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    await save_schedule(database, schedule(GUILD), TODAY, NOON)
    yield database
    await database.close()


async def test_an_intent_is_kept_whole(database: Database) -> None:
    assert await entry_of(database, GUILD, TODAY) is None
    assert await intend(database, GUILD, entry(), LEASE) == entry()
    assert await entry_of(database, GUILD, TODAY) == entry()
    assert await entry_of(database, GUILD, TOMORROW) is None
    assert await entry_of(database, GUILD + 1, TODAY) is None


async def test_the_first_intent_of_a_date_stands(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    second = replace(entry(slug="dropout", question=None), channel_id=9, at=NOON + DAY)
    assert await intend(database, GUILD, second, LEASE) == entry()
    assert await intend(database, GUILD, replace(second, day=TOMORROW), LEASE) == replace(second, day=TOMORROW)


async def test_of_many_intents_at_once_all_learn_of_the_same_one(database: Database) -> None:
    stand = await asyncio.gather(*(intend(database, GUILD, entry(slug=f"term-{n}"), LEASE) for n in range(50)))
    assert len(set(stand)) == 1


async def test_an_intent_leases_the_schedule_so_that_somebody_looks_again(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    assert (await standing(database)).look_at == LEASE
    assert await due_guilds(database, LEASE - timedelta(milliseconds=1), 10) == []


async def test_an_intent_for_a_settled_date_leaves_the_schedule_alone(database: Database) -> None:
    await post(database, TODAY)
    before = await standing(database)
    stands = await intend(database, GUILD, entry(slug="dropout"), LEASE)
    assert (stands.outcome, stands.slug) == (Outcome.SENT, "adam")
    assert await standing(database) == before


async def test_a_server_that_is_not_set_up_can_intend_nothing(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await intend(database, GUILD + 1, entry(), LEASE)
    assert await entry_of(database, GUILD + 1, TODAY) is None


async def test_an_intent_can_be_withdrawn(database: Database) -> None:
    await intend(database, GUILD, entry(YESTERDAY), LEASE)
    await intend(database, GUILD, entry(), LEASE)
    await withdraw(database, GUILD, TODAY)
    assert await entry_of(database, GUILD, TODAY) is None
    assert await entry_of(database, GUILD, YESTERDAY) == entry(YESTERDAY)


@pytest.mark.parametrize("settle", [mark, miss], ids=["sent", "missed"])
async def test_what_is_settled_is_not_withdrawn(
    database: Database, settle: Callable[[Database], Awaitable[None]]
) -> None:
    await intend(database, GUILD, entry(), LEASE)
    await settle(database)
    before = await entry_of(database, GUILD, TODAY)
    await withdraw(database, GUILD, TODAY)
    assert before is not None
    assert await entry_of(database, GUILD, TODAY) == before


async def test_the_earliest_post_that_may_be_out_is_found_whatever_date_is_next(database: Database) -> None:
    assert await unfinished(database, GUILD) is None
    await intend(database, GUILD, entry(TODAY), LEASE)
    await intend(database, GUILD, entry(YESTERDAY), LEASE)
    assert await unfinished(database, GUILD) == entry(YESTERDAY)
    await mark(database, YESTERDAY)
    assert await unfinished(database, GUILD) == entry(TODAY)
    await miss(database)
    assert await unfinished(database, GUILD) is None


async def test_the_last_of_each_outcome_is_the_one_of_the_latest_date(database: Database) -> None:
    assert await last_entry(database, GUILD, Outcome.SENT) is None
    for number in range(6):
        day = TODAY + number * DAY
        await intend(database, GUILD, entry(day), LEASE)
        await (mark(database, day) if number % 2 else miss(database, day))
    sent, missed = [await last_entry(database, GUILD, outcome) for outcome in (Outcome.SENT, Outcome.MISSED)]
    assert sent is not None
    assert missed is not None
    assert (sent.day, missed.day) == (TODAY + 5 * DAY, TODAY + 4 * DAY)
    assert await last_entry(database, GUILD, Outcome.INTENDED) is None


async def test_a_post_that_is_out_moves_everything_with_it(database: Database) -> None:
    await put_off(database, GUILD, NOON, fault=Fault.UNREACHABLE, failures=3)
    await intend(database, GUILD, entry(), LEASE)
    rota = Rota(guild_id=GUILD, cycle=2, shown=frozenset({"adam", "dropout"}), last="adam")
    await mark(database, rota=rota)
    assert await entry_of(database, GUILD, TODAY) == replace(
        entry(), outcome=Outcome.SENT, at=NOON + timedelta(seconds=3), message_id=7
    )
    now = await standing(database)
    assert (now.rota, now.fault, now.failures) == (rota, None, 0)
    assert (now.day, now.look_at) == (TOMORROW, NOON + DAY)


async def test_marking_a_post_again_changes_nothing(database: Database) -> None:
    await post(database, TODAY)
    await put_off(database, GUILD, LEASE, fault=Fault.CANT_SEE, failures=1)
    before = await entry_of(database, GUILD, TODAY), await standing(database)
    await mark(database, rota=Rota(guild_id=GUILD, cycle=9), message_id=8)
    assert (await entry_of(database, GUILD, TODAY), await standing(database)) == before


async def test_marking_what_nobody_intended_changes_nothing(database: Database) -> None:
    before = await standing(database)
    await mark(database)
    assert await entry_of(database, GUILD, TODAY) is None
    assert await standing(database) == before


async def test_a_post_that_turns_out_to_be_out_after_all_was_not_missed(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    await miss(database)
    await mark(database)
    found = await entry_of(database, GUILD, TODAY)
    assert found is not None
    assert (found.outcome, found.message_id) == (Outcome.SENT, 7)
    assert (await standing(database)).rota.last == "adam"


async def test_the_rota_is_the_one_marked_last_whatever_it_was_before(database: Database) -> None:
    cycles = [frozenset(slugs) for n in range(3) for slugs in combinations(("adam", "dropout"), n)]
    every_change = chain.from_iterable(product(cycles, cycles))
    for number, shown in enumerate(every_change):
        rota = Rota(guild_id=GUILD, cycle=number, shown=shown, last="adam")
        await intend(database, GUILD, entry(TODAY + number * DAY), LEASE)
        await mark(database, TODAY + number * DAY, rota)
        assert (await standing(database)).rota == rota


async def test_a_missed_date_needs_no_term(database: Database) -> None:
    await put_off(database, GUILD, NOON, fault=Fault.NO_TERM, failures=3)
    await miss(database)
    assert await entry_of(database, GUILD, TODAY) == Entry(
        day=TODAY, outcome=Outcome.MISSED, at=NOON, slug=None, channel_id=6
    )
    now = await standing(database)
    assert (now.day, now.look_at, now.fault, now.failures) == (TOMORROW, NOON + DAY, Fault.NO_TERM, 3)


async def test_a_missed_intent_keeps_its_term_and_closes_its_question(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    await miss(database)
    assert await entry_of(database, GUILD, TODAY) == replace(entry(), outcome=Outcome.MISSED, question=None)


async def test_what_is_out_is_not_missed(database: Database) -> None:
    await post(database, TODAY)
    before = await entry_of(database, GUILD, TODAY)
    await miss(database)
    assert before is not None
    assert await entry_of(database, GUILD, TODAY) == before


async def test_a_date_is_missed_once(database: Database) -> None:
    await miss(database)
    before = await entry_of(database, GUILD, TODAY)
    await mark_missed(database, GUILD, TODAY, channel_id=9, at=NOON + DAY, next_day=TOMORROW, look_at=NOON + DAY)
    assert await entry_of(database, GUILD, TODAY) == before


@pytest.mark.parametrize("settle", [mark, miss], ids=["sent", "missed"])
@pytest.mark.parametrize("rest", ["pause", "off", "remove"])
async def test_settling_a_date_wakes_no_schedule_that_rests(
    database: Database, settle: Callable[[Database], Awaitable[None]], rest: str
) -> None:
    match rest:
        case "pause":
            await pause(database, GUILD)
        case "off":
            await turn_off(database, GUILD, NOON)
        case _:
            await remove_guild(database, GUILD, NOON)
    state = (await standing(database)).state
    await intend(database, GUILD, entry(), LEASE)
    assert (await standing(database)).look_at is None
    await settle(database)
    now = await standing(database)
    assert (now.state, now.day, now.look_at) == (state, TOMORROW, None)


@pytest.mark.parametrize("settle", [mark, miss], ids=["sent", "missed"])
async def test_a_setup_during_the_sending_is_not_undone_by_the_mark(
    database: Database, settle: Callable[[Database], Awaitable[None]]
) -> None:
    await intend(database, GUILD, entry(), LEASE)
    earlier = NOON + timedelta(hours=20)
    await save_schedule(database, schedule(GUILD), TOMORROW, earlier)
    await settle(database)
    now = await standing(database)
    assert (now.day, now.look_at) == (TOMORROW, earlier)


async def test_a_date_settled_late_never_moves_the_schedule_back(database: Database) -> None:
    await intend(database, GUILD, entry(YESTERDAY - DAY), LEASE)
    await mark(database, YESTERDAY - DAY)
    assert (await standing(database)).day == TODAY


async def test_a_question_stays_open_until_the_next_post_is_out(database: Database) -> None:
    await post(database, YESTERDAY)
    await intend(database, GUILD, entry(TODAY), LEASE)
    assert await answer(database, GUILD, YESTERDAY, ADA, 0, NOON) is not None
    await mark(database, TODAY)
    assert await answer(database, GUILD, YESTERDAY, BEN, 0, NOON) is None
    assert await answer(database, GUILD, TODAY, BEN, 0, NOON) is not None


async def test_a_missed_date_leaves_the_question_before_it_open(database: Database) -> None:
    await post(database, YESTERDAY)
    await miss(database, TODAY)
    assert await answer(database, GUILD, YESTERDAY, ADA, 0, NOON) is not None


async def test_a_question_is_closed_by_no_post_of_another_server(database: Database) -> None:
    await save_schedule(database, schedule(GUILD + 1), TODAY, NOON)
    await intend(database, GUILD + 1, entry(YESTERDAY), LEASE)
    await post(database, TODAY)
    assert await answer(database, GUILD + 1, YESTERDAY, ADA, 0, NOON) is not None


async def test_the_question_of_a_post_that_is_found_late_is_closed_by_the_newer_one(database: Database) -> None:
    await intend(database, GUILD, entry(YESTERDAY), LEASE)
    await post(database, TODAY)
    await mark(database, YESTERDAY)
    assert await answer(database, GUILD, YESTERDAY, ADA, 0, NOON) is None
    assert await answer(database, GUILD, TODAY, ADA, 0, NOON) is not None


async def test_a_newer_post_that_may_not_be_out_closes_no_question(database: Database) -> None:
    await intend(database, GUILD, entry(YESTERDAY), LEASE)
    await intend(database, GUILD, entry(TODAY), LEASE)
    await mark(database, YESTERDAY)
    assert await answer(database, GUILD, YESTERDAY, ADA, 0, NOON) is not None


async def test_an_answer_can_come_before_our_own_send_has_returned(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    assert await answer(database, GUILD, TODAY, ADA, 2, NOON) == Answered(QUESTION, 2, is_first=True)
    await mark(database)
    assert await tally(database, GUILD, TODAY) == Tally(right=1, answered=1)


async def test_the_first_answer_counts_and_is_what_a_second_one_is_told(database: Database) -> None:
    await post(database, TODAY)
    assert await answer(database, GUILD, TODAY, ADA, 1, NOON) == Answered(QUESTION, 1, is_first=True)
    assert await answer(database, GUILD, TODAY, ADA, 2, NOON) == Answered(QUESTION, 1, is_first=False)
    assert await answer(database, GUILD, TODAY, ADA, 1, NOON) == Answered(QUESTION, 1, is_first=False)
    assert await tally(database, GUILD, TODAY) == Tally(right=0, answered=1)


@pytest.mark.parametrize("choice", [-1, 3, 2**70])
async def test_a_choice_that_there_is_not_is_no_answer(database: Database, choice: int) -> None:
    await post(database, TODAY)
    assert await answer(database, GUILD, TODAY, ADA, choice, NOON) is None
    assert await tally(database, GUILD, TODAY) == Tally(right=0, answered=0)


async def test_where_nothing_was_asked_nothing_is_answered(database: Database) -> None:
    await post(database, YESTERDAY, question=None)
    assert await answer(database, GUILD, YESTERDAY, ADA, 0, NOON) is None
    assert await answer(database, GUILD, TODAY, ADA, 0, NOON) is None
    assert await answer(database, GUILD + 1, TODAY, ADA, 0, NOON) is None


async def test_a_tally_counts_who_answered_and_who_was_right_also_once_it_is_closed(database: Database) -> None:
    await post(database, YESTERDAY)
    await asyncio.gather(*(answer(database, GUILD, YESTERDAY, n, n % 3, NOON) for n in range(12)))
    await post(database, TODAY)
    await answer(database, GUILD, TODAY, ADA, 2, NOON)
    assert await tally(database, GUILD, YESTERDAY) == Tally(right=4, answered=12)
    assert await tally(database, GUILD, TODAY) == Tally(right=1, answered=1)


async def test_a_thousand_answers_at_once_are_committed_together(database: Database) -> None:
    await post(database, TODAY)
    statements: list[str] = []
    await database.write(lambda connection: connection.set_trace_callback(statements.append))
    answers = [answer(database, GUILD, TODAY, n // 2, 2, NOON) for n in range(1000)]
    told = await asyncio.gather(*answers)
    await database.write(lambda connection: connection.set_trace_callback(None))
    assert sum(each is not None and each.is_first for each in told) == 500
    assert await tally(database, GUILD, TODAY) == Tally(right=500, answered=500)
    assert statements.count("COMMIT") < 100


async def test_one_that_fails_undoes_no_other_that_is_committed_with_it(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    outcomes = await asyncio.gather(
        intend(database, GUILD, entry(TOMORROW), LEASE),
        intend(database, GUILD + 1, entry(), LEASE),  # not set up
        answer(database, GUILD, TODAY, ADA, 2, NOON),
        return_exceptions=True,
    )
    assert [isinstance(outcome, sqlite3.IntegrityError) for outcome in outcomes] == [False, True, False]
    assert await entry_of(database, GUILD, TOMORROW) == entry(TOMORROW)
    assert await tally(database, GUILD, TODAY) == Tally(right=1, answered=1)


async def test_a_mark_that_fails_leaves_nothing_half_done(database: Database) -> None:
    await intend(database, GUILD, entry(), LEASE)
    before = await standing(database)
    broken = Rota(guild_id=GUILD, cycle=2**70, shown=frozenset({"adam"}), last="adam")
    with pytest.raises(OverflowError):
        await mark(database, rota=broken)
    assert await entry_of(database, GUILD, TODAY) == entry()
    assert await standing(database) == before


async def test_what_is_forgotten_takes_its_dates_and_answers_along_and_no_other_servers(database: Database) -> None:
    await save_schedule(database, schedule(GUILD + 1), TODAY, NOON)
    await intend(database, GUILD + 1, entry(), LEASE)
    await answer(database, GUILD + 1, TODAY, ADA, 0, NOON)
    await post(database, TODAY)
    await answer(database, GUILD, TODAY, ADA, 0, NOON)
    await turn_off(database, GUILD, NOON)
    assert await forget_gone(database, NOON + DAY) == 1
    tables = ("schedules", "daily_shown", "daily_posts", "daily_answers")
    assert [await rows(database, table) for table in tables] == [1, 0, 1, 1]
    assert await tally(database, GUILD + 1, TODAY) == Tally(right=0, answered=1)


async def test_a_restart_keeps_the_ledger_and_the_answers(tmp_path: Path) -> None:
    first = await Database.open(tmp_path / "again.db")
    await save_schedule(first, schedule(GUILD), TODAY, NOON)
    await post(first, YESTERDAY)
    await intend(first, GUILD, entry(), LEASE)
    await answer(first, GUILD, YESTERDAY, ADA, 2, NOON)
    before = await entry_of(first, GUILD, YESTERDAY), await standing(first)
    await first.close()
    second = await Database.open(tmp_path / "again.db")
    assert (await entry_of(second, GUILD, YESTERDAY), await standing(second)) == before
    assert await unfinished(second, GUILD) == entry()
    assert await answer(second, GUILD, YESTERDAY, ADA, 0, NOON) == Answered(QUESTION, 2, is_first=False)
    assert await tally(second, GUILD, YESTERDAY) == Tally(right=1, answered=1)
    await second.close()


async def test_nothing_done_daily_reads_other_servers_rows(database: Database) -> None:
    statements: list[str] = []
    trace = statements.append
    # Readers take turns: two reads reach both.
    await asyncio.gather(*(database.read(lambda c: c.set_trace_callback(trace)) for _ in range(2)))
    await database.write(lambda c: c.set_trace_callback(trace))
    await post(database, YESTERDAY)
    await unfinished(database, GUILD)
    await last_entry(database, GUILD, Outcome.SENT)
    await database.write(lambda c: c.set_trace_callback(None))
    plans = [line for statement in statements for line in await plan(database, statement)]
    assert len(plans) > 10
    assert [line for line in plans if "SCAN" in line or "TEMP" in line] == []


async def test_what_a_member_answered_anywhere_is_found_by_an_index(database: Database) -> None:
    found = await plan(database, "DELETE FROM daily_answers WHERE member_id = 1")
    assert found == ["SEARCH daily_answers USING COVERING INDEX daily_answers_by_member (member_id=?)"]


async def plan(database: Database, statement: str) -> list[str]:
    if statement.lstrip().partition(" ")[0] not in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
        return []
    rows = await database.write(lambda c: c.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
    return [row["detail"] for row in rows]
