"""What members are told when there is no card."""

from dataclasses import replace

import pytest
from discord import app_commands, ui

from bot.errors import Refusal
from bot.glossary import Glossary
from bot.views.limits import unshowable
from bot.views.replies import explain, miss, suggestions
from tests import shipped

GLOSSARY = shipped.glossary()


def text(view: ui.LayoutView) -> str:
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def test_a_question_back_says_what_each_suggestion_is() -> None:
    terms = [GLOSSARY["dropout"], GLOSSARY["relu"]]
    assert text(suggestions("drop", terms)).startswith("I'm not sure what `drop` means here. Which one did you mean?\n")
    assert all(term.short in text(suggestions("drop", terms)) for term in terms)


def test_one_suggestion_is_asked_about_in_the_singular() -> None:
    assert "Did you mean this?" in text(suggestions("drop", [GLOSSARY["dropout"]]))


def test_a_miss_without_a_visible_word_does_not_echo_nothing() -> None:
    assert "``" not in text(miss("\u200b", 60))
    assert "no word in that" in text(miss("\u200b", 60))


def test_a_refusal_is_told_in_its_own_words() -> None:
    assert text(explain(Refusal("Not here."), "abc")) == "Not here."


def test_a_refusal_inside_what_the_library_raises_is_found() -> None:
    wrapped = app_commands.CommandInvokeError.__new__(app_commands.CommandInvokeError)
    wrapped.__cause__ = Refusal("Not here.")
    assert text(explain(wrapped, "abc")) == "Not here."


@pytest.mark.parametrize("error", [ValueError("secret detail"), KeyError("x"), TimeoutError()])
def test_anything_else_is_apologised_for_with_its_report_and_no_detail(error: Exception) -> None:
    said = text(explain(error, "abc123"))
    assert "Sorry" in said
    assert "`abc123`" in said
    assert "secret" not in said


def test_a_command_that_changed_is_no_fault_of_the_member() -> None:
    assert "Reload Discord" in text(explain(app_commands.CommandNotFound("define", []), "abc"))


def test_a_term_that_has_no_room_on_its_card_is_remarked() -> None:
    # Each of these takes two characters: the sign, and the backslash that keeps it from being markup.
    long = replace(GLOSSARY["dropout"], definition="_" * 350, example="*" * 300, why="_" * 200)
    terms = [long if term is GLOSSARY["dropout"] else term for term in GLOSSARY]
    [remark] = unshowable(Glossary(terms, GLOSSARY.categories))
    assert remark.slug == "dropout"
    assert "1500 fit" in remark.message


def test_the_glossary_that_ships_can_all_be_shown() -> None:
    assert list(unshowable(GLOSSARY)) == []
