from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Answer, Entry, Nothing, Suggestions, TermIndex


@dataclass(slots=True)
class Knot:
    """An entry without shared aliases that can't be hashed."""

    slug: str
    name: str
    aliases: list[str]


@dataclass(slots=True)
class SharedKnot(Knot):
    shared_aliases: list[str]


texts = st.text(max_size=200) | st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Z", "C"]))
places = st.integers(0, 1000)

HOSTILE = [
    "",
    "   ",
    "🙂🙂",
    "\0\0",
    "\ud800",
    "\u200f\u202e",
    "%s{}'\";--",
    "a " * 60,
    "what is " * 20,
    "in " * 40,
    "\u0301" * 200,
    "x" * 1_000_000,
    "ﷺ" * 100,
    "ΐ" * 100,
    "\u03a2",  # the one code point among the Greek capitals that is none
]


def test_an_alias_in_two_lists_suggests_both() -> None:
    bowline = Knot("bowline", "Bowline", ["loop"])
    noose = SharedKnot("noose", "Noose", [], ["Loop"])
    assert TermIndex([bowline, noose]).find("loop") == Suggestions((bowline, noose))


def test_a_shared_alias_that_one_entry_carries_answers_it() -> None:
    noose = SharedKnot("noose", "Noose", [], ["loop"])
    assert TermIndex([noose]).find("loop") == Answer(noose)


def test_an_alias_that_one_entry_lists_twice_is_not_shared() -> None:
    noose = SharedKnot("noose", "Noose", ["loop", "LOOP"], ["loop"])
    assert TermIndex([noose]).find("loop") == Answer(noose)


def test_a_name_goes_before_an_alias_and_an_alias_before_a_slug() -> None:
    reef = Knot("square", "Reef", ["hitch"])
    hitch = Knot("hitch-1", "Hitch", ["square"])
    index = TermIndex([reef, hitch])
    assert index.find("hitch") == Answer(hitch)
    assert index.find("square") == Answer(hitch)
    assert index.find("hitch 1") == Answer(hitch)


def test_at_most_five_are_suggested() -> None:
    knots = [Knot(f"knot-{i}", f"Knot {i}", ["loop"]) for i in range(7)]
    assert TermIndex(knots).find("loop") == Suggestions(tuple(knots[:5]))


def test_names_that_differ_only_in_signs_each_answer_to_the_letter() -> None:
    knots = [Knot("c", "C", []), Knot("c-plus-plus", "C++", []), Knot("c-sharp", "C#", []), Knot("star", "★", [])]
    index = TermIndex(knots)
    assert [index.find(knot.name) for knot in knots] == [Answer(knot) for knot in knots]


def test_a_whole_text_goes_before_what_a_question_leaves_of_it() -> None:
    knots = [Knot("knot", "Knot", []), Knot("a-knot", "The Knot", [])]
    assert TermIndex(knots).find("the-knot") == Answer(knots[1])


def test_the_number_that_was_asked_for_goes_before_the_other() -> None:
    knots = [Knot("one", "Bight", []), Knot("two", "Bights", [])]
    assert TermIndex(knots).find("what is bights") == Answer(knots[1])


def test_mean_belongs_to_a_name_unless_the_question_asks_what_it_does() -> None:
    mean = Knot("mean", "Sailmaker's Mean", [])
    index = TermIndex([mean])
    assert index.find("what is the sailmakr's mean") == Answer(mean)


def test_a_slip_that_fits_two_entries_is_not_answered() -> None:
    knots = [Knot("a", "Backstaysail", []), Knot("b", "Backstassail", [])]
    index = TermIndex(knots)
    assert index.find("backstasail") == Suggestions(tuple(knots))
    assert index.rank("backstasail")[0][1] < 100


def test_a_slip_with_another_entry_as_near_is_not_answered() -> None:
    knots = [Knot("a", "Moorings", []), Knot("b", "Moornings", [])]
    index = TermIndex(knots)
    assert index.find("moornngs") == Suggestions((knots[1], knots[0]))
    assert index.rank("moornngs")[0][1] < 100


def test_a_beginning_of_two_entries_is_not_answered() -> None:
    knots = [Knot("a", "Slip Knot", []), Knot("b", "Slip Noose", [])]
    index = TermIndex(knots)
    assert index.find("slip") == Suggestions((knots[0], knots[1]))
    assert index.rank("slip")[0][1] < 100


def test_words_of_a_question_may_begin_a_name() -> None:
    what_if = Knot("what-if", "What-If Tool", [])
    assert TermIndex([what_if]).find("what") == Suggestions((what_if,))


def test_a_whole_alias_is_offered_before_a_name_that_goes_on() -> None:
    knots = [Knot("bowline", "Bowline", []), Knot("loop", "Loop Knot", ["bow"])]
    assert TermIndex(knots).complete("bow") == [knots[1], knots[0]]


