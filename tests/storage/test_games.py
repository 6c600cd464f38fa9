"""The life of a game: one in a channel, ended once, and after a restart what it was before."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.glossary import Level
from bot.quiz import Ending, Game, Kind, Phase, Rules, Scoring, State, planned
from bot.storage import (
    Database,
    Opened,
    Record,
    Trace,
    begin_game,
    delay_round,
    end_game,
    game_of,
    intend_round,
    join_game,
    leaderboard,
    names_of,
    note_lobby,
    note_podium,
    open_game,
    recent_slugs,
    see_games,
    unfinished_games,
)
from tests.storage.played import (
    ADA,
    BEN,
    CHANNEL,
    CLEO,
    DAN,
    DAY,
    GUILD,
    NOW,
    QUESTIONS,
    SECOND,
    ask,
    asked,
    begun,
    choice,
    chosen,
    close,
    end,
    game,
    lobby,
    record,
)

RULES = Rules(
    questions=3,
    seconds=5,
    kind=Kind.MIXED,
    category="training",
    level=Level.ADVANCED,
    scoring=Scoring.RACE,
    lobby=0,
)
PLANNED = Trace(intended_at=None, message_id=None, closed_at=None, reveal_intended_at=None, reveal_id=None)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def kept(database: Database, game_id: int) -> Record:
    found = await game_of(database, game_id)
    assert found is not None
    return found


async def test_a_game_is_kept_whole(database: Database) -> None:
    game_id = await lobby(database, rules=RULES)
    assert await kept(database, game_id) == Record(
        game=Game(
            id=game_id,
            guild_id=GUILD,
            channel_id=CHANNEL,
            host_id=ADA,
            rules=RULES,
            seed="seed",
            rounds=planned(QUESTIONS, RULES),
        ),
        opened_at=NOW,
        begun_at=None,
        ended_at=None,
        seen_at=NOW,
        counts=False,
        lobby_id=None,
        podium_id=None,
        traces=(PLANNED,) * 3,
    )
    assert await game_of(database, game_id + 1) is None


async def test_a_second_game_in_a_channel_is_the_one_that_runs_there(database: Database) -> None:
    async def start(host_id: int, channel_id: int = CHANNEL) -> Opened:
        return await open_game(
            database,
            guild_id=GUILD,
            channel_id=channel_id,
            host_id=host_id,
            host_name="Host",
            rules=RULES,
            seed="seed",
            questions=QUESTIONS,
            at=NOW,
        )

    opened = await asyncio.gather(*(start(host_id) for host_id in (ADA, BEN, CLEO)))
    assert len({each.game_id for each in opened}) == 1
    assert sum(each.is_new for each in opened) == 1
    assert (await start(DAN, CHANNEL + 1)).is_new
    running = opened[0].game_id
    await begin_game(database, running, NOW)
    assert await start(BEN) == Opened(running, is_new=False)
    await end_game(database, running, NOW, Ending.STOPPED, counts=False)
    after = await start(BEN)
    assert after.is_new
    assert after.game_id > running
    assert (await game(database, after.game_id)).host_id == BEN


async def test_who_joins_is_in_the_lobby_and_known_by_name(database: Database) -> None:
    game_id = await lobby(database)
    assert await join_game(database, game_id, BEN, "Ben")
    assert not await join_game(database, game_id, BEN, "Benny")
    assert (await game(database, game_id)).joined == {ADA, BEN}
    assert await names_of(database, GUILD, [ADA, BEN, CLEO]) == {ADA: f"Host {ADA}", BEN: "Ben"}


async def test_nobody_joins_a_game_that_has_begun_or_is_not_there(database: Database) -> None:
    game_id = await begun(database)
    assert not await join_game(database, game_id, BEN, "Ben")
    assert not await join_game(database, game_id + 1, BEN, "Ben")
    assert (await game(database, game_id)).joined == {ADA}
    assert await names_of(database, GUILD, [BEN]) == {}


async def test_a_game_begins_once(database: Database) -> None:
    game_id = await lobby(database)
    assert await begin_game(database, game_id, NOW)
    assert not await begin_game(database, game_id, NOW + SECOND)
    found = await kept(database, game_id)
    assert (found.game.phase, found.begun_at) == (Phase.PLAYING, NOW)


async def test_only_the_first_end_has_an_effect(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA))
    await close(database, game_id, 1)
    ends = await asyncio.gather(
        end_game(database, game_id, NOW + SECOND, Ending.STOPPED, counts=True),
        end_game(database, game_id, NOW + 2 * SECOND, Ending.ABANDONED, counts=False),
    )
    assert ends == [True, False]
    found = await kept(database, game_id)
    assert (found.game.phase, found.game.because) == (Phase.ENDED, Ending.STOPPED)
    assert (found.ended_at, found.counts) == (NOW + SECOND, True)
    assert not await begin_game(database, game_id, NOW)
    assert [each.games for each in await leaderboard(database, GUILD, None, None)] == [1]


async def test_a_lobby_can_end_before_it_begins(database: Database) -> None:
    game_id = await lobby(database)
    assert await end_game(database, game_id, NOW, Ending.CUT_OFF, counts=False)
    assert (await kept(database, game_id)).begun_at is None


async def test_the_end_skips_what_is_open(database: Database) -> None:
    game_id = await asked(database)
    await close(database, game_id, 1)
    await ask(database, game_id, 2)
    await end(database, game_id)
    states = [each.state for each in (await game(database, game_id)).rounds]
    assert states == [State.CLOSED, State.SKIPPED, State.PLANNED]
    assert not await intend_round(database, game_id, 3, NOW)


async def test_the_bot_is_seen_with_what_runs_and_never_earlier_than_before(database: Database) -> None:
    ended, running = await lobby(database), await lobby(database, channel_id=CHANNEL + 1)
    await end(database, ended)
    await see_games(database, NOW + SECOND)
    await see_games(database, NOW)
    assert (await kept(database, running)).seen_at == NOW + SECOND
    assert (await kept(database, ended)).seen_at == NOW


async def test_an_ended_game_is_unfinished_until_its_podium_is_out_or_cannot_be(database: Database) -> None:
    ids = [await lobby(database, channel_id=n) for n in range(4)]
    for game_id in ids[:3]:
        await end(database, game_id)
    await note_podium(database, ids[0], 7)
    await note_podium(database, ids[1], None)
    await note_podium(database, ids[3], 8)  # it has not ended
    assert await unfinished_games(database) == ids[2:]
    await note_podium(database, ids[0], 9)
    assert [(await kept(database, each)).podium_id for each in ids] == [7, None, None, None]


async def test_the_first_lobby_message_holds(database: Database) -> None:
    game_id = await lobby(database)
    await note_lobby(database, game_id, 7)
    await note_lobby(database, game_id, 8)
    assert (await kept(database, game_id)).lobby_id == 7


async def test_the_terms_of_a_channel_come_the_longest_ago_first_and_each_once(database: Database) -> None:
    for day, slugs in enumerate((["adam", "relu", "loss"], ["relu", "bias"], ["loss", "never"])):
        game_id = await lobby(database, [chosen(slug) for slug in slugs], at=NOW + day * DAY)
        await begin_game(database, game_id, NOW)
        for number in range(1, len(slugs) if "never" in slugs else len(slugs) + 1):
            await ask(database, game_id, number, NOW + day * DAY + number * SECOND)
        await end(database, game_id)
    elsewhere = await lobby(database, [chosen("gan")], channel_id=CHANNEL + 1)
    await begin_game(database, elsewhere, NOW)
    await ask(database, elsewhere, 1)
    assert await recent_slugs(database, CHANNEL, 10) == ["adam", "relu", "bias", "loss"]
    assert await recent_slugs(database, CHANNEL, 2) == ["bias", "loss"]
    assert await recent_slugs(database, CHANNEL + 2, 10) == []


async def test_what_belongs_to_a_game_goes_with_it(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA))
    await delay_round(database, game_id, 1, NOW, SECOND)
    await close(database, game_id, 1)
    await end_game(database, game_id, NOW, Ending.FINISHED, counts=True)
    tables = ("games", "players", "rounds", "delays", "answers", "results")

    async def rows() -> list[int]:
        counts = [f"SELECT count(*) FROM {table}" for table in tables]  # noqa: S608  (names of ours)
        return [await database.read(lambda c, q=query: c.execute(q).fetchone()[0]) for query in counts]

    assert 0 not in await rows()
    await database.write(lambda connection: connection.execute("DELETE FROM games"))
    assert await rows() == [0] * len(tables)


@pytest.mark.parametrize(
    ("wanted", "index"), [("is_done = 0", "games_undone"), ("phase <> 'ended'", "games_one_in_a_channel")]
)
async def test_looking_for_what_runs_reads_no_game_that_is_over(database: Database, wanted: str, index: str) -> None:
    query = f"EXPLAIN QUERY PLAN SELECT id FROM games WHERE {wanted}"  # noqa: S608  (ours)
    rows = await database.read(lambda connection: connection.execute(query).fetchall())
    assert [row["detail"].split()[-1] for row in rows] == [index]
