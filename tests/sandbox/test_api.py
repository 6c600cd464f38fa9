"""The REST API as a whole: who is let in, how refusals look, what is recorded."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import Channel, Guild, Person, Sandbox
from tests.sandbox.raw import RawBot


@pytest.mark.parametrize("token", [None, "wrong", "MTIz.R0.wrong"])
@pytest.mark.parametrize("path", ["/users/@me", "/gateway/bot", "/channels/1/messages", "/nowhere"])
async def test_without_the_token_nobody_is_let_in(raw: RawBot, path: str, token: str | None) -> None:
    answer = await raw.call("GET", path, token=token)
    assert (answer.status, answer.body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_the_token_has_the_shape_of_a_real_one(sandbox: Sandbox) -> None:
    assert [len(part) >= 6 for part in sandbox.token.split(".")] == [True, True, True]


async def test_json_comes_with_a_bare_content_type(raw: RawBot) -> None:
    assert (await raw.call("GET", "/users/@me")).headers["Content-Type"] == "application/json"
    assert (await raw.call("GET", "/nowhere")).headers["Content-Type"] == "application/json"


async def test_what_is_not_there_is_not_found_and_what_is_not_done_is_not_allowed(raw: RawBot) -> None:
    missing = await raw.call("GET", "/nowhere")
    assert (missing.status, missing.body) == (404, {"message": "404: Not Found", "code": 0})
    wrong = await raw.call("PUT", "/users/@me")
    assert (wrong.status, wrong.body) == (405, {"message": "405: Method Not Allowed", "code": 0})


async def test_an_id_that_is_none_is_refused(raw: RawBot) -> None:
    answer = await raw.call("GET", "/channels/study")
    assert (answer.status, answer.code) == (400, 50035)
    assert "channel_id" in answer.body["errors"]


async def test_a_body_that_is_no_json_is_refused(raw: RawBot, study: Channel) -> None:
    answer = await raw.call("POST", f"/channels/{study.id}/messages", data="{oops")
    assert (answer.status, answer.code) == (400, 50109)
    listed = await raw.call("POST", f"/channels/{study.id}/messages", [1])
    assert (listed.status, listed.code) == (400, 50035)


async def test_the_bot_reads_itself_and_its_application(raw: RawBot, sandbox: Sandbox, guild: Guild) -> None:
    del guild
    me = (await raw.call("GET", "/users/@me")).body
    assert (me["id"], me["bot"]) == (str(sandbox.application_id), True)
    for path in ("/applications/@me", "/oauth2/applications/@me"):
        application = (await raw.call("GET", path)).body
        assert application["id"] == str(sandbox.application_id)
        assert application["approximate_guild_count"] == 1


async def test_the_bot_reads_people_guilds_roles_channels_and_members(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel, ada: Person
) -> None:
    sandbox.guild("Elsewhere", bot=False)
    assert (await raw.call("GET", f"/users/{ada.id}")).body["global_name"] == "ada"
    assert [one["id"] for one in (await raw.call("GET", "/users/@me/guilds")).body] == [str(guild.id)]
    path = f"/guilds/{guild.id}"
    assert (await raw.call("GET", path, query={"with_counts": "true"})).body["approximate_member_count"] == 3
    assert [one["name"] for one in (await raw.call("GET", path + "/channels")).body] == [study.name]
    assert (await raw.call("GET", path + "/roles")).body[0]["name"] == "@everyone"
    assert (await raw.call("GET", f"{path}/members/{ada.id}")).body["user"]["id"] == str(ada.id)
    assert (await raw.call("GET", f"{path}/members/1")).code == 10007
    assert (await raw.call("GET", f"/channels/{study.id}")).body["name"] == "study"


async def test_guilds_that_are_not_there_or_not_the_bots_are_refused(raw: RawBot, sandbox: Sandbox) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    assert (await raw.call("GET", "/guilds/1")).code == 10004
    assert (await raw.call("GET", f"/guilds/{elsewhere.id}")).code == 50001
    assert (await raw.call("DELETE", f"/users/@me/guilds/{elsewhere.id}")).code == 10004


async def test_channels_are_changed_only_by_who_manages_them(raw: RawBot, guild: Guild, study: Channel) -> None:
    path = f"/channels/{study.id}"
    assert (await raw.call("PATCH", path, {"name": "library"})).code == 50013
    guild.edit_role(guild.everyone, permissions=guild.everyone.permissions | 1 << 4)
    assert (await raw.call("PATCH", path, {"name": "library"})).body["name"] == "library"
    assert (await raw.call("DELETE", path)).status == 200
    assert (await raw.call("GET", path)).code == 10003


async def test_a_guild_counts_members_that_nobody_knows(raw: RawBot, sandbox: Sandbox) -> None:
    big = sandbox.guild("Big", member_count=1_000)
    answer = await raw.call("GET", f"/guilds/{big.id}", query={"with_counts": "1"})
    assert answer.body["approximate_member_count"] == 1_000


async def test_every_request_is_recorded(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    await raw.post(study, "hello")
    await raw.call("GET", "/nowhere", token="wrong")
    first, second = sandbox.requests
    assert (first.method, first.path, first.status) == ("POST", f"/channels/{study.id}/messages", 200)
    assert first.route == "/channels/{channel_id}/messages"
    assert first.payload == {"content": "hello"}
    assert (second.status, second.route) == (401, "")
    assert sandbox.requests.find(status=401) == [second]
    assert sandbox.requests.find("POST", r"/channels/\d+/messages") == [first]
    sandbox.requests.clear()
    assert len(sandbox.requests) == 0


async def test_a_request_can_be_waited_for(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    await raw.post(study, "one")
    both = asyncio.ensure_future(sandbox.requests.seen("POST", ".*/messages", 2))
    await asyncio.sleep(0)
    await raw.call("GET", "/users/@me")
    assert not both.done()
    await raw.post(study, "two")
    assert [one.payload["content"] for one in await both] == ["one", "two"]
    with pytest.raises(TimeoutError):
        await sandbox.requests.seen("PUT", ".*", within=0.01)


async def test_a_change_of_the_world_can_be_waited_for(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    waiting = asyncio.ensure_future(sandbox.until(lambda: len(study.history) == 2))
    for number in range(2):
        assert not waiting.done()
        await raw.post(study, str(number))
    await asyncio.wait_for(waiting, 5)


async def test_a_file_that_is_not_there_is_not_found(sandbox: Sandbox, study: Channel) -> None:
    address = f"{sandbox.page_url}attachments/{study.id}/1/a.txt"
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        assert response.status == 404


async def test_a_sandbox_opens_and_closes_as_often_as_one_likes() -> None:
    for _ in range(2):
        async with Sandbox() as sandbox:
            assert sandbox.page_url.startswith("http://127.0.0.1:")
            assert not sandbox.page_url.endswith(":0/")
