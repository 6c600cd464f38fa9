"""/quiz: rounds that a whole channel plays together."""

from bot.cogs.quiz.appeals import Appeals
from bot.cogs.quiz.commands import Quiz
from bot.cogs.quiz.courier import Courier
from bot.cogs.quiz.hall import Hall
from bot.cogs.quiz.house import House
from bot.cogs.quiz.presses import Presses
from bot.cogs.quiz.starting import Starting

__all__ = ["Appeals", "Courier", "Hall", "House", "Presses", "Quiz", "Starting"]
