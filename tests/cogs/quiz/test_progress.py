"""Progress: a message shows what happens to it at most once a second, and at last the newest."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from itertools import pairwise

import pytest
import pytest_asyncio

from bot.cogs.quiz import face, table
from bot.sandbox import Message, Sandbox
from tests.cogs.quiz.conftest import SECOND, Club
from tests.conftest import Recall, serving, settings_for, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

A_SECOND = 0.95 * SECOND  # between two arrivals, when requests are sent a second apart


@pytest.fixture(scope="module", autouse=True)
def calm(hasty: None) -> Generator[None]:
    """Edit as seldom as the bot does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(face, "APART", 1.0)
        patch.setattr(table, "GATHERED", 0.05)
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """A bot on a sandbox whose time runs, and whose limits hold."""
    folder = tmp_path_factory.mktemp("progress")
    async with Sandbox() as sandbox, serving(sandbox, settings_for(sandbox, folder)) as recall:
        yield recall


def check_calm(club: Club, message: Message, *, most: int) -> None:
    """Check that a message was edited at most once a second, so often at most, and that nothing was too much."""
    edits = club.sandbox.requests.find("PATCH", rf"/channels/{club.room.id}/messages/{message.id}")
    assert 1 <= len(edits) <= most
    assert all(second.at - first.at >= A_SECOND for first, second in pairwise(edits))
    assert club.sandbox.requests.find(status=429) == []


async def test_a_burst_of_answers_is_a_few_edits_and_the_last_one_is_shown(club: Club) -> None:
    await club.start(seconds=60)
    question = await club.posted("quiz:answer")
    first = question.buttons[0].custom_id or ""
    crowd = club.crowd(50)
    for some in (crowd[:20], crowd[20:49], crowd[49:]):
        replies = await asyncio.gather(*(club.press(who, question, first) for who in some))
        assert all("You chose" in shown(reply).text for reply in replies)
    await club.shows(question, "50 answered")
    check_calm(club, question, most=4)
    await club.use("stop", by=club.teacher)
    await club.podium()
    assert "**The game was stopped** · 50 answered" in question.text
    assert all(button.disabled for button in question.buttons)
    assert club.sandbox.requests.find(status=429) == []


async def test_a_burst_of_joins_is_a_few_edits_and_the_last_one_is_shown(club: Club) -> None:
    await club.start(lobby=120)
    lobby = await club.posted("quiz:join")
    crowd = club.crowd(25)
    for some in (crowd[:24], crowd[24:]):
        await asyncio.gather(*(club.press(who, lobby, "Join") for who in some))
    await club.shows(lobby, "**26 players:**")
    check_calm(club, lobby, most=3)


async def test_an_edit_that_fails_is_tried_again(club: Club) -> None:
    await club.start(seconds=60)
    question = await club.posted("quiz:answer")
    edit = rf"/channels/{club.room.id}/messages/{question.id}"
    failing = club.sandbox.faults.answer("PATCH", edit, 503, times=2)
    await club.press(club.ben, question, question.buttons[0].custom_id or "")
    await club.shows(question, "1 answered")
    assert failing.left == 0
    check_calm(club, question, most=3)
