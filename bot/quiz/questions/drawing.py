"""Drawing: the terms of a game, the form in which each is asked, and the place of each right answer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, cycle, islice, repeat

from bot.glossary import Glossary, Term
from bot.lot import Lot
from bot.quiz.question import Form, Question
from bot.quiz.questions.draft import Draft
from bot.quiz.questions.forms import drafted, is_handy
from bot.quiz.questions.wrong import Desk
from bot.quiz.rules import Kind, Rules

_JUST = 3  # questions: their answers are still in everybody's mind, and can't be right again
# What is asked where the form of the game is not possible: what can be chosen first, and names before other texts.
_OTHERWISE = (Form.CLUE, Form.MEANING, Form.GAP, Form.MNEMONIC, Form.SCENARIO, Form.TRUE_FALSE, Form.TYPED)


def draw(glossary: Glossary, rules: Rules, seed: str, recent: Sequence[str] = ()) -> tuple[Question, ...]:
    """Return the questions of a game, always the same for the same arguments; `recent` slugs have the latest last.

    There are fewer than the rules say if there are fewer terms that can be asked. Clues, scenes and sentences with
    a gap stand alone: that a term is looked for is for the form to say.
    """
    lot = Lot(seed)
    return tuple(_dealt(_drafts(_Hat(glossary, rules, lot, recent), rules, Desk(glossary=glossary, lot=lot)), lot))


class _Hat:
    """The terms that have not been drawn yet, in the order in which they may be."""

    def __init__(self, glossary: Glossary, rules: Rules, lot: Lot, recent: Sequence[str]) -> None:
        asked = {slug: place for place, slug in enumerate(recent)}
        terms = [term for term in glossary if _is_wanted(term, rules)]
        self._fresh = sorted((term for term in terms if term.slug not in asked), key=lambda term: lot(term.slug))
        self._stale = sorted((term for term in terms if term.slug in asked), key=lambda term: asked[term.slug])
        self._barren = set[tuple[Form, str]]()

    def pull(self, form: Form, desk: Desk) -> Draft | None:
        """Return a question of that form if a fresh term has one, else the next term's in any; None at the end."""
        handy_first = sorted(self._fresh, key=lambda term: not is_handy(form, term, desk))
        as_asked = (self._drafted(form, term, desk) for term in handy_first)
        in_any = (self._drafted(each, term, desk) for term in self._left() for each in (form, *_OTHERWISE))
        draft = next(filter(None, chain(as_asked, in_any)), None)
        if draft:
            self._fresh = [term for term in self._fresh if term.slug != draft.slug]
            self._stale = [term for term in self._stale if term.slug != draft.slug]
        return draft

    def _drafted(self, form: Form, term: Term, desk: Desk) -> Draft | None:
        """Return the question or None; to find that there is none takes long, and need not be found twice."""
        if (form, term.slug) in self._barren:
            return None
        if (draft := drafted(form, term, desk)) is None:
            self._barren.add((form, term.slug))
        return draft

    def _left(self) -> Iterator[Term]:
        yield from self._fresh
        yield from self._stale


def _drafts(hat: _Hat, rules: Rules, desk: Desk) -> list[Draft]:
    drafts = list[Draft]()
    for form in islice(_forms(rules.kind, desk.lot), rules.questions):
        statements = sum(draft.form is Form.TRUE_FALSE for draft in drafts)
        just = frozenset(draft.slug for draft in drafts[-_JUST:])
        if draft := hat.pull(form, replace(desk, just_asked=just, truth=_truth(statements, desk.lot))):
            drafts.append(draft)
    return drafts


def _is_wanted(term: Term, rules: Rules) -> bool:
    return rules.category in (None, term.category) and rules.level in (None, term.difficulty)


def _forms(kind: Kind, lot: Lot) -> Iterable[Form]:
    return cycle(sorted(Form, key=lambda form: lot("form", form))) if kind is Kind.MIXED else repeat(Form(kind.value))


def _truth(statements: int, lot: Lot) -> bool:
    """Return what the next statement should be: of two in a row one is true, and nobody knows which."""
    pair, second = divmod(statements, 2)
    first = lot.number(2, "truth", str(pair)) == 1
    return first is not bool(second)


def _dealt(drafts: Sequence[Draft], lot: Lot) -> Iterator[Question]:
    """Yield the questions; true comes before false, and of other options each place is right as often as any."""
    sizes = Counter(draft.choices for draft in drafts if draft.choices and draft.form is not Form.TRUE_FALSE)
    places = {size: iter(_even(size, number, lot)) for size, number in sizes.items()}
    for draft in drafts:
        match draft.form:
            case Form.TYPED:
                yield draft.dealt(0, lot)
            case Form.TRUE_FALSE:
                yield draft.dealt(0 if draft.right == str(True) else 1, lot)
            case _:
                yield draft.dealt(next(places[draft.choices]), lot)


def _even(size: int, number: int, lot: Lot) -> list[int]:
    """Return `number` places below `size`, each as often as any, in a drawn order."""
    turned = lot.number(size, "turn", str(size))
    order = sorted(range(number), key=lambda each: lot("place", str(size), str(each)))
    return [(turned + each) % size for each in order]
