"""Every term that ships, in every form."""

import re
from collections.abc import Iterator

import pytest

from bot.glossary import Glossary, Term, fold
from bot.lot import Lot
from bot.quiz.question import Form
from bot.quiz.questions.draft import Draft
from bot.quiz.questions.forms import drafted
from bot.quiz.questions.wrong import Desk
from tests import shipped

BY_NAME = (Form.CLUE, Form.GAP, Form.MNEMONIC)
CHOSEN = (*BY_NAME, Form.MEANING)
SEEDS = ("one", "two")
GAP = "____"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return shipped.glossary()


@pytest.fixture(scope="module")
def drafts(glossary: Glossary) -> dict[Form, list[tuple[Term, Draft]]]:
    """Return every question that can be asked on the terms that ship, with two seeds."""
    desks = [Desk(glossary=glossary, lot=Lot(seed), truth=seed == "one") for seed in SEEDS]
    return {
        form: [(term, draft) for desk in desks for term in glossary if (draft := drafted(form, term, desk))]
        for form in Form
    }


def beginnings(text: str) -> set[str]:
    """Return how the words of a text begin, but for small ones: `normal` and `normalization` begin alike."""
    return {word[:5] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3} - {"from", "with"}


def above(term: Term, glossary: Glossary) -> set[str]:
    """Return the slugs of what the term is built on, however far up."""
    return {slug for one in term.prerequisites for slug in (one, *above(glossary[one], glossary))}


def wrong_terms(form: Form, draft: Draft, glossary: Glossary) -> Iterator[Term]:
    for option in draft.wrong:
        yield next(each for each in glossary if option.label == (each.short if form is Form.MEANING else each.name))


def test_nearly_every_term_can_be_asked_in_every_form(
    glossary: Glossary, drafts: dict[Form, list[tuple[Term, Draft]]]
) -> None:
    able = {form: len({term for term, _ in each}) / len(glossary) for form, each in drafts.items()}
    assert able[Form.CLUE] == able[Form.TYPED] == able[Form.SCENARIO] == 1
    assert able[Form.GAP] > 0.99
    assert able[Form.MNEMONIC] > 0.99
    assert able[Form.MEANING] > 0.9
    assert {term for term, _ in drafts[Form.TRUE_FALSE]} == {term for term in glossary if term.quiz.true_false}


def test_the_right_option_is_the_author_s(drafts: dict[Form, list[tuple[Term, Draft]]]) -> None:
    for form in CHOSEN:
        for term, draft in drafts[form]:
            assert draft.right == (term.short if form is Form.MEANING else term.name)
    for term, draft in drafts[Form.SCENARIO]:
        assert term.quiz.scenario is not None
        assert (draft.prompt, draft.right) == (term.quiz.scenario.q, term.quiz.scenario.a)
    for term, draft in drafts[Form.TRUE_FALSE]:
        assert (draft.prompt, draft.right) in {(each.statement, str(each.answer)) for each in term.quiz.true_false}


def test_there_are_four_options_but_fewer_where_the_author_wrote_fewer(
    drafts: dict[Form, list[tuple[Term, Draft]]],
) -> None:
    for form, each in drafts.items():
        for term, draft in each:
            case = term.quiz.scenario
            own = {Form.TYPED: 0, Form.TRUE_FALSE: 2, Form.SCENARIO: 1 + len(case.wrong if case else ())}
            assert draft.choices == own.get(form, 4)
            labels = [draft.right, *(option.label for option in draft.wrong)] if draft.wrong else []
            assert len({" ".join(label.casefold().split()) for label in labels}) == draft.choices


def test_every_text_fits_where_it_is_shown_and_every_reason_is_given(
    drafts: dict[Form, list[tuple[Term, Draft]]],
) -> None:
    for form, each in drafts.items():
        for _, draft in each:
            assert 0 < len(draft.prompt) <= 300
            assert 0 < len(draft.why) <= 300
            assert len(draft.right) <= 100
            assert all(0 < len(option.label) <= 100 and 0 < len(option.why) <= 160 for option in draft.wrong)
            assert (draft.hint is not None) is (form is Form.TYPED)


