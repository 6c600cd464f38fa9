"""The schedules: what managers decided is kept, who is due is found, and who is gone is forgotten."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily import Entry, Fault, Outcome, Rota, Schedule, Standing, State
from bot.glossary import Level
from bot.storage import (
    Database,
    due_guilds,
    entry_of,
    forget_gone,
    intend,
    mark_sent,
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
from bot.storage.schedules import milliseconds, moment

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
SOON, LATER = NOON + timedelta(minutes=2), NOON + timedelta(days=1)
TODAY, TOMORROW = date(2026, 7, 1), date(2026, 7, 2)
GUILD = 2**62 + 1  # as large as ids get


def schedule(guild_id: int = GUILD) -> Schedule:
    return Schedule(
        guild_id=guild_id,
        channel_id=2**62 + 2,
        at=time(8, 30),
        zone=BERLIN,
        role_id=2**62 + 3,
        category="training",
        level=Level.ADVANCED,
    )


def bare(guild_id: int) -> Schedule:
    return Schedule(guild_id=guild_id, channel_id=5, at=time(0, 0), zone=ZoneInfo("UTC"))


def entry(day: date) -> Entry:
    return Entry(day=day, outcome=Outcome.INTENDED, at=NOON, slug="dropout", channel_id=5)


async def standing(database: Database, guild_id: int = GUILD) -> Standing:
    found = await standing_of(database, guild_id)
    assert found is not None
    return found


async def sent(database: Database, rota: Rota, day: date = TODAY) -> None:
    await intend(database, rota.guild_id, entry(day), SOON)
    await mark_sent(
        database,
        rota.guild_id,
        day,
        message_id=7,
        at=NOON,
        rota=rota,
        next_day=day + timedelta(days=1),
        look_at=LATER,
    )


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def test_a_server_stands_as_it_was_set_up(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    assert await standing(database) == Standing(
        schedule=schedule(),
        state=State.ON,
        day=TODAY,
        look_at=NOON,
        fault=None,
        failures=0,
        rota=Rota(guild_id=GUILD),
    )


async def test_what_may_be_left_out_stays_out(database: Database) -> None:
    await save_schedule(database, bare(1), TODAY, NOON)
    assert (await standing(database, 1)).schedule == bare(1)


async def test_the_last_minute_of_a_day_is_kept(database: Database) -> None:
    late = replace(schedule(), at=time(23, 59))
    await save_schedule(database, late, TODAY, NOON)
    assert (await standing(database)).schedule == late


async def test_a_server_that_nobody_set_up_has_no_standing(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    assert await standing_of(database, GUILD + 1) is None


async def test_setting_up_again_replaces_all_but_the_rota_and_the_ledger(database: Database) -> None:
    rota = Rota(guild_id=GUILD, cycle=3, shown=frozenset({"dropout", "adam"}), last="dropout")
    await save_schedule(database, schedule(), TODAY, NOON)
    await sent(database, rota)
    await put_off(database, GUILD, SOON, fault=Fault.CANT_SEND, failures=4)
    anew = replace(bare(GUILD), at=time(21, 5))
    await save_schedule(database, anew, TOMORROW, LATER)
    assert await standing(database) == Standing(
        schedule=anew, state=State.ON, day=TOMORROW, look_at=LATER, fault=None, failures=0, rota=rota
    )
    kept = await entry_of(database, GUILD, TODAY)
    assert kept is not None
    assert kept.outcome is Outcome.SENT


async def test_two_servers_do_not_share_a_rota(database: Database) -> None:
    for guild_id, slug in ((1, "adam"), (2, "dropout")):
        await save_schedule(database, bare(guild_id), TODAY, NOON)
        await sent(database, Rota(guild_id=guild_id, shown=frozenset({slug}), last=slug))
    assert (await standing(database, 1)).rota.shown == {"adam"}
    assert (await standing(database, 2)).rota.shown == {"dropout"}


@pytest.mark.parametrize("key", ["Europe/Atlantis", "Europe", "", "../Berlin", "Europe/Ber\nlin"])
async def test_a_zone_that_is_no_longer_known_costs_no_post_and_keeps_its_name(
    database: Database, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)

    def rename(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE schedules SET zone = :key", {"key": key})

    await database.write(rename)
    assert (await standing(database)).schedule == replace(schedule(), zone=ZoneInfo("UTC"))
    assert str(GUILD) in caplog.text
    await put_off(database, GUILD, LATER, fault=None, failures=0)
    rows = await database.read(lambda connection: connection.execute("SELECT zone FROM schedules").fetchall())
    assert [row["zone"] for row in rows] == [key]


async def test_those_that_wait_longest_are_looked_at_first(database: Database) -> None:
    waits = {1: 5, 2: 9, 3: 9, 4: 0, 5: -1}  # minutes; the last is due in one
    for guild_id in (3, 5, 1, 4, 2):
        await save_schedule(database, bare(guild_id), TODAY, NOON - timedelta(minutes=waits[guild_id]))
    assert await due_guilds(database, NOON, 10) == [2, 3, 1, 4]
    assert await due_guilds(database, NOON, 2) == [2, 3]
    assert await due_guilds(database, NOON - timedelta(hours=1), 10) == []


@pytest.mark.parametrize(("early", "due"), [(1, []), (0, [1]), (-1, [1])])
async def test_a_server_is_due_from_the_very_millisecond_on(database: Database, early: int, due: list[int]) -> None:
    await save_schedule(database, bare(1), TODAY, NOON)
    assert await due_guilds(database, NOON - timedelta(milliseconds=early), 10) == due


@pytest.mark.parametrize("at", [NOON, NOON + timedelta(milliseconds=1), datetime(1969, 12, 31, 23, tzinfo=UTC)])
def test_an_instant_comes_back_to_the_millisecond(at: datetime) -> None:
    assert moment(milliseconds(at + timedelta(microseconds=999))) == at
    assert milliseconds(at.astimezone(BERLIN)) == milliseconds(at)


async def test_looking_for_who_is_due_reads_the_index_alone(database: Database) -> None:
    statements: list[str] = []
    # Readers take turns: two reads reach both.
    await asyncio.gather(*(database.read(lambda c: c.set_trace_callback(statements.append)) for _ in range(2)))
    await due_guilds(database, NOON, 500)
    asked = statements[-1]
    assert "look_at" in asked
    rows = await database.write(lambda c: c.execute(f"EXPLAIN QUERY PLAN {asked}").fetchall())
    assert [row["detail"] for row in rows] == ["SEARCH schedules USING COVERING INDEX schedules_by_look (look_at<?)"]


async def test_resuming_clears_the_fault_and_pausing_keeps_it(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    await put_off(database, GUILD, SOON, fault=Fault.NO_CHANNEL, failures=2)
    await pause(database, GUILD)
    paused = await standing(database)
    assert (paused.state, paused.fault, paused.failures) == (State.PAUSED, Fault.NO_CHANNEL, 2)
    await resume(database, GUILD, TOMORROW, LATER)
    resumed = await standing(database)
    assert (resumed.state, resumed.fault, resumed.failures) == (State.ON, None, 0)
    assert (resumed.day, resumed.look_at) == (TOMORROW, LATER)


async def test_a_fault_is_noted_and_goes_with_the_next_look_that_finds_none(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    await put_off(database, GUILD, SOON, fault=Fault.THREAD_LOCKED, failures=1)
    broken = await standing(database)
    assert (broken.look_at, broken.fault, broken.failures, broken.day) == (SOON, Fault.THREAD_LOCKED, 1, TODAY)
    await put_off(database, GUILD, LATER, fault=None, failures=0)
    assert await standing(database) == replace(broken, look_at=LATER, fault=None, failures=0)


async def test_changes_for_a_server_that_nobody_set_up_do_nothing(database: Database) -> None:
    await pause(database, 1)
    await resume(database, 1, TODAY, NOON)
    await turn_off(database, 1, NOON)
    await put_off(database, 1, NOON, fault=None, failures=0)
    await remove_guild(database, 1, NOON)
    await restore_guild(database, 1, TODAY, NOON)
    assert await scheduled_guilds(database) == {}


async def test_every_server_is_listed_with_whether_it_is_removed(database: Database) -> None:
    for guild_id in (1, 2, 3):
        await save_schedule(database, bare(guild_id), TODAY, NOON)
    await turn_off(database, 2, NOON)
    await remove_guild(database, 3, NOON)
    assert await scheduled_guilds(database) == {1: False, 2: False, 3: True}


async def test_a_change_touches_no_other_server(database: Database) -> None:
    for guild_id in (1, 2, 3):
        await save_schedule(database, bare(guild_id), TODAY, NOON)
    before = await standing(database, 2)
    for guild_id in (1, 3):
        await put_off(database, guild_id, LATER, fault=Fault.OURS, failures=1)
        await pause(database, guild_id)
        await resume(database, guild_id, TOMORROW, LATER)
        await remove_guild(database, guild_id, NOON)
        await restore_guild(database, guild_id, TOMORROW, LATER)
        await turn_off(database, guild_id, NOON)
    assert await standing(database, 2) == before


async def test_a_schedule_comes_back_with_the_date_it_is_given(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    await remove_guild(database, GUILD, NOON)
    await restore_guild(database, GUILD, TOMORROW, LATER)
    back = await standing(database)
    assert (back.day, back.look_at) == (TOMORROW, LATER)


async def test_only_those_gone_for_too_long_are_forgotten(database: Database) -> None:
    for guild_id in (1, 2, 3, 4):
        await save_schedule(database, bare(guild_id), TODAY, NOON)
    await pause(database, 1)
    await turn_off(database, 2, NOON)
    await remove_guild(database, 3, NOON - timedelta(milliseconds=1))
    await turn_off(database, 4, NOON - timedelta(days=1))
    assert await forget_gone(database, NOON) == 2
    assert await scheduled_guilds(database) == {1: False, 2: False}
    assert await forget_gone(database, NOON) == 0


async def test_a_server_that_was_forgotten_starts_anew(database: Database) -> None:
    await save_schedule(database, schedule(), TODAY, NOON)
    await sent(database, Rota(guild_id=GUILD, cycle=1, shown=frozenset({"adam"}), last="adam"))
    await turn_off(database, GUILD, NOON)
    await forget_gone(database, LATER)
    await save_schedule(database, schedule(), TODAY, NOON)
    assert (await standing(database)).rota == Rota(guild_id=GUILD)
    assert await entry_of(database, GUILD, TODAY) is None


async def test_a_restart_keeps_how_a_server_stands(tmp_path: Path) -> None:
    first = await Database.open(tmp_path / "recall.db")
    await save_schedule(first, schedule(), TODAY, NOON)
    await sent(first, Rota(guild_id=GUILD, cycle=2, shown=frozenset({"adam", "dropout"}), last="adam"))
    await put_off(first, GUILD, SOON, fault=Fault.CANT_EMBED, failures=3)
    before = await standing(first)
    await first.close()
    second = await Database.open(tmp_path / "recall.db")
    assert await standing(second) == before
    assert await due_guilds(second, SOON, 10) == [GUILD]
    await second.close()


@dataclass(frozen=True, slots=True)
class Model:
    """What a server should be after any changes, said a second time without the database."""

    state: State = State.ON
    is_removed: bool = False
    gone_since: datetime | None = None
    look_at: datetime | None = NOON

    def settled(self, look_at: datetime | None, now: datetime = NOON) -> "Model":
        is_gone = self.is_removed or self.state is State.OFF
        return replace(
            self,
            look_at=look_at if self.state is State.ON and not self.is_removed else None,
            gone_since=(self.gone_since or now) if is_gone else None,
        )


def paused(model: Model) -> Model:
    return replace(model, state=State.PAUSED).settled(None) if model.state is State.ON else model


def resumed(model: Model, at: datetime) -> Model:
    return replace(model, state=State.ON).settled(at) if model.state is not State.OFF else model


def restored(model: Model, at: datetime) -> Model:
    return replace(model, is_removed=False).settled(at) if model.is_removed else model


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a server at an instant, and what should come of it."""

    do: Callable[[Database, int, datetime], Awaitable[None]]
    expected: Callable[[Model, datetime], Model]


