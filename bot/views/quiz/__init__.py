"""What a channel sees of a game: lobby, question, reveal, podium, and requests to accept an answer."""

from bot.views.quiz.appeal import appeal, decided
from bot.views.quiz.lobby import lobby, lobby_over
from bot.views.quiz.podium import podium
from bot.views.quiz.question import Closed, answer_form, question
from bot.views.quiz.reveal import reveal

__all__ = ["Closed", "answer_form", "appeal", "decided", "lobby", "lobby_over", "podium", "question", "reveal"]
