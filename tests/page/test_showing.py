"""Everything a bot may send, as the page shows it."""

import base64
import json

import aiohttp
import pytest
from playwright.async_api import expect

from bot.sandbox import Channel, Person, Sandbox
from tests.page.conftest import OpenTab
from tests.page.parts import button, row, text
from tests.sandbox.raw import RawBot

pytestmark = pytest.mark.asyncio(loop_scope="session")

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
V2 = 1 << 15


async def test_a_message_of_components_shows_each_of_them(open_page: OpenTab, raw: RawBot, study: Channel) -> None:
    tab = await open_page()
    form = aiohttp.FormData()
    payload = {
        "flags": V2,
        "attachments": [{"id": 0, "filename": "dot.png"}],
        "components": [
            {
                "type": 17,
                "accent_color": 0xAA0000,
                "components": [
                    text("# Title\n-# small"),
                    {"type": 14, "divider": True, "spacing": 2},
                    {
                        "type": 9,
                        "components": [text("beside a picture")],
                        "accessory": {"type": 11, "media": {"url": "attachment://dot.png"}, "description": "a dot"},
                    },
                    {"type": 12, "items": [{"media": {"url": "attachment://dot.png"}, "description": "another dot"}]},
                    {"type": 13, "file": {"url": "attachment://dot.png"}},
                    row(button("Press", "a:b"), {"type": 2, "style": 5, "label": "Read", "url": "https://a.example/"}),
                ],
            }
        ],
    }
    form.add_field("payload_json", json.dumps(payload), content_type="application/json")
    form.add_field("files[0]", PIXEL, filename="dot.png", content_type="image/png")
    sent = await raw.call("POST", f"/channels/{study.id}/messages", data=form)
    assert sent.status == 200, sent.body
    await expect(tab.last.get_by_role("heading", name="Title")).to_be_visible()
    await expect(tab.last.locator(".container")).to_have_css("border-left-color", "rgb(170, 0, 0)")
    for name in ("a dot", "another dot"):
        await expect(tab.last.get_by_role("img", name=name)).to_have_js_property("naturalWidth", 1)
    await expect(tab.last.get_by_role("link", name="Read")).to_have_attribute("href", "https://a.example/")
    await expect(tab.button("Press")).to_be_enabled()
    await expect(tab.last.locator(".file")).to_contain_text("dot.png")


async def test_an_older_message_shows_text_embeds_and_its_edit(
    open_page: OpenTab, raw: RawBot, study: Channel, ben: Person
) -> None:
    tab = await open_page()
    embed = {
        "title": "Embedded",
        "description": "**bold** words",
        "color": 255,
        "fields": [{"name": "Left", "value": "1", "inline": True}],
        "footer": {"text": "below"},
        "image": {"url": "https://a.example/a.png"},
    }
    sent = await raw.post(study, f"for {ben.mention} in {study.mention} at <t:0:D>", embeds=[embed])
    await expect(tab.last).to_contain_text("for @ben in #study at January 1, 1970")
    for part in ("Embedded", "bold words", "Left", "below"):
        await expect(tab.last.locator(".embed")).to_contain_text(part)
    await expect(tab.last).not_to_contain_text("(edited)")
    await raw.call("PATCH", f"/channels/{study.id}/messages/{sent.body['id']}", {"content": "changed", "embeds": []})
    await expect(tab.last).to_contain_text("changed(edited)")
    await raw.call("DELETE", f"/channels/{study.id}/messages/{sent.body['id']}")
    await expect(tab.messages).to_have_count(0)


async def test_a_spoiler_is_read_when_it_is_pressed(open_page: OpenTab, raw: RawBot, study: Channel) -> None:
    tab = await open_page()
    await raw.post(study, "||the answer||")
    cover = tab.last.get_by_role("button", name="Spoiler, press to read")
    await expect(cover.locator("span")).to_be_hidden()
    await cover.focus()
    await tab.press("Enter")
    await expect(tab.last.get_by_text("the answer")).to_be_visible()


async def test_nothing_typed_or_sent_becomes_markup(
    open_page: OpenTab, raw: RawBot, study: Channel, sandbox: Sandbox
) -> None:
    sandbox.person(HOSTILE, guild=sandbox.world.guilds[study.guild_id or 0])
    tab = await open_page()
    fired: list[str] = []
    tab.page.on("dialog", lambda dialog: fired.append(dialog.message))
    await tab.write(HOSTILE)
    await raw.post(study, f"**{HOSTILE}** `{HOSTILE}` [{HOSTILE}](javascript:alert(3))", embeds=[{"title": HOSTILE}])
    await raw.call(
        "POST",
        f"/channels/{study.id}/messages",
        {"flags": V2, "components": [text(f"# {HOSTILE}"), row(button(HOSTILE[:80], "a"))]},
    )
    await expect(tab.messages).to_have_count(3)
    await expect(tab.messages.first).to_contain_text(HOSTILE)
    assert await tab.page.locator("script:not([src]), #messages img, #people img, a[href^='javascript']").count() == 0
    assert fired == []


async def test_the_policy_stops_what_would_slip_through(open_page: OpenTab, sandbox: Sandbox) -> None:
    tab = await open_page()
    blocked = await tab.page.evaluate(
        """() => {
            const div = document.createElement('div');
            try { div.innerHTML = '<b>x</b>'; return false; } catch { return true; }
        }"""
    )
    assert blocked
    tab.complaints.clear()  # the browser's word on what was just tried
    assert all(address.startswith(sandbox.page_url) for address in tab.asked)
