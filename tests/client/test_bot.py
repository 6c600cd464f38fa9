"""The bot's life: it comes up, stays up whatever Discord does, and says so in one sentence where it can't."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot import app
from bot.client import Unusable
from bot.sandbox import Channel, Person, Sandbox
from bot.settings import Settings
from tests.conftest import Recall, shown


async def asks(ada: Person, study: Channel) -> str:
    reply = await ada.use(study, "define", term="dropout")
    return "" if reply.failed else shown(reply).text


async def test_commands_are_synced_once_and_again_only_when_they_change(recall: Recall) -> None:
    await recall.stop()
    await recall.start()
    syncs = [r for r in recall.sandbox.requests if r.method == "PUT" and r.path.endswith("/commands")]
    assert len(syncs) == 1


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


async def test_a_refused_gateway_comes_back_by_itself(recall: Recall, ada: Person, study: Channel) -> None:
    recall.sandbox.gateway.refuse(1)
    await recall.sandbox.gateway.drop()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


async def test_op_7_comes_back_by_itself(recall: Recall, ada: Person, study: Channel) -> None:
    await recall.sandbox.gateway.reconnect()
    await recall.sandbox.ready()
    assert (await asks(ada, study)).startswith("## Dropout")


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
    recall.sandbox.faults.answer("POST", r".*/callback", status)
    assert (await asks(ada, study)).startswith("## Dropout")
    assert not recall.task.done()


async def test_a_dropped_connection_gets_a_private_apology(recall: Recall, ada: Person, study: Channel) -> None:
    recall.sandbox.faults.answer("POST", r".*/callback", "drop")
    reply = await ada.use(study, "define", term="dropout")
    assert not reply.failed
    assert shown(reply).text.startswith("## Dropout") or (reply.ephemeral and "Sorry" in shown(reply).text)
    assert not recall.task.done()


async def test_start_waits_out_a_discord_that_is_down(
    sandbox: Sandbox, settings: Settings, ada: Person, study: Channel
) -> None:
    sandbox.faults.answer("GET", r".*/users/@me", 503)
    recall = Recall(sandbox, settings)
    await recall.start()
    assert (await asks(ada, study)).startswith("## Dropout")
    await recall.stop()
