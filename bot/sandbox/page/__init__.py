"""The page: a chat in the browser, in which people use the bot as they would on Discord."""

from bot.sandbox.page.guard import Guard
from bot.sandbox.page.page import Page

__all__ = ["Guard", "Page"]
