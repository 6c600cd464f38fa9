"""Short forms of `make drill`'s crowds, and what their judge finds when a promise is broken."""

import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.quiz import LETTERS
from bot.sandbox import Sandbox, SandboxClock
from bot.settings import Settings
from bot.storage import Database
from tests.conftest import Recall
from tests.drill.crowd import Run
from tests.drill.evening import Click, Crowd, Evening, Findings, judge

MANY = Crowd(name="many", players=60, clicks=3, over=0.3, given=20)
APART = Crowd(name="apart", games=24, players=3, over=0.5, given=20)
FEW = Crowd(name="few", players=4, clicks=2, over=0.05, given=20)
ALL_WELL = Findings(recorded=4, refused=4)
A_SECOND = 1000 << 22  # in ids


class SlowClock(SandboxClock):
    """Ten seconds of ours are one of Discord's: however busy the machine, nobody is answered too late."""

    def __init__(self) -> None:
        super().__init__()
        self._began = super().now()

    def now(self) -> datetime:
        return self._began + (super().now() - self.offset - self._began) / 10 + self.offset


@pytest.fixture
async def slow() -> AsyncGenerator[Sandbox]:
    """A Discord whose clock is slow, so that it can't tell what is too fast."""
    async with Sandbox(clock=SlowClock()) as sandbox:
        sandbox.ratelimits.on = False
        yield sandbox


async def found(evening: Evening, settings: Settings) -> Findings:
    assert settings.database is not None
    database = await Database.open(settings.database)
    try:
        return await judge(evening, database)
    finally:
        await database.close()


async def spent(sandbox: Sandbox, settings: Settings, crowd: Crowd) -> Evening:
    """Let a crowd play its whole evening, in which time is up at once after the last click."""
    recall = Recall(sandbox, replace(settings, api_url=sandbox.api_url))
    evening = Evening(sandbox, crowd)
    await recall.start()
    try:
        await evening.begin()
        await evening.answer()
        sandbox.clock.advance(timedelta(seconds=crowd.given + 1))
        await evening.end()
    finally:
        await recall.stop()
    return evening


async def test_each_of_many_who_click_again_and_again_is_recorded_once_and_refused_kindly(
    slow: Sandbox, settings: Settings
) -> None:
    evening = await spent(slow, settings, MANY)
    assert await found(evening, settings) == Findings(recorded=60, refused=120)


async def test_games_in_many_channels_at_once_end_with_their_own_podiums_and_never_too_fast(
    sandbox: Sandbox, settings: Settings
) -> None:
    evening = await spent(sandbox, settings, APART)
    assert await found(evening, settings) == Findings(recorded=72)
    assert sandbox.requests.find(status=429) == []


async def test_the_judge_finds_every_promise_that_is_broken(
    slow: Sandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = await spent(slow, settings, FEW)
    clicks, podium = evening.tables[0].clicks, evening.tables[0].channel.history[-1]
    told = next(each for each in clicks if each.is_first)

    async def with_another(click: Click) -> Findings:
        with monkeypatch.context() as changed:
            changed.setattr(evening, "tables", [replace(evening.tables[0], clicks=[*clicks, click])])
            return await found(evening, settings)

    assert await found(evening, settings) == ALL_WELL
    assert await with_another(replace(told, number=told.number + 1)) == replace(ALL_WELL, double=1)
    other = (told.choice + 1) % 2
    lost = replace(told, number=told.number + 1, choice=other, answer=f"You chose **{LETTERS[other]}** · it")
    assert await with_another(lost) == replace(ALL_WELL, double=1, lost=1)
    assert await with_another(replace(told, number=told.number + 1, answer="")) == replace(ALL_WELL, silent=1)
    # Clicked a second before, but not counted: neither the podium nor the board has its points.
    before = replace(told, number=told.number - A_SECOND, choice=evening.tables[0].right, answer="")
    assert await with_another(before) == replace(ALL_WELL, silent=1, unlike=2)
    podium.components = json.loads(json.dumps(podium.components).replace("**1**", "**2**"))
    assert await found(evening, settings) == replace(ALL_WELL, unlike=1)


# --- what a run's figures say

KEPT = Run(
    crowd=Crowd(name="few", players=4, clicks=2, over=1, given=10, p99=0.5),
    found=ALL_WELL,
    seconds=[0.1] * 7 + [0.5],
    revealed=[0.1],
    refused=0,
    busiest=45,
    blocked="",
    bot=0.001,
    members=0.001,
)


def test_a_run_that_kept_its_promises_has_nothing_to_say() -> None:
    assert list(KEPT.broken()) == []


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda: replace(KEPT, found=replace(ALL_WELL, recorded=3)),
        lambda: replace(KEPT, found=replace(ALL_WELL, refused=3)),
        lambda: replace(KEPT, found=replace(ALL_WELL, lost=1)),
        lambda: replace(KEPT, found=replace(ALL_WELL, double=1)),
        lambda: replace(KEPT, found=replace(ALL_WELL, silent=1)),
        lambda: replace(KEPT, found=replace(ALL_WELL, unlike=1)),
        lambda: replace(KEPT, refused=1),
        lambda: replace(KEPT, seconds=[0.1] * 7 + [0.6]),
        lambda: replace(KEPT, crowd=replace(KEPT.crowd, p99=1.0, slowest=0.4)),
    ],
)
def test_a_run_says_of_each_promise_that_it_broke_it(spoiled: Callable[[], Run]) -> None:
    assert len(list(spoiled().broken())) == 1
