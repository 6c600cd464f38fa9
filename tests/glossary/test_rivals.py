from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.glossary import (
    Closeness,
    Confusable,
    Glossary,
    Term,
    are_apart,
    are_told_apart,
    closeness,
    difference,
    load,
    mentions,
    same_words,
    says,
    share_a_name,
    shared_words,
)

SAILING = Path(__file__).parent / "sailing"


@pytest.fixture(scope="module")
def sailing() -> Glossary:
    return load(SAILING)


@pytest.fixture(scope="module")
def halyard(sailing: Glossary) -> Term:
    return sailing["halyard"]


def lonely(term: Term) -> Term:
    """Return the term without any tie to others."""
    quiz = replace(term.quiz, distractors=())
    return replace(term, slug="lonely", category="none", related=(), confusable_with=(), prerequisites=(), quiz=quiz)


def test_the_likeliest_to_be_taken_for_a_term_come_first(sailing: Glossary) -> None:
    term, other = lonely(sailing["tacking"]), replace(lonely(sailing["jibing"]), slug="other", category="elsewhere")
    warns = (Confusable(slug="lonely", difference="It is the other one."),)
    chosen_here = replace(term, quiz=replace(term.quiz, distractors=("other", "third")))
    chosen_there = replace(other, quiz=replace(other.quiz, distractors=("lonely", "third")))
    alike = replace(other, quiz=replace(other.quiz, distractors=("third",)))
    sibling, related = replace(other, category=term.category), replace(other, related=("lonely",))

    order = [
        closeness(replace(chosen_there, confusable_with=warns), chosen_here),
        closeness(replace(chosen_there, confusable_with=warns), term),
        closeness(replace(chosen_there, related=("lonely",)), term),
        closeness(alike, replace(term, quiz=replace(term.quiz, distractors=("third",)))),
        closeness(sibling, term),
        closeness(related, term),
        closeness(other, term),
    ]
    assert order == list(Closeness)
    assert closeness(sibling, replace(term, related=("other",))) is Closeness.RELATED


def test_a_term_is_confused_with_whatever_either_of_the_two_warns_of(sailing: Glossary) -> None:
    tacking, jibing = (replace(sailing[slug], quiz=lonely(sailing[slug]).quiz) for slug in ("tacking", "jibing"))
    assert closeness(jibing, tacking) is closeness(tacking, jibing) is Closeness.CONFUSED


def test_a_difference_is_told_from_the_side_of_the_term_that_is_asked_about(sailing: Glossary) -> None:
    assert difference(sailing["jibing"], sailing["tacking"]) == "A jibe swings the stern through the wind instead."
    assert difference(sailing["tacking"], sailing["jibing"]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"prerequisites": ("halyard",)},
        {"prerequisites": ("jibing",)},  # which is built on a halyard, below
        {"name": "HAL-YARD"},
        {"aliases": ("rope",)},
        {"shared_aliases": ("Rope",)},
        {"name": "Wire Halyard"},
        {"name": "Halyard of the Jib"},
    ],
)
def test_a_synonym_or_a_wider_or_narrower_idea_is_not_apart(sailing: Glossary, change: dict[str, Any]) -> None:
    halyard = replace(sailing["halyard"], shared_aliases=("rope",))
    jibing = replace(sailing["jibing"], prerequisites=("halyard",))
    sheet = replace(sailing["sheet"], **change)
    glossary = Glossary([halyard, jibing, sheet], [])
    assert not are_apart(halyard, sheet, glossary)
    assert not are_apart(sheet, halyard, glossary)
    assert not are_told_apart(sheet, halyard, glossary)
    assert are_apart(halyard, sailing["sheet"], glossary)


def test_nothing_is_apart_from_itself(sailing: Glossary) -> None:
    assert not any(are_apart(term, term, sailing) for term in sailing)


def test_prerequisites_in_a_circle_come_to_an_end(sailing: Glossary) -> None:
    tacking, jibing = (replace(sailing[slug], prerequisites=("tacking", "jibing")) for slug in ("tacking", "jibing"))
    assert are_apart(tacking, sailing["sheet"], Glossary([tacking, jibing], []))


@pytest.mark.parametrize("short", ["What halyards resemble.", "The mainsheet, to trim.", "A gybe is no such thing."])
def test_a_line_that_names_the_term_or_itself_is_not_told_apart(sailing: Glossary, short: str) -> None:
    halyard = replace(sailing["halyard"], short="Unlike gybing, it hoists.")
    sheet = replace(sailing["sheet"], short=short, aliases=("mainsheet", "a gybe"))
    assert not are_told_apart(sheet, halyard, sailing)
    assert are_told_apart(sailing["sheet"], halyard, sailing)


def test_a_term_that_the_line_of_the_other_names_is_not_told_apart(sailing: Glossary) -> None:
    halyard = replace(sailing["halyard"], short="Unlike a sheet, it hoists.")
    assert not are_told_apart(sailing["sheet"], halyard, sailing)


def test_two_share_a_name_however_it_is_written(sailing: Glossary, halyard: Term) -> None:
    assert share_a_name(sailing["jibing"], sailing["sheet"])  # both are called a trim
    assert share_a_name(halyard, replace(sailing["tacking"], aliases=("hal yard",)))
    assert not share_a_name(halyard, sailing["tacking"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Haul the HALYARD.", True),
        ("The hal-yards are new.", True),
        ("From the hall a rope runs over the yard.", False),
        ("A PE teacher.", True),
        ("Open it.", False),  # a short name is a word, not a part of one
    ],
)
def test_a_text_mentions_a_term_by_any_of_its_names(halyard: Term, text: str, *, found: bool) -> None:
    assert mentions(text, replace(halyard, aliases=("PE",))) is found


def test_a_text_says_a_term_by_a_word_of_its_name_in_whatever_form(halyard: Term) -> None:
    term = replace(halyard, name="Normalization of the Sails")
    assert says("Normalize it.", term)
    assert says("A sail.", term)
    assert says("Off the hal-yard.", halyard)  # no word of the name, but the name
    assert not says("The end of the mast.", term)


def test_words_are_shared_by_how_they_begin_and_the_same_but_for_their_endings() -> None:
    assert shared_words("Diving squares and losses", "KL Divergence, squared loss") == {"squares", "losses"}
    assert shared_words("diver", "Divergence") == {"diver"}
    assert same_words("A diver squares losses", "KL Divergence, squared loss") == {"squares", "losses"}
    assert same_words("the king and I", "Query, Key and Value") == set()
