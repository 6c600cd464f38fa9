"""Commands as an application registers them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox import Guild, Sandbox
from tests.sandbox.raw import RawBot


def command(name: str = "ping", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "A command.", **more}


@pytest.fixture
def everywhere(sandbox: Sandbox) -> str:
    return f"/applications/{sandbox.application_id}/commands"


@pytest.fixture
def here(sandbox: Sandbox, guild: Guild) -> str:
    return f"/applications/{sandbox.application_id}/guilds/{guild.id}/commands"


async def test_commands_are_registered_all_at_once(raw: RawBot, everywhere: str) -> None:
    first = await raw.call("PUT", everywhere, [command("ping"), command("pong")])
    assert (first.status, [one["name"] for one in first.body]) == (200, ["ping", "pong"])
    await raw.call("PUT", everywhere, [command("pong")])
    assert [one["name"] for one in (await raw.call("GET", everywhere)).body] == ["pong"]


async def test_a_command_keeps_its_id_and_gets_a_version_for_every_change(raw: RawBot, everywhere: str) -> None:
    shown: list[tuple[str, str]] = []
    for description in ("One.", "One.", "Two."):
        [one] = (await raw.call("PUT", everywhere, [command(description=description)])).body
        shown.append((one["id"], one["version"]))
    assert len({number for number, _ in shown}) == 1
    assert shown[0] == shown[1] != shown[2]


async def test_what_is_wrong_with_a_command_is_said_and_nothing_is_registered(raw: RawBot, everywhere: str) -> None:
    refused = await raw.call("PUT", everywhere, [command(), command("Not Lower")])
    assert (refused.status, refused.code) == (400, 50035)
    assert "1" in refused.body["errors"]
    assert (await raw.call("GET", everywhere)).body == []


async def test_one_command_is_made_read_changed_and_deleted(raw: RawBot, everywhere: str) -> None:
    made = await raw.call("POST", everywhere, command())
    assert made.status == 201
    again = await raw.call("POST", everywhere, command(description="Again."))
    assert (again.status, again.body["id"]) == (200, made.body["id"])
    one = f"{everywhere}/{made.body['id']}"
    changed = await raw.call("PATCH", one, {"name": "pong"})
    assert (changed.body["name"], changed.body["description"]) == ("pong", "Again.")
    assert (await raw.call("GET", one)).body == changed.body
    assert (await raw.call("DELETE", one)).status == 204
    assert (await raw.call("GET", one)).code == 10063


async def test_a_guild_has_commands_of_its_own(raw: RawBot, sandbox: Sandbox, everywhere: str, here: str) -> None:
    await raw.call("PUT", everywhere, [command("ping")])
    [own] = (await raw.call("PUT", here, [command("local")])).body
    assert own["guild_id"] in here
    assert [one["name"] for one in (await raw.call("GET", everywhere)).body] == ["ping"]
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    foreign = here.replace(own["guild_id"], str(elsewhere.id))
    assert (await raw.call("PUT", foreign, [])).code == 50001


async def test_another_applications_commands_are_not_the_bots(raw: RawBot) -> None:
    answer = await raw.call("PUT", "/applications/1/commands", [])
    assert (answer.status, answer.code) == (403, 20012)


async def test_two_hundred_new_commands_a_day_are_the_limit(raw: RawBot, sandbox: Sandbox, everywhere: str) -> None:
    sandbox.ratelimits.on = False
    for batch in ("a", "b"):
        names = [command(f"{batch}{number}") for number in range(100)]
        assert (await raw.call("PUT", everywhere, names)).status == 200
    known = await raw.call("PUT", everywhere, [command("b1")])
    assert known.status == 200
    refused = await raw.call("PUT", everywhere, [command("c")])
    assert (refused.status, refused.code) == (429, 30034)
    assert 86_000 < refused.body["retry_after"] <= 86_400
    sandbox.clock.advance(timedelta(days=1))
    assert (await raw.call("PUT", everywhere, [command("c")])).status == 200
