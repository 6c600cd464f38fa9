"""Custom ids: written by us, sent by anybody."""

import pytest

from bot.client import Press


@pytest.mark.parametrize(
    ("custom_id", "press"),
    [
        ("define:term:dropout", Press("define", "term", ("dropout",))),
        ("quiz:answer:91:2", Press("quiz", "answer", ("91", "2"))),
        ("define:more", Press("define", "more", ())),
        ("define", Press("define", "", ())),
        ("", Press("", "", ())),
        ("::", Press("", "", ("",))),
        ("a:b::d", Press("a", "b", ("", "d"))),
    ],
)
def test_a_custom_id_is_read_into_feature_verb_and_arguments(custom_id: str, press: Press) -> None:
    assert Press.read(custom_id) == press


def test_a_missing_argument_is_empty() -> None:
    assert Press.read("define:term").argument == ""
