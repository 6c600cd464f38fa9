"""Text that is shown: nothing that a member typed, and nothing that an author wrote, becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.text import echo, plain


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("drop out", "`drop out`"),
        ("  many \n\n spaces\t", "`many spaces`"),
        ("@everyone <@&1> <#2> **bold** ||spoiler||", "`@everyone <@&1> <#2> **bold** ||spoiler||`"),
        ("`code` ```block```", "`'code' '''block'''`"),
        ("safe\u202eevil\u200b\u00ad\x00\ud800", "`safeevil`"),
        ("{0} %s '; DROP TABLE terms; --", "`{0} %s '; DROP TABLE terms; --`"),
        ("\U0001f600", "`\U0001f600`"),
        ("a" * 6000, "`" + "a" * 59 + "…`"),
        (" \u200b\u202e\n", ""),
        ("", ""),
    ],
)
def test_what_a_member_typed_is_shown_as_code(typed: str, shown: str) -> None:
    assert echo(typed) == shown


@given(st.text())
def test_an_echo_is_one_short_span_of_code_or_nothing(typed: str) -> None:
    shown = echo(typed)
    assert shown == "" or (shown[0] == shown[-1] == "`" and "`" not in shown[1:-1] and 3 <= len(shown) <= 62)


@pytest.mark.parametrize(
    ("authored", "shown"),
    [
        ("a * b_c", r"a \* b\_c"),
        ("1. first", r"1\. first"),
        ("- first", r"\- first"),
        ("if a < b", r"if a \< b"),
        ("plain words", "plain words"),
    ],
)
def test_an_authors_text_is_shown_as_written(authored: str, shown: str) -> None:
    assert plain(authored) == shown
