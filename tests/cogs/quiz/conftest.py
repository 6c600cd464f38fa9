"""Study groups that play: one bot serves all of a module's, and its time stands still until a test moves it."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cogs.quiz import face, table
from bot.sandbox import Sandbox
from tests.cogs.quiz.club import CALM, GLOSSARY, NONSENSE, READING, SECOND, START, Club, Still, labels
from tests.conftest import Recall, serving, settings_for

__all__ = ["CALM", "GLOSSARY", "NONSENSE", "READING", "SECOND", "START", "Club", "Still", "labels"]


@pytest.fixture(scope="module", autouse=True)
def hasty() -> Generator[None]:
    """Edit as often as there is news."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(face, "APART", 0.0)
        patch.setattr(table, "GATHERED", 0.0)
        yield


@asynccontextmanager
async def running(folder: Path, glossary: Path | None = None) -> AsyncGenerator[Recall]:
    """Start a bot on a sandbox of its own whose time stands still, so that no limit on requests a second holds."""
    async with Sandbox(clock=Still()) as sandbox:
        sandbox.ratelimits.on = False
        async with serving(sandbox, settings_for(sandbox, folder, glossary)) as recall:
            yield recall


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """The bot that serves a module's clubs: many servers on one bot are what it is made for."""
    async with running(tmp_path_factory.mktemp("shared")) as recall:
        yield recall


@pytest_asyncio.fixture(loop_scope="module")
async def club(shared: Recall) -> AsyncGenerator[Club]:
    """A new club on the module's bot; its tests are marked with the module's loop."""
    club = Club.found(shared)
    shared.sandbox.requests.clear()
    yield club
    shared.sandbox.faults.clear()
    if club.guild.has(shared.sandbox.world.bot):
        await club.use("stop", by=club.teacher)
        club.guild.remove_bot()


@pytest.fixture
async def own(tmp_path: Path) -> AsyncGenerator[Club]:
    """A club whose bot serves it alone, so that a test may stop it and start it again."""
    async with running(tmp_path) as recall:
        yield Club.found(recall)
