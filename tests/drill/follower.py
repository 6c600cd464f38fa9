"""Recall as it ships, watched, with a clock that follows a sandbox's; the argument is the clock's file."""

import asyncio
import os
import sys
from pathlib import Path

from bot import app, settings
from bot.logs import set_up_logging
from tests.bench.watch import watched
from tests.drill.child import FollowingClock

if __name__ == "__main__":
    set_up_logging("ERROR", "text")
    asyncio.run(watched(app.serve_discord(settings.read(os.environ), FollowingClock(Path(sys.argv[1])))))
