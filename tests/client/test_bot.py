"""The bot's life: it comes up, stays up whatever Discord does, and says so in one sentence where it can't."""

import asyncio
import gc
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from discord.backoff import ExponentialBackoff

from bot import app
from bot.client import Unusable
from bot.sandbox import Channel, Person, Sandbox
from bot.settings import Settings
from bot.storage import Database, remember_synced
from tests.conftest import Recall, shown


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take out the library's waiting before it connects again: it protects Discord, not this machine."""

    def at_once(_: ExponentialBackoff[Any]) -> float:
        return 0

    async def identify(_self: discord.Client, _shard_id: int | None, *, initial: bool = False) -> None:
        del initial

    monkeypatch.setattr(ExponentialBackoff, "delay", at_once)
    monkeypatch.setattr(discord.Client, "before_identify_hook", identify)


async def asks(ada: Person, study: Channel) -> str:
    reply = await ada.use(study, "define", term="dropout")
    return "" if reply.failed else shown(reply).text


def syncs(recall: Recall) -> int:
    return len(recall.sandbox.requests.find("PUT", r".*/commands"))


async def test_commands_are_not_synced_again_at_a_restart(recall: Recall) -> None:
    await recall.stop()
    await recall.start()
    assert syncs(recall) == 1


async def test_commands_that_changed_are_synced_again(recall: Recall) -> None:
    await recall.stop()
    database = await Database.open(recall.settings.database or Path())
    await remember_synced(database, recall.sandbox.application_id, "of another version")
    await database.close()
    await recall.start()
    assert syncs(recall) == 2


async def test_commands_that_somebody_removed_are_synced_again(recall: Recall) -> None:
    await recall.stop()
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {recall.sandbox.token}"}) as session:
        url = f"{recall.sandbox.api_url}/applications/{recall.sandbox.application_id}/commands"
        async with session.put(url, json=[]) as response:
            assert response.status == 200
    await recall.start()
    assert syncs(recall) == 3


async def test_the_bot_is_set_up_for_many_servers_and_a_thousand_clicks(recall: Recall) -> None:
    await recall.bot.wait_until_ready()
    await asyncio.gather(*(task for task in asyncio.all_tasks() if "on_ready" in task.get_name()))
    connector = recall.bot.http.connector
    assert isinstance(connector, aiohttp.TCPConnector)
    assert connector.limit == 256
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


async def test_the_health_page_says_when_the_bot_is_on_the_gateway(sandbox: Sandbox, settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    recall = Recall(sandbox, replace(settings, health_port=port))
    await recall.start()
    await recall.bot.wait_until_ready()
    async with aiohttp.ClientSession() as session:
        for page in ("healthz", "readyz"):
            async with session.get(f"http://127.0.0.1:{port}/{page}") as response:
                assert response.status == 200
    await recall.stop()


async def test_the_guilds_intent_is_the_only_one(recall: Recall) -> None:
    assert recall.bot.intents.value == 1
    assert list(recall.bot.cached_messages) == []


async def test_a_refused_token_is_one_sentence_that_does_not_show_it(sandbox: Sandbox, settings: Settings) -> None:
    wrong = "MTIz.R0.zzzzzzzzzzzzzzzzzzzzzzzzzzz"
    with pytest.raises(Unusable, match="refuses the bot's token") as caught:
        await asyncio.wait_for(app.serve_discord(replace(settings, token=wrong)), 10)
    assert wrong not in str(caught.value)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(("code", "sentence"), [(4004, "token"), (4013, "intents"), (4014, "intents")])
async def test_a_fatal_close_of_the_gateway_ends_the_bot_with_one_sentence(
    recall: Recall, code: int, sentence: str
) -> None:
    await recall.sandbox.gateway.close(code)
    with pytest.raises(Unusable, match=sentence):
        await asyncio.wait_for(recall.task, 10)


async def test_a_dropped_gateway_comes_back_by_itself(recall: Recall, ada: Person, study: Channel) -> None:
    await recall.sandbox.gateway.drop()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


@pytest.mark.usefixtures("impatient")
async def test_a_refused_gateway_comes_back_by_itself(recall: Recall, ada: Person, study: Channel) -> None:
    recall.sandbox.gateway.refuse(1)
    await recall.sandbox.gateway.drop()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


async def test_op_7_comes_back_by_itself(recall: Recall, ada: Person, study: Channel) -> None:
    await recall.sandbox.gateway.reconnect()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("resumable", [True, False])
async def test_op_9_comes_back_by_itself(recall: Recall, ada: Person, study: Channel, resumable: bool) -> None:  # noqa: FBT001
    await recall.sandbox.gateway.invalidate(resumable=resumable)
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


ODD: list[Any] = [
    None, [], "text", 7, {"op": 0}, {"op": 0, "d": None, "t": "INTERACTION_CREATE", "s": 99},
    {"op": 0, "d": [], "t": "GUILD_CREATE", "s": "x"}, {"op": 0, "d": {}, "t": "INTERACTION_CREATE", "s": 100},
    {"op": 0, "d": {"id": "x", "type": 3, "data": None}, "t": "INTERACTION_CREATE", "s": None},
    {"op": 0, "d": {}, "t": [1], "s": 101}, {"op": 0, "d": "y", "t": "RESUMED", "s": 102}, {"op": 99}, {"op": "0"},
]  # fmt: skip


async def test_an_odd_sequence_number_does_not_spoil_the_resume(recall: Recall, ada: Person, study: Channel) -> None:
    await recall.sandbox.gateway.send({"op": 0, "d": {}, "t": "NONSENSE", "s": "x"})
    await recall.sandbox.gateway.reconnect()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")
    assert recall.sandbox.gateway.resumes == 1


async def test_odd_payloads_are_dropped_and_counted(recall: Recall, ada: Person, study: Channel) -> None:
    for payload in ODD:
        await recall.sandbox.gateway.send(payload)
    assert (await asks(ada, study)).startswith("## Dropout")
    assert recall.bot.dropped_payloads >= 8
    assert not recall.task.done()


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_failing_answer_is_given_again_or_apologised_for(
    recall: Recall, ada: Person, study: Channel, status: int
) -> None:
    fault = recall.sandbox.faults.answer("POST", r".*/callback", status)
    assert (await asks(ada, study)).startswith("## Dropout")
    assert fault.left == 0
    assert not recall.task.done()


@pytest.mark.usefixtures("impatient")
async def test_start_waits_out_a_discord_that_is_down(
    sandbox: Sandbox, settings: Settings, ada: Person, study: Channel
) -> None:
    fault = sandbox.faults.answer("GET", r".*/users/@me", 503)
    recall = Recall(sandbox, settings)
    await recall.start()
    assert (await asks(ada, study)).startswith("## Dropout")
    assert fault.left == 0
    await recall.stop()


async def test_a_refusal_at_login_is_one_sentence(sandbox: Sandbox, settings: Settings) -> None:
    sandbox.faults.answer("GET", r".*/users/@me", 403)
    with pytest.raises(Unusable, match="does not let this bot start: 403"):
        await asyncio.wait_for(app.serve_discord(settings), 10)


@pytest.mark.parametrize("attempt", range(10))
async def test_a_fatal_close_right_after_the_start_is_not_mistaken(
    sandbox: Sandbox, settings: Settings, attempt: int
) -> None:
    task = asyncio.create_task(app.serve_discord(settings))
    await sandbox.ready()
    await sandbox.gateway.close(4004)
    with pytest.raises(Unusable, match="refuses the bot's token"):
        await asyncio.wait_for(task, 10)
    assert sandbox.gateway.identifies == 1
