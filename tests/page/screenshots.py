"""Makes the pictures that the README shows: `make screenshots` plays the sandbox as it ships and looks."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from bot import app, settings
from tests.page.tab import CHROMIUM, FLAGS, Tab, open_tab

FOLDER = Path(__file__).parents[2] / ".github" / "screenshots"
LARGEST = 200_000  # bytes of a picture


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
    # As high as the card is: its beginning and its buttons belong into one picture.
    hidden = await tab.page.locator("#messages").evaluate("list => list.scrollHeight - list.clientHeight")
    await tab.page.set_viewport_size({"width": 960, "height": 940 + hidden})
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
    async with playing() as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scene in (typing, card, question, phone):
            await scene(Studio(browser, address))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
