"""The glossary that ships: whole, in good style, and with every term that a learner asks for first."""

from collections import defaultdict
from pathlib import Path

import pytest

from bot.glossary import Glossary, check, shipped
from bot.search.fold import fold, squeeze

LAUNCH_TERMS = Path(__file__).parent / "data" / "launch_terms.txt"


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
