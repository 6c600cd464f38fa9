import pytest

from bot.search.ordinary import is_common, is_ordinary


@pytest.mark.parametrize("word", ["perception", "recoil", "epic", "vicar", "the"])
def test_words_of_everyday_english_are_ordinary(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["softmacks", "gradeint", "kaiming", "", "x", "漢字"])
def test_misspellings_and_jargon_are_not(word: str) -> None:
    assert not is_ordinary(word)


def test_common_words_are_fewer_than_ordinary_ones() -> None:
    assert is_common("special")
    assert is_ordinary("hinge")
    assert not is_common("hinge")
