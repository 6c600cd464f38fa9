"""The judge of typed answers: name, alias, slips of spelling; never another term."""

from bot.glossary import Term
from bot.search import Answer, Suggestions, TermIndex


def is_right(said: str, term: Term, index: TermIndex[Term]) -> bool:
    """Tell whether what somebody typed names the term; any text will do, and its first hundred characters count."""
    match index.find(said):
        case Answer(entry):
            return entry.slug == term.slug
        case Suggestions(entries):
            return term in entries and said.casefold().strip() in {each.casefold() for each in term.shared_aliases}
        case _:
            return False
