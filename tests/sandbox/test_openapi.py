"""Holds what the sandbox answers against Discord's own description of its API."""

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.sandbox import Channel, ChannelType, Guild, Person, Sandbox
from tests.sandbox.raw import Answer, RawBot

NAMED = os.environ.get("RECALL_OPENAPI")

pytestmark = pytest.mark.skipif(NAMED is None, reason="RECALL_OPENAPI does not name Discord's openapi.json")


@pytest.fixture(scope="module")
def description() -> Any:
    return json.loads(Path(NAMED or "").read_text(encoding="utf-8"))


def faults(description: Any, method: str, route: str, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    responses = description["paths"][route][method.lower()]["responses"]
    found = responses.get(str(answer.status))
    assert found is not None, f"{method} {route} answers {answer.status}, not one of {list(responses)}"
    content = found.get("content", {}).get("application/json")
    if content is None:
        assert answer.body == ""
        return
    schema = {**content["schema"], "components": description["components"]}
    validator: Any = jsonschema.Draft202012Validator(schema)
    for fault in validator.iter_errors(answer.body):
        yield f"{method} {route}: {list(fault.absolute_path)}: {fault.message[:300]}"


class Checked:
    """Calls routes, and collects what is wrong with the answers."""

    def __init__(self, raw: RawBot, description: Any) -> None:
        self._raw = raw
        self._description = description
        self.faults: list[str] = []

    async def call(self, method: str, route: str, payload: object = None, **ids: Any) -> Answer:
        path = route.format(**ids)
        query = {"with_response": "1"} if path.endswith("/callback") else None
        answer = await self._raw.call(method, path, payload, query=query)
        self.faults += faults(self._description, method, route, answer)
        return answer


COMMAND: dict[str, Any] = {
    "name": "ping",
    "description": "Answers.",
    "options": [{"name": "word", "description": "A word", "type": 3, "required": True}],
}
MESSAGE: dict[str, Any] = {
    "content": "hello",
    "embeds": [{"title": "Dropout", "description": "Off.", "fields": [{"name": "a", "value": "b", "inline": False}]}],
    "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}],
}
LAYOUT: dict[str, Any] = {
    "flags": 1 << 15,
    "components": [{"type": 17, "components": [{"type": 10, "content": "shown"}]}],
}


@pytest.fixture
def checked(raw: RawBot, sandbox: Sandbox, description: Any) -> Checked:
    sandbox.ratelimits.on = False
    return Checked(raw, description)


async def test_users_guilds_and_channels_are_shown_as_described(
    checked: Checked, guild: Guild, study: Channel, ada: Person
) -> None:
    thread = guild.thread(study, "questions")
    guild.role("Teacher")
    for kind in (ChannelType.VOICE, ChannelType.CATEGORY, ChannelType.ANNOUNCEMENT, ChannelType.FORUM):
        guild.channel("room", type=kind)
    for route in ("/users/@me", "/gateway", "/gateway/bot", "/applications/@me", "/oauth2/applications/@me"):
        await checked.call("GET", route)
    await checked.call("GET", "/users/{user_id}", user_id=ada.id)
    for below in ("", "/channels", "/roles", "/members/{user_id}", "/threads/active"):
        await checked.call("GET", "/guilds/{guild_id}" + below, guild_id=guild.id, user_id=ada.id)
    await checked.call("GET", "/users/@me/guilds")
    for channel in (*guild.channels.values(), thread, ada.direct()):
        await checked.call("GET", "/channels/{channel_id}", channel_id=channel.id)
    await checked.call("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
    assert checked.faults == []


async def test_messages_are_shown_as_described(checked: Checked, study: Channel, ada: Person) -> None:
    for payload in (MESSAGE, LAYOUT, {"content": f"hello {ada.mention}", "nonce": "1"}):
        await checked.call("POST", "/channels/{channel_id}/messages", payload, channel_id=study.id)
    ids = {"channel_id": study.id, "message_id": study.history[0].id}
    reply = {"content": "x", "message_reference": {"message_id": str(ids["message_id"])}}
    await checked.call("POST", "/channels/{channel_id}/messages", reply, **ids)
    one = "/channels/{channel_id}/messages/{message_id}"
    await checked.call("GET", one, **ids)
    await checked.call("PATCH", one, {"content": "changed"}, **ids)
    await checked.call("GET", "/channels/{channel_id}/messages", **ids)
    await checked.call("POST", one + "/threads", {"name": "questions"}, **ids)
    await checked.call("POST", "/channels/{channel_id}/threads", {"name": "more", "type": 11}, **ids)
    await checked.call("POST", "/channels/{channel_id}/typing", **ids)
    await checked.call("DELETE", one, **ids)
    assert checked.faults == []


async def test_commands_are_shown_as_described(checked: Checked, sandbox: Sandbox, guild: Guild) -> None:
    ids: dict[str, Any] = {"application_id": sandbox.application_id, "guild_id": guild.id}
    for scope in ("/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"):
        await checked.call("PUT", scope + "/commands", [COMMAND], **ids)
        [made] = (await checked.call("GET", scope + "/commands", **ids)).body
        await checked.call("POST", scope + "/commands", {**COMMAND, "name": "pong"}, **ids)
        one = scope + "/commands/{command_id}"
        await checked.call("PATCH", one, {"description": "Again."}, command_id=made["id"], **ids)
        await checked.call("GET", one, command_id=made["id"], **ids)
        await checked.call("DELETE", one, command_id=made["id"], **ids)
    assert checked.faults == []


async def test_answers_to_interactions_are_shown_as_described(
    checked: Checked, raw: RawBot, sandbox: Sandbox, study: Channel, ada: Person
) -> None:
    await raw.register(COMMAND)
    answers = [
        (4, {**MESSAGE, "flags": 64}), (4, LAYOUT), (5, None), (9, {
            "title": "Form", "custom_id": "form",
            "components": [{"type": 18, "label": "Word", "component": {"type": 4, "custom_id": "word", "style": 1}}],
        }),
    ]  # fmt: skip
    async with raw.online() as wire:
        for kind, data in answers:
            outcome = asyncio.ensure_future(ada.use(study, "ping", word="x"))
            told = await wire.event("INTERACTION_CREATE")
            ids = {"interaction_id": told["id"], "interaction_token": told["token"]}
            payload = {"type": kind, "data": data} if data else {"type": kind}
            callback = "/interactions/{interaction_id}/{interaction_token}/callback"
            await checked.call("POST", callback, payload, **ids)
            reply = await outcome
            hook = {"webhook_id": sandbox.application_id, "webhook_token": told["token"]}
            webhook = "/webhooks/{webhook_id}/{webhook_token}"
            await checked.call("POST", webhook, {"content": "more"}, **hook)
            if reply.message is not None:
                changed = {"content": "changed"} if kind == 5 else {}
                await checked.call("PATCH", webhook + "/messages/@original", changed, **hook)
                await checked.call("GET", webhook + "/messages/@original", **hook)
                await checked.call("DELETE", webhook + "/messages/@original", **hook)
    assert checked.faults == []
