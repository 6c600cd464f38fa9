import gzip
import json
from importlib.resources import files
from itertools import islice

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


def test_how_often_the_spell_checker_saw_a_word_decides() -> None:
    packed = files("spellchecker") / "resources" / "en.json.gz"
    seen: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
    for word, times in islice(seen.items(), 1, None, 50):
        assert is_ordinary(word) is (times > 50), word
        assert is_common(word) is (times >= 2000), word