def test_a_name_longer_than_a_query_may_be_answers_its_entry() -> None:
    long = Knot("long", "bight " * 30, [])
    assert TermIndex([long]).find(long.name.replace(" ", "-")) == Answer(long)


def test_an_index_of_no_entries_works() -> None:
    index = TermIndex[Entry]([])
    assert (index.find("knot"), index.complete("k"), index.rank("knot")) == (Nothing(), [], [])


@given(place=places)
def test_an_exact_name_always_answers_its_entry(index: TermIndex[Entry], terms: tuple[Entry, ...], place: int) -> None:
    entry = terms[place % len(terms)]
    assert index.find(entry.name) == index.find(entry.slug) == Answer(entry)


@given(places=st.permutations(range(70)))
def test_the_order_of_entries_changes_no_answer(terms: tuple[Entry, ...], places: list[int]) -> None:
    index = TermIndex([terms[place] for place in places[:20]])
    assert all(index.find(terms[place].name) == Answer(terms[place]) for place in places[:20])


@given(text=texts)
def test_a_verdict_is_an_answer_one_to_five_suggestions_or_nothing(
    index: TermIndex[Entry], terms: tuple[Entry, ...], text: str
) -> None:
    match index.find(text):
        case Answer(entry):
            assert entry in terms
        case Suggestions(entries):
            assert 1 <= len(entries) <= 5
            assert len(set(entries)) == len(entries)
        case Nothing():
            pass


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_it_raise(index: TermIndex[Entry], text: str) -> None:
    assert not isinstance(index.find(text), Answer)
    assert len(index.complete(text)) <= 25
    assert len(index.rank(text)) <= 5


@given(text=st.text(min_size=100, max_size=120), more=texts)
def test_text_beyond_the_first_hundred_characters_changes_nothing(
    index: TermIndex[Entry], text: str, more: str
) -> None:
    text = text[:100]
    assert index.find(text + more) == index.find(text)
    assert index.complete(text + more) == index.complete(text)
    assert index.rank(text + more) == index.rank(text)


def test_a_name_after_the_first_hundred_characters_is_not_seen(index: TermIndex[Entry]) -> None:
    assert isinstance(index.find(" " * 92 + "dropout"), Answer)
    assert index.find(" " * 100 + "dropout") == Nothing()


@given(text=texts | st.sampled_from(["gradiant descent", "perception", "lr", "what is adam", "vanishing"]))
def test_what_find_says_is_at_the_head_of_the_ranking(index: TermIndex[Entry], text: str) -> None:
    ranked = [entry for entry, _ in index.rank(text)]
    match index.find(text):
        case Answer(entry):
            assert ranked[0] == entry
        case Suggestions(entries):
            assert ranked[: len(entries)] == list(entries)
        case Nothing():
            pass


@given(text=texts | st.sampled_from(["gradient", "neural network", "learning", "polling"]))
def test_a_ranking_goes_down_from_at_most_a_hundred(index: TermIndex[Entry], text: str) -> None:
    scores = [score for _, score in index.rank(text, limit=50)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_a_ranking_names_every_entry_once(index: TermIndex[Entry]) -> None:
    ranked = [entry for entry, _ in index.rank("gradient", limit=50)]
    assert len(ranked) == len(set(ranked)) > 1


def test_a_ranking_is_as_long_as_asked(index: TermIndex[Entry]) -> None:
    assert [len(index.rank("neural network", limit)) for limit in (-1, 0, 1, 3)] == [0, 0, 1, 3]


def test_whole_initials_go_before_a_part_of_longer_ones() -> None:
    knots = [Knot("a", "Round Turn Half Hitch", []), Knot("b", "Round Turn", []), Knot("c", "Bight", [])]
    index = TermIndex(knots)
    assert index.find("rt") == Answer(knots[1])
    assert index.find("rthh") == Answer(knots[0])


def test_initials_may_leave_out_the_empty_words() -> None:
    knots = [Knot("a", "Hitch over Spar", []), Knot("b", "Bight", [])]
    found = TermIndex(knots).rank("hs")
    assert [entry.slug for entry, _ in found] == ["a"]
    assert found[0][1] > 85


def test_of_equal_labels_a_name_goes_before_an_alias() -> None:
    knots = [Knot("a", "Noose", ["sheepshank"]), Knot("b", "Sheepshank", [])]
    assert [entry.slug for entry, _ in TermIndex(knots).rank("sheepshnak")] == ["b", "a"]


def test_what_is_far_behind_the_first_is_not_suggested_beside_it() -> None:
    knots = [Knot("a", "Sheet Bend", []), Knot("b", "Carrick Bend Variation Method Study", [])]
    assert TermIndex(knots).find("sheet bend pizza") == Suggestions((knots[0],))
