import pytest

from bot.search.slip import is_slip
from bot.search.words import in_any_order, singular, stems


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dropuot", "dropout"),  # swapped
        ("overfiting", "overfitting"),  # a letter once instead of twice
        ("tranformer", "transformer"),  # dropped
        ("convergance", "convergence"),  # a vowel for another
        ("generalise", "generalize"),
        ("backprogagation", "backpropagation"),  # a consonant in a very long word
        ("back propogation", "backpropagation"),  # a gap as well
        ("neual network", "neural network"),  # a short word that the other speaks for
        ("gradent desent", "gradient descent"),
    ],
)
def test_slips_of_fingers_and_ears_are_forgiven(said: str, meant: str) -> None:
    assert is_slip(said, meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("raining", "training"),  # the first letter
        ("cooling", "pooling"),
        ("transformed", "transformer"),  # the ending
        ("perception", "perceptron"),
        ("repression", "regression"),  # a consonant
        ("boasting", "boosting"),  # a vowel in a shorter word
        ("making", "masking"),  # a letter less in a short word
        ("celebration", "calibration"),  # two vowels
        ("optimize", "optimizer"),
        ("autoregresside", "autoregressive"),
        ("gans", "gan"),
        ("rleu", "relu"),
        ("relo", "relu"),
        ("l2 regularization", "l1 regularization"),  # digits
        ("resnet150", "resnet50"),
        ("unsupervised learning", "supervised learning"),
        ("min pooling", "max pooling"),
        ("gradent desent methd", "gradient descent method"),  # a slip too many
    ],
)
def test_another_word_is_no_slip(said: str, meant: str) -> None:
    assert not is_slip(said, meant)


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("networks", "network"),
        ("losses", "loss"),
        ("batches", "batch"),
        ("softmaxes", "softmax"),
        ("entropies", "entropy"),
        ("activation functions", "activation function"),
        ("gas", "gas"),
    ],
)
def test_the_singular_takes_the_plural_off(plural: str, single: str) -> None:
    assert singular(plural) == single


def test_words_in_any_order_are_the_same_in_every_order() -> None:
    assert in_any_order("networks neural") == in_any_order("neural network")


def test_stems_leave_out_words_without_meaning() -> None:
    assert stems("the convergence of networks") == stems("converging network")
