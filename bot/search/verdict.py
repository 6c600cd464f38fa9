"""What a search may say: the answer, a few suggestions, or nothing."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Answer(Generic[E]):
    """The one entry that was meant, beyond reasonable doubt."""

    entry: E


@dataclass(frozen=True, slots=True)
class Suggestions(Generic[E]):
    """One to five entries that may have been meant, best first."""

    entries: tuple[E, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry is near what was asked."""


Verdict: TypeAlias = Answer[E] | Suggestions[E] | Nothing
