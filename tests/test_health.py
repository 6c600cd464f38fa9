"""The health page: whoever restarts the bot learns whether that would help."""

import asyncio
import socket

import aiohttp
import pytest

from bot.errors import Refusal
from bot.health import health_page


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def status(port: int, path: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status


async def works() -> None:
    """Answer at once."""


async def test_a_well_process_on_the_gateway_is_healthy_and_ready(port: int) -> None:
    async with health_page(port, works=works, ready=lambda: True):
        assert (await status(port, "/healthz"), await status(port, "/readyz")) == (200, 200)


async def test_a_process_off_the_gateway_is_healthy_but_not_ready(port: int) -> None:
    async with health_page(port, works=works, ready=lambda: False):
        assert (await status(port, "/healthz"), await status(port, "/readyz")) == (200, 503)


async def test_a_database_that_does_not_answer_is_unhealthy(port: int) -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    async with health_page(port, works=hangs, ready=lambda: True, patience=0.01):
        assert await status(port, "/healthz") == 503


async def test_a_port_that_is_taken_is_one_sentence(port: int) -> None:
    async with health_page(port, works=works, ready=lambda: True):
        with pytest.raises(Refusal, match=rf"^HEALTH_PORT {port} can't be used: .*\.$"):
            async with health_page(port, works=works, ready=lambda: True):
                pass
