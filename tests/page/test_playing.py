"""The page as people play with it: every message comes from the bot as it ships."""

import pytest
from playwright.async_api import expect

from bot.sandbox import Channel, Person
from tests.conftest import Recall
from tests.page.conftest import OpenTab
from tests.page.tab import Tab

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_slash_lists_commands_and_typing_narrows_them(tab: Tab) -> None:
    await tab.text.press_sequentially("/")
    await expect(tab.menu).to_have_count(17)
    await tab.type("defi")
    await expect(tab.menu).to_have_count(1)
    for part in ("/define", "term private?", "with a mnemonic that makes it stick"):
        await expect(tab.menu).to_contain_text(part)


async def test_a_term_is_chosen_while_it_is_typed_and_its_card_appears(tab: Tab, ben: Person, study: Channel) -> None:
    await tab.text.press_sequentially("/def")
    await tab.menu.first.click()
    await tab.type("backp")
    await tab.menu.get_by_text("Backpropagation", exact=True).click()
    await expect(tab.option("term")).to_have_value("Backpropagation")
    await tab.press("Enter")
    await expect(tab.last.get_by_role("heading", name="Backpropagation")).to_be_visible()
    await expect(tab.last).to_contain_text("ada used /define")
    await expect(tab.last).not_to_contain_text("Only you can see this")
    assert [message.text.splitlines()[0] for message in ben.sees(study)] == ["## Backpropagation"]


async def test_the_keyboard_alone_is_enough(tab: Tab) -> None:
    await tab.text.focus()
    await tab.type("/def")
    await tab.press("Tab")
    await expect(tab.option("term")).to_be_focused()
    await tab.type("dropo")
    await expect(tab.menu.first).to_have_text("Dropout")
    await tab.press("ArrowDown", "ArrowUp", "Tab")
    await tab.press("Tab", "Enter")
    await expect(tab.option("private")).to_be_focused()
    await tab.press("ArrowDown", "ArrowUp", "Enter")
    await expect(tab.option("private")).to_have_value("True")
    await tab.press("Enter")
    await expect(tab.last.get_by_role("heading", name="Dropout")).to_be_visible()
    await expect(tab.text).to_be_focused()
    await tab.press("Shift+Tab")
    await expect(tab.page.locator(":focus")).to_have_text("Dismiss message")
    await tab.press("Enter")
    await expect(tab.messages).to_have_count(0)


async def test_escape_goes_back_step_by_step(tab: Tab) -> None:
    await tab.text.press_sequentially("/define ")
    await tab.type("back")
    await expect(tab.menu.first).to_be_visible()
    await tab.press("Escape")
    await expect(tab.menu.first).to_be_hidden()
    await expect(tab.option("term")).to_have_value("back")
    await tab.press("Escape")
    await expect(tab.text).to_be_focused()
    await expect(tab.text).to_have_value("")


async def test_what_is_missing_is_refused_before_anything_is_sent(tab: Tab, recall: Recall) -> None:
    await tab.text.press_sequentially("/define ")
    await expect(tab.menu.first).to_be_visible()
    await tab.press("Escape", "Enter")
    await expect(tab.page.get_by_role("alert").filter(has_text="term: This option is required.")).to_be_visible()
    await expect(tab.option("term")).to_have_attribute("aria-invalid", "true")
    answers = recall.sandbox.requests.find("POST", ".*/callback")
    assert [request.payload["type"] for request in answers] == [8]  # suggestions alone


async def test_a_misspelling_is_asked_about_and_a_click_turns_it_into_the_card(tab: Tab) -> None:
    await tab.define("pooling maximum average")
    await expect(tab.last).to_contain_text("Only you can see this")
    await tab.button("Max Pooling").click()
    await expect(tab.last.get_by_role("heading", name="Max Pooling")).to_be_visible()
    await expect(tab.messages).to_have_count(1)


async def test_a_private_card_is_shown_to_the_channel_by_its_button(tab: Tab, open_page: OpenTab) -> None:
    other = await open_page("ben")
    await tab.define("dropout", private=True)
    await expect(tab.last).to_contain_text("Only you can see this")
    await expect(other.messages).to_have_count(0)
    await tab.button("Show to channel").click()
    await expect(tab.messages).to_have_count(2)
    await expect(other.last.get_by_role("heading", name="Dropout")).to_be_visible()
    await expect(other.last).not_to_contain_text("Only you can see this")


