"""Interaction answers: Discord is not asked for a copy of what we sent it just now."""

import io
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import aiohttp
import discord
import pytest
from aiohttp import web
from discord.http import Route
from discord.webhook.async_ import interaction_message_response_params

from bot.client.callbacks import Callbacks
from bot.sandbox import Channel, Person
from tests.conftest import Recall, shown


@dataclass(slots=True)
class Desk:
    """Takes callbacks as Discord does that is not asked for a copy, the first ones with these statuses."""

    statuses: list[int] = field(default_factory=list[int])
    asked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])  # path with query, body

    async def take(self, request: web.Request) -> web.Response:
        self.asked.append((request.path_qs, await request.text()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 204)


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int) -> AsyncGenerator[Desk]:
    desk = Desk()
    app = web.Application()
    app.router.add_post("/{path:.*}", desk.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{unused_tcp_port}")
    yield desk
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_an_answer_asks_for_no_copy(desk: Desk, session: aiohttp.ClientSession) -> None:
    params = interaction_message_response_params(type=4, content="Hello")
    told = await Callbacks().create_interaction_response(91, "token", session=session, params=params)
    [(path, body)] = desk.asked
    assert path == "/interactions/91/token/callback"
    assert '"content":"Hello"' in body
    assert told == {"interaction": {"id": 91}}


async def test_a_file_goes_along(desk: Desk, session: aiohttp.ClientSession) -> None:
    file = discord.File(io.BytesIO(b"all of it"), "data.json")
    params = interaction_message_response_params(type=4, file=file)
    await Callbacks().create_interaction_response(91, "token", session=session, params=params)
    [(_, body)] = desk.asked
    assert "all of it" in body
    assert "payload_json" in body


async def test_what_discord_refuses_is_raised(desk: Desk, session: aiohttp.ClientSession) -> None:
    desk.statuses = [404]
    params = interaction_message_response_params(type=4, content="Hello")
    with pytest.raises(discord.NotFound):
        await Callbacks().create_interaction_response(91, "token", session=session, params=params)


async def test_the_bot_answers_so(recall: Recall, ada: Person, study: Channel) -> None:
    assert "help" in shown(await ada.use(study, "help")).text
    [request] = recall.sandbox.requests.find("POST", ".*/callback")
    assert (request.query, request.status) == ("", 204)
