import pytest

from bot.search.words import bag, deed, initials, root, sound, spelled_initials


@pytest.mark.parametrize(
    ("inflected", "word"),
    [
        ("networks", "network"),
        ("losses", "loss"),
        ("batches", "batch"),
        ("softmaxes", "softmax"),
        ("entropies", "entropy"),
        ("matrices", "matrix"),
        ("minima", "minimum"),
        ("padded", "padding"),
        ("overfits", "overfitting"),
        ("tokenized", "tokenization"),
        ("calibrated", "calibration"),
        ("deploying", "deployment"),
        ("multiplying", "multiplication"),
        ("denoise", "denoising"),
        ("rnns", "rnn"),
    ],
)
def test_inflections_of_a_word_have_its_root(inflected: str, word: str) -> None:
    assert root(inflected) == root(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("transform", "transformer"),
        ("optimized", "optimizer"),
        ("normal", "normalization"),
        ("token", "tokenization"),
        ("regular", "regularization"),
        ("discrimination", "discriminator"),
    ],
)
def test_another_word_has_another_root(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(("agent", "other"), [("encoder", "encoding"), ("classifier", "classification")])
def test_an_agent_and_what_it_does_are_one_deed(agent: str, other: str) -> None:
    assert deed(agent) == deed(other)
    assert root(agent) != root(other)


def test_a_bag_is_the_same_in_every_order_and_number() -> None:
    assert bag("networks neural") == bag("neural network")
    assert bag("neural network") != bag("neural net")


@pytest.mark.parametrize(
    ("heard", "word"),
    [("attenshun", "attention"), ("zavier", "xavier"), ("softmacks", "softmax"), ("igenvector", "eigenvector")],
)
def test_what_sounds_alike_has_one_sound(heard: str, word: str) -> None:
    assert sound(heard) == sound(word) != ""


@pytest.mark.parametrize("word", ["cfg", "42", "漢字", ""])
def test_what_nobody_speaks_has_no_sound(word: str) -> None:
    assert sound(word) == ""


def test_initials_come_with_and_without_the_empty_words() -> None:
    assert initials(["learning", "rate"]) == "lr"
    assert list(spelled_initials("intersection over union")) == ["iou", "iu"]
    assert list(spelled_initials("text to image")) == ["tti", "ti", "t2i"]
