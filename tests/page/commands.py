"""Slash commands as a person fills them in on the page, option by option."""

import re

from playwright.async_api import expect

from tests.page.tab import Tab


async def begin(tab: Tab, command: str) -> None:
    """Write a command's name, such as "quiz start"; its required options open."""
    await tab.text.fill(f"/{command} ")
    await expect(tab.page.get_by_role("group", name=f"Command /{command}")).to_be_visible()


async def put(tab: Tab, option: str, text: str) -> None:
    """Type a value into an option, which opens if it is not required."""
    if not await tab.option(option).is_visible():
        await tab.page.get_by_role("button", name=re.compile(f"^Add option {option}:")).click()
    await tab.option(option).fill(text)


async def pick(tab: Tab, option: str, typed: str, row: str) -> None:
    """Type the beginning of a value and choose a row of the list that opens."""
    await put(tab, option, typed)
    await tab.menu.get_by_text(row, exact=True).click()
    await expect(tab.option(option)).to_have_value(row)


async def send(tab: Tab) -> None:
    """Send the command."""
    await tab.page.get_by_role("button", name="Send").click()
    await expect(tab.text).to_be_visible()


async def enter(tab: Tab, channel: str) -> None:
    """Go into a channel, whether or not there is something new in it."""
    await tab.page.get_by_role("button", name=re.compile(rf"^{channel}\b")).click()
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text(channel)


async def move_on(tab: Tab, by: str) -> None:
    """Move everybody's time forward by a minute, an hour or a day."""
    async with tab.page.expect_response("**/calls/*"):
        await tab.page.get_by_role("button", name=f"Move the clock forward by {by}").click()
