"""What did they mean: finds the entry that somebody asked for, or says honestly that it can't tell."""

from bot.search.index import TermIndex
from bot.search.lookup import look_up
from bot.search.names import Entry
from bot.search.verdict import Answer, Nothing, Suggestions, Verdict

__all__ = ["Answer", "Entry", "Nothing", "Suggestions", "TermIndex", "Verdict", "look_up"]
