"""The socket to the gateway: why it was closed is known even if the server hung up first."""

import asyncio

import aiohttp
from aiohttp import web

from bot.client.gateway import Socket


async def test_a_server_that_hangs_up_at_once_is_still_heard(unused_tcp_port: int) -> None:
    async def refuse(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoclose=False)
        await socket.prepare(request)
        assert request.transport is not None
        request.transport.write(b"\x88\x02\x0f\xa4")  # the frame that closes with 4004
        await asyncio.sleep(0)
        request.transport.abort()
        return socket

    application = web.Application()
    application.add_routes([web.get("/", refuse)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    async with (
        aiohttp.ClientSession(ws_response_class=Socket) as session,
        session.ws_connect(f"http://127.0.0.1:{unused_tcp_port}/", autoclose=False) as socket,
    ):
        assert (await socket.receive()).data == 4004
        while not socket._conn or (socket._conn.transport and not socket._conn.transport.is_closing()):  # noqa: SLF001, ASYNC110  # pyright: ignore[reportPrivateUsage]  (until the hang-up is noticed)
            await asyncio.sleep(0)
        await socket.close(code=4000)
        assert socket.close_code == 4004
    await runner.cleanup()
