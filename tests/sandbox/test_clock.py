import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.sandbox import SandboxClock
from bot.sandbox.snowflake import Snowflakes, moment_of

HOUR = timedelta(hours=1)


async def test_the_sandboxs_time_runs_with_the_machines() -> None:
    clock: Clock = SandboxClock()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


async def test_time_that_is_moved_forward_wakes_sleepers_in_their_order() -> None:
    clock, woken = SandboxClock(), list[int]()

    async def sleep(hours: int) -> None:
        await clock.sleep_until(start + hours * HOUR)
        woken.append(hours)

    start = clock.now()
    sleepers = [asyncio.create_task(sleep(hours)) for hours in reversed(range(1, 30))]
    await asyncio.sleep(0)
    clock.advance(28.5 * HOUR)
    await asyncio.wait_for(asyncio.gather(*sleepers[1:]), 5)
    assert woken == list(range(1, 29))
    assert not sleepers[0].done()
    clock.advance(HOUR)
    await asyncio.wait_for(sleepers[0], 5)


async def test_a_moment_that_has_passed_is_not_waited_for() -> None:
    clock = SandboxClock()
    await asyncio.wait_for(clock.sleep_until(clock.now() - HOUR), 5)


async def test_an_alarm_that_was_taken_back_does_not_ring() -> None:
    clock, rung, last = SandboxClock(), list[str](), asyncio.Event()
    back = clock.alarm(clock.now() + HOUR, lambda: rung.append("back"))
    clock.alarm(clock.now() + HOUR, lambda: rung.append("kept"))
    clock.alarm(clock.now() + 1.5 * HOUR, last.set)
    clock.silence(back)
    clock.advance(2 * HOUR)
    await asyncio.wait_for(last.wait(), 5)
    assert rung == ["kept"]


async def test_time_does_not_move_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        SandboxClock().advance(-HOUR)


async def test_ids_grow_and_tell_their_moment() -> None:
    clock = SandboxClock()
    ids = Snowflakes(clock)
    many = [ids.next() for _ in range(1_000)]
    assert many == sorted(set(many))
    clock.advance(HOUR)
    assert abs(moment_of(ids.next()) - clock.now()) < timedelta(seconds=5)
    assert moment_of(ids.next()) - moment_of(many[-1]) >= HOUR


async def test_older_ids_come_before_all_others_a_millisecond_apart() -> None:
    ids = Snowflakes(SandboxClock())
    older = [ids.older() for _ in range(10)]
    assert max(older) < ids.next()
    assert {(one >> 22) % 10 for one in older} == set(range(10))
