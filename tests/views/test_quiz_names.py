"""Display names: any Unicode, from anybody, in the middle of the bot's own lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.text import counted, name


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("Ada", "Ada"),
        ("  Ada \n Lovelace\t", "Ada Lovelace"),
        ("**Ada** _x_ ~~y~~ ||z|| `c`", r"\*\*Ada\*\* \_x\_ \~\~y\~\~ \|\|z\|\| \`c\`"),
        ("[**free**](https://x.org)", r"\[\*\*free\*\*\](https\://x.org)"),
        ("<@1> <@&2> <#3> <t:0>", r"\<\@1\> \<\@&2\> \<\#3\> \<t\:0\>"),
        ("@everyone", "\\@\u200beveryone"),
        ("@here", "\\@\u200bhere"),
        ("ev\u202eil\u200b\u2066\x00\ud800", "evil"),
        ("A\u0301da", "\u00c1da"),
        ("z" + "\u0300" * 40, "z" + "\u0300" * 3),
        ("Tiếng Việt", "Tiếng Việt"),
        ("\U0001f600", "\U0001f600"),
        ("a" * 32, "a" * 32),
        ("a" * 33, "a" * 31 + "…"),
        ("שרה", "\u2068שרה\u2069"),
        ("ليلى 7", "\u2068ليلى 7\u2069"),
    ],
)
def test_a_name_is_read_as_it_is_and_is_never_markup(shown: str, read: str) -> None:
    assert name(shown) == read


@pytest.mark.parametrize("shown", [None, "", " \n", "\u200b\u202e", "\u3164", "\u2800\u115f", "\u0301\u0302", "\ufe00"])
def test_who_has_no_name_that_can_be_seen_is_somebody(shown: str | None) -> None:
    assert name(shown) == "Somebody"


@given(st.text())
def test_no_name_breaks_a_line_hides_or_turns_the_text_around_it(shown: str) -> None:
    read = name(shown)
    bare = read.removeprefix("\u2068").removesuffix("\u2069").replace("@\u200b", "@")
    assert read.startswith("\u2068") is read.endswith("\u2069")
    assert not {unicodedata.category(char) for char in bare} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert bare.strip()
    visible = bare.replace("\\\\", "/").replace("\\", "")
    assert len(visible) <= 32
    assert len(read) <= 70


@given(st.text(alphabet="\\`*_~|<>[]#:@x", max_size=32))
def test_every_sign_of_markup_in_a_name_is_switched_off(shown: str) -> None:
    signs = iter(name(shown).replace("\u200b", ""))
    for sign in signs:
        if sign == "\\":
            next(signs)
        else:
            assert sign not in "\\`*_~|<>[]#:@"


def test_numbers_have_their_noun_in_the_singular_or_plural_and_their_thousands_apart() -> None:
    assert [counted(number, "point") for number in (0, 1, 2, 12_345)] == [
        "0 points",
        "1 point",
        "2 points",
        "12,345 points",
    ]
