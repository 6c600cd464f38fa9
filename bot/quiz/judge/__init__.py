"""The judge of typed answers: whether what somebody typed names the term."""

from bot.quiz.judge.ruling import is_right

__all__ = ["is_right"]
