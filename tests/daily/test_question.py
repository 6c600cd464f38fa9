import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.daily.question import Question, question_on
from bot.glossary import Confusable, Glossary, Scenario, Term, load
from tests import shipped

SAILING = Path(__file__).parents[1] / "glossary" / "sailing"
SEEDS = [f"{guild} 2026-03-0{day}" for guild in (1, 81384788765712384) for day in (1, 2)]


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return shipped.glossary()


@pytest.fixture(scope="module")
def sailing() -> Glossary:
    return load(SAILING)


@pytest.fixture(scope="module")
def asked(glossary: Glossary) -> dict[Term, list[Question]]:
    """Return the questions of several servers and days on every term that ships."""
    return {term: list(questions(term, glossary, SEEDS)) for term in glossary}


def questions(term: Term, glossary: Glossary, seeds: Iterable[str]) -> Iterable[Question]:
    for seed in seeds:
        question = question_on(term, glossary, seed)
        assert question is not None
        yield question


def is_case(term: Term, question: Question) -> bool:
    return term.quiz.scenario is not None and question.prompt == term.quiz.scenario.q


def beginnings(text: str) -> set[str]:
    """Return how the words of a text begin, but for small ones: `normal` and `normalization` begin alike."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def without_case(term: Term, *distractors: str) -> Term:
    distractors = distractors or term.quiz.distractors
    return replace(term, quiz=replace(term.quiz, scenario=None, distractors=distractors))


def wrong_lines(term: Term, *others: Term) -> set[str]:
    """Return the slugs of those of `others` whose line is ever a wrong answer to what describes the term."""
    glossary = Glossary([term, *others], [])
    asked = without_case(term, *(other.slug for other in others))
    told = list(questions(asked, glossary, map(str, range(40))))
    labels = {option.label for question in told for option in question.options}
    return {other.slug for other in others if other.short in labels}


def test_every_term_has_three_options_that_can_be_told_apart(asked: dict[Term, list[Question]]) -> None:
    for question in (question for each in asked.values() for question in each):
        labels = [option.label.casefold() for option in question.options]
        assert len(set(labels)) == len(labels) == 3
        assert question.right in range(3)


def test_every_text_fits_where_it_is_shown(asked: dict[Term, list[Question]]) -> None:
    for question in (question for each in asked.values() for question in each):
        assert 0 < len(question.prompt) <= 250
        assert all(0 < len(option.label) <= 100 and 0 < len(option.why) <= 350 for option in question.options)


def test_every_question_is_about_its_term_and_its_right_answer_is_the_author_s(
    asked: dict[Term, list[Question]],
) -> None:
    for term, each in asked.items():
        for question in each:
            assert question.slug == term.slug
            right = question.options[question.right].label
            case = term.quiz.scenario
            assert right == (case.a if case and question.prompt == case.q else term.short)


def test_who_has_seen_the_term_is_not_told_by_its_name_which_line_describes_it(
    asked: dict[Term, list[Question]],
) -> None:
    described = [(term, question) for term, each in asked.items() for question in each if not is_case(term, question)]
    assert len(described) > 300
    for term, question in described:
        assert not any(beginnings(option.label) & beginnings(term.name) for option in question.options)


def test_a_case_whose_right_answer_alone_names_the_term_is_asked_only_where_nothing_else_can_be(
    asked: dict[Term, list[Question]],
) -> None:
    for term, each in asked.items():
        telling = [question for question in each if is_case(term, question) and tells(term, question)]
        assert telling in ([], each)


def tells(term: Term, question: Question) -> bool:
    named = [bool(beginnings(option.label) & beginnings(term.name)) for option in question.options]
    return named[question.right] and named.count(True) == 1


def test_the_same_seed_asks_the_same(glossary: Glossary, asked: dict[Term, list[Question]]) -> None:
    term = glossary["dropout"]
    assert list(questions(term, glossary, SEEDS)) == asked[term]


def test_every_place_is_right_as_often_and_both_kinds_come_up(glossary: Glossary) -> None:
    term = glossary["dropout"]
    told = list(questions(term, glossary, map(str, range(1_500))))
    for kind in (True, False):
        places = Counter(question.right for question in told if is_case(term, question) is kind)
        assert sum(places.values()) > 650
        assert all(places[place] > 0.3 * sum(places.values()) for place in range(3))


def test_wrong_options_and_their_places_are_drawn_too(sailing: Glossary) -> None:
    term = without_case(sailing["halyard"], "tacking", "jibing", "reefing")
    glossary = Glossary([term, *(replace(each, prerequisites=()) for each in sailing.terms_in("moves"))], [])
    told = list(questions(term, glossary, map(str, range(900))))
    wrong = Counter((option.label, place) for each in told for place, option in enumerate(each.options))
    assert len(wrong) == 4 * 3
    assert all(150 < number < 350 for number in wrong.values())


def test_of_three_wrong_answers_to_a_case_each_is_asked(sailing: Glossary) -> None:
    case = Scenario(q="The mark lies upwind.", a="zigzag", wrong=("wait", "row", "swim"), because="No sail draws.")
    term = replace(sailing["tacking"], quiz=replace(sailing["tacking"].quiz, scenario=case))
    told = [each for each in questions(term, sailing, map(str, range(60))) if each.prompt == case.q]
    assert {option.label for each in told for option in each.options} == {"zigzag", "wait", "row", "swim"}


def test_the_question_is_the_same_on_every_machine(sailing: Glossary) -> None:
    told = list(questions(sailing["tacking"], sailing, "abcdef"))
    assert [each.right for each in told] == [1, 2, 2, 0, 2, 2]


def test_every_option_of_a_case_has_the_author_s_reason(sailing: Glossary) -> None:
    term = replace(sailing["tacking"], short="Tacking it is.")  # nothing else can be asked
    question = question_on(term, sailing, "a")
    assert question is not None
    assert question.prompt == "The mark lies straight upwind. What do you do?"
    assert [option.why for option in question.options] == ["No sail draws when the wind comes from dead ahead."] * 3


def test_who_picks_another_term_s_line_is_told_whose_it_is_and_what_sets_it_apart(sailing: Glossary) -> None:
    term = without_case(sailing["halyard"])
    question = question_on(term, sailing, "a")
    assert question is not None
    assert question.prompt == "Which of these describes “Halyard”?"
    assert {option.label: option.why for option in question.options} == {
        term.short: term.definition,
        "The line that pulls a sail in or lets it out.": "That describes Sheet. A sheet trims the sail sideways.",
        "Swinging the bow through the wind to change sides.": "That describes Tacking, not Halyard.",
    }


def test_who_picks_another_term_for_a_clue_is_told_what_that_is(sailing: Glossary) -> None:
    term = replace(without_case(sailing["halyard"]), short="A halyard is for hoisting.")
    question = question_on(term, sailing, "a")
    assert question is not None
    assert question.prompt == f"Which term is this? {term.quiz.clue}"
    assert {option.label: option.why for option in question.options} == {
        "Halyard": term.definition,
        "Sheet": "A sheet trims the sail sideways.",
        "Tacking": "Swinging the bow through the wind to change sides.",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"prerequisites": ("halyard",)},  # built on the term
        {"shared_aliases": ("trim", "rope")},  # goes by the same name
        {"name": "Wire Halyard"},  # a kind of it
        {"short": "Something that looks like halyards."},  # names the term
        {"short": "The mainsheet is for trimming.", "aliases": ("mainsheet",)},  # names itself
        {"short": "THE line that  pulls a sail up the mast."},  # reads the same
    ],
)
def test_a_line_that_may_be_right_or_looks_different_is_no_wrong_option(
    sailing: Glossary, change: dict[str, Any]
) -> None:
    term = replace(sailing["halyard"], shared_aliases=("rope",))
    others = sailing["tacking"], sailing["jibing"]
    assert wrong_lines(term, *others, sailing["sheet"]) == {"tacking", "jibing", "sheet"}
    assert wrong_lines(term, *others, replace(sailing["sheet"], **change)) == {"tacking", "jibing"}


def test_a_wider_idea_is_no_wrong_option_however_far_up(sailing: Glossary) -> None:
    sheet, tacking, jibing, reefing = (sailing[slug] for slug in ("sheet", "tacking", "jibing", "reefing"))
    term = replace(sailing["halyard"], prerequisites=("reefing",))
    reefing = replace(reefing, prerequisites=("sheet",))
    assert wrong_lines(term, sheet, tacking, jibing, reefing) == {"tacking", "jibing"}


def test_what_the_term_s_own_line_names_is_no_wrong_option(sailing: Glossary) -> None:
    term = replace(sailing["halyard"], short="Unlike a sheet, it hoists.")
    others = [sailing[slug] for slug in ("sheet", "tacking", "jibing")]
    assert wrong_lines(term, *others) == {"tacking", "jibing"}


def test_what_is_taken_for_the_term_is_asked_first_and_then_its_neighbors(sailing: Glossary) -> None:
    term = replace(sailing["halyard"], confusable_with=(Confusable(slug="jibing", difference="No line."),))
    others = [sailing[slug] for slug in ("tacking", "sheet", "reefing", "jibing")]
    others[2] = replace(others[2], prerequisites=())
    assert wrong_lines(term, *others) == {"jibing", "sheet"}


def test_a_case_that_names_its_term_is_asked_before_a_clue_but_after_a_line(sailing: Glossary) -> None:
    case = Scenario(q="What hoists a sail?", a="a halyard", wrong=("a sheet", "a tiller"), because="It pulls.")
    halyard = sailing["halyard"]
    term = replace(halyard, quiz=replace(halyard.quiz, scenario=case))
    assert {each.prompt for each in questions(term, sailing, "abcdefgh")} == {"Which of these describes “Halyard”?"}
    term = replace(term, short="A halyard is for hoisting.")
    assert {each.prompt for each in questions(term, sailing, "abcdefgh")} == {case.q}


def test_a_case_is_fair_if_a_wrong_answer_names_the_term_too(sailing: Glossary) -> None:
    case = Scenario(q="What is it?", a="a halyard", wrong=("no halyard", "a tiller"), because="It pulls.")
    term = replace(sailing["halyard"], quiz=replace(sailing["halyard"].quiz, scenario=case))
    assert case.q in {each.prompt for each in questions(term, sailing, "abcdefgh")}


def test_no_question_is_asked_where_two_wrong_options_are_lacking(sailing: Glossary) -> None:
    term = without_case(sailing["halyard"])
    assert question_on(term, Glossary([term, sailing["sheet"]], []), "a") is None


def test_a_case_is_asked_even_if_no_other_term_is_there(sailing: Glossary) -> None:
    term = sailing["tacking"]
    assert question_on(term, Glossary([term], []), "a") is not None


def test_terms_with_names_of_one_letter_can_be_told_apart(sailing: Glossary) -> None:
    term = replace(sailing["halyard"], name="C", aliases=())
    assert wrong_lines(term, sailing["tacking"], sailing["sheet"]) == {"tacking", "sheet"}


def test_the_term_whose_card_stands_beside_it_is_no_wrong_option(glossary: Glossary) -> None:
    for term in glossary:
        for slug in term.quiz.distractors:
            question = question_on(term, glossary, "seed", beside=slug)
            assert question is not None
            assert glossary[slug].short not in [option.label for option in question.options]
