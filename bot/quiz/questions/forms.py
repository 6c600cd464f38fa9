"""Forms: a term's entry as a question of each form, or None where that would not be fair."""

from bot.glossary import Scenario, Term, TrueFalse, mentions, same_words, shared_words, words
from bot.quiz.question import Form, Option
from bot.quiz.questions.draft import Draft
from bot.quiz.questions.wording import (
    half_time_hint,
    masked_scene,
    open_cloze,
    reason,
    sound,
    what_it_is,
    whose_it_is,
)
from bot.quiz.questions.wrong import Desk, Labels, wrong_terms

_LONGEST_TYPED = 40  # characters of a name that one types gladly


def drafted(form: Form, term: Term, desk: Desk) -> Draft | None:
    """Return a question on the term in that form, None if it would lack wrong options or give its answer away."""
    match form:
        case Form.CLUE | Form.GAP | Form.MNEMONIC:
            return _by_name(form, term, desk)
        case Form.MEANING:
            return _by_line(term, desk)
        case Form.TYPED:
            return _typed(term)
        case Form.SCENARIO:
            return _case(term, term.quiz.scenario)
        case Form.TRUE_FALSE:
            return _statement(term, desk)


def is_handy(form: Form, term: Term, desk: Desk) -> bool:
    """Return whether the form suits the term, so that it may be asked before others that could be asked too."""
    match form:
        case Form.TYPED:
            return len(term.name) <= _LONGEST_TYPED and term.name.replace("-", "").replace(" ", "").isalnum()
        case Form.TRUE_FALSE:
            return any(each.answer is desk.truth for each in term.quiz.true_false)
        case _:
            return True


def _by_name(form: Form, term: Term, desk: Desk) -> Draft | None:
    """Return which term a text is about."""
    prompt = {Form.CLUE: term.quiz.clue, Form.GAP: open_cloze(term)}.get(form) or masked_scene(term)
    # In a scene, a word that only begins like one of the name is its sound, which may hint.
    shared = same_words if form is Form.MNEMONIC else shared_words
    labels = Labels(
        label=lambda each: each.name,
        fits=lambda rival: not mentions(prompt, rival),
        echo=lambda each: shared(prompt, each.name),
    )
    rivals = () if mentions(prompt, term) else wrong_terms(term, labels, desk)
    if not rivals:
        return None
    return Draft(
        form=form,
        slug=term.slug,
        prompt=prompt,
        right=term.name,
        wrong=tuple(Option(rival.name, what_it_is(rival, term)) for rival in rivals),
        why=reason(*([sound(term)] if form is Form.MNEMONIC else []), term.definition),
    )


def _by_line(term: Term, desk: Desk) -> Draft | None:
    """Return which line describes the term."""
    labels = Labels(
        label=lambda each: each.short,
        fits=lambda rival: (
            not (mentions(rival.short, term) or mentions(rival.short, rival) or mentions(term.short, rival))
        ),
        echo=lambda each: shared_words(term.name, each.short),
    )
    rivals = () if mentions(term.short, term) else wrong_terms(term, labels, desk)
    if not rivals:
        return None
    return Draft(
        form=Form.MEANING,
        slug=term.slug,
        prompt=f"Which of these describes “{term.name}”?",
        right=term.short,
        wrong=tuple(Option(rival.short, whose_it_is(rival, term)) for rival in rivals),
        why=reason(term.definition),
    )


def _typed(term: Term) -> Draft | None:
    clue = term.quiz.clue
    if mentions(clue, term) or shared_words(term.name, clue) == words(term.name):
        return None
    return Draft(form=Form.TYPED, slug=term.slug, prompt=clue, why=reason(term.definition), hint=half_time_hint(term))


def _case(term: Term, case: Scenario | None) -> Draft | None:
    """Return the author's own question on a case, which has one reason for all of its options."""
    if case is None:
        return None
    labels = {" ".join(label.casefold().split()): label for label in (*case.wrong, case.a)}
    wrong = tuple(Option(label, case.because) for label in labels.values() if label != case.a)
    if not wrong:
        return None
    return Draft(form=Form.SCENARIO, slug=term.slug, prompt=case.q, right=case.a, wrong=wrong, why=case.because)


def _statement(term: Term, desk: Desk) -> Draft | None:
    if not (statements := term.quiz.true_false):
        return None
    said: TrueFalse = min(
        statements, key=lambda each: (each.answer is not desk.truth, desk.lot("said", each.statement))
    )
    return Draft(
        form=Form.TRUE_FALSE,
        slug=term.slug,
        prompt=said.statement,
        right=str(said.answer),
        wrong=(Option(str(not said.answer), said.because),),
        why=said.because,
    )
