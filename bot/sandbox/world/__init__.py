"""The state of a small Discord: who and what there is, and who may do what."""

from bot.sandbox.world.application import Application
from bot.sandbox.world.board import Board, Upload
from bot.sandbox.world.channel import THREADS, WITHOUT_MESSAGES, Channel, ChannelType, Overwrite
from bot.sandbox.world.commands import Command, CommandBook
from bot.sandbox.world.components import SELECTS, Button, numbered, walk
from bot.sandbox.world.components import Kind as Component
from bot.sandbox.world.components import find as find_component
from bot.sandbox.world.events import EVERY_INTENT, PRIVILEGED, Event, Intents
from bot.sandbox.world.ground import Ground
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.members import Member, Role
from bot.sandbox.world.message import Attachment, Flags, Mentions, Message
from bot.sandbox.world.news import membership
from bot.sandbox.world.permissions import IN_PRIVATE, NOTHING, Permission
from bot.sandbox.world.users import User
from bot.sandbox.world.world import APPLICATION_ID, World

__all__ = [
    "APPLICATION_ID",
    "EVERY_INTENT",
    "IN_PRIVATE",
    "NOTHING",
    "PRIVILEGED",
    "SELECTS",
    "THREADS",
    "WITHOUT_MESSAGES",
    "Application",
    "Attachment",
    "Board",
    "Button",
    "Channel",
    "ChannelType",
    "Command",
    "CommandBook",
    "Component",
    "Event",
    "Flags",
    "Ground",
    "Guild",
    "Intents",
    "Member",
    "Mentions",
    "Message",
    "Overwrite",
    "Permission",
    "Role",
    "Upload",
    "User",
    "World",
    "find_component",
    "membership",
    "numbered",
    "walk",
]
