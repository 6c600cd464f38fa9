from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.search import Entry, TermIndex


@dataclass(frozen=True, slots=True)
class Listed:
    slug: str
    name: str
    aliases: tuple[str, ...]
    shared_aliases: tuple[str, ...]


def _listed(lines: list[str]) -> Iterator[Listed]:
    for line in lines:
        slug, name, aliases, shared = (field.strip() for field in line.split("|"))
        yield Listed(slug, name, _items(aliases), _items(shared))


def _items(field: str) -> tuple[str, ...]:
    return tuple(field.split("; ")) if field else ()


@pytest.fixture(scope="session")
def terms() -> tuple[Entry, ...]:
    text = (Path(__file__).parent / "terms.txt").read_text(encoding="utf-8")
    return tuple(_listed([line for line in text.splitlines() if not line.startswith("#")]))


@pytest.fixture(scope="session")
def index(terms: tuple[Entry, ...]) -> TermIndex[Entry]:
    return TermIndex(terms)
