"""The schedule: a job is called again whatever it does, and whatever the machine's clock does."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot import schedule
from bot.schedule import Job, scheduled

OFTEN = timedelta(milliseconds=5)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


class Counter:
    """A job that counts its calls, raises at the first so many, and may be held."""

    def __init__(self, *, failures: int = 0) -> None:
        self.calls = self.running = self.most_at_once = 0
        self.may_end = asyncio.Event()
        self.may_end.set()
        self._failures = failures
        self._called = asyncio.Condition()

    async def call(self) -> None:
        self.calls += 1
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        async with self._called:
            self._called.notify_all()
        await self.may_end.wait()
        self.running -= 1
        if self.calls <= self._failures:
            raise LookupError(f"call {self.calls}")

    async def called(self, times: int) -> None:
        """Return once it has been called so many times more."""
        enough = self.calls + times
        async with asyncio.timeout(5), self._called:
            await self._called.wait_for(lambda: self.calls >= enough)


class Wall:
    """A machine's clock that is wrong by as much as a test likes."""

    def __init__(self, wrong: timedelta) -> None:
        self.wrong = wrong

    def now(self) -> datetime:
        return datetime.now(UTC) + self.wrong


@asynccontextmanager
async def planned_by_a_clock_that_was_wrong(
    monkeypatch: pytest.MonkeyPatch, by: timedelta, *jobs: Job
) -> AsyncGenerator[None]:
    """Plan jobs by a clock that is wrong and put right before the first of them is called."""
    wall = Wall(by)
    monkeypatch.setattr(schedule, "_wall", wall)
    async with scheduled(*jobs):
        wall.wrong = timedelta()
        yield


async def test_a_job_is_called_at_once_and_again_and_again() -> None:
    seldom, often = Counter(), Counter()
    async with scheduled(Job(seldom.call, HOUR), Job(often.call, OFTEN)):
        await asyncio.gather(seldom.called(1), often.called(5))
    assert seldom.calls == 1


async def test_nothing_is_called_after_the_end() -> None:
    ended, other = Counter(), Counter()
    async with scheduled(Job(ended.call, OFTEN)):
        await ended.called(2)
    before = ended.calls
    async with scheduled(Job(other.call, OFTEN)):
        await other.called(5)
    assert ended.calls == before


async def test_a_job_that_raises_is_logged_with_its_traceback_and_called_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = Counter(failures=2)
    async with scheduled(Job(job.call, OFTEN)):
        await job.called(4)
    logged = [record for record in caplog.records if record.name == "bot.schedule"]
    assert [str(record.exc_info and record.exc_info[1]) for record in logged] == ["call 1", "call 2"]
    assert all("Counter.call" in record.message for record in logged)


async def test_a_job_that_raises_stops_no_other() -> None:
    bad, good = Counter(failures=1_000), Counter()
    async with scheduled(Job(bad.call, OFTEN), Job(good.call, OFTEN)):
        await asyncio.gather(bad.called(3), good.called(3))


async def test_a_slow_job_is_not_called_twice_at_a_time_and_is_called_again_once_it_is_done() -> None:
    slow, other = Counter(), Counter()
    slow.may_end.clear()
    async with scheduled(Job(slow.call, OFTEN), Job(other.call, OFTEN)):
        await other.called(10)
        assert slow.calls == 1
        slow.may_end.set()
        await slow.called(2)
    assert slow.most_at_once == 1


async def test_a_call_that_comes_late_is_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Counter()
    async with planned_by_a_clock_that_was_wrong(monkeypatch, -HOUR / 2, Job(job.call, HOUR)):
        await job.called(1)


async def test_many_calls_that_are_late_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    late, other = Counter(), Counter()
    jobs = Job(late.call, 10 * SECOND), Job(other.call, OFTEN)
    async with planned_by_a_clock_that_was_wrong(monkeypatch, -55 * SECOND, *jobs):
        await asyncio.gather(late.called(1), other.called(5))
    assert late.calls == 1


async def test_a_wall_clock_that_jumps_ahead_by_days_stalls_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    job, loop = Counter(), asyncio.get_running_loop()
    started = loop.time()
    async with planned_by_a_clock_that_was_wrong(monkeypatch, -30 * 24 * HOUR, Job(job.call, SECOND)):
        await job.called(1)
    assert loop.time() - started < 1


async def test_a_wall_clock_set_back_by_an_hour_stalls_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Counter()
    async with planned_by_a_clock_that_was_wrong(monkeypatch, HOUR, Job(job.call, OFTEN)):
        await job.called(3)
