"""Who may talk to the sandbox, and what a browser is told not to do."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox import Channel, Person, Sandbox
from tests.sandbox.raw import RawBot

pytestmark = pytest.mark.asyncio(loop_scope="session")
FILES = Path(__file__).parents[2] / "bot" / "sandbox" / "page" / "files"


@pytest_asyncio.fixture(loop_scope="session")
async def http() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


def origin(sandbox: Sandbox) -> str:
    return sandbox.page_url.rstrip("/")


async def ask(
    http: aiohttp.ClientSession, sandbox: Sandbox, call: str, asked: object, **headers: str
) -> tuple[int, str]:
    headers = {"Content-Type": "application/json", "Origin": origin(sandbox), **headers}
    async with http.post(f"{sandbox.page_url}page/calls/{call}", data=json.dumps(asked), headers=headers) as response:
        return response.status, await response.text()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1", ""]
)
@pytest.mark.parametrize("path", ["", "page/js/main.js", "api/v10/gateway"])
async def test_a_name_that_is_not_ours_is_refused(
    http: aiohttp.ClientSession, sandbox: Sandbox, host: str, path: str
) -> None:
    async with http.get(sandbox.page_url + path, headers={"Host": host}) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1", "[::1]:8765"])
async def test_the_names_of_this_machine_are_ours(http: aiohttp.ClientSession, sandbox: Sandbox, host: str) -> None:
    async with http.get(sandbox.page_url, headers={"Host": host, "Accept": "text/html"}) as response:
        assert response.status == 200


async def test_told_to_listen_everywhere_it_may_be_called_by_number_but_by_no_strange_name(
    http: aiohttp.ClientSession,
) -> None:
    async with Sandbox(host="0.0.0.0") as sandbox:
        address = sandbox.page_url.replace("0.0.0.0", "127.0.0.1")
        statuses: list[int] = []
        for host in ("192.168.0.7:8765", "evil.example"):
            async with http.get(address, headers={"Host": host}) as response:
                statuses.append(response.status)
    assert statuses == [200, 403]


@pytest.mark.parametrize("strange", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
async def test_another_sites_page_gets_nothing(
    http: aiohttp.ClientSession, sandbox: Sandbox, ada: Person, study: Channel, strange: str
) -> None:
    asked = {"person": str(ada.id), "channel": str(study.id), "content": "hello"}
    status, _ = await ask(http, sandbox, "write", asked, Origin=strange)
    assert status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await http.ws_connect(f"{sandbox.page_url}page/socket", headers={"Origin": strange})
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await http.ws_connect(f"{sandbox.page_url}gateway?v=10&encoding=json", headers={"Origin": strange})
    assert ada.sees(study) == []


async def test_who_sends_no_origin_is_no_page(
    http: aiohttp.ClientSession, sandbox: Sandbox, ada: Person, study: Channel
) -> None:
    asked = {"person": str(ada.id), "channel": str(study.id), "content": "hello"}
    async with http.post(f"{sandbox.page_url}page/calls/write", json=asked) as response:
        assert response.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await http.ws_connect(f"{sandbox.page_url}page/socket")
    assert ada.sees(study) == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_what_a_form_can_send_is_no_call(
    http: aiohttp.ClientSession, sandbox: Sandbox, ada: Person, study: Channel, kind: str
) -> None:
    asked = {"person": str(ada.id), "channel": str(study.id), "content": "hello"}
    status, _ = await ask(http, sandbox, "write", asked, **{"Content-Type": kind})
    assert status == 403
    assert ada.sees(study) == []


async def test_a_call_that_makes_no_sense_is_refused_in_words(
    http: aiohttp.ClientSession, sandbox: Sandbox, ada: Person, study: Channel
) -> None:
    ours = {"person": str(ada.id), "channel": str(study.id)}
    senseless: tuple[tuple[str, object], ...] = (
        ("write", []),
        ("write", {"person": 7}),
        ("write", {**ours, "channel": "1"}),
        ("write", {**ours, "content": "x" * 2001}),
        ("write", {**ours, "content": "  "}),
        ("use", {**ours, "command": ""}),
        ("use", {**ours, "command": "nothing"}),
        ("click", {**ours, "message": "1", "custom_id": "a"}),
        ("dismiss", {**ours, "message": "1"}),
        ("submit", {**ours, "interaction": "1", "fields": {}}),
        ("advance", {**ours, "seconds": -60}),
        ("advance", {**ours, "seconds": 10**12}),
        ("advance", {**ours, "seconds": "60"}),
    )
    for call, asked in senseless:
        status, text = await ask(http, sandbox, call, asked)
        assert (status, list(json.loads(text))) == (422, ["refused"]), (call, asked)
    assert (await ask(http, sandbox, "explode", ours))[0] == 403


async def test_every_answer_to_a_browser_carries_the_policy(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    for path in ("", "page/js/main.js", "page/css/base.css", "page/nothing.js", "nothing", "attachments/1/2/a.html"):
        async with http.get(sandbox.page_url + path, headers={"Accept": "text/html"}) as response:
            policy = response.headers["Content-Security-Policy"].split("; ")
            assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= set(
                policy
            )
            assert not any("unsafe" in part or "*" in part for part in policy)
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_only_the_pages_own_files_are_served(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    for path in (
        "page/../page.py",
        "page/%2e%2e/page.py",
        "page/..%2fguard.py",
        "page/",
        "page/js",
        "page//etc/passwd",
    ):
        async with http.get(f"{origin(sandbox)}/{path}") as response:
            assert response.status in {403, 404}, path


async def test_the_page_holds_no_secret_no_inline_script_and_no_address_elsewhere(sandbox: Sandbox) -> None:
    for path in FILES.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert sandbox.token not in text
        assert "innerHTML" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        addresses = text.replace("http://www.w3.org/2000/svg", "").replace("https?:", "")
        assert "http://" not in addresses
        assert "https://" not in addresses


async def test_a_file_that_says_it_is_a_page_is_only_offered_for_download(
    http: aiohttp.ClientSession, sandbox: Sandbox, raw: RawBot, study: Channel
) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps({"content": "here"}), content_type="application/json")
    form.add_field("files[0]", b"<script>alert(1)</script>", filename="a.html", content_type="text/html")
    # Everybody may attach files here, so the bot may too.
    sent = await raw.call("POST", f"/channels/{study.id}/messages", data=form)
    async with http.get(sent.body["attachments"][0]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]


async def test_a_terminal_is_told_how_to_point_a_bot_here(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    async with http.get(sandbox.page_url) as response:
        assert sandbox.api_url in await response.text()
