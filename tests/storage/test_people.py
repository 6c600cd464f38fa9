"""What is kept about members: names, who hid, the export, and being forgotten; and what managers decided."""

import json
from collections.abc import AsyncGenerator
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily import Entry, Option, Outcome, Question, Schedule
from bot.storage import (
    Database,
    QuizSettings,
    answer,
    appeal,
    close_round,
    decide,
    everything_of,
    forget,
    game_of,
    hide,
    intend,
    is_hidden,
    join_game,
    leaderboard,
    names_of,
    quiz_settings_of,
    record_answer,
    save_schedule,
    score_of,
    set_host_role,
    set_quiz_channel,
    tally,
)
from tests.storage.played import (
    ADA,
    BEN,
    CHANNEL,
    CLEO,
    GUILD,
    NOW,
    ask,
    asked,
    begun,
    choice,
    close,
    end,
    game,
    lobby,
    play,
    record,
    said,
    stored_round,
    typed,
)

TODAY = date(2026, 7, 1)
DAILY = Question(slug="adam", prompt="?", options=tuple(Option(label, "") for label in "xyz"), right=1)
NOTHING: dict[str, object] = {
    "member": str(ADA),
    "is_hidden": False,
    "names": [],
    "games": [],
    "answers": [],
    "appeals": [],
    "decisions": [],
    "daily_answers": [],
}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def answer_daily(database: Database, member_id: int) -> None:
    schedule = Schedule(guild_id=GUILD, channel_id=5, at=time(12), zone=ZoneInfo("UTC"))
    await save_schedule(database, schedule, TODAY, NOW)
    entry = Entry(day=TODAY, outcome=Outcome.INTENDED, at=NOW, slug="adam", channel_id=5, question=DAILY)
    await intend(database, GUILD, entry, NOW)
    await answer(database, GUILD, TODAY, member_id, 1, NOW)


async def appealed(database: Database) -> int:
    """Return an ended game that Ben hosts: Ada's typed answer was appealed, and Cleo accepted it."""
    game_id = await begun(database, [typed("dropout")])
    await ask(database, game_id, 1)
    for member_id in (ADA, BEN):
        await record(database, game_id, 1, said(member_id, "drop \U0001f600ut"))
    await close(database, game_id, 1)
    await end(database, game_id)
    await appeal(database, game_id, 1, ADA, NOW)
    await decide(database, game_id, 1, ADA, accepted=True, decided_by=CLEO)
    return game_id


async def test_who_hides_is_hidden_until_they_show_themselves(database: Database) -> None:
    assert not await is_hidden(database, ADA)
    for hidden in (True, True, False, False):
        await hide(database, ADA, hidden=hidden)
        assert await is_hidden(database, ADA) is hidden
        assert not await is_hidden(database, BEN)


async def test_of_a_stranger_there_is_nothing_to_tell(database: Database) -> None:
    await appealed(database)
    stranger = {**NOTHING, "member": "5"}
    assert await everything_of(database, 5) == stranger
    assert not await forget(database, 5)


async def test_the_export_tells_everything_and_is_fit_for_json(database: Database) -> None:
    game_id = await appealed(database)
    await answer_daily(database, ADA)
    await hide(database, ADA, hidden=True)
    told = await everything_of(database, ADA)
    assert json.loads(json.dumps(told)) == told
    assert told == {
        "member": str(ADA),
        "is_hidden": True,
        "names": [{"server": str(GUILD), "name": f"Member {ADA}"}],
        "games": [
            {
                "game": game_id,
                "server": str(GUILD),
                "channel": str(CHANNEL),
                "is_host": True,
                "joined": True,
                "opened_at": "2026-07-01T12:00:00.000+00:00",
                "ended_at": "2026-07-01T12:01:00.000+00:00",
            }
        ],
        "answers": [
            {
                "server": str(GUILD),
                "game": game_id,
                "question": 1,
                "term": "dropout",
                "asked": "Type it.",
                "answered": "drop \U0001f600ut",
                "is_right": True,
                "points": 1000,
                "at": "2026-07-01T12:00:01.000+00:00",
            }
        ],
        "appeals": [{"game": game_id, "question": 1, "state": "accepted", "at": "2026-07-01T12:00:00.000+00:00"}],
        "decisions": [],
        "daily_answers": [
            {
                "server": str(GUILD),
                "date": "2026-07-01",
                "term": "adam",
                "answered": "B",
                "is_right": True,
                "at": "2026-07-01T12:00:00.000+00:00",
            }
        ],
    }
    assert (await everything_of(database, CLEO))["decisions"] == [
        {"game": game_id, "question": 1, "decision": "accepted"}
    ]


async def test_the_export_does_not_tell_whether_an_answer_is_right_while_others_can_still_give_theirs(
    database: Database,
) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(BEN))

    async def told() -> list[object]:
        export = json.loads(json.dumps(await everything_of(database, BEN)))
        [row] = export["answers"]
        return [row["term"], row["is_right"], row["answered"]]

    label = 'adam "1"\u2028\U0001f600'
    assert await told() == [None, None, label]
    await close(database, game_id, 1)
    assert await told() == ["adam", True, label]


@pytest.mark.parametrize("member_id", [ADA, BEN], ids=["the host", "who came without joining"])
async def test_who_is_forgotten_leaves_no_trace_anywhere(database: Database, member_id: int) -> None:
    await appealed(database)
    await play(database, [{ADA: True, BEN: True}], guild_id=GUILD + 1)
    await answer_daily(database, member_id)
    assert (await score_of(database, GUILD, member_id)).answered == 1
    assert not await forget(database, member_id)
    assert await everything_of(database, member_id) == {**NOTHING, "member": str(member_id)}
    assert (await score_of(database, GUILD, member_id)).answered == 0
    assert (await tally(database, GUILD, TODAY)).answered == 0
    assert str(member_id) not in await dump(database)


