"""The ladder: rungs from certain to daring, each of which may say whose name a query is.

A rung returns the owners of that name: one, several if they share it, none if the rung can't tell. The first rung that
can tell is believed.
"""

from collections.abc import Callable, Iterable

from bot.search.fold import squeeze
from bot.search.names import Names, Owners
from bot.search.query import Query
from bot.search.small_words import EMPTY
from bot.search.words import bag


def to_the_letter(names: Names, query: Query) -> Owners:
    """Find somebody's very name, signs included."""
    return names.to_the_letter.get(query.written, ())


def exact(names: Names, query: Query) -> Owners:
    """Find a name, alias or slug after folding."""
    return names.exact.get(squeeze(query.readings[0]), ())


def asked(names: Names, query: Query) -> Owners:
    """Find the same inside a question: "what is a ...?", "define ... please"."""
    return _first(names.exact.get(squeeze(reading), ()) for reading in query.readings[1:])


def inflected(names: Names, query: Query) -> Owners:
    """Find a name whose words, all of them and no other, stand in another form or order."""
    return _first(names.bags.get(bag(reading), ()) for reading in query.readings)


def placed(names: Names, query: Query) -> Owners:
    """Find a name with its surroundings, if both are known: "dropout in neural networks"."""
    name, _, place = query.core.rpartition(" in ")
    return called(names, bare(name)) if name and called(names, bare(place)) else ()


def unwrapped(names: Names, query: Query) -> Owners:
    """Find a name among words that mean nothing by themselves, wherever they stand."""
    return names.bags.get(bag(bare(query.core)), ())


def bare(phrase: str) -> str:
    """Leave out the empty words of a folded phrase."""
    return " ".join(word for word in phrase.split() if word not in EMPTY)


def called(names: Names, phrase: str) -> Owners:
    """Find who is called a folded phrase, in any form and order."""
    return names.exact.get(squeeze(phrase)) or names.bags.get(bag(phrase), ())


Rung = Callable[[Names, Query], Owners]
RUNGS: tuple[Rung, ...] = (to_the_letter, exact, asked, inflected, placed, unwrapped)


def climb(names: Names, query: Query) -> Owners:
    """Tell whose name a query is, by the first rung that can."""
    return _first(rung(names, query) for rung in RUNGS)


def _first(found: Iterable[Owners]) -> Owners:
    return next((owners for owners in found if owners), ())
