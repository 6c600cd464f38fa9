"""What did they mean: finds the entry that somebody asked for, or says honestly that it can't tell."""

from bot.search.fold import fold, squeeze
from bot.search.index import TermIndex
from bot.search.lookup import look_up
from bot.search.names import Entry, cut
from bot.search.ordinary import is_ordinary
from bot.search.verdict import Answer, Nothing, Suggestions, Verdict
from bot.search.words import is_spoken, root, slips, sound

__all__ = [
    "Answer",
    "Entry",
    "Nothing",
    "Suggestions",
    "TermIndex",
    "Verdict",
    "cut",
    "fold",
    "is_ordinary",
    "is_spoken",
    "look_up",
    "root",
    "slips",
    "sound",
    "squeeze",
]