CHANGES = (
    Change(lambda d, g, at: save_schedule(d, bare(g), TODAY, at), lambda _, at: Model(look_at=at)),
    Change(lambda d, g, _: pause(d, g), lambda model, _: paused(model)),
    Change(lambda d, g, at: resume(d, g, TODAY, at), resumed),
    Change(turn_off, lambda model, at: replace(model, state=State.OFF).settled(None, at)),
    Change(remove_guild, lambda model, at: replace(model, is_removed=True).settled(None, at)),
    Change(lambda d, g, at: restore_guild(d, g, TODAY, at), restored),
    Change(lambda d, g, at: put_off(d, g, at, fault=None, failures=0), lambda model, at: model.settled(at)),
)
STORIES = [story for length in (1, 2, 3) for story in product(CHANGES, repeat=length)]


async def test_a_server_is_looked_at_exactly_while_it_is_on_and_there_whatever_happened_before(
    database: Database,
) -> None:
    async def told(guild_id: int, story: tuple[Change, ...]) -> Model:
        await save_schedule(database, bare(guild_id), TODAY, NOON)
        model = Model()
        for number, change in enumerate(story, start=1):
            at = NOON + timedelta(hours=number)
            await change.do(database, guild_id, at)
            model = change.expected(model, at)
        return model

    expected = await asyncio.gather(*(told(guild_id, story) for guild_id, story in enumerate(STORIES, start=1)))
    rows = await database.read(lambda c: c.execute("SELECT * FROM schedules ORDER BY guild_id").fetchall())
    assert [model_of(row) for row in rows] == expected
    assert {model.look_at is not None for model in expected} == {True, False}


def model_of(row: sqlite3.Row) -> Model:
    return Model(
        state=State(row["state"]),
        is_removed=bool(row["is_removed"]),
        gone_since=None if row["gone_since"] is None else moment(row["gone_since"]),
        look_at=None if row["look_at"] is None else moment(row["look_at"]),
    )
