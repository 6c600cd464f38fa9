"""Rules of style, where one word more or less makes the difference."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.glossary import Glossary, GlossaryError, check, load, remarks

Edit = Callable[[str, str], None]
Remarks = Callable[[], list[str]]
SAILING = load(Path(__file__).parent / "sailing")


def texts(book: Glossary) -> list[str]:
    return [f"{one.slug} {'.'.join(map(str, one.keys))}: {one.message}" for one in remarks(book)]


def with_clue(clue: str, *aliases: str, fleet: int) -> Glossary:
    """Return a book whose first entry is called Square Sail, among so many kinds of sails in all."""
    sheet = SAILING["sheet"]
    first = replace(sheet, name="Square Sail", aliases=aliases, quiz=replace(sheet.quiz, clue=clue, cloze="A ____."))
    others = [
        replace(
            SAILING["halyard"],
            slug=f"sail-{n}",
            name=f"Sail {n}{n}",
            quiz=replace(SAILING["halyard"].quiz, clue="Cloth on a mast.", cloze="A ____."),
            mnemonic=replace(SAILING["halyard"].mnemonic, keyword="Rope " + "e" * n),
        )
        for n in range(1, fleet)
    ]
    return Glossary([first, *others], SAILING.categories)


def giveaways(book: Glossary) -> list[str]:
    return [text for text in texts(book) if text.startswith("sheet quiz.clue: the clue gives")]


def test_the_small_book_is_without_a_remark(remarks: Remarks) -> None:
    assert remarks() == []


def test_a_word_that_few_names_share_gives_the_answer_away() -> None:
    assert giveaways(with_clue("A sail on a yard.", fleet=3)) == [
        "sheet quiz.clue: the clue gives the answer away: `sail`"
    ]


def test_a_word_that_many_names_share_gives_nothing_away_alone() -> None:
    assert giveaways(with_clue("A sail on a yard.", fleet=4)) == []


def test_a_whole_name_gives_the_answer_away_however_common_its_words() -> None:
    assert giveaways(with_clue("A square one on a yard.", fleet=4)) == [
        "sheet quiz.clue: the clue gives the answer away: `square`"
    ]
    assert giveaways(with_clue("The sail on a yard.", "the sail", fleet=4)) == [
        "sheet quiz.clue: the clue gives the answer away: `the sail`"
    ]


def test_little_words_of_a_name_give_nothing_away() -> None:
    assert giveaways(with_clue("One of the oldest on a yard.", "king of the sea", fleet=4)) == []


def test_a_letter_of_a_name_gives_nothing_away() -> None:
    assert giveaways(with_clue("Marked by an x on a yard.", "x sail", fleet=4)) == []


def test_a_name_is_found_through_other_spacing() -> None:
    assert giveaways(with_clue("Of the tall ship's kind.", "tallship", fleet=4)) == [
        "sheet quiz.clue: the clue gives the answer away: `tall ship`"
    ]


def with_options(*lengths: int) -> Glossary:
    scenario = SAILING["tacking"].quiz.scenario
    assert scenario
    right, *wrong = ("abcd"[n] * length for n, length in enumerate(lengths))
    quiz = replace(SAILING["tacking"].quiz, scenario=replace(scenario, a=right, wrong=tuple(wrong)))
    return Glossary([replace(SAILING["tacking"], quiz=quiz)], ())


@pytest.mark.parametrize("lengths", [(21, 42, 30), (42, 21, 42), (1, 20, 2), (11, 22, 11)])
def test_options_of_similar_length_tell_nothing(lengths: tuple[int, ...]) -> None:
    assert texts(with_options(*lengths)) == []


@pytest.mark.parametrize("lengths", [(21, 43, 30), (43, 21, 42), (10, 21, 15), (21, 20, 10)])
def test_options_over_20_characters_may_differ_by_a_factor_of_two_at_most(lengths: tuple[int, ...]) -> None:
    (remark,) = texts(with_options(*lengths))
    shown = f"{min(lengths)} and {max(lengths)} characters; at most twice as long is fair"
    assert remark == f"tacking quiz.scenario: options differ too much in length: {shown}"


def test_a_definition_in_nearly_the_same_words_is_told_with_its_twin() -> None:
    halyard, sheet = SAILING["halyard"], SAILING["sheet"]
    copied = replace(sheet, definition=halyard.definition.replace("hoists", "raises"))
    assert texts(Glossary([halyard, copied], ())) == [
        "sheet definition: nearly the words of the definition of `halyard`"
    ]


@pytest.mark.parametrize("name", ["e.g. a ketch has two", "at 2.5 knots it has begun", "a mini-batch is one word"])
def test_a_dot_inside_a_word_ends_no_sentence_and_a_hyphen_no_word(name: str) -> None:
    halyard = SAILING["halyard"]
    words = " ".join(["rope"] * (25 - len(name.split())))
    assert texts(Glossary([replace(halyard, example=f"{name} {words}.")], ())) == []
    assert texts(Glossary([replace(halyard, example=f"{name} {words} more.")], ())) != []


def test_structure_and_style_are_told_together(edit: Edit, remarks: Remarks) -> None:
    edit("year: 1750", "year: soon")
    edit("hint: Stern first.", "hint: Jibing.")
    assert [remark.split(": ")[0] for remark in remarks()] == ["moves.yaml:6:9", "moves.yaml:54:11"]


def test_a_checked_glossary_is_returned(book: Path) -> None:
    assert [term.slug for term in check(book)] == [term.slug for term in SAILING]


def test_a_fault_of_style_keeps_nothing_from_loading(edit: Edit, book: Path) -> None:
    edit("hint: Stern first.", "hint: Jibing.")
    assert len(load(book)) == 5
    with pytest.raises(GlossaryError, match="gives the answer away"):
        check(book)
