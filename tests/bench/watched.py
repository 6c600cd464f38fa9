"""Recall as it ships, watched."""

import asyncio
import os

from bot import app, settings
from tests.bench.watch import watched

if __name__ == "__main__":
    asyncio.run(watched(app.serve_discord(settings.read(os.environ))))
