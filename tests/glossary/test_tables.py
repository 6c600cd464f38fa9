"""The tables: each rule of structure, broken once, is a fault with its place and says what to do.

A row is three lines and an empty one: what stands in the sailing glossary, what an author makes of it, the fault.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

Edit = Callable[[str, str], None]
Faults = Callable[[], list[str]]
TABLES = Path(__file__).parent / "tables"


def rows(*names: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in names:
        lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
        found += (tuple(map(_unescaped, lines[start : start + 3])) for start in range(0, len(lines), 4))
    return found


def _unescaped(line: str) -> str:
    signs = {"\\\\": "\\", "\\n": "\n", "\\x07": "\x07", "\\u2028": "\u2028"}
    for written, sign in signs.items():
        line = line.replace(written, sign)
    return line


@pytest.mark.parametrize(("old", "new", "fault"), rows("entries.txt", "names.txt"))
def test_a_broken_rule_is_a_fault_with_its_place(old: str, new: str, fault: str, edit: Edit, faults: Faults) -> None:
    edit(old, new)
    assert fault in faults()


@pytest.mark.parametrize(("old", "new", "fault"), rows("syntax.txt", "links.txt"))
def test_a_broken_rule_is_one_fault_and_no_other(old: str, new: str, fault: str, edit: Edit, faults: Faults) -> None:
    edit(old, new)
    assert faults() == [fault]


@pytest.mark.parametrize(("old", "new", "remark"), rows("style.txt"))
def test_a_breach_of_style_is_told_with_its_place(
    old: str, new: str, remark: str, edit: Edit, remarks: Faults, faults: Faults
) -> None:
    edit(old, new)
    assert faults() == []
    assert remarks() == [remark]
