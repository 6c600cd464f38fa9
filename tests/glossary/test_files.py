"""What may stand in a folder and in a file: everything else is a fault of its own and hides no other."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.glossary import GlossaryError, load

Edit = Callable[[str, str], None]
Write = Callable[[str, str | bytes], None]
Faults = Callable[[], list[str]]

COLON = "a colon with a space after it, inside a text: put quotes around the whole text; or check the indentation"
SLUG = "be small letters and digits, with single hyphens between words, such as `batch-size`"
ROPES = "moves: Maneuvers\nrig: Rig\nropes: Ropes\n"
LIST = "this file must hold a list of entries, each of which begins with `- slug:`"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", f"1:1: {LIST}; it is empty"),
        ("# later\n", f"1:1: {LIST}; it is empty"),
        ("[]", f"1:1: {LIST}"),
        ("rope", f"1:1: {LIST}"),
        ("slug: rope", f"1:1: {LIST}"),
        (b"- slug: rope\n  name: caf\xe9", "2:12: this character is not UTF-8; save the file with the encoding UTF-8"),
        ("- slug: rope".encode("utf-16"), "1:1: this character is not UTF-8; save the file with the encoding UTF-8"),
        ("# " + "x" * 8 * 1024 * 1024, "1:1: this file is larger than 8 MB; split it into categories"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_holds_no_list_is_one_fault(content: str | bytes, fault: str, write: Write, faults: Faults) -> None:
    write("categories.yaml", ROPES)
    write("ropes.yaml", content)
    assert faults() == [f"ropes.yaml:{fault}"]


@pytest.mark.parametrize("opening", ["[", "- ", "? ", "{a: ", "- ["])
def test_a_hundred_thousand_brackets_are_one_fault(opening: str, write: Write, faults: Faults) -> None:
    write("categories.yaml", ROPES)
    write("ropes.yaml", opening * 100_000)
    (fault,) = faults()
    assert re.fullmatch(r"ropes.yaml:1:\d+: .*(nested too deeply|bracket that closes).*", fault)


def test_a_byte_order_mark_and_windows_line_ends_are_read_right(book: Path, write: Write, faults: Faults) -> None:
    text = (book / "moves.yaml").read_text(encoding="utf-8")
    write("moves.yaml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert faults() == []
    write("moves.yaml", b"\xef\xbb\xbf" + text.replace("1750", "x").replace("\n", "\r\n").encode())
    assert faults() == ["moves.yaml:6:9: `year` must be a whole number without quotes, such as 2017, not `x`"]


def test_a_byte_order_mark_takes_no_column(write: Write, faults: Faults) -> None:
    write("rig.yaml", "\ufeff- slug:\x07")
    assert faults() == ["rig.yaml:1:8: an invisible control character (U+0007); delete it"]


def test_a_broken_file_hides_no_fault_of_the_others_and_adds_none(edit: Edit, faults: Faults) -> None:
    edit("name: Halyard", "name: Halyard: a line")
    edit("year: 1750", "year: soon")
    edit("prerequisites: [tacking]", "prerequisites: [taking]")
    assert faults() == [
        "moves.yaml:6:9: `year` must be a whole number without quotes, such as 2017, not `soon`",
        "moves.yaml:49:19: `prerequisites` names `taking`, and there is no such entry; did you mean `tacking`?",
        f"rig.yaml:2:16: {COLON}",
    ]


def test_links_into_a_file_that_cannot_be_read_are_not_reported(write: Write, faults: Faults) -> None:
    write("rig.yaml", b"\xff")
    assert faults() == ["rig.yaml:1:1: this character is not UTF-8; save the file with the encoding UTF-8"]


def test_a_file_without_a_category_is_a_fault_once(book: Path, faults: Faults) -> None:
    (book / "rig.yaml").write_text((book / "rig.yaml").read_text().replace("category: rig", "category: rigg"))
    (book / "rig.yaml").rename(book / "rigg.yaml")
    assert faults() == [
        "rigg.yaml:1:1: `rigg` is not a key of categories.yaml, so no file may be named so; did you mean `rig`?"
    ]


@pytest.mark.parametrize("name", ["rig.yml", "rig.YAML"])
def test_another_ending_is_to_be_renamed(name: str, book: Path, faults: Faults) -> None:
    (book / "rig.yaml").rename(book / name)
    assert faults() == [f"{name}:1:1: rename this file to `rig.yaml`"]


def test_a_folder_a_pipe_and_a_dangling_link_are_no_files(book: Path, faults: Faults) -> None:
    (book / "a.yaml").mkdir()
    os.mkfifo(book / "b.yaml")
    (book / "c.yaml").symlink_to("nowhere.yaml")
    told = [fault for fault in faults() if "categories.yaml" not in fault]
    assert told == [
        "a.yaml:1:1: this is not a file",
        "b.yaml:1:1: this is not a file",
        "c.yaml:1:1: there is no such file",
    ]


def test_a_link_to_a_file_is_read_and_what_is_hidden_or_no_yaml_is_not(book: Path, faults: Faults) -> None:
    (book / "rig.yaml").rename(book / "rig.data")
    (book / "rig.yaml").symlink_to("rig.data")
    (book / "._rig.yaml").write_bytes(b"\x00")
    (book / "README.md").write_text("# Sailing")
    assert faults() == []


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path / 'none'}:1:1: there is no such folder"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GlossaryError, match=r"file:1:1: this is not a folder$"):
        load(tmp_path / "file")


def test_a_folder_without_entries_is_a_fault(book: Path, faults: Faults) -> None:
    (book / "moves.yaml").unlink()
    (book / "rig.yaml").unlink()
    assert faults() == [".:1:1: this folder holds no entries"]


def test_an_empty_folder_lacks_its_categories(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"categories.yaml:1:1: there is no such file$"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "1:1: this file must hold lines of `key: Title`, one a category"),
        ("- moves", "1:1: this file must hold lines of `key: Title`, one a category"),
        ("moves: Maneuvers\nrig:\n", "2:5: `title` is empty: fill it in, or delete it"),
        (
            "moves: Maneuvers\nrig: no\n",
            '2:6: `title` must be text, but no is read as yes or no: write "no", in quotes',
        ),
        ("moves: Maneuvers\nrig: Rig\nrig: Lines\n", "3:1: the key `rig` stands here twice"),
        (
            "moves: Maneuvers\nrig: Rig\nThe Sea: Sea\n",
            f"3:1: `key` must {SLUG}, not `The Sea`",
        ),
        (
            "".join(f"k{number}: Title\n" for number in range(24)) + "moves: Maneuvers\nrig: Rig\n",
            "26:1: at most 25 categories fit Discord's menus",
        ),
    ],
)
def test_broken_categories_are_a_fault_alone(content: str, fault: str, write: Write, faults: Faults) -> None:
    write("categories.yaml", content)
    assert faults() == [f"categories.yaml:{fault}"]


def test_a_path_that_is_no_text_can_still_be_printed(book: Path, faults: Faults) -> None:
    (book / os.fsdecode(b"caf\xe9.yaml")).touch()
    assert any(fault.startswith("caf\ufffd.yaml:1:1: ") for fault in faults())
