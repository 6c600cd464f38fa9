import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest

from bot.glossary import Category, Glossary, Level, Mnemonic, Source, Term, fold, load, shipped

SAILING = Path(__file__).parent / "sailing"


@pytest.fixture(scope="module")
def sailing() -> Glossary:
    return load(SAILING)


def test_terms_come_in_the_order_of_the_categories_and_their_files(sailing: Glossary) -> None:
    assert [term.slug for term in sailing] == ["tacking", "jibing", "reefing", "halyard", "sheet"]
    assert len(sailing) == 5


def test_categories_keep_the_order_of_their_file(sailing: Glossary) -> None:
    assert sailing.categories == (Category("moves", "Maneuvers"), Category("rig", "Rig & lines"))


def test_a_category_has_its_own_terms(sailing: Glossary) -> None:
    assert [term.slug for term in sailing.terms_in("rig")] == ["halyard", "sheet"]
    assert sailing.terms_in("nowhere") == ()


def test_a_slug_leads_to_its_term_and_an_unknown_one_to_none(sailing: Glossary) -> None:
    assert sailing["sheet"].name == "Sheet"
    assert sailing.get("sheet") is sailing["sheet"]
    assert sailing.get("anchor") is None
    with pytest.raises(KeyError):
        sailing["anchor"]


def test_everything_an_author_wrote_is_read(sailing: Glossary) -> None:
    term = sailing["tacking"]
    assert term.aliases == ("coming about",)
    assert (term.difficulty, term.year, term.pronunciation) == (Level.BEGINNER, 1750, None)
    assert term.definition.startswith("A maneuver that swings the bow through the eye of the wind, so that the sails")
    assert term.formula
    assert list(term.formula.where.items()) == [("d", "distance sailed"), ("L", "distance upwind")]
    assert term.confusable_with[0].slug == "jibing"
    assert term.sources == (Source(title="Sailing for Everyone", book="Sailing for Everyone", chapter="3"),)
    assert term.quiz.scenario
    assert term.quiz.scenario.wrong == ("steer straight at it", "drop every sail")
    assert term.quiz.true_false[0].answer is True
    assert sailing["halyard"].mnemonic.for_ == "halyard"
    assert sailing["sheet"].shared_aliases == ("trim",)


def test_what_is_left_out_is_none_or_empty(sailing: Glossary) -> None:
    term = sailing["reefing"]
    assert (term.why, term.formula, term.analogy, term.quiz.hint, term.quiz.scenario, term.status) == (None,) * 6
    assert (term.aliases, term.confusable_with, term.quiz.true_false) == ((), (), ())


def test_a_term_can_be_neither_changed_nor_given_more(sailing: Glossary) -> None:
    with pytest.raises(FrozenInstanceError):
        sailing["sheet"].name = "Rope"  # pyright: ignore[reportAttributeAccessIssue]  # this is the proof
    assert not hasattr(sailing["sheet"], "__dict__")
    assert {type(value).__module__ for value in _values(sailing["tacking"])} <= {"builtins", "bot.glossary.terms"}


def _values(term: Term) -> list[object]:
    return [getattr(term, field.name) for field in fields(term)]


def test_equal_terms_have_one_hash(sailing: Glossary) -> None:
    assert {sailing["sheet"], replace(sailing["sheet"])} == {sailing["sheet"]}
    assert replace(sailing["sheet"], name="Rope") != sailing["sheet"]


def test_a_source_must_lead_somewhere() -> None:
    with pytest.raises(ValueError, match="at least one of"):
        Source(title="Hearsay")


def test_levels_are_ordered_from_the_easiest() -> None:
    assert list(Level) == ["beginner", "intermediate", "advanced"]


def test_a_mnemonic_for_the_whole_name_names_no_part() -> None:
    assert Mnemonic(keyword="She Eats", image="She eats a rope.").for_ is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mini-Batch", "minibatch"),
        ("Kullback–Leibler", "kullback leibler"),
        ("Poincaré", "Poincare"),
        ("STRASSE", "Straße"),
        ("ﬁne tuning", "fine-tuning"),
        ("L²", "l2"),
    ],
)
def test_one_name_in_two_spellings_folds_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("F1", "F2"), ("batch", "batches"), ("∇", "∂"), ("tack", "jack")])
def test_two_names_fold_to_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_glossary_that_ships_is_a_folder_with_categories() -> None:
    assert (shipped() / "categories.yaml").is_file()


def test_the_room_knows_nothing_of_discord() -> None:
    code = "import sys, bot.glossary; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # our own words
