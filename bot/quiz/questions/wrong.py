"""Wrong answers: the terms that stand beside the right one, so that nothing but knowing it tells which is right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.glossary import Closeness, Glossary, Term, are_apart, closeness
from bot.lot import Lot

_WRONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a question is written: what there is to know, chance, and what was asked a moment ago."""

    glossary: Glossary
    lot: Lot
    just_asked: frozenset[str] = frozenset()  # whose names are known to be no answer again
    truth: bool = True  # what a statement should be, if its author wrote one of that kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How the options of a question look."""

    label: Callable[[Term], str]
    fits: Callable[[Term], bool]  # whether it can be a wrong one
    echo: Callable[[Term], frozenset[str]]  # words that the label has in common with what is asked


def wrong_terms(term: Term, labels: Labels, desk: Desk) -> tuple[Term, ...]:
    """Return the terms for up to three wrong options, none if each choice of them would give the right one away."""
    own = labels.echo(term)
    untold, telling, rest, last = set(own), list[Term](), list[Term](), list[Term]()
    for rival in _distinct(term, labels, desk):
        echo = labels.echo(rival)
        if echo & untold and closeness(rival, term) is not Closeness.STRANGER:
            # Without it, the right option alone would have that word in common with the question; a stranger
            # that has it by accident would look as odd.
            telling.append(rival)
            untold -= echo
        else:
            (rest if echo <= own else last).append(rival)
        if not untold and len(telling) + len(rest) >= _WRONG:
            break
    return () if untold or len(telling) > _WRONG else (*telling, *rest, *last)[:_WRONG]


def _distinct(term: Term, labels: Labels, desk: Desk) -> Iterator[Term]:
    """Yield the terms that may be wrong answers, the likeliest first, and none that reads like another."""
    seen = {_plain(labels.label(term))}
    for rival in _ranked(term, desk):
        label = _plain(labels.label(rival))
        if label not in seen and labels.fits(rival) and are_apart(rival, term, desk.glossary):
            seen.add(label)
            yield rival


def _ranked(term: Term, desk: Desk) -> Iterator[Term]:
    """Yield every term, first those that the author chose: as a rule they are enough, and the rest isn't compared."""
    chosen = [
        rival for slug in term.quiz.distractors if slug not in desk.just_asked and (rival := desk.glossary.get(slug))
    ]
    for some in (chosen, desk.glossary):
        yield from sorted(some, key=lambda rival: _rank(rival, term, desk))


def _rank(rival: Term, term: Term, desk: Desk) -> tuple[bool, int, bool, bool, bytes]:
    near = closeness(rival, term)
    chosen = near is Closeness.CHOSEN  # by lot alone
    elsewhere = not chosen and rival.category != term.category
    other_level = not chosen and rival.difficulty is not term.difficulty
    return rival.slug in desk.just_asked, near, elsewhere, other_level, desk.lot("rival", term.slug, rival.slug)


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())
