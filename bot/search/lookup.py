"""The whole way from what somebody typed to a verdict."""

from bot.glossary import Glossary, Term
from bot.search.index import TermIndex
from bot.search.verdict import Answer, Verdict


def look_up(typed: str, glossary: Glossary, index: TermIndex[Term]) -> Verdict[Term]:
    """Return the term with the slug `typed`, which autocomplete sends, else what `index` finds."""
    exact = glossary.get(typed)
    return Answer(exact) if exact else index.find(typed)
