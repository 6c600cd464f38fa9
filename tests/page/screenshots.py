"""Makes the pictures that the README shows: `make screenshots` plays the sandbox as it ships and looks."""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Locator, async_playwright, expect

from bot import app, settings
from bot.glossary import load, shipped
from tests.page.commands import begin, enter, move_on, pick, put, send
from tests.page.tab import CHROMIUM, FLAGS, Tab, open_tab

FOLDER = Path(__file__).parents[2] / ".github" / "screenshots"
LARGEST = 200_000  # bytes of a picture
ZONE = ZoneInfo("Europe/Berlin")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Studio:
    """Where the pictures are taken."""

    browser: Browser
    address: str

    async def open(self, *, width: int, height: int, scheme: str = "dark", scale: float = 1) -> Tab:
        _, tab = await open_tab(self.browser, self.address, width=width, height=height, scheme=scheme, scale=scale)
        await expect(tab.page.get_by_role("status").filter(has_text="online")).to_be_visible()
        return tab


async def take(tab: Tab, name: str) -> None:
    """Take a picture, and close the page."""
    path = FOLDER / f"{name}.png"
    await tab.page.mouse.move(0, 0)  # nothing lights up under it
    await tab.page.screenshot(path=path, animations="disabled", caret="hide")
    await tab.page.context.close()
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path} has {path.stat().st_size} bytes, more than {LARGEST}")
    print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)  # noqa: T201  (a command's output)


async def frame(tab: Tab, first: Locator) -> None:
    """Make the page as high as what stands from `first` to the end, which belongs into one picture."""
    lacking = await first.evaluate(
        """first => {
            const list = document.querySelector('#messages');
            const above = first.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop - 8;
            return Math.ceil(list.scrollHeight - above) - list.clientHeight;
        }"""
    )
    size = tab.page.viewport_size
    assert size is not None
    await tab.page.set_viewport_size({"width": size["width"], "height": size["height"] + lacking})
    await tab.page.locator("#messages").evaluate("list => list.scrollTop = list.scrollHeight")


async def half_past_eight(tab: Tab) -> None:
    """Move the time to the next half past eight in the morning."""
    shown = await tab.page.locator("#clock").get_attribute("datetime")
    now = datetime.fromisoformat(shown or "").astimezone(ZONE)
    left = (now.replace(hour=8, minute=30, second=0, microsecond=0) - now) % DAY + MINUTE
    for step, by in ((HOUR, "an hour"), (MINUTE, "a minute")):
        for _ in range(left // step):
            await move_on(tab, by)
        left %= step


async def typing(studio: Studio) -> None:
    tab = await studio.open(width=1100, height=640)
    await tab.text.press_sequentially("/define ")
    await tab.type("backp")
    await expect(tab.menu.first).to_have_text("Backpropagation")
    await take(tab, "typing")


async def card(studio: Studio) -> None:
    tab = await studio.open(width=960, height=940)
    await tab.define("dropout")
    await expect(tab.last.get_by_role("heading", name="Dropout")).to_be_visible()
    await frame(tab, tab.page.locator(".beginning"))
    await take(tab, "card")


async def question(studio: Studio) -> None:
    tab = await studio.open(width=1100, height=640)
    await tab.page.get_by_role("button", name="quiz").click()
    await tab.define("pooling maximum average")
    await expect(tab.last).to_contain_text("Only you can see this")
    await take(tab, "question")


async def phone(studio: Studio) -> None:
    tab = await studio.open(width=390, height=844, scheme="light", scale=1.5)
    await tab.define("backpropagation")
    await expect(tab.last.get_by_role("heading", name="Backpropagation")).to_be_attached()
    await tab.last.evaluate("element => element.scrollIntoView({ block: 'start' })")
    await take(tab, "phone")


async def daily(studio: Studio) -> None:
    teacher, tab = await studio.open(width=1100, height=640), await studio.open(width=960, height=940)
    await teacher.be("teacher")
    await tab.be("ada")
    await begin(teacher, "daily setup")
    await pick(teacher, "channel", "stu", "#study")
    await put(teacher, "time", "8:30")
    await pick(teacher, "timezone", "berl", "Europe/Berlin")
    await pick(teacher, "category", "reg", "Regularization")
    await pick(teacher, "level", "beg", "Beginner")
    await send(teacher)
    await expect(teacher.message("The daily term is set up")).to_be_visible()
    await half_past_eight(teacher)
    await expect(tab.messages).to_have_count(1)
    await move_on(teacher, "a day")
    await expect(tab.message("Do you remember yesterday's?")).to_be_visible()
    await frame(tab, tab.page.locator(".day").last)
    await take(tab, "daily")
    await teacher.page.context.close()


async def quiz(studio: Studio) -> None:
    ada, ben = await studio.open(width=960, height=940), await studio.open(width=960, height=940)
    for tab, name in ((ada, "ada"), (ben, "ben")):
        await tab.be(name)
        await enter(tab, "quiz")
    await begin(ada, "quiz start")
    await put(ada, "questions", "4")
    await put(ada, "seconds", "120")
    await pick(ada, "category", "reg", "Regularization")
    await pick(ada, "level", "beg", "Beginner")
    await put(ada, "lobby", "0")
    await send(ada)
    asked = ada.message("Which term is this a clue to?").first
    await expect(asked).to_be_visible()
    clue = await asked.locator("blockquote").inner_text()
    right = next(re.compile(rf"· {re.escape(term.name)}$") for term in load(shipped()) if term.quiz.clue == clue)
    await asked.get_by_role("button").filter(has_text=right).click()
    await expect(ada.last).to_contain_text("You chose")
    await ben.last.get_by_role("button").filter(has_not_text=right).first.click()
    await expect(asked).to_contain_text("2 answered")
    for _ in range(2):
        await move_on(ben, "a minute")
    await expect(ada.last).to_contain_text("Standings")
    await frame(ada, asked)
    await take(ada, "quiz")
    await ben.page.context.close()


@asynccontextmanager
async def playing() -> AsyncGenerator[str]:
    """Serve the sandbox with the bot on a free port, as `recall sandbox` does; yield the page's address."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    with tempfile.TemporaryDirectory() as folder:
        chosen = settings.read({"DATABASE_URL": f"sqlite:///{folder}/recall.db"})
        serving = asyncio.create_task(app.serve_sandbox(chosen, port=0, ready=ready.set_result))
        try:
            yield await ready
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


async def main() -> None:
    """Take every picture."""
    if CHROMIUM is None:
        sys.exit("There is no Chromium to take pictures with.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scenes in ((typing, card, question, phone), (daily,), (quiz,)):  # each in a server of its own
            async with playing() as address:
                for scene in scenes:
                    await scene(Studio(browser, address))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
