"""Names lead to one entry, and links to another."""

from collections.abc import Callable

Edit = Callable[[str, str], None]
Faults = Callable[[], list[str]]


def test_a_name_taken_with_its_slug_is_one_fault(edit: Edit, faults: Faults) -> None:
    edit("[gybing]", "[hal-yard]")
    assert faults() == [
        "rig.yaml:2:9: `Halyard`, the name of `halyard`, is the alias of `jibing` as well (moves.yaml:35:13)"
    ]


def test_a_shared_alias_whose_other_entry_is_broken_is_no_fault(edit: Edit, faults: Faults) -> None:
    edit("slug: sheet\n", "slug: Sheet!\n")
    assert not [fault for fault in faults() if "shares" in fault]


def test_links_of_an_entry_with_other_faults_are_checked_too(edit: Edit, faults: Faults) -> None:
    edit("difficulty: intermediate", "difficulty: easy")
    edit("prerequisites: [tacking, halyard]", "prerequisites: [tacking, halyards]")
    assert [fault.split(": ")[0] for fault in faults()] == ["moves.yaml:59:15", "moves.yaml:70:28"]


def test_links_to_an_entry_with_faults_are_sound(edit: Edit, faults: Faults) -> None:
    edit("year: 1750", "year: soon")
    assert [fault.split(": ")[0] for fault in faults()] == ["moves.yaml:6:9"]


def test_prerequisites_in_a_circle_are_one_fault_with_the_whole_way_round(edit: Edit, faults: Faults) -> None:
    edit("related: [jibing, sheet]", "related: [jibing, sheet]\n  prerequisites: [reefing]")
    assert faults() == [
        "moves.yaml:21:18: prerequisites go round in a circle: `tacking` needs `reefing` needs `tacking`"
    ]


def test_the_way_round_a_circle_is_told_in_its_direction(edit: Edit, faults: Faults) -> None:
    edit("related: [jibing, sheet]", "related: [jibing, sheet]\n  prerequisites: [reefing]")
    edit("prerequisites: [tacking, halyard]", "prerequisites: [jibing]")
    way = "`tacking` needs `reefing` needs `jibing` needs `tacking`"
    assert faults() == [f"moves.yaml:21:18: prerequisites go round in a circle: {way}"]


def test_two_circles_are_two_faults(edit: Edit, faults: Faults) -> None:
    edit("related: [jibing, sheet]", "related: [jibing, sheet]\n  prerequisites: [jibing]")
    edit("related: [sheet, reefing]", "related: [sheet, reefing]\n  prerequisites: [sheet]")
    edit("related: [halyard, tacking]", "related: [halyard, tacking]\n  prerequisites: [halyard]")
    assert faults() == [
        "moves.yaml:21:18: prerequisites go round in a circle: `tacking` needs `jibing` needs `tacking`",
        "rig.yaml:16:18: prerequisites go round in a circle: `halyard` needs `sheet` needs `halyard`",
    ]