async def test_a_related_term_opens_for_the_one_who_clicked(tab: Tab, open_page: OpenTab) -> None:
    other = await open_page("ben")
    await tab.define("backprop")
    await other.button("Chain Rule").click()
    await expect(other.last.get_by_role("heading", name="Chain Rule")).to_be_visible()
    await expect(other.last).to_contain_text("Only you can see this")
    await expect(tab.messages).to_have_count(1)


async def test_a_private_message_can_be_put_away_and_stays_away(tab: Tab, open_page: OpenTab) -> None:
    same = await open_page("ada")
    await tab.define("zzxqj")
    await expect(same.last).to_contain_text("Only you can see this")
    await tab.button("Dismiss message").click()
    await expect(same.messages).to_have_count(0)
    await tab.page.reload()
    await expect(tab.page.locator(".beginning")).to_be_visible()
    await expect(tab.messages).to_have_count(0)


async def test_two_people_race_in_two_tabs(tab: Tab, open_page: OpenTab) -> None:
    other = await open_page("ben")
    await tab.write("first!")
    await expect(other.message("first!")).to_contain_text("ada")
    await other.write("second!")
    for each in (tab, other):
        await expect(each.messages).to_have_count(2)
        await expect(each.messages.nth(0)).to_contain_text("first!")
        await expect(each.messages.nth(1)).to_contain_text("second!")


async def test_a_new_tab_is_somebody_whom_no_other_tab_is(tab: Tab) -> None:
    await tab.be("boss")
    async with tab.page.context.expect_page() as opening:
        await tab.page.get_by_role("link", name="Open a new tab as ben").click()
    other = Tab(await opening.value)
    await expect(other.page.locator("#people [aria-pressed=true]")).to_contain_text("ben")
    await expect(tab.page.locator("#people [aria-pressed=true]")).to_contain_text("boss")
    await expect(tab.page.locator("#people button", has_text="ben")).to_contain_text("in another tab")
    await other.page.reload()
    await expect(other.page.locator("#people [aria-pressed=true]")).to_contain_text("ben")
    third = await tab.page.context.new_page()
    await third.goto(tab.page.url)
    await expect(third.locator("#people [aria-pressed=true]")).to_contain_text("ada")


async def test_a_reload_loses_neither_messages_nor_place_nor_draft(tab: Tab) -> None:
    await tab.page.get_by_role("button", name="quiz").click()
    await tab.write("still here")
    await tab.text.press_sequentially("/define ")
    await tab.type("half a te")
    await tab.page.reload()
    await expect(tab.page.get_by_role("heading", level=1)).to_have_text("quiz")
    await expect(tab.message("still here")).to_be_visible()
    await expect(tab.option("term")).to_have_value("half a te")


async def test_a_direct_message_is_between_one_person_and_the_bot(tab: Tab, ada: Person) -> None:
    await tab.page.get_by_role("button", name="Recall", exact=True).click()
    await tab.define("dropout")
    await expect(tab.last.get_by_role("heading", name="Dropout")).to_be_visible()
    assert len(ada.sees(ada.direct())) == 1
    await tab.be("ben")
    await expect(tab.messages).to_have_count(0)


async def test_a_restart_of_the_bot_is_said_and_survived(tab: Tab, recall: Recall) -> None:
    await tab.define("dropout")
    await expect(tab.last.get_by_role("heading", name="Dropout")).to_be_visible()
    await recall.stop()
    await expect(tab.page.get_by_role("alert").filter(has_text="Recall is not connected")).to_be_visible()
    await expect(tab.page.get_by_role("status").filter(has_text="Recall is offline")).to_be_visible()
    await recall.start()
    await expect(tab.page.get_by_role("status").filter(has_text="Recall is online")).to_be_visible()
    await expect(tab.page.locator("#notice")).to_be_hidden()
    await tab.button("More").click()
    await expect(tab.last).to_contain_text("More on Dropout")


async def test_a_phone_needs_no_sideways_scrolling(open_page: OpenTab, recall: Recall) -> None:
    del recall
    tab = await open_page(width=360)
    assert await tab.fits()
    await tab.text.press_sequentially("/define ")
    await tab.type("back")
    await expect(tab.menu.first).to_be_visible()
    assert await tab.fits()
    await tab.option("term").fill("backprop")
    await tab.page.get_by_role("button", name="Send").click()
    await expect(tab.last.get_by_role("heading", name="Backpropagation")).to_be_attached()
    assert await tab.fits()
    await tab.page.get_by_role("button", name="Channels and people").click()
    await tab.be("ben")
    await expect(tab.page.locator("#rooms")).to_be_hidden()
    assert await tab.fits()
