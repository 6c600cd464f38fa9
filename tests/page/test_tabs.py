"""The page around the messages: its clock, its channels, and the sandbox that comes and goes."""

import asyncio
from datetime import timedelta

import pytest
from playwright.async_api import Route, expect

from bot.sandbox import Channel, Sandbox
from tests.page.conftest import OpenTab
from tests.page.tab import Tab
from tests.sandbox.raw import RawBot

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_clock_moves_forward_for_everybody(open_page: OpenTab, sandbox: Sandbox) -> None:
    tab, other = await open_page("boss"), await open_page("ben")
    before = sandbox.clock.now()
    for step in ("a minute", "an hour", "a day"):
        await tab.page.get_by_role("button", name=f"Move the clock forward by {step}").click()
    await expect(other.page.locator("#clock-ahead")).to_have_text("1 day ahead")
    assert timedelta(days=1, hours=1) < sandbox.clock.now() - before < timedelta(days=1, hours=2)
    await tab.write("tomorrow")
    await expect(other.last).to_contain_text("Today at")


async def test_a_new_message_elsewhere_is_marked_until_it_is_read(
    open_page: OpenTab, raw: RawBot, quiz: Channel
) -> None:
    tab = await open_page()
    await raw.post(quiz, "news")
    room = tab.page.get_by_role("button", name="quiz (new messages)")
    await room.click()
    await expect(tab.last).to_contain_text("news")
    await expect(tab.page.get_by_role("button", name="quiz", exact=True)).to_be_visible()


async def test_what_is_typed_while_a_message_is_on_its_way_stays(open_page: OpenTab) -> None:
    tab = await open_page()
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await tab.page.route("**/calls/write", hold)
    await tab.write("one")
    await expect(tab.text).to_have_value("")
    await tab.type("two")
    async with tab.page.expect_response("**/calls/write"):
        released.set()
    await expect(tab.last).to_contain_text("one")
    await expect(tab.text).to_have_value("two")


async def test_the_page_waits_for_the_sandbox_and_finds_its_person_again(open_page: OpenTab, sandbox: Sandbox) -> None:
    tab: Tab = await open_page("ben")
    port = int(sandbox.page_url.rstrip("/").rpartition(":")[2])
    await sandbox.close()
    await expect(tab.page.get_by_role("alert").filter(has_text="The sandbox is not running")).to_be_visible()
    async with Sandbox(port=port) as anew:
        guild = anew.guild("Anew")
        guild.channel("study")
        for name in ("ada", "ben"):
            anew.person(name, guild=guild)
        await expect(tab.page.get_by_role("heading", name="Anew")).to_be_visible()
        await expect(tab.page.locator("#people [aria-pressed=true]")).to_contain_text("ben")
        await tab.page.context.close()
