"""Faults: what is wrong with a glossary, and where, in words for authors."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Refusal


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something an author can put right; line and column count from 1."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        # A file's name need not be valid text, and what prints a fault must not fail on it.
        path = os.fsencode(self.path).decode(errors="replace")
        return f"{path}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; line and column count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def fault(self, message: str) -> Fault:
        """Return the fault that stands here."""
        return Fault(self.path, self.line, self.column, message)


class GlossaryError(Refusal):
    """The glossary has faults: all of them, by file and line, one a line in the text."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
