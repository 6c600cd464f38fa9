"""Whole games, and what is asked in small or odd glossaries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.glossary import Glossary, Level, Scenario, Term, TrueFalse, load
from bot.quiz.question import Form, Question
from bot.quiz.questions import draw
from bot.quiz.rules import Kind, Rules
from tests import shipped

SAIL = load(Path(__file__).parents[1] / "glossary" / "sailing")
BY_NAME = (Form.CLUE, Form.GAP, Form.MNEMONIC)


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return shipped.glossary()


@pytest.fixture(scope="module")
def games(glossary: Glossary) -> list[tuple[Question, ...]]:
    """Return the longest games of every kind with several seeds."""
    return [draw(glossary, Rules(kind=kind, questions=50), seed) for kind in Kind for seed in ("a", "b", "c")]


def game(kind: Kind, terms: Iterable[Term], seed: str = "a", recent: Sequence[str] = ()) -> tuple[Question, ...]:
    return draw(Glossary(terms, SAIL.categories), Rules(kind=kind), seed, recent)


def asked(kind: Kind, term: Term, *others: str) -> Question:
    """Return the question on the term in a game with some others."""
    terms = (term, *(SAIL[slug] for slug in others))
    return next(each for each in game(kind, terms) if each.slug == term.slug)


def test_a_game_has_as_many_questions_as_its_rules_say_and_no_term_twice(
    games: list[tuple[Question, ...]], glossary: Glossary
) -> None:
    assert [len({each.slug for each in played}) for played in games] == [len(played) for played in games]
    assert {len(played) for played in games} == {50}
    assert len(draw(glossary, Rules(questions=1), "a")) == 1


def test_a_game_of_one_kind_asks_in_that_form_alone(games: list[tuple[Question, ...]]) -> None:
    forms = [{each.form for each in played} for played in games]
    assert forms[:12:3] == [{Form.CLUE}, {Form.MEANING}, {Form.MNEMONIC}, {Form.TYPED}]


def test_a_mixed_game_asks_in_all_forms_in_turn(games: list[tuple[Question, ...]]) -> None:
    for played in games[-3:]:
        assert all({each.form for each in played[at : at + 7]} == set(Form) for at in range(43))
    assert len({played[0].form for played in games[-3:]}) > 1


def test_every_place_is_right_as_often_in_each_game(games: list[tuple[Question, ...]]) -> None:
    for played in games:
        places = Counter(each.right for each in played if len(each.options) == 4)
        assert not places or max(places.values()) - min(places[place] for place in range(4)) <= 1


def test_every_place_is_right_as_often_over_many_short_games_and_follows_no_pattern(glossary: Glossary) -> None:
    rights = [[each.right for each in draw(glossary, Rules(questions=3), str(seed))] for seed in range(200)]
    for at in range(3):
        places = Counter(right[at] for right in rights)
        assert all(30 < places[place] < 70 for place in range(4))
    assert len(set(map(tuple, rights))) == 4 * 3 * 2


def test_wrong_options_are_in_no_order_of_their_own(glossary: Glossary) -> None:
    rules = Rules(questions=1, category="regularization")
    seen = Counter[tuple[str, int]]()
    for question in (draw(glossary, rules, str(seed), [])[0] for seed in range(300)):
        first = min(option.label for place, option in enumerate(question.options) if place != question.right)
        seen["first", [option.label for option in question.options].index(first)] += 1
    assert all(45 < seen["first", place] < 105 for place in range(4))


def test_statements_are_true_and_false_in_every_game_with_two(games: list[tuple[Question, ...]]) -> None:
    for played in games[-3:]:
        said = [each.right for each in played if each.form is Form.TRUE_FALSE]
        assert abs(said.count(0) - said.count(1)) <= 1
        assert said[0] != said[1]
        assert all(
            [option.label for option in each.options] == ["True", "False"] for each in played if len(each.options) == 2
        )


def test_nobody_knows_whether_the_first_statement_of_a_game_is_true(glossary: Glossary) -> None:
    played = [each for seed in "abcdefgh" for each in draw(glossary, Rules(kind=Kind.MIXED, questions=7), seed)]
    assert {each.right for each in played if each.form is Form.TRUE_FALSE} == {0, 1}


def test_what_was_right_a_moment_ago_is_no_option_of_the_next_three_questions(glossary: Glossary) -> None:
    for seed in "abc":
        played = draw(glossary, Rules(category="regularization"), seed)
        assert len(played) == len(glossary.terms_in("regularization"))
        for at, question in enumerate(played):
            just = {glossary[each.slug].name for each in played[max(at - 3, 0) : at]}
            assert not just & {option.label for option in question.options}


def test_a_game_in_a_category_and_a_level_asks_for_its_terms_alone(glossary: Glossary) -> None:
    played = draw(glossary, Rules(questions=50, category="optimization", level=Level.BEGINNER), "a")
    wanted = {term.slug for term in glossary.terms_in("optimization") if term.difficulty is Level.BEGINNER}
    assert {each.slug for each in played} == wanted
    assert len(wanted) > 3
    assert draw(glossary, Rules(category="no such"), "a") == ()


def test_the_same_arguments_draw_the_same_game_and_another_seed_another(glossary: Glossary) -> None:
    one, again, other = (draw(glossary, Rules(kind=Kind.MIXED), seed) for seed in ("a", "a", "b"))
    assert one == again
    assert {each.slug for each in one} != {each.slug for each in other}


def test_a_game_is_the_same_on_every_machine() -> None:
    played = [(each.form.value, each.slug, each.right) for each in game(Kind.MIXED, SAIL, "fleet")]
    assert played == [
        ("meaning", "tacking", 2),
        ("gap", "sheet", 1),
        ("clue", "reefing", 0),
        ("typed", "jibing", None),
        ("clue", "halyard", 2),
    ]


def test_terms_with_names_that_are_long_or_hard_to_type_are_typed_last(glossary: Glossary) -> None:
    awkward = {slug for slug in ("rlhf", "reinforcement-learning-with-verifiable-rewards") if glossary.get(slug)}
    terms = [glossary[slug] for slug in (*sorted(awkward), "dropout", "adam", "f1-score", "q-learning")]
    for seed in "abcd":
        played = [each.slug for each in game(Kind.TYPED, terms, seed)]
        assert len(played) == len(terms)
        assert set(played[-len(awkward) :]) == awkward


# Small glossaries, recent terms, odd entries


@given(
    st.sets(st.sampled_from(list(SAIL)), min_size=1),
    st.sampled_from(Kind),
    st.lists(st.sampled_from([*(term.slug for term in SAIL), "gone"])),
    st.integers(1, 7),
    st.text(max_size=5),
)
def test_however_few_terms_there_are_each_is_asked_once_and_what_was_asked_lately_comes_last(
    terms: set[Term], kind: Kind, recent: list[str], number: int, seed: str
) -> None:
    some = Glossary(sorted(terms, key=lambda term: term.slug), SAIL.categories)
    played = draw(some, Rules(kind=kind, questions=number), seed, recent)
    slugs = [each.slug for each in played]
    assert len(slugs) == len(set(slugs)) == min(len(terms), number)
    ages = [len(recent) - recent[::-1].index(slug) if slug in recent else 0 for slug in slugs]
    assert ages == sorted(ages)
    left = {term.slug for term in terms} - set(slugs)
    assert not left - set(recent) or not set(slugs) & set(recent)
    for each in played:
        labels = {option.label.casefold() for option in each.options}
        assert len(labels) == len(each.options) != 1
        assert (each.right in range(len(labels))) if labels else each.right is None
        assert [place for place, option in enumerate(each.options) if not option.why] == (
            [each.right] if labels else []
        )


def test_a_term_is_asked_with_two_options_rather_than_in_another_form() -> None:
    question = asked(Kind.CLUE, SAIL["halyard"], "tacking")
    assert question.form is Form.CLUE
    assert {option.label for option in question.options} == {"Halyard", "Tacking"}


def test_where_no_other_term_is_there_the_author_s_own_questions_are_asked_and_then_typing() -> None:
    tacking = SAIL["tacking"]
    no_case = replace(tacking, quiz=replace(tacking.quiz, scenario=None))
    bare = replace(no_case, quiz=replace(no_case.quiz, true_false=()))
    named = replace(bare, quiz=replace(bare.quiz, clue="In tacking, the bow crosses the eye of the wind."))
    forms = [[each.form for each in game(Kind.CLUE, [term])] for term in (tacking, no_case, bare, named)]
    assert forms == [[Form.SCENARIO], [Form.TRUE_FALSE], [Form.TYPED], []]


def test_a_clue_that_names_its_term_is_not_asked() -> None:
    halyard = SAIL["halyard"]
    for clue in ("A hal-yard hoists a sail, and a cleat holds it.", "To haul on halyards, one stands by the mast."):
        term = replace(halyard, quiz=replace(halyard.quiz, clue=clue))
        assert asked(Kind.CLUE, term, "sheet", "tacking").form is Form.MEANING
        assert asked(Kind.TYPED, term, "sheet", "tacking").form is not Form.TYPED


def test_a_term_is_not_typed_if_its_clue_has_all_words_of_its_name() -> None:
    halyard = replace(SAIL["halyard"], name="Hoisting Line")
    for clue, form in (("A line that hoists a sail.", Form.MEANING), ("A rope that hoists a sail.", Form.TYPED)):
        term = replace(halyard, quiz=replace(halyard.quiz, clue=clue))
        assert asked(Kind.TYPED, replace(term, short="It pulls a sail up."), "tacking").form is form


def test_a_wrong_answer_that_the_clue_names_is_not_offered() -> None:
    halyard = SAIL["halyard"]
    term = replace(halyard, quiz=replace(halyard.quiz, clue="Unlike a sheet, it hoists the sail up the mast."))
    labels = {option.label for option in asked(Kind.CLUE, term, "sheet", "tacking", "jibing").options}
    assert labels == {"Halyard", "Tacking", "Jibing"}


def test_a_line_that_names_a_term_is_no_option_but_the_right_one() -> None:
    halyard, sheet, tacking = (SAIL[slug] for slug in ("halyard", "sheet", "tacking"))
    sheet = replace(sheet, aliases=("mainsheet",))

    def labels(right: Term, wrong: Term) -> set[str]:
        played = game(Kind.MEANING, [right, wrong, tacking])
        return next({option.label for option in each.options} for each in played if each.slug == "halyard")

    assert labels(halyard, sheet) == {halyard.short, sheet.short, tacking.short}
    for short in ("No halyard is like that.", "The mainsheet is for trimming."):
        assert labels(halyard, replace(sheet, short=short)) == {halyard.short, tacking.short}
    unlike = replace(halyard, short="Unlike a sheet, it hoists.")
    assert labels(unlike, sheet) == {unlike.short, tacking.short}


def test_a_word_that_tells_is_no_secret_if_a_wrong_option_has_it_too() -> None:
    term = replace(SAIL["halyard"], name="Hoisting Line")
    sheet = replace(SAIL["sheet"], name="Trim Line", prerequisites=())
    told = replace(term, quiz=replace(term.quiz, clue="A line at which one hauls until the sail is up."))
    others = [SAIL["tacking"], SAIL["jibing"]]
    with_it = next(each for each in game(Kind.CLUE, [told, sheet, *others]) if each.slug == "halyard")
    assert with_it.form is Form.CLUE
    assert "Trim Line" in {option.label for option in with_it.options}
    without = next(each for each in game(Kind.CLUE, [told, *others]) if each.slug == "halyard")
    assert without.form is not Form.CLUE


def test_a_stranger_that_has_a_telling_word_by_accident_hides_nothing() -> None:
    halyard = SAIL["halyard"]
    quiz = replace(halyard.quiz, clue="A line at which one hauls.", distractors=("tacking",))
    term = replace(halyard, name="Hoisting Line", quiz=quiz, related=(), confusable_with=())
    stranger = replace(SAIL["sheet"], name="Trim Line", category="moves", related=(), confusable_with=())
    stranger = replace(stranger, quiz=replace(stranger.quiz, distractors=("jibing",)))
    forms = [
        next(each.form for each in game(Kind.CLUE, [term, other, SAIL["tacking"]]) if each.slug == "halyard")
        for other in (stranger, replace(stranger, category="rig"))
    ]
    assert forms[0] is not Form.CLUE
    assert forms[1] is Form.CLUE


def test_what_the_author_chose_is_offered_first_and_then_what_is_nearest() -> None:
    halyard = SAIL["halyard"]
    tacking, jibing, reefing, sheet = (
        replace(SAIL[slug], prerequisites=(), related=(), confusable_with=(), aliases=(), shared_aliases=())
        for slug in ("tacking", "jibing", "reefing", "sheet")
    )
    strangers = [replace(jibing, slug=f"jibing-{name}", name=name, quiz=tacking.quiz) for name in ("Ab", "Cd", "Ef")]
    strangers = [replace(each, quiz=replace(each.quiz, distractors=())) for each in strangers]
    term = replace(halyard, quiz=replace(halyard.quiz, distractors=("reefing",)), related=())
    wanted = replace(tacking, quiz=replace(tacking.quiz, distractors=("halyard",)))
    others = [*strangers, wanted, reefing, sheet]
    for seed in "abcdef":
        first = game(Kind.CLUE, [*others, term], seed, recent=[each.slug for each in others])[0]
        # Chosen here, warned of, and chosen there.
        assert {option.label for option in first.options} == {"Halyard", "Reefing", "Sheet", "Tacking"}


@pytest.mark.parametrize("name", ["halyard", "hal-yard"])
def test_a_term_whose_form_is_not_fair_comes_after_those_whose_is(name: str) -> None:
    halyard = replace(SAIL["halyard"], short=f"A {name} is for hoisting.")
    for seed in "abcdef":
        played = game(Kind.MEANING, [halyard, *(SAIL[slug] for slug in ("sheet", "tacking", "reefing"))], seed)
        assert [each.form for each in played[:-1]] == [Form.MEANING] * 3
        assert (played[-1].slug, played[-1].form) == ("halyard", Form.CLUE)


def test_who_picks_another_name_is_told_what_that_is_and_who_picks_another_line_whose() -> None:
    names = asked(Kind.CLUE, SAIL["halyard"], "sheet", "tacking")
    assert {option.label: option.why for option in names.options} == {
        "Halyard": "",
        "Sheet": "A sheet trims the sail sideways.",
        "Tacking": "Swinging the bow through the wind to change sides.",
    }
    lines = asked(Kind.MEANING, SAIL["halyard"], "sheet", "tacking")
    assert {option.why for option in lines.options} == {
        "",
        "That is Sheet. A sheet trims the sail sideways.",
        "That is Tacking.",
    }


def test_a_long_difference_is_left_out_of_a_line() -> None:
    sheet, halyard = replace(SAIL["sheet"], name="S" * 60), SAIL["halyard"]
    apart = replace(halyard.confusable_with[0], difference="d" * 140)
    term = replace(halyard, confusable_with=(apart,))
    question = next(each for each in game(Kind.MEANING, [term, sheet]) if each.slug == "halyard")
    assert {option.why for option in question.options} == {"", f"That is {'S' * 60}, not Halyard."}


def test_the_reason_for_the_right_answer_is_the_definition_in_two_sentences_at_the_most() -> None:
    halyard = SAIL["halyard"]
    third = replace(halyard, definition=f"{halyard.definition} It is a third sentence.")
    assert asked(Kind.TYPED, third).why == halyard.definition
    long = replace(halyard, definition="A line that " + "hoists it " * 15 + "up. " + "And it holds it " * 10 + "there.")
    assert asked(Kind.TYPED, long).why == "A line that " + "hoists it " * 15 + "up."
    endless = replace(halyard, definition="hoists it " * 34)
    assert asked(Kind.TYPED, endless).why == "hoists it " * 29 + "hoists …"


def test_the_reason_for_a_scene_is_its_sound() -> None:
    why = asked(Kind.MNEMONIC, SAIL["halyard"], "tacking").why
    assert why == "“Hall Yard” sounds like “halyard”. A line that hoists a sail up the mast and holds it there."
    assert asked(Kind.MNEMONIC, SAIL["tacking"], "halyard").why.startswith("“Tin King” sounds like “Tacking”. ")


def test_the_hint_is_the_author_s_or_else_how_the_name_looks() -> None:
    halyard = SAIL["halyard"]
    spoiled = replace(halyard, quiz=replace(halyard.quiz, hint="Not a halyard? It is."))
    assert asked(Kind.TYPED, SAIL["jibing"]).hint == "Stern first."
    assert (
        asked(Kind.TYPED, halyard).hint
        == asked(Kind.TYPED, spoiled).hint
        == ("It begins with “H” and is 7 characters long.")
    )
    long = replace(halyard, name="Main Sail Hoisting Line")
    assert asked(Kind.TYPED, long).hint == "It has 4 words, which begin with M, S, H and L."


def test_a_case_with_an_option_written_twice_offers_it_once() -> None:
    tacking = SAIL["tacking"]
    case = Scenario(q="Where to?", a="Zigzag", wrong=("zig  zag", "zigzag", "wait", "Wait"), because="No sail draws.")
    twice = replace(tacking, quiz=replace(tacking.quiz, scenario=case))
    labels = [option.label for option in asked(Kind.CLUE, twice).options]
    assert sorted(map(str.casefold, labels)) == ["wait", "zig  zag", "zigzag"]
    assert "Zigzag" in labels
    none = replace(tacking, quiz=replace(tacking.quiz, scenario=replace(case, wrong=("zigzag",)), true_false=()))
    assert asked(Kind.CLUE, none).form is Form.TYPED


def test_the_author_s_own_questions_have_one_reason_for_all_that_is_wrong() -> None:
    tacking = SAIL["tacking"]
    case = asked(Kind.CLUE, tacking)
    assert {option.why for option in case.options} == {"", case.why}
    both = (*tacking.quiz.true_false, TrueFalse(statement="The stern does.", answer=False, because="That is a jibe."))
    statements = replace(tacking, quiz=replace(tacking.quiz, scenario=None, true_false=both))
    told = {
        (each.prompt, each.right, each.why)
        for seed in map(str, range(9))
        for each in game(Kind.CLUE, [statements], seed)
    }
    assert told == {
        ("The bow passes through the wind.", 0, "That is what sets it apart."),
        ("The stern does.", 1, "That is a jibe."),
    }
