"""A real browser on the real page, with the real bot behind it; all of them live on one event loop."""

import os
from collections.abc import AsyncGenerator, Awaitable, Callable

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.sandbox import Channel, Guild, Person, Sandbox
from bot.settings import Settings
from tests.conftest import Recall
from tests.page.tab import CHROMIUM, FLAGS, Tab, open_tab, without
from tests.sandbox.raw import RawBot

NEEDED = os.environ.get("RECALL_BROWSER_TESTS") == "1"
OpenTab = Callable[..., Awaitable[Tab]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    if CHROMIUM is None:
        if NEEDED:
            pytest.fail("RECALL_BROWSER_TESTS=1, but there is no Chromium")
        pytest.skip("no Chromium is installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox() as sandbox:
        sandbox.world.bot.name = "Recall"
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def recall(sandbox: Sandbox, settings: Settings) -> AsyncGenerator[Recall]:
    recall = Recall(sandbox, settings)
    await recall.start()
    yield recall
    await recall.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def raw(sandbox: Sandbox) -> AsyncGenerator[RawBot]:
    """A bot that answers what a test tells it to."""
    async with aiohttp.ClientSession() as http:
        yield RawBot(sandbox, http)


@pytest.fixture(autouse=True)
def furniture(study: Channel, quiz: Channel, boss: Person, ada: Person, ben: Person) -> None:
    """Who and what there is, in this order."""


@pytest.fixture
def quiz(guild: Guild) -> Channel:
    return guild.channel("quiz")


@pytest.fixture
def boss(sandbox: Sandbox, guild: Guild) -> Person:
    return sandbox.person("boss", guild=guild, manager=True)


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sandbox: Sandbox) -> AsyncGenerator[OpenTab]:
    """Open pages, each with a memory of its own; at the end none of them may have complained."""
    opened: list[Tab] = []

    async def open_page(person: str = "ada", *, width: int = 1180) -> Tab:
        _, tab = await open_tab(browser, sandbox.page_url, width=width)
        opened.append(tab)
        if width >= 720:
            await tab.be(person)
        return tab

    yield open_page
    for tab in opened:
        await tab.page.context.close()
    # What the browser itself says of a lost connection or of a refused call is no fault of the page.
    assert [without(tab.complaints, "ERR_CONNECTION_REFUSED", "status of 422", "WebSocket") for tab in opened] == [
        [] for _ in opened
    ]


@pytest_asyncio.fixture(loop_scope="session")
async def tab(open_page: OpenTab, recall: Recall) -> Tab:
    """A page, with the bot behind it, of a member."""
    del recall
    return await open_page()
