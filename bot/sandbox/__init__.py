"""A small Discord on loopback: REST, gateway, and people who use the bot. It knows nothing of this bot."""

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Fault
from bot.sandbox.interactions import Choice, Interaction, Response
from bot.sandbox.people import Person
from bot.sandbox.rest import Request
from bot.sandbox.server import Sandbox
from bot.sandbox.world import (
    Channel,
    ChannelType,
    Flags,
    Guild,
    Intents,
    Mentions,
    Message,
    Overwrite,
    Permission,
    Role,
)

__all__ = [
    "Channel",
    "ChannelType",
    "Choice",
    "Fault",
    "Flags",
    "Guild",
    "Intents",
    "Interaction",
    "Mentions",
    "Message",
    "Overwrite",
    "Permission",
    "Person",
    "Request",
    "Response",
    "Role",
    "Sandbox",
    "SandboxClock",
]
