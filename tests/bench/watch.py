"""A watch on an event loop."""

import asyncio
import signal
import time
from collections.abc import Coroutine
from typing import Any

BEAT = 0.005  # seconds


async def watched(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` until it ends or SIGTERM, then print the loop's longest block since SIGUSR1 in milliseconds."""
    longest = [0.0]
    watcher, worker = asyncio.create_task(_watch(longest)), asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, worker.cancel)
    loop.add_signal_handler(signal.SIGUSR1, longest.__setitem__, 0, 0.0)
    await asyncio.wait({worker})
    watcher.cancel()
    print(f"{longest[0] * 1000:.1f}", flush=True)


async def _watch(longest: list[float]) -> None:
    # By the processor and not by the clock: what other programs take from a shared machine is no fault of ours.
    while True:
        before = time.thread_time()
        await asyncio.sleep(BEAT)
        longest[0] = max(longest[0], time.thread_time() - before)
