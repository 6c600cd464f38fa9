"""One open page, used as a person uses it."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # containers have no user namespaces; the page is our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITHIN = 20_000  # milliseconds: generous, since nothing waits that long unless it is broken
expect.set_options(timeout=WITHIN)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page; `complaints` holds what its console said, `asked` every address it loaded."""

    page: Page
    complaints: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

    async def go(self, address: str) -> None:
        """Open the sandbox's page, and wait until it shows a channel."""
        await self.page.goto(address)
        await expect(self.page.locator(".beginning")).to_be_attached()

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Message", exact=True)

    @property
    def menu(self) -> Locator:
        return self.page.locator("#menu-items").get_by_role("option")

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages").get_by_role("article")

    @property
    def last(self) -> Locator:
        return self.messages.last

    def option(self, name: str) -> Locator:
        return self.page.get_by_role("combobox", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.last.get_by_role("button", name=name, exact=True)

    def message(self, text: str) -> Locator:
        return self.messages.filter(has_text=text)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)

    async def write(self, text: str) -> None:
        """Write a message."""
        await self.text.fill(text)
        await self.press("Enter")

    async def define(self, term: str, *, private: bool = False) -> None:
        """Use /define with free text, passing by what is suggested."""
        await self.text.fill("/define ")
        await self.option("term").fill(term)
        await expect(self.option("term")).to_have_value(term)
        if private:
            await self.page.get_by_role("button", name=re.compile("^Add option private")).click()
            await self.menu.filter(has_text="True").click()
        await self.page.get_by_role("button", name="Send").click()

    async def be(self, name: str) -> None:
        """Become another person in this tab."""
        await self.page.locator("#people button", has_text=name).click()
        await expect(self.page.locator("#people button", has_text=name)).to_have_attribute("aria-pressed", "true")

    async def fits(self) -> bool:
        """Tell whether nothing has to be scrolled sideways."""
        return await self.page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('main, #messages, #compose')]"
            ".every(one => one.scrollWidth <= one.clientWidth)"
        )


async def open_tab(
    browser: Browser, address: str, *, width: int = 1180, height: int = 780, scheme: str = "dark", scale: float = 1
) -> tuple[BrowserContext, Tab]:
    """Open the page in a browser of its own, with its own memory."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-US",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    tab = watched(await context.new_page())
    await tab.go(address)
    return context, tab


def watched(page: Page) -> Tab:
    """Return a page whose complaints and requests are written down."""
    tab = Tab(page)
    page.set_default_timeout(WITHIN)
    page.on("console", lambda said: tab.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: tab.complaints.append(f"{error}\n{error.stack}"))
    page.on("request", lambda request: tab.asked.append(request.url))
    return tab


def without(complaints: Sequence[str], *expected: str) -> list[str]:
    """Return the complaints that nobody expected."""
    return [one for one in complaints if not any(part in one for part in expected)]
