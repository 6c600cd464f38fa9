"""The quiz: which questions, who is right, and what that is worth."""

from bot.quiz.game import Begun, Ending, Game, GameOver, NothingToAccept, NotPlaying, Phase, Vote, planned
from bot.quiz.judge import is_right
from bot.quiz.question import Form, Option, Question
from bot.quiz.questions import draw
from bot.quiz.round import LETTERS, Answer, AnsweredAlready, Delay, NoSuchAnswer, NotOpen, Round, State, TooLate, taken
from bot.quiz.rules import Kind, Rules, Scoring
from bot.quiz.scoring import Standing, points, scored, standings

__all__ = [
    "LETTERS",
    "Answer",
    "AnsweredAlready",
    "Begun",
    "Delay",
    "Ending",
    "Form",
    "Game",
    "GameOver",
    "Kind",
    "NoSuchAnswer",
    "NotOpen",
    "NotPlaying",
    "NothingToAccept",
    "Option",
    "Phase",
    "Question",
    "Round",
    "Rules",
    "Scoring",
    "Standing",
    "State",
    "TooLate",
    "Vote",
    "draw",
    "is_right",
    "planned",
    "points",
    "scored",
    "standings",
    "taken",
]
