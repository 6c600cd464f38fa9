"""Appeals: what may be judged again and until when, one decision each, and scores that follow it everywhere."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.quiz import Rules, Scoring
from bot.storage import (
    Appeal,
    AppealState,
    Database,
    appeal,
    close_round,
    decide,
    forget,
    game_of,
    leaderboard,
    note_appeal,
    score_of,
)
from tests.storage.played import (
    ADA,
    BEN,
    CLEO,
    DAN,
    DAY,
    EQUAL,
    GUILD,
    NOW,
    ask,
    asked,
    begun,
    choice,
    close,
    end,
    game,
    record,
    said,
    stored_round,
    typed,
)

OPEN = Appeal(said="drop out", state=AppealState.OPEN, message_id=None, decided_by=None, is_new=True)
MANAGER = 77


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(tmp_path / "recall.db")
    yield database
    await database.close()


async def closed(database: Database, rules: Rules = EQUAL) -> int:
    """Return a game with one typed question: Ada was wrong at first, Ben was wrong, Cleo was right last."""
    game_id = await asked(database, [typed("dropout"), typed("relu")], rules)
    await record(database, game_id, 1, said(ADA, after=1))
    await record(database, game_id, 1, said(BEN, after=2))
    await record(database, game_id, 1, said(CLEO, "dropout", is_right=True, after=3))
    await close(database, game_id, 1)
    return game_id


async def ended(database: Database, rules: Rules = EQUAL) -> int:
    game_id = await closed(database, rules)
    await end(database, game_id, NOW)
    return game_id


async def judged(database: Database, game_id: int, member_id: int, *, accepted: bool = True) -> Appeal | None:
    return await decide(database, game_id, 1, member_id, accepted=accepted, decided_by=MANAGER)


async def won(database: Database) -> dict[int, int]:
    return {each.member_id: each.points for each in await leaderboard(database, GUILD, None, None)}


async def test_a_wrong_typed_answer_is_appealed_once(database: Database) -> None:
    game_id = await closed(database)
    told = await asyncio.gather(*(appeal(database, game_id, 1, ADA, NOW) for _ in range(3)))
    assert [each and each.is_new for each in told] == [True, False, False]
    assert told[0] == OPEN
    await note_appeal(database, game_id, 1, ADA, 5)
    await note_appeal(database, game_id, 1, ADA, 6)
    again = await appeal(database, game_id, 1, ADA, NOW)
    assert again == Appeal(said="drop out", state=AppealState.OPEN, message_id=5, decided_by=None, is_new=False)


async def test_there_is_nothing_to_appeal_but_a_wrong_answer_that_was_typed(database: Database) -> None:
    game_id = await closed(database)
    for number, member_id in ((1, CLEO), (1, DAN), (2, ADA), (9, ADA)):
        assert await appeal(database, game_id, number, member_id, NOW) is None
    assert await appeal(database, game_id + 1, 1, ADA, NOW) is None


async def test_a_wrong_choice_is_not_appealed(database: Database) -> None:
    game_id = await asked(database)
    await record(database, game_id, 1, choice(ADA, is_right=False))
    await close(database, game_id, 1)
    assert await appeal(database, game_id, 1, ADA, NOW) is None


async def test_nothing_is_appealed_before_the_reveal_or_after_a_skip(database: Database) -> None:
    game_id = await asked(database, [typed("dropout")])
    await record(database, game_id, 1, said(ADA))
    assert await appeal(database, game_id, 1, ADA, NOW) is None
    await close_round(database, game_id, 1, NOW, skipped=True, points={})
    assert await appeal(database, game_id, 1, ADA, NOW) is None


async def test_an_appeal_comes_within_a_day_of_the_end(database: Database) -> None:
    game_id = await ended(database)
    assert await appeal(database, game_id, 1, ADA, NOW + DAY) == OPEN
    late = NOW + DAY + timedelta(milliseconds=1)
    assert await appeal(database, game_id, 1, BEN, late) is None
    stands = await appeal(database, game_id, 1, ADA, late)
    assert stands is not None
    assert not stands.is_new


async def test_an_accepted_answer_is_right_everywhere(database: Database) -> None:
    game_id = await ended(database)
    await appeal(database, game_id, 1, ADA, NOW)
    assert await won(database) == {CLEO: 1000, ADA: 0, BEN: 0}
    decided = await judged(database, game_id, ADA)
    assert decided == Appeal(
        said="drop out", state=AppealState.ACCEPTED, message_id=None, decided_by=MANAGER, is_new=True
    )
    assert (await stored_round(database, game_id, 1)).answers[ADA] == said(ADA, is_right=True)
    assert {each.member_id: each.points for each in (await game(database, game_id)).standings} == await won(database)
    assert await won(database) == {ADA: 1000, CLEO: 1000, BEN: 0}
    assert (await score_of(database, GUILD, ADA)).right == 1
    assert [each.right for each in await leaderboard(database, GUILD, None, None)] == [1, 1, 0]


async def test_an_appeal_is_decided_once(database: Database) -> None:
    game_id = await ended(database)
    await appeal(database, game_id, 1, ADA, NOW)
    refused, accepted = await asyncio.gather(
        judged(database, game_id, ADA, accepted=False), decide(database, game_id, 1, ADA, accepted=True, decided_by=78)
    )
    assert refused == Appeal(
        said="drop out", state=AppealState.REFUSED, message_id=None, decided_by=MANAGER, is_new=True
    )
    assert accepted is not None
    assert (accepted.state, accepted.decided_by, accepted.is_new) == (AppealState.REFUSED, MANAGER, False)
    assert await won(database) == {CLEO: 1000, ADA: 0, BEN: 0}
    again = await appeal(database, game_id, 1, ADA, NOW)
    assert again is not None
    assert (again.state, again.is_new) == (AppealState.REFUSED, False)


async def test_what_nobody_appealed_is_not_decided(database: Database) -> None:
    game_id = await ended(database)
    assert await judged(database, game_id, ADA) is None
    assert await won(database) == {CLEO: 1000, ADA: 0, BEN: 0}


async def test_of_two_decisions_about_a_round_neither_undoes_the_other(database: Database) -> None:
    game_id = await ended(database)
    for member_id in (ADA, BEN):
        await appeal(database, game_id, 1, member_id, NOW)
    await asyncio.gather(*(judged(database, game_id, member_id) for member_id in (ADA, BEN)))
    assert await won(database) == {ADA: 1000, BEN: 1000, CLEO: 1000}


async def test_in_a_race_the_accepted_answer_may_take_the_lead(database: Database) -> None:
    game_id = await ended(database, Rules(scoring=Scoring.RACE))
    await appeal(database, game_id, 1, BEN, NOW)
    await judged(database, game_id, BEN)
    assert await won(database) == {BEN: 1000, ADA: 0, CLEO: 0}


async def test_whoever_won_a_race_and_is_forgotten_leaves_their_points_to_nobody(database: Database) -> None:
    game_id = await asked(database, [typed("dropout")], Rules(scoring=Scoring.RACE))
    await record(database, game_id, 1, said(ADA, "dropout", is_right=True, after=1))
    await record(database, game_id, 1, said(BEN, "dropout", is_right=True, after=2))
    await record(database, game_id, 1, said(CLEO, after=3))
    await close(database, game_id, 1)
    await end(database, game_id, NOW)
    await appeal(database, game_id, 1, CLEO, NOW)
    await forget(database, ADA)
    await judged(database, game_id, CLEO)
    stored = await game_of(database, game_id)
    assert stored is not None
    assert await won(database) == {BEN: 0, CLEO: 0}
    assert {each.member_id: each.points for each in stored.game.standings} == {BEN: 0, CLEO: 0}


async def test_an_appeal_in_a_running_game_counts_at_its_end(database: Database) -> None:
    game_id = await closed(database)
    await appeal(database, game_id, 1, ADA, NOW)
    await judged(database, game_id, ADA)
    assert await won(database) == {}
    await end(database, game_id)
    assert await won(database) == {ADA: 1000, CLEO: 1000, BEN: 0}


async def test_an_accepted_answer_puts_no_game_on_the_board_that_does_not_count(database: Database) -> None:
    game_id = await begun(database, [typed("dropout")])
    await ask(database, game_id, 1)
    await record(database, game_id, 1, said(ADA))
    await close(database, game_id, 1)
    await end(database, game_id, NOW)
    await appeal(database, game_id, 1, ADA, NOW)
    await judged(database, game_id, ADA)
    assert await won(database) == {}
    assert (await score_of(database, GUILD, ADA)).right == 1
