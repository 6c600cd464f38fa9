"""The gateway: what the bot hears, and what tests do to its connections."""

from bot.sandbox.gateway.connection import GATEWAY, RESUME, connecting
from bot.sandbox.gateway.frames import Close, Op
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.session import Session, Shard

__all__ = ["GATEWAY", "RESUME", "Close", "Gateway", "Op", "Session", "Shard", "connecting"]
