"""Fair by Discord's clock alone: the bot's own may be wrong."""

from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest

from bot.sandbox import Sandbox
from tests.cogs.daily.mortal import Mortal
from tests.cogs.quiz.conftest import CALM, SECOND, Club, Still
from tests.conftest import settings_for, shown


@pytest.fixture(params=[-420, -3, 3, 420])
async def wrong(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> AsyncGenerator[Club]:
    """A club whose bot's clock is wrong by so many seconds."""
    async with Sandbox(clock=Still()) as sandbox:
        sandbox.ratelimits.on = False
        mortal = Mortal(sandbox, settings_for(sandbox, tmp_path_factory.mktemp("wrong")))
        mortal.watch.wrong = timedelta(seconds=request.param)
        await mortal.start()
        yield Club.found(mortal)
        await mortal.stop()


async def test_a_bot_whose_clock_is_wrong_opens_closes_and_scores_at_the_right_moments(wrong: Club) -> None:
    await wrong.start(lobby=15, questions=2)
    lobby = await wrong.lobby()
    await wrong.press(wrong.ben, lobby, "Join")
    wrong.advance(15)
    question = await wrong.question()
    assert question.timestamp == lobby.timestamp + 15 * SECOND
    wrong.advance(2)
    await wrong.right(wrong.ada)
    await wrong.shows(question, "1 answered")
    wrong.advance(18)
    assert "You chose" in shown(await wrong.wrong(wrong.ben)).text
    assert (await wrong.reveal()).timestamp == question.timestamp + 20 * SECOND
    second = await wrong.go_on(2)
    await wrong.right(wrong.ada, 2)
    await wrong.right(wrong.ben, 2)
    await wrong.shows(second, "2 answered")
    wrong.advance(CALM - 0.001)
    assert await wrong.takes_answers(2)
    wrong.advance(0.001)
    assert (await wrong.reveal(2)).timestamp == second.timestamp + CALM * SECOND
    podium = await wrong.podium()
    assert "**1** · ada · 1,950 points" in podium.text
    assert "**2** · ben · 1,000 points" in podium.text
