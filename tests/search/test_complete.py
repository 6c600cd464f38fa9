import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Answer, Entry, TermIndex


def offered(index: TermIndex[Entry], typed: str) -> list[str]:
    return [entry.slug for entry in index.complete(typed)]


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("adam", ["adam"]),
        ("dr", ["dropout"]),
        ("gradient", ["gradient", "gradient-descent"]),
        ("mini", ["mini-batch", "mini-batch-gradient-descent"]),
        ("lr", ["learning-rate", "logistic-regression"]),
        ("sg", ["stochastic-gradient-descent"]),
        ("what is tran", ["transformer", "transfer-learning"]),
        ("back prop", ["backpropagation"]),
        ("batch-n", ["batch-normalization"]),
        ("adversar", ["generative-adversarial-network"]),
        ("ε", ["epsilon-greedy"]),
    ],
)
def test_the_best_completions_come_first(index: TermIndex[Entry], typed: str, slugs: list[str]) -> None:
    assert offered(index, typed)[: len(slugs)] == slugs


def test_names_go_before_aliases_and_aliases_before_words_inside(index: TermIndex[Entry]) -> None:
    found = offered(index, "neural")
    assert found[0] == "neural-network"
    assert found.index("attention-mechanism") < found.index("recurrent-neural-network")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("grdi", "gradient"), ("tranfo", "transformer"), ("bakpropag", "backpropagation"), ("convoltional n", None)],
)
def test_a_slip_inside_what_is_typed_so_far_is_tolerated(index: TermIndex[Entry], typed: str, slug: str | None) -> None:
    assert (slug or "convolutional-neural-network") in offered(index, typed)


@pytest.mark.parametrize("typed", ["", "  ", "\t"])
def test_for_no_text_the_first_entries_are_offered(
    index: TermIndex[Entry], terms: tuple[Entry, ...], typed: str
) -> None:
    assert index.complete(typed) == list(terms[:25])
    assert index.complete(typed, limit=3) == list(terms[:3])


def test_for_an_emoji_nothing_is_offered(index: TermIndex[Entry]) -> None:
    assert index.complete("🙂") == []


@given(place=st.integers(0, 1000), length=st.integers(1, 30))
def test_every_beginning_of_a_name_offers_what_find_answers_by_name(
    index: TermIndex[Entry], terms: tuple[Entry, ...], place: int, length: int
) -> None:
    entry = terms[place % len(terms)]
    found = index.complete(entry.name[:length], limit=len(terms))
    assert entry in found
    assert all(index.find(other.name) == Answer(other) for other in found)


@given(typed=st.text(max_size=12) | st.text(alphabet="aeiourstlngdmp -", max_size=8), limit=st.integers(-1, 30))
def test_no_entry_is_offered_twice_and_none_beyond_the_limit(index: TermIndex[Entry], typed: str, limit: int) -> None:
    found = index.complete(typed, limit)
    assert len(found) == len(set(found)) <= max(limit, 0)


@given(place=st.integers(0, 1000))
def test_a_whole_name_is_offered_first(index: TermIndex[Entry], terms: tuple[Entry, ...], place: int) -> None:
    entry = terms[place % len(terms)]
    assert index.complete(entry.name)[0] == entry
