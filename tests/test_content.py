"""The glossary that ships: whole, in good style, and with every term that a learner asks for first."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from bot.glossary import Glossary, check, shipped
from bot.glossary import fold as simple
from bot.search.fold import fold, squeeze

DATA = Path(__file__).parent / "data"
LAUNCH_TERMS = DATA / "launch_terms.txt"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """Return the glossary; a GlossaryError lists its faults as the author's check does."""
    return check(shipped())


def test_the_glossary_that_ships_has_no_fault(glossary: Glossary) -> None:
    assert len(glossary) > 0


def test_every_launch_term_is_there(glossary: Glossary) -> None:
    wanted = LAUNCH_TERMS.read_text(encoding="utf-8").split()
    assert [slug for slug in wanted if glossary.get(slug) is None] == []
    assert wanted == list(dict.fromkeys(wanted))


def test_no_name_of_one_term_is_another_s_for_the_search(glossary: Glossary) -> None:
    owners = defaultdict[str, set[str]](set)
    for term in glossary:
        for name in (term.name, term.slug, *term.aliases):
            owners[squeeze(fold(name))].add(term.slug)
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1 or not name} == {}


def test_a_name_that_means_several_things_is_shared_by_all_that_have_an_entry(glossary: Glossary) -> None:
    """As `ambiguous` in the list of terms has it: with one entry it is a plain alias of the default, or left out."""
    for name in yaml.load((DATA / "target_terms.yaml").read_bytes(), yaml.CSafeLoader)["ambiguous"]:
        key = simple(name["key"])
        shared = {term.slug for term in glossary if key in map(simple, term.shared_aliases)}
        plain = {term.slug for term in glossary if key in map(simple, term.aliases)}
        present = {slug for slug in name["candidates"] if glossary.get(slug)}
        if key in {simple(term.name) for term in glossary}:
            expected = set[str](), set[str]()
        elif len(present) > 1:
            expected = present, set[str]()
        else:
            expected = set[str](), present & {name["default"]}
        assert (shared, plain) == expected, name["key"]


def test_at_least_every_second_term_has_a_scenario(glossary: Glossary) -> None:
    assert 2 * sum(term.quiz.scenario is not None for term in glossary) >= len(glossary)


def test_nobody_wins_by_always_saying_true_or_always_false(glossary: Glossary) -> None:
    answers = [statement.answer for term in glossary for statement in term.quiz.true_false]
    assert 0.35 <= sum(answers) / len(answers) <= 0.65
