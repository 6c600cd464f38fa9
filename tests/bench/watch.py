"""A watch on an event loop."""

import asyncio
import signal
import time
from collections.abc import Coroutine
from typing import Any

BEAT = 0.005  # seconds


class Watch:
    """The longest that a loop did not come back: by the clock, and by the processor that it used meanwhile (seconds).

    By the clock it also counts what other programs took from a shared machine; by the processor it is blind to waiting.
    """

    def __init__(self) -> None:
        self.clock = self.processor = 0.0

    def reset(self) -> None:
        """Forget what was."""
        self.clock = self.processor = 0.0

    async def run(self) -> None:
        """Watch the running loop until cancelled."""
        while True:
            clock, processor = time.perf_counter(), time.thread_time()
            await asyncio.sleep(BEAT)
            self.clock = max(self.clock, time.perf_counter() - clock - BEAT)
            self.processor = max(self.processor, time.thread_time() - processor)


async def watched(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` until it ends or SIGTERM, then print the loop's longest blocks since SIGUSR1 in milliseconds."""
    watch = Watch()
    watcher, worker = asyncio.create_task(watch.run()), asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, worker.cancel)
    loop.add_signal_handler(signal.SIGUSR1, watch.reset)
    await asyncio.wait({worker})
    watcher.cancel()
    print(f"{watch.clock * 1000:.0f} {watch.processor * 1000:.0f}", flush=True)
