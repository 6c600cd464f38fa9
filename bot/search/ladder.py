"""The ladder: rungs from certain to daring, each of which may say whose name a query is.

A rung returns the owners of that name: one, several if they share it, none if the rung can't tell. The first rung that
can tell is believed. Everything below certainty is no rung's business but likeness's, and never more than a suggestion.
"""

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.fold import squeeze
from bot.search.names import Names, Owners
from bot.search.query import Query
from bot.search.slip import SHORTEST, is_slip
from bot.search.words import in_any_order, singular

_MOST_OF_A_NAME = 0.7
_NEAR = 3  # edits within which another entry's name casts doubt on a slip


def to_the_letter(names: Names, query: Query) -> Owners:
    """Find somebody's very name, signs included."""
    return names.to_the_letter.get(query.written, ())


def exact(names: Names, query: Query) -> Owners:
    """Find a name, alias or slug after folding."""
    return names.exact.get(squeeze(query.readings[0]), ())


def asked(names: Names, query: Query) -> Owners:
    """Find the same inside a question: "what is a ...?", "define ... please"."""
    return _first(names.exact.get(squeeze(reading), ()) for reading in query.readings[1:])


def counted(names: Names, query: Query) -> Owners:
    """Find the same in the other number: "transformers"."""
    return _first(names.singular.get(squeeze(singular(reading)), ()) for reading in query.readings)


def placed(names: Names, query: Query) -> Owners:
    """Find a name with its surroundings, if both are known: "dropout in neural networks"."""
    name, _, place = query.core.rpartition(" in ")
    return names.called(name) if name and names.called(place) else ()


def reordered(names: Names, query: Query) -> Owners:
    """Find a name whose words, all of them and no other, stand in another order."""
    return names.in_any_order.get(in_any_order(query.core), ())


def begun(names: Names, query: Query) -> Owners:
    """Find a name by two words or more that are most of it; one word begun may be another word ("regular")."""
    if " " not in query.core:
        return ()
    longer = [label for label in names.labels if label.tight.startswith(query.tight)]
    owners = {label.owner for label in longer}
    shortest = min((len(label.tight) for label in longer), default=0)
    return tuple(owners) if len(owners) == 1 and len(query.tight) >= _MOST_OF_A_NAME * shortest else ()


def slipped(names: Names, query: Query) -> Owners:
    """Find a name with a slip or two, if every other entry's names are clearly farther away."""
    if len(query.tight) < SHORTEST - 1:
        return ()
    near = process.extract(query.tight, names.tights, scorer=OSA.distance, score_cutoff=_NEAR, limit=None)
    hits = [(edits, names.labels[at]) for _, edits, at in near]
    slips = [(edits, label.owner) for edits, label in hits if is_slip(query.core, label.folded)]
    owners = {owner for _, owner in slips}
    if len(owners) != 1:
        return ()
    rivals = [edits for edits, label in hits if label.owner not in owners]
    return tuple(owners) if min(slips)[0] < min(rivals, default=_NEAR + 1) else ()


Rung = Callable[[Names, Query], Owners]
RUNGS: tuple[Rung, ...] = (to_the_letter, exact, asked, counted, placed, reordered, begun, slipped)


def climb(names: Names, query: Query) -> Owners:
    """Tell whose name a query is, by the first rung that can."""
    return _first(rung(names, query) for rung in RUNGS)


def _first(found: Iterable[Owners]) -> Owners:
    return next((owners for owners in found if owners), ())
