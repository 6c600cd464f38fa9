"""The questions of one game: which terms, in which form, with which wrong answers."""

from bot.quiz.questions.drawing import draw

__all__ = ["draw"]
