from collections.abc import Callable

import pytest

Edit = Callable[[str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Tacking", 'name: "no"'),
        ("name: Tacking", "name: !!str 7"),
        ("year: 1750", 'year: !!int "1750"'),
        ("name: Tacking", "name: >\n    Tacking\n"),
        ("d: distance sailed", "no: distance sailed"),
        ("answer: yes", "answer: True"),
        ("answer: yes", "answer: off"),
        ("difficulty: intermediate", "difficulty: intermediate\n  status: checked"),
        ("name: Tacking", f"name: {'é' * 60}"),
        ("[coming about]", "[Tack-ing, tacking]"),
    ],
)
def test_what_can_only_mean_one_thing_is_read_right(old: str, new: str, edit: Edit, faults: Faults) -> None:
    edit(old, new)
    assert faults() == []


@pytest.mark.parametrize("year", ["9" * 5000, "0x7DF", "1_999", "33:20", "+"])
def test_a_number_that_no_reader_would_write_is_no_year(year: str, edit: Edit, faults: Faults) -> None:
    edit("year: 1750", f"year: {year}")
    shown = year if len(year) <= 40 else f"{year[:40]}…"
    assert faults() == [f"moves.yaml:6:9: `year` must be a whole number without quotes, such as 2017, not `{shown}`"]


def test_a_text_of_61_characters_is_too_long_for_a_name(edit: Edit, faults: Faults) -> None:
    edit("name: Tacking", f"name: {'é' * 61}")
    assert faults() == ["moves.yaml:2:9: `name` has 61 characters; at most 60 are allowed"]


def test_a_faulty_item_does_not_make_its_list_too_short(edit: Edit, faults: Faults) -> None:
    edit('chapter: "3"', "chapter: 3.4")
    assert len(faults()) == 1


def test_the_category_of_an_entry_is_the_name_of_its_file(edit: Edit, faults: Faults) -> None:
    edit("category: moves\n  difficulty: intermediate", "category: rig\n  difficulty: easy")
    assert faults() == [
        "moves.yaml:58:13: `category` must be `moves`, as its file is named, not `rig`",
        "moves.yaml:59:15: `difficulty` must be beginner, intermediate or advanced, not `easy`",
    ]


def test_every_fault_of_every_file_is_told_at_once_by_file_and_line(edit: Edit, faults: Faults) -> None:
    edit("doi: 10.1000/knots", "doi: knots")
    edit("year: 1750", "year: soon")
    edit("[coming about]", "coming about")
    assert [fault.split(": ")[0] for fault in faults()] == ["moves.yaml:3:12", "moves.yaml:6:9", "rig.yaml:36:45"]
