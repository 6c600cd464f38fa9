"""The bot and its command tree: what Discord sends in, and what goes back out."""

from bot.client.bot import Bot, Unusable
from bot.client.components import Components, Press, typed

__all__ = ["Bot", "Components", "Press", "Unusable", "typed"]
