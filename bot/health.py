"""The health page: whether the process is well, and whether it is on Discord."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.errors import Refusal

PATIENCE = 2.0  # seconds; an answer that takes longer is none to whoever restarts us


@asynccontextmanager
async def health_page(
    port: int,
    *,
    works: Callable[[], Coroutine[Any, Any, object]],
    ready: Callable[[], bool],
    patience: float = PATIENCE,
) -> AsyncGenerator[None]:
    """Serve /healthz (200 if `works` returns in time) and /readyz (200 if `ready`) on `port`, else 503; Refusal."""

    async def healthz(_request: web.Request) -> web.Response:
        try:
            await asyncio.wait_for(works(), patience)
        except TimeoutError:
            return web.Response(text="the database does not answer\n", status=503)
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        return web.Response(text="ready\n") if ready() else web.Response(text="not on the gateway\n", status=503)

    application = web.Application()
    application.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        # All addresses: whoever asks stands outside the container.
        await web.TCPSite(runner, port=port).start()
    except OSError as error:
        await runner.cleanup()
        raise Refusal(f"HEALTH_PORT {port} can't be used: {error.strerror}.") from error
    try:
        yield
    finally:
        await runner.cleanup()
