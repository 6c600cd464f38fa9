import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.vocabulary import Vocabulary

WORDS = (
    "gradient gradients descent regularization regression recall transformer softmax lstm map attention bleu cuda "
    "encoder"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS.split())


def best(vocabulary: Vocabulary, word: str) -> str | None:
    meant = vocabulary.meant(word)
    return vocabulary.words[max(meant, key=meant.__getitem__)] if meant else None


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("gradient", "gradient"),
        ("gradeint", "gradient"),  # swapped
        ("graident", "gradient"),
        ("gradiet", "gradient"),  # dropped
        ("grradient", "gradient"),  # doubled at its head
        ("regularisation", "regularization"),
        ("attenshun", "attention"),  # by ear
        ("kuda", "cuda"),
        ("lsmt", "lstm"),
        ("encoding", "encoder"),
        ("regul", "regularization"),  # begun
    ],
)
def test_a_word_is_meant_by_what_is_like_it(vocabulary: Vocabulary, said: str, word: str) -> None:
    assert best(vocabulary, said) == word


def test_a_word_itself_is_surest_and_its_kin_nearly_so(vocabulary: Vocabulary) -> None:
    meant = {vocabulary.words[at]: sure for at, sure in vocabulary.meant("gradient").items()}
    assert meant["gradient"] == 1.0
    assert 0.9 < meant["gradients"] < 1.0


@pytest.mark.parametrize("said", ["pizza", "xyz", "42", "漢字", "z"])
def test_what_is_like_no_word_means_none(vocabulary: Vocabulary, said: str) -> None:
    assert vocabulary.meant(said) == {}


@pytest.mark.parametrize(("said", "word"), [("lstn", "lstm"), ("umap", "map")])
def test_other_initials_and_other_short_words_are_doubtful(vocabulary: Vocabulary, said: str, word: str) -> None:
    meant = {vocabulary.words[at]: sure for at, sure in vocabulary.meant(said).items()}
    assert meant[word] < 0.6


@pytest.mark.parametrize(("typed", "word"), [("grdi", "gradient"), ("tranfo", "transformer"), ("atten", "attention")])
def test_a_slip_in_what_is_typed_so_far_is_looked_through(vocabulary: Vocabulary, typed: str, word: str) -> None:
    assert vocabulary.place[word] in vocabulary.begun(typed, with_slips=True)


@given(said=st.text(max_size=30))
def test_nobody_is_surer_than_certain(vocabulary: Vocabulary, said: str) -> None:
    assert all(0 < sure <= 1 for sure in vocabulary.meant(said).values())
