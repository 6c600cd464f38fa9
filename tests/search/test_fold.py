import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.fold import fold, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ReLU", "relu"),
        ("  Batch \t Size\n", "batch size"),
        ("pre-training", "pre training"),
        ("pre‑training", "pre training"),
        ("encoder–decoder", "encoder decoder"),
        ("snake_case", "snake case"),
        ("what's that?!", "whats that"),
        ("Bayes’ theorem", "bayes theorem"),
        ("naïve Bayes", "naive bayes"),
        ("Poincaré", "poincare"),
        ("Ｄｒｏｐｏｕｔ", "dropout"),
        ("ﬁlter", "filter"),
        ("L²", "l2"),
        ("Straße", "strasse"),
        ("Łukasiewicz", "lukasiewicz"),
        ("drop\u00adout", "dropout"),
        ("drop\u200bout", "dropout"),
        ("\u202edropout\u200f", "dropout"),
        ("drop\0out", "dropout"),
        ("d\u0336r\u0336o\u0336p\u0336", "drop"),
        ("drop\ud800out", "dropout"),
        ("precision & recall", "precision and recall"),
        ("1×1 convolution", "1x1 convolution"),
    ],
)
def test_spellings_that_read_alike_fold_to_the_same_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ε-greedy", "epsilon greedy"),
        ("ϵ-greedy", "epsilon greedy"),
        ("β-VAE", "beta vae"),
        ("βVAE", "beta vae"),
        ("αGAN", "alpha gan"),
        ("TD(λ)", "td lambda"),
        ("µ", "mu"),
        ("αβ pruning", "alpha beta pruning"),
        ("∇", "nabla"),
    ],
)
def test_greek_symbols_fold_to_their_names(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("drоpоut", "dropout"),  # Cyrillic o
        ("СNN", "cnn"),  # Cyrillic S
        ("РСА", "pca"),  # Cyrillic throughout
        ("drορουt", "dropout"),  # Greek in the middle
        ("Αdam", "adam"),  # Greek capital alpha
        ("ΝΝN", "nnn"),
    ],
)
def test_look_alike_letters_fold_to_latin_ones(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("small", "capital"), [("мачта", "МАЧТА"), ("άγκυρα", "ΆΓΚΥΡΑ"), ("çapa", "ÇAPA")])
def test_words_of_other_languages_fold_alike_in_either_case(small: str, capital: str) -> None:
    assert fold(small) == fold(capital) != ""


def test_words_in_greek_stay_greek() -> None:
    assert fold("Άγκυρα") == "αγκυρα"


def test_vowel_signs_of_other_scripts_are_no_accents() -> None:
    assert fold("कि") != fold("का")
    assert fold("が") != fold("か")


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂", "\u200b", "\0", "\ud800", "-_-"])
def test_a_text_without_letters_or_digits_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_squeezing_closes_the_gaps() -> None:
    assert squeeze(fold("Mini-Batch Size")) == "minibatchsize"


TRICKY = st.text(alphabet="αΑβabAB' ʼŉİıßẞæǆΐﷺоЅ\u0345\u0301\u200d&", max_size=8)


@given(st.text() | TRICKY)
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["ẞαβγ", "ᲀαβγ", "Aʼάάά", "ŉαβγ"])
def test_letters_that_turn_latin_late_fold_with_the_others(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_what_folds_to_itself() -> None:
    assert [c for c in map(chr, range(0x20000)) if fold(fold(c)) != fold(c)] == []


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) or "µ" in text  # in capitals it looks like M
