"""What a bot answers, in time or never: one that does what a test tells it stands behind the page."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from bot.sandbox import Channel, Person, Sandbox
from tests.page.conftest import OpenTab
from tests.page.parts import button, row, select
from tests.sandbox.raw import RawBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRIVATE = 64


async def test_a_deferred_answer_is_thinking_until_it_is_there(open_page: OpenTab, raw: RawBot) -> None:
    await raw.register({"name": "slow", "description": "Takes its time."})
    tab = await open_page()
    async with raw.online() as wire:
        await tab.text.press_sequentially("/slow ")
        await tab.press("Enter")
        told = await wire.event("INTERACTION_CREATE")
        await raw.answer(told, 5)
        await expect(tab.last).to_contain_text("Sandbox Bot is thinking".replace("Sandbox Bot", "Recall"))
        await raw.webhook("PATCH", told, "/messages/@original", {"content": "done"})
        await expect(tab.last).to_contain_text("done")
        await expect(tab.last).not_to_contain_text("(edited)")


async def test_what_nobody_answers_in_three_seconds_has_failed(
    open_page: OpenTab, raw: RawBot, study: Channel, sandbox: Sandbox
) -> None:
    await raw.register({"name": "mute", "description": "Says nothing."})
    await raw.post(study, "press", components=[row(button("Press", "a"))])
    tab = await open_page()
    async with raw.online() as wire:
        await tab.button("Press").click()
        await wire.event("INTERACTION_CREATE")
        await expect(tab.last.locator("[aria-busy=true]")).to_have_text("Press")
        sandbox.clock.advance(timedelta(seconds=3))
        await expect(tab.last.get_by_role("alert")).to_have_text("This interaction failed")
        await tab.text.press_sequentially("/mute ")
        await tab.press("Enter")
        await wire.event("INTERACTION_CREATE")
        sandbox.clock.advance(timedelta(seconds=3))
        await expect(tab.last).to_contain_text("ada used /mute")
        await expect(tab.last.get_by_role("alert")).to_have_text("The application did not respond")
        await tab.button("Dismiss message").click()
        await expect(tab.messages).to_have_count(1)


async def test_a_select_sends_one_choice_at_once_and_several_when_it_closes(
    open_page: OpenTab, raw: RawBot, study: Channel, ben: Person
) -> None:
    letters = [{"label": letter.upper(), "value": letter} for letter in "abc"]
    rows = [
        row(select("one", options=letters)),
        row(select("many", options=letters, max_values=3)),
        row(select("who", 5)),
    ]
    await raw.post(study, "choose", components=rows)
    tab = await open_page()
    chosen: list[tuple[str, list[str]]] = []
    async with raw.online() as wire:
        for position, keys in enumerate((["ArrowDown", "Enter"], ["Enter", "ArrowDown", "Enter", "Escape"], [])):
            await tab.last.get_by_role("combobox").nth(position).focus()
            await tab.press("Enter", *keys)
            if not keys:
                await tab.last.get_by_role("option", name="ben").click()
            told = await wire.event("INTERACTION_CREATE")
            chosen.append((told["data"]["custom_id"], told["data"]["values"]))
            await raw.answer(told, 6)
    assert chosen == [("one", ["b"]), ("many", ["a", "b"]), ("who", [str(ben.id)])]


async def test_a_form_opens_is_checked_and_is_sent(open_page: OpenTab, raw: RawBot, study: Channel) -> None:
    fields = [
        row({"type": 4, "custom_id": "word", "style": 1, "label": "Word", "min_length": 2, "max_length": 9}),
        {
            "type": 18,
            "label": "Letter",
            "component": select("letter", options=[{"label": "A", "value": "a"}], required=True),
        },
    ]
    await raw.post(study, "press", components=[row(button("Open", "a"))])
    tab = await open_page()
    async with raw.online() as wire:
        await tab.button("Open").click()
        await raw.answer(
            await wire.event("INTERACTION_CREATE"), 9, {"custom_id": "f", "title": "Form", "components": fields}
        )
        dialog = tab.page.get_by_role("dialog", name="Form")
        await expect(dialog.get_by_label("Word")).to_be_focused()
        await tab.type("yes")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("takes another number of values")
        await dialog.get_by_role("combobox", name="Letter").focus()
        await tab.press("Enter", "Enter")
        await dialog.get_by_role("button", name="Submit").click()
        told = await wire.event("INTERACTION_CREATE")
        await raw.answer(told, 4, {"content": "thanks", "flags": PRIVATE})
        await expect(dialog).to_be_hidden()
        await expect(tab.last).to_contain_text("thanks")
    word, letter = told["data"]["components"]
    assert (word["components"][0]["value"], letter["component"]["values"]) == ("yes", ["a"])


async def test_options_take_what_they_are_made_for_and_refuse_the_rest(
    open_page: OpenTab, raw: RawBot, quiz: Channel, ben: Person
) -> None:
    options = [
        {"type": 4, "name": "rounds", "description": "How many", "required": True, "min_value": 1, "max_value": 50},
        {"type": 7, "name": "where", "description": "The channel", "required": True, "channel_types": [0]},
        {"type": 6, "name": "host", "description": "Who leads", "required": True},
        {
            "type": 3,
            "name": "kind",
            "description": "Which",
            "choices": [{"name": "Quick", "value": "q"}],
            "required": True,
        },
    ]
    await raw.register(
        {
            "name": "game",
            "description": "Games",
            "options": [{"type": 1, "name": "start", "description": "Start one", "options": options}],
        }
    )
    tab = await open_page()
    async with raw.online() as wire:
        await tab.text.press_sequentially("/start")
        await expect(tab.menu.first).to_contain_text("/game start")
        await tab.press("Enter")
        await tab.option("rounds").fill("99")
        await tab.option("where").fill("nowhere")
        await tab.press("Enter")
        await expect(tab.page.locator("#problem")).to_have_text("rounds: At most 50.")
        await tab.option("rounds").fill("many")
        await tab.press("Enter")
        await expect(tab.page.locator("#problem")).to_have_text("rounds: This has to be a number.")
        await tab.option("rounds").fill("5")
        await tab.press("Enter")
        await expect(tab.page.locator("#problem")).to_have_text("where: Choose a channel from the list.")
        await tab.option("where").fill("qui")
        await tab.press("Enter")
        await expect(tab.option("host")).to_be_focused()
        await tab.type("ben")
        await tab.press("Enter")
        await tab.press("ArrowDown", "Enter", "Enter")
        told = await wire.event("INTERACTION_CREATE")
        await raw.answer(told, 4, {"content": "started"})
        await expect(tab.last).to_contain_text("ada used /game start")
    values = {one["name"]: one["value"] for one in told["data"]["options"][0]["options"]}
    assert values == {"rounds": 5, "where": str(quiz.id), "host": str(ben.id), "kind": "q"}


async def test_a_late_suggestion_does_not_replace_a_newer_one(open_page: OpenTab, raw: RawBot) -> None:
    option = {"type": 3, "name": "word", "description": "A word", "required": True, "autocomplete": True}
    await raw.register({"name": "find", "description": "Finds", "options": [option]})
    tab = await open_page()
    async with raw.online() as wire:
        await tab.text.press_sequentially("/find ")
        empty = await wire.event("INTERACTION_CREATE")
        await tab.type("n")
        newer = await wire.event("INTERACTION_CREATE")
        await raw.answer(newer, 8, {"choices": [{"name": "new", "value": "new"}]})
        await expect(tab.menu).to_have_text(["new"])
        async with tab.page.expect_response("**/autocomplete"):
            await raw.answer(empty, 8, {"choices": [{"name": "old", "value": "old"}]})
        await expect(tab.menu).to_have_text(["new"])
    assert [told["data"]["options"][0]["value"] for told in (empty, newer)] == ["", "n"]