def test_no_wrong_answer_is_a_synonym_or_a_wider_or_narrower_idea(
    glossary: Glossary, drafts: dict[Form, list[tuple[Term, Draft]]]
) -> None:
    for form in CHOSEN:
        for term, draft in drafts[form]:
            for rival in wrong_terms(form, draft, glossary):
                names = [{fold(name) for name in (e.name, *e.aliases, *e.shared_aliases)} for e in (term, rival)]
                assert not names[0] & names[1]
                assert rival.slug not in above(term, glossary)
                assert term.slug not in above(rival, glossary)
                assert f" {rival.name} " not in f" {term.name} "
                assert f" {term.name} " not in f" {rival.name} "


def test_the_wrong_answers_that_the_author_chose_are_asked_if_they_are_fair(
    glossary: Glossary, drafts: dict[Form, list[tuple[Term, Draft]]]
) -> None:
    wrong = [(term, rival) for term, draft in drafts[Form.CLUE] for rival in wrong_terms(Form.CLUE, draft, glossary)]
    chosen = [rival.slug in term.quiz.distractors for term, rival in wrong]
    assert sum(chosen) > 0.8 * len(chosen)
    strangers = [rival for term, rival in wrong if rival.category != term.category and not near(rival, term)]
    assert len(strangers) < 0.02 * len(wrong)


def near(rival: Term, term: Term) -> bool:
    told = {each.slug for one in (rival, term) for each in one.confusable_with}
    return bool({*rival.quiz.distractors, *told, rival.slug} & {*term.quiz.distractors, *told, term.slug})


def test_what_is_asked_never_names_its_answer_nor_a_wrong_one(
    glossary: Glossary, drafts: dict[Form, list[tuple[Term, Draft]]]
) -> None:
    for form in (*BY_NAME, Form.TYPED):
        for term, draft in drafts[form]:
            words = re.findall(r"[^\W_]+", draft.prompt.casefold())
            most = 1 if form is Form.MNEMONIC else 5  # what makes the name only if it is run together is its sound
            runs = {"".join(words[at : at + size]) for at in range(len(words)) for size in range(1, most + 1)}
            for each in (term, *wrong_terms(form, draft, glossary)):
                assert not runs & {fold(name) for name in (each.name, *each.aliases, *each.shared_aliases)}


def test_the_right_option_has_no_word_in_common_with_what_is_asked_that_no_other_option_has(
    drafts: dict[Form, list[tuple[Term, Draft]]],
) -> None:
    covered = 0
    for form in (Form.CLUE, Form.GAP, Form.MEANING):
        for _, draft in drafts[form]:
            others = {word for option in draft.wrong for word in beginnings(option.label)}
            for word in beginnings(draft.prompt.removeprefix("Which of these describes")) & beginnings(draft.right):
                assert any(other.startswith(word) for other in others)
                covered += 1
    assert covered > 50


def test_a_scene_has_no_word_of_the_name_but_for_what_only_sounds_like_it(
    drafts: dict[Form, list[tuple[Term, Draft]]],
) -> None:
    masked = 0
    for term, draft in drafts[Form.MNEMONIC]:
        words = set(re.findall(r"[^\W_]+", draft.prompt.casefold()))
        named = set(re.findall(r"[^\W_]{3,}", term.name.casefold())) - {"and", "the", "from", "with", "for"}
        assert not words & named
        masked += GAP in draft.prompt
    assert 10 < masked < 60


def test_no_article_tells_what_fills_a_gap(drafts: dict[Form, list[tuple[Term, Draft]]]) -> None:
    for term, draft in drafts[Form.GAP]:
        plain = draft.prompt.replace(f"(n) {GAP}", f" {GAP}")
        assert plain == re.sub(rf"\b([aA])n {GAP}", rf"\1 {GAP}", term.quiz.cloze)
        assert not re.search(rf"\ban? {GAP}", draft.prompt, re.IGNORECASE)
    assert sum(f"(n) {GAP}" in draft.prompt for _, draft in drafts[Form.GAP]) > 20
