"""The pacer: evenly spaced, games before daily posts before progress, on a clock that the test moves."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from discord.http import MultipartParameters

from bot.client import Bot, Components
from bot.client.pacer import Lane, Pacer, lane
from bot.cogs.help import Help
from bot.sandbox import Channel, Guild, Person, Sandbox
from bot.storage import Database

SLACK = 1e-9


class Time:
    """A clock that jumps to wherever somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        for _ in range(5):  # whoever was just admitted looks at the clock first
            await asyncio.sleep(0)
        self.now += seconds


class Counting(Pacer):
    """A pacer that keeps who took a turn."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Lane] = []

    async def turn(self, lane: Lane, order: float = 0.0) -> None:
        self.turns.append(lane)
        await super().turn(lane, order)


async def test_every_request_with_the_token_takes_a_turn_and_no_answer_does(
    sandbox: Sandbox, guild: Guild, study: Channel, ada: Person, tmp_path: Path
) -> None:
    database, pacer = await Database.open(tmp_path / "recall.db"), Counting()
    async with Bot(sandbox.api_url, database, Components(), pacer) as bot:
        await bot.add_cog(Help())
        serving = asyncio.create_task(bot.serve(sandbox.token))
        await sandbox.ready()
        assert len(pacer.turns) == len(sandbox.requests) > 2
        before = len(pacer.turns)
        assert (await ada.use(study, "help")).ephemeral
        assert len(pacer.turns) == before
        with lane(Lane.DAILY):
            await bot.http.send_message(study.id, params=MultipartParameters({"content": "x"}, None, None))
        assert pacer.turns[before:] == [Lane.DAILY]
    await asyncio.gather(serving, return_exceptions=True)
    await database.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def send(time: Time) -> Callable[[Lane, int], "asyncio.Task[list[float]]"]:
    pacer = Pacer(time, time.sleep)

    async def moments(lane: Lane, count: int) -> list[float]:
        async def one() -> float:
            await pacer.turn(lane)
            return time.now

        return list(await asyncio.gather(*(one() for _ in range(count))))

    return lambda lane, count: asyncio.ensure_future(moments(lane, count))


Send = Callable[[Lane, int], "asyncio.Task[list[float]]"]


async def test_no_second_holds_more_than_45_requests(send: Send) -> None:
    moments = await send(Lane.GAME, 500)
    for index in range(45, 500):
        assert moments[index] - moments[index - 45] >= 1 - SLACK


async def test_a_loop_that_wakes_late_makes_up_for_it_without_ever_passing_discords_limit() -> None:
    time = Time()

    async def oversleep(seconds: float) -> None:
        await time.sleep(seconds + 0.02)

    pacer, moments = Pacer(time, oversleep), list[float]()

    async def one() -> None:
        await pacer.turn(Lane.DAILY)
        moments.append(time.now)

    await asyncio.gather(*(one() for _ in range(400)))
    assert max(moments) < 400 / 40 + 0.2
    assert all(moments[index] - moments[index - 49] >= 1 - SLACK for index in range(49, 400))


async def test_what_waited_for_a_connection_does_not_leave_together(time: Time) -> None:
    trace = Pacer(time, time.sleep).trace()
    left = list[float]()

    async def leave(*, is_paced: bool) -> None:
        context: Any = SimpleNamespace(is_paced=is_paced)
        await trace.on_connection_reuseconn[0](None, context, None)  # pyright: ignore[reportArgumentType]
        left.append(time.now)

    await asyncio.gather(*(leave(is_paced=False) for _ in range(200)))
    assert time.now == 0
    left.clear()
    await asyncio.gather(*(leave(is_paced=True) for _ in range(200)))
    assert all(left[index] - left[index - 45] >= 1 - SLACK for index in range(45, 200))


async def test_the_lowest_order_of_a_lane_goes_first_whoever_came_first(time: Time) -> None:
    pacer, called = Pacer(time, time.sleep), list[float]()

    async def one(order: float) -> None:
        await pacer.turn(Lane.DAILY, order)
        called.append(order)

    await asyncio.gather(*(one(order) for order in (3.0, 1.0, 2.0, 1.5)))
    assert called == [1.0, 1.5, 2.0, 3.0]


async def test_no_second_holds_more_than_40_daily_posts(send: Send) -> None:
    moments = await send(Lane.DAILY, 200)
    for index in range(40, 200):
        assert moments[index] - moments[index - 40] >= 1 - SLACK


async def test_a_game_overtakes_a_thousand_waiting_daily_posts(send: Send) -> None:
    daily, game = send(Lane.DAILY, 1000), send(Lane.GAME, 5)
    assert max(await game) < 0.2
    assert max(await daily) > 20


async def test_progress_waits_for_all_others(send: Send) -> None:
    progress, daily, game = send(Lane.PROGRESS, 1), send(Lane.DAILY, 1), send(Lane.GAME, 10)
    await asyncio.gather(progress, daily, game)
    assert max(await game) < (await daily)[0] < (await progress)[0]


async def test_daily_posts_leave_turns_that_progress_takes(send: Send) -> None:
    daily, progress = send(Lane.DAILY, 400), send(Lane.PROGRESS, 10)
    assert max(await progress) < max(await daily)


async def test_a_cancelled_sender_takes_no_turn(time: Time) -> None:
    pacer = Pacer(time, time.sleep)
    tasks = [asyncio.create_task(pacer.turn(Lane.GAME)) for _ in range(100)]
    await asyncio.sleep(0)
    for task in tasks[1:-1]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert time.now < 0.1


async def test_an_idle_pacer_does_not_save_up_turns(send: Send, time: Time) -> None:
    await send(Lane.GAME, 1)
    time.now += 3600
    moments = await send(Lane.GAME, 46)
    assert moments[45] - moments[0] >= 1 - SLACK