@pytest.mark.parametrize("is_stopped", [True, False], ids=["the end", "a vote"])
async def test_an_answer_to_a_question_that_was_cut_short_is_told_and_forgotten_too(
    database: Database,
    is_stopped: bool,  # noqa: FBT001
) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(BEN))
    if not is_stopped:
        await close_round(database, game_id, 1, NOW, skipped=True, points={})
    await end(database, game_id)
    [told] = json.loads(json.dumps(await everything_of(database, BEN)))["answers"]
    assert (told["term"], told["points"]) == ("adam", None)
    await forget(database, BEN)
    assert str(BEN) not in await dump(database)


async def test_who_judged_others_is_forgotten_and_the_verdict_stays(database: Database) -> None:
    game_id = await appealed(database)
    await forget(database, CLEO)
    assert (await everything_of(database, CLEO))["decisions"] == []
    stands = await decide(database, game_id, 1, ADA, accepted=False, decided_by=BEN)
    assert stands is not None
    assert (stands.state, stands.decided_by, stands.is_new) == ("accepted", None, False)


async def test_being_forgotten_changes_nobody_elses_score(database: Database) -> None:
    await play(database, [{ADA: True, BEN: True}, {ADA: True, BEN: False}])
    before = await leaderboard(database, GUILD, None, None)
    ben = await score_of(database, GUILD, BEN)
    await forget(database, ADA)
    after = await leaderboard(database, GUILD, None, None)
    assert [each.member_id for each in before] == [ADA, BEN]
    assert after == before[1:]
    assert await score_of(database, GUILD, BEN) == ben
    await forget(database, ADA)
    assert await leaderboard(database, GUILD, None, None) == after


async def test_a_game_counts_although_one_of_two_was_forgotten(database: Database) -> None:
    game_id = await appealed(database)
    await appeal(database, game_id, 1, BEN, NOW)
    await forget(database, ADA)
    await decide(database, game_id, 1, BEN, accepted=True, decided_by=CLEO)
    found = await game_of(database, game_id)
    assert found is not None
    assert (found.counts, found.game.counts, found.game.host_id) == (True, False, 0)
    assert [(each.member_id, each.points) for each in await leaderboard(database, GUILD, None, None)] == [(BEN, 1000)]


async def test_a_game_that_runs_keeps_what_it_needs_and_only_that(database: Database) -> None:
    old = await play(database, [{ADA: True, BEN: True}], guild_id=GUILD + 1)
    running = await asked(database)
    await record(database, running, 1, choice(ADA))
    assert await forget(database, ADA)
    assert (await stored_round(database, old, 1)).answers.keys() == {BEN}
    assert (await stored_round(database, running, 1)).answers.keys() == {ADA}
    assert (await game(database, running)).host_id == ADA
    assert await names_of(database, GUILD, [ADA]) == {ADA: f"Member {ADA}"}
    assert await names_of(database, GUILD + 1, [ADA]) == {}
    await close(database, running, 1)
    await end(database, running)
    assert not await forget(database, ADA)
    assert await everything_of(database, ADA) == NOTHING


@pytest.mark.parametrize("part", ["host", "joined", "answered"])
async def test_every_way_to_be_in_a_running_game_is_told(database: Database, part: str) -> None:
    member_id = {"host": ADA, "joined": BEN, "answered": CLEO}[part]
    game_id = await lobby(database, host_id=ADA)
    await join_game(database, game_id, BEN, "Ben")
    await database.write(lambda connection: connection.execute("UPDATE games SET phase = 'playing', begun_at = 1"))
    await ask(database, game_id, 1)
    await record_answer(database, game_id, 1, choice(CLEO), "Cleo")
    assert await forget(database, member_id)
    assert (await game(database, game_id)).joined == {ADA, BEN}
    assert (await stored_round(database, game_id, 1)).answers.keys() == {CLEO}
    assert list(await names_of(database, GUILD, [member_id])) == [member_id]
    assert not await forget(database, CLEO + 1)


async def test_being_hidden_is_a_wish_and_outlasts_being_forgotten(database: Database) -> None:
    await hide(database, ADA, hidden=True)
    await forget(database, ADA)
    assert await is_hidden(database, ADA)


async def test_forgetting_touches_no_one_else(database: Database) -> None:
    await appealed(database)
    await answer_daily(database, BEN)
    before = await everything_of(database, BEN)
    await forget(database, ADA)
    assert await everything_of(database, BEN) == before


async def test_managers_name_a_role_and_a_channel_and_clear_each_alone(database: Database) -> None:
    assert await quiz_settings_of(database, GUILD) == QuizSettings()
    await set_host_role(database, GUILD, 5)
    await set_quiz_channel(database, GUILD, 6)
    assert await quiz_settings_of(database, GUILD) == QuizSettings(host_role_id=5, channel_id=6)
    await set_host_role(database, GUILD, None)
    assert await quiz_settings_of(database, GUILD) == QuizSettings(channel_id=6)
    await set_host_role(database, GUILD, 7)
    await set_quiz_channel(database, GUILD, None)
    assert await quiz_settings_of(database, GUILD) == QuizSettings(host_role_id=7)
    assert await quiz_settings_of(database, GUILD + 1) == QuizSettings()


async def dump(database: Database) -> str:
    return await database.write(lambda connection: "\n".join(connection.iterdump()))
