"""The ruling: whether an answer is right, which no answer is that is as near to another term."""

from math import inf

from bot.glossary import Term
from bot.quiz.judge.nearness import ALIAS, Near, nearest
from bot.quiz.judge.reading import halves, readings
from bot.search import TermIndex

_MOST_RIVALS = 16


def is_right(said: str, term: Term, index: TermIndex[Term]) -> bool:
    """Tell whether what somebody typed names the term and no other; a text of any length will do."""
    asked = readings(said)
    near = nearest(asked, term)
    if near.distance <= ALIAS:
        return True
    if near.distance == inf:
        return _is_said_twice(said, term)
    rivals = (rival for rival, _ in index.rank(said, _MOST_RIVALS) if rival.slug != term.slug)
    return all(_is_nearer(near, nearest(asked, rival)) for rival in rivals)


def _is_nearer(near: Near, other: Near) -> bool:
    """Tell whether an answer is nearer to one than to the other, or they share the name that it is near to."""
    return near.distance < other.distance or near == other


def _is_said_twice(said: str, term: Term) -> bool:
    """Tell whether an answer is one of the term's names and then another one, in whatever form but without slips."""
    return any(max(nearest(half, term).distance for half in both) < 1 for both in halves(said))
