"""Typed answers: what names the term is right, however it is put and spelled, and never another term."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.glossary import Term
from bot.quiz.judge import is_right
from bot.search import TermIndex
from tests import shipped
from tests.bench.judge import HOSTILE, Case, cases, likest, names, pairs, swapped

GLOSSARY = shipped.glossary()
INDEX = TermIndex(GLOSSARY)
TERMS = tuple(GLOSSARY)
NAMES = tuple(name for term in TERMS for name in names(term))
HONEST = 0.93  # of the answers that a teacher would accept


def accepted(said: str, slug: str) -> bool:
    return is_right(said, GLOSSARY[slug], INDEX)


def right(answers: Iterable[Case]) -> list[str]:
    return [f"{each.said} for {each.term.name}" for each in answers if is_right(each.said, each.term, INDEX)]


def invented(slug: str, name: str, **changes: tuple[str, ...]) -> Term:
    """Return a term of another name, and without any alias but those given."""
    return replace(GLOSSARY[slug], **{"aliases": (), "shared_aliases": (), **changes, "name": name})


def test_every_name_and_alias_of_a_term_is_right() -> None:
    assert [name for term in TERMS for name in names(term) if not is_right(name, term, INDEX)] == []


def test_no_name_of_a_term_is_right_for_the_one_it_is_easily_taken_for() -> None:
    paired = pairs(GLOSSARY)
    assert len({frozenset(pair) for pair in paired}) == len(paired) >= 60
    assert right(swapped(paired)) == []


def test_no_known_name_is_right_for_the_other_terms_with_the_likest_names() -> None:
    found = list(likest(GLOSSARY))
    assert len(found) > 3000
    assert right(found) == []


def test_what_is_near_to_a_term_and_not_it_is_wrong() -> None:
    assert right(cases("strangers", GLOSSARY)) == []


@pytest.mark.parametrize("file", ["variants", "fresh_variants"])
def test_honest_ways_to_type_a_term_are_right(file: str) -> None:
    honest = cases(file, GLOSSARY)
    assert len(honest) >= 60
    assert len(right(honest)) / len(honest) >= HONEST


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("  DROPOUT!! ", "dropout"),
        ("I think it's dropout", "dropout"),
        ("is it backprop, please?", "backpropagation"),
        ("the relu function", "relu"),
        ("Softmaxes", "softmax"),
        ("drop out", "dropout"),
        ("gradientdescent", "gradient-descent"),
        ("gradiant decent", "gradient-descent"),
        ("leaky rail you", "leaky-relu"),
        ("el two regularisation", "l2-regularization"),
        ("direct preference otpmisation", "direct-preference-optimization"),
        ("L² regularization", "l2-regularization"),
        ("regularization, L2", "l2-regularization"),
        ("see en en", "convolutional-neural-network"),
        ("CNNs (convolutional neural networks)", "convolutional-neural-network"),
        ("queries, keys & values", "query-key-value"),
        ("word two vec", "word2vec"),
        ("vanishing gradient", "vanishing-gradient"),
        ("LTSM", "lstm"),
    ],
)
def test_a_term_may_be_put_in_many_ways(said: str, slug: str) -> None:
    assert accepted(said, slug)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("L1 regularization", "l2-regularization"),
        ("L3 regularization", "l2-regularization"),
        ("L22 regularization", "l2-regularization"),
        ("underfitting", "overfitting"),
        ("unsupervised learning", "supervised-learning"),
        ("off-policy", "policy"),
        ("not dropout", "dropout"),
        ("dropout or pruning", "dropout"),
        ("image to text", "text-to-image"),
        ("micro batch", "mini-batch"),
        ("hypoparameter", "hyperparameter"),
        ("interattention", "self-attention"),
        ("U-Net++", "u-net"),
        ("RegNet", "resnet"),
        ("gradient ascent", "gradient-descent"),
        ("gradientascent", "gradient-descent"),
        ("adagrad", "automatic-differentiation"),
        ("perception", "perceptron"),
        ("kernel method", "convolution-kernel"),
        ("convolutional network", "convolution"),
        ("regularization", "l2-regularization"),
        ("network", "neural-network"),
        ("learning machine", "machine-learning"),
        ("mean pooling", "pooling"),
        ("right padding", "padding"),
        ("", "relu"),
        ("function", "relu"),
    ],
)
def test_what_means_something_else_is_wrong(said: str, slug: str) -> None:
    assert not accepted(said, slug)


def test_a_name_that_terms_share_is_right_for_each_of_them() -> None:
    for slug in ("bias-term", "bias-variance-tradeoff"):
        assert accepted("Bias", slug)
    for slug in ("scaling-law", "compute-optimal-training", "feature-scaling"):
        assert accepted("it's scaling", slug)


def test_the_very_name_of_another_term_is_wrong_even_where_it_is_a_shared_alias() -> None:
    wide = invented("embedding", "Embedding")
    narrow = invented("embedding-layer", "Embedding Layer", shared_aliases=("embedding",))
    index = TermIndex([narrow, wide])
    assert is_right("embedding", wide, index)
    assert not is_right("embedding", narrow, index)


def test_a_slip_is_forgiven_only_where_no_other_term_is_as_near() -> None:
    first, second = invented("relu", "Morandel"), invented("tanh", "Morandez")
    assert is_right("morande", first, TermIndex([first]))
    assert not is_right("morande", first, TermIndex([first, second]))
    assert is_right("morrandel", first, TermIndex([first, second]))


def test_only_the_first_hundred_characters_count() -> None:
    assert accepted("dropout" + " " * 10_000 + "no", "dropout")
    assert not accepted("dropout" + " " * 60 + "no", "dropout")


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_only_wrong(said: str) -> None:
    assert [term.slug for term in TERMS[::7] if is_right(said, term, INDEX)] == []


@settings(max_examples=60)
@given(name=st.sampled_from(NAMES), at=st.integers(0, 60), typed=st.text("aeilnorstux -2", max_size=2))
def test_no_slip_makes_an_answer_right_for_two_terms_that_share_no_name(name: str, at: int, typed: str) -> None:
    said = name[:at] + typed + name[at + 1 :]
    found = [term for term, _ in INDEX.rank(said, 30) if is_right(said, term, INDEX)]
    assert len(found) < 2 or all(term.shared_aliases for term in found)


@given(said=st.text(max_size=120))
def test_any_text_gets_a_ruling(said: str) -> None:
    assert is_right(said, GLOSSARY["recall"], INDEX) in {True, False}
