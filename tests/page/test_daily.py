"""The daily term on the page: set up from lists, brought by the clock's panel, answered in private."""

import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.glossary import Term
from bot.sandbox import Channel, Guild, Person, Sandbox, SandboxClock
from tests import shipped
from tests.conftest import Recall
from tests.page.commands import begin, enter, move_on, pick, put, send
from tests.page.conftest import OpenTab
from tests.page.tab import Tab

pytestmark = pytest.mark.asyncio(loop_scope="session")

TERMS = [term for term in shipped.glossary() if (term.category, term.difficulty) == ("regularization", "beginner")]
POST = "Beginner · Regularization"
QUESTION = "Do you remember yesterday's?"


class Noon(SandboxClock):
    """A time that runs from a noon on: a day later it is past half past eight of the same date, also after midnight."""

    def __init__(self) -> None:
        super().__init__()
        self._behind = datetime(2027, 1, 10, 12, tzinfo=UTC) - super().now()

    def now(self) -> datetime:
        return super().now() + self._behind


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with Sandbox(clock=Noon()) as sandbox:
        sandbox.world.bot.name = "Recall"
        yield sandbox


async def set_up(boss: Person, study: Channel) -> None:
    """Set the daily term up without the page."""
    interaction = await boss.use(
        study,
        "daily setup",
        channel=study,
        time="8:30",
        timezone="Europe/Berlin",
        category="regularization",
        level="beginner",
    )
    await interaction.settled()


async def next_day(tab: Tab, *, posts: int) -> None:
    """Move the clock by a day, and wait until the channel has that many posts."""
    await move_on(tab, "a day")
    await expect(tab.message(POST)).to_have_count(posts)


async def term_of(post: Locator) -> Term:
    text = await post.inner_text()
    return next(term for term in TERMS if term.mnemonic.image in text)


async def test_a_manager_chooses_from_lists_and_sees_a_preview(
    open_page: OpenTab, recall: Recall, guild: Guild
) -> None:
    del recall
    guild.role("learners", mentionable=True)
    tab, member = await open_page("boss"), await open_page("ada")
    await begin(tab, "daily setup")
    await expect(tab.menu).to_have_text(["#study", "#quiz"])
    await pick(tab, "channel", "stu", "#study")
    await put(tab, "time", "8:30")
    await pick(tab, "timezone", "berl", "Europe/Berlin")
    await pick(tab, "role", "lear", "learners")
    await pick(tab, "category", "reg", "Regularization")
    await pick(tab, "level", "beg", "Beginner")
    await send(tab)
    answer = tab.message("The daily term is set up")
    for part in ("#study gets a term every day at 08:30 (Europe/Berlin)", "4 beginner terms of Regularization"):
        await expect(answer).to_contain_text(part)
    await expect(tab.last.locator(".body .mention")).to_have_text("@learners")
    await expect(tab.last).to_contain_text(POST)
    await expect(tab.last).to_contain_text("Only you can see this")
    await expect(member.messages).to_have_count(0)


async def test_a_channel_that_is_not_in_the_list_is_refused_before_anything_is_sent(
    open_page: OpenTab, recall: Recall
) -> None:
    tab = await open_page("boss")
    await begin(tab, "daily setup")
    await put(tab, "channel", "nowhere")
    await expect(tab.menu).to_have_count(0)
    await tab.page.get_by_role("button", name="Send").click()
    await expect(tab.page.locator("#problem")).to_have_text("channel: Choose a channel from the list.")
    assert recall.sandbox.requests.find("POST", ".*/callback") == []


async def test_each_day_brings_a_term_and_a_question_on_the_one_before_that_is_answered_in_private(
    open_page: OpenTab, recall: Recall, boss: Person, study: Channel
) -> None:
    del recall
    await set_up(boss, study)
    tab, other = await open_page("ada"), await open_page("ben")
    await next_day(tab, posts=1)
    await expect(tab.last).not_to_contain_text(QUESTION)
    first = await term_of(tab.last)
    await next_day(tab, posts=2)
    await expect(tab.last).to_contain_text(QUESTION)
    second = await term_of(tab.last)
    assert second != first
    await expect(tab.page.locator("#clock-ahead")).to_have_text("2 days ahead")
    post = tab.message(QUESTION)
    await post.get_by_role("button").nth(0).click()
    await expect(tab.last).to_contain_text("You picked A")
    await expect(tab.last).to_contain_text("Only you can see this")
    await expect(tab.last.locator(".origin")).to_have_text(re.compile(f"^Recall {re.escape(second.name)}"))
    await post.get_by_role("button").nth(1).click()
    await expect(tab.last).to_contain_text("the first answer counts: A")
    await expect(other.messages).to_have_count(2)


async def test_a_member_reads_when_the_next_one_comes_and_follows_the_link_to_the_last(
    open_page: OpenTab, recall: Recall, boss: Person, study: Channel
) -> None:
    del recall
    await set_up(boss, study)
    tab = await open_page("ada")
    await next_day(tab, posts=1)
    term = await term_of(tab.last)
    await enter(tab, "quiz")
    await begin(tab, "daily status")
    await send(tab)
    for part in ("Channel: #study", "every day at 08:30 (Europe/Berlin)", "3 still to come"):
        await expect(tab.last).to_contain_text(part)
    await tab.button(term.name).click()
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("study")
    await expect(tab.last).to_contain_text(term.mnemonic.image)


async def test_two_days_of_posts_need_no_sideways_scrolling_on_a_phone(
    open_page: OpenTab, recall: Recall, boss: Person, study: Channel
) -> None:
    del recall
    await set_up(boss, study)
    wide, tab = await open_page("ada"), await open_page(width=360)
    await next_day(wide, posts=1)
    await next_day(wide, posts=2)
    await expect(tab.last).to_contain_text(QUESTION)
    assert await tab.fits()
