"""A small glossary on sailing in a folder of its own, and ways to spoil it and to hear what is wrong with it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.glossary import Glossary, GlossaryError, check, load

SAILING = Path(__file__).parent / "sailing"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return shutil.copytree(SAILING, tmp_path / "book")


@pytest.fixture
def write(book: Path) -> Callable[[str, str | bytes], None]:
    def write(name: str, content: str | bytes) -> None:
        (book / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return write


@pytest.fixture
def edit(book: Path) -> Callable[[str, str], None]:
    """Replace the one place in all files where `old` stands."""

    def edit(old: str, new: str) -> None:
        texts = {path: path.read_text(encoding="utf-8") for path in book.glob("*.yaml")}
        assert sum(text.count(old) for text in texts.values()) == 1, f"{old!r} must stand exactly once"
        for path, text in texts.items():
            path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


@pytest.fixture
def faults(book: Path) -> Callable[[], list[str]]:
    """Return what keeps the folder from loading, its own path left out."""
    return lambda: _faults(load, book)


@pytest.fixture
def remarks(book: Path) -> Callable[[], list[str]]:
    """Return what the check for authors says of the folder, its own path left out."""
    return lambda: _faults(check, book)


def _faults(reader: Callable[[Path], Glossary], book: Path) -> list[str]:
    try:
        reader(book)
    except GlossaryError as error:
        return [str(fault).replace(f"{book}/", "").replace(str(book), ".") for fault in error.faults]
    return []
