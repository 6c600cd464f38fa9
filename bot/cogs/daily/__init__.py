"""/daily: one term a day in the channel that a server's managers choose."""

from bot.cogs.daily.answers import Answers
from bot.cogs.daily.commands import Daily
from bot.cogs.daily.composer import Composer
from bot.cogs.daily.delivery import Delivery
from bot.cogs.daily.poster import Poster
from bot.cogs.daily.servers import Servers
from bot.cogs.daily.settler import Settler

__all__ = ["Answers", "Composer", "Daily", "Delivery", "Poster", "Servers", "Settler"]
