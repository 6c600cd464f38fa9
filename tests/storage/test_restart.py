"""Whatever happens in a game and whenever the bot is restarted: what is stored is what was played."""

import asyncio
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.quiz import Answer, Ending, Game, Phase, Round, Rules, Scoring, planned, scored
from bot.storage import (
    Database,
    begin_game,
    close_round,
    delay_round,
    end_game,
    game_of,
    intend_round,
    join_game,
    open_round,
    record_answer,
    unfinished_games,
)
from tests.storage.played import ADA, CHANNEL, GUILD, NOW, QUESTIONS, SECOND, lobby

WHAT = ("join", "next", "out", "answer", "answer", "answer", "delay", "close", "skip", "end", "restart")
Event = tuple[str, int, int]  # what, and two numbers that say more
EVENTS = st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 3), st.integers(0, 9)), max_size=30)


class Twins:
    """A game in memory, and the same as it is stored."""

    def __init__(self, database: Database, live: Game) -> None:
        self.database, self.live = database, live

    async def happen(self, what: str, one: int, two: int) -> None:
        database, live, current = self.database, self.live, self.live.current
        match what:
            case "join" if live.phase is Phase.LOBBY:
                assert await join_game(database, live.id, ADA + one, "name") is live.join(ADA + one)
            case "next":
                assert await begin_game(database, live.id, NOW) is live.begin()
                if (following := live.next_round()) and following.opened is None:
                    assert await intend_round(database, live.id, following.number, NOW)
            case "end" if two > 8:
                for because in (Ending.STOPPED, Ending.ABANDONED):
                    is_new = await end_game(database, live.id, NOW, because, counts=live.counts)
                    assert is_new is live.end(because)
            case _ if current:
                await self._in_round(current, what, one, two)
            case _:
                pass

    async def _in_round(self, current: Round, what: str, one: int, two: int) -> None:
        database, number = self.database, current.number
        at = NOW + two * SECOND + one * timedelta(milliseconds=7)
        match what:
            case "out":
                await open_round(database, self.live.id, number, 7, at)
                current.appear(at)
            case "answer":
                await self._answer(current, ADA + one, at)
            case "delay":
                await delay_round(database, self.live.id, number, at, one * SECOND)
                current.delay(at, one * SECOND)
            case "close" if current.opened:
                await self._end(current, skipped=False)
            case "skip" if two > 6:
                await self._end(current, skipped=True)
            case _:
                pass

    async def _answer(self, current: Round, member_id: int, at: datetime) -> None:
        is_typed = not current.question.options
        answer = Answer(
            member_id=member_id,
            at=at,
            choice=None if is_typed else at.second % 2,
            said="it" if is_typed else None,
            is_right=at.second % 2 == 1,
        )
        try:
            current.answer(answer)
        except Refusal:
            return
        assert await record_answer(self.database, self.live.id, current.number, answer, "name") == answer

    async def _end(self, current: Round, *, skipped: bool) -> None:
        is_new = current.skip() if skipped else current.close()
        ended = await close_round(
            self.database, self.live.id, current.number, NOW, skipped=skipped, points=scored(current)
        )
        assert ended is is_new


async def play(events: list[Event], scoring: Scoring) -> None:
    rules = Rules(scoring=scoring, seconds=5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recall.db"
        database = await Database.open(path)
        game_id = await lobby(database, rules=rules)
        live = Game(
            id=game_id,
            guild_id=GUILD,
            channel_id=CHANNEL,
            host_id=ADA,
            rules=rules,
            seed="seed",
            rounds=planned(QUESTIONS, rules),
        )
        for what, one, two in [*events, ("restart", 0, 0)]:
            if what == "restart":
                await database.close()
                database = await Database.open(path)
                live = await same(database, live)
            else:
                await Twins(database, live).happen(what, one, two)
        assert await unfinished_games(database) == [live.id]
        await database.close()


async def same(database: Database, live: Game) -> Game:
    """Return the stored game, which must be the live one in all that a player can see."""
    found = await game_of(database, live.id)
    assert found is not None
    for each in live.rounds:  # the order in which it was told of them says nothing
        each.delays = tuple(sorted(each.delays))
    assert found.game == live
    assert found.game.standings == live.standings
    assert (found.game.players, found.game.due, found.game.over) == (live.players, live.due, live.over)
    sums = "SELECT member_id, SUM(points) AS points FROM answers WHERE points IS NOT NULL GROUP BY member_id"
    rows = await database.read(lambda connection: connection.execute(sums).fetchall())
    assert {row["member_id"]: row["points"] for row in rows} == {each.member_id: each.points for each in live.standings}
    return found.game


@given(events=EVENTS, scoring=st.sampled_from(Scoring))
@settings(max_examples=20)
def test_a_game_is_after_a_restart_what_it_was_before(events: list[Event], scoring: Scoring) -> None:
    asyncio.run(play([("next", 0, 0), ("out", 0, 0), *events], scoring))
