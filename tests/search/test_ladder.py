from dataclasses import dataclass

import pytest

from bot.search.ladder import RUNGS, Rung, asked, climb, exact, inflected, placed, to_the_letter, unwrapped
from bot.search.names import Names
from bot.search.query import Query


@dataclass(frozen=True, slots=True)
class Sail:
    slug: str
    name: str
    aliases: tuple[str, ...] = ()


SAILS = (
    Sail("c", "C"),
    Sail("c-sharp", "C#"),
    Sail("main-sail", "Main Sail", ("driver",)),
    Sail("jib", "Jib", ("driver",)),
    Sail("reefing", "Reefing"),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of(SAILS)


@pytest.mark.parametrize(
    ("rung", "typed", "slugs"),
    [
        (to_the_letter, "c#", ["c-sharp"]),
        (exact, "MAIN-sail", ["main-sail"]),
        (exact, "driver", ["main-sail", "jib"]),
        (asked, "what is a mainsail?", ["main-sail"]),
        (inflected, "sails main", ["main-sail"]),
        (inflected, "reefed", ["reefing"]),
        (placed, "reefing in the jibs", ["reefing"]),
        (unwrapped, "can a beginner really use jibs here", ["jib"]),
    ],
)
def test_each_rung_finds_what_it_is_there_for(names: Names, rung: Rung, typed: str, slugs: list[str]) -> None:
    query = Query.of(typed)
    assert [SAILS[owner].slug for owner in rung(names, query)] == slugs
    assert not any(earlier(names, query) for earlier in RUNGS[: RUNGS.index(rung)])
    assert climb(names, query) == rung(names, query)


@pytest.mark.parametrize("typed", ["", "mast", "main", "reefing in the rain", "a main sail cloth", "what is it"])
def test_no_rung_tells_what_is_not_said(names: Names, typed: str) -> None:
    assert climb(names, Query.of(typed)) == ()


def test_of_what_one_character_stands_for_only_a_beginning_is_read() -> None:
    assert sum(map(len, Query.of("ﷺ" * 100).core.split())) <= 200
