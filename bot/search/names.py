"""Names: everything that an entry may be called by, laid out for looking up."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import Protocol

from bot.search.fold import fold, squeeze
from bot.search.words import bag

LONGEST = 100  # characters of a query or name that are looked at

Owners = tuple[int, ...]
"""Entries by their place in the index, each once, in a stable order."""


class Entry(Protocol):
    """What can be found; where it has `shared_aliases` as well, they count as aliases."""

    @property
    def slug(self) -> str:
        """The key that no other entry has."""
        ...

    @property
    def name(self) -> str:
        """The name on the card."""
        ...

    @property
    def aliases(self) -> Sequence[str]:
        """What else people call it."""
        ...


class Kind(IntEnum):
    """What a label is; of equal labels of several entries, the lowest kind wins."""

    NAME = 0
    ALIAS = 1
    SLUG = 2


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that one entry is called, folded and never empty."""

    owner: int
    kind: Kind
    folded: str

    @property
    def tight(self) -> str:
        """The label without its gaps."""
        return squeeze(self.folded)


@dataclass(frozen=True, slots=True)
class Names:
    """All labels, and who carries which: to the letter, folded, and as a bag of words."""

    labels: tuple[Label, ...]
    to_the_letter: Mapping[str, Owners]
    exact: Mapping[str, Owners]
    bags: Mapping[str, Owners]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Names":
        """Collect the names of entries, which are then known by their place."""
        labels = tuple(label for place, entry in enumerate(entries) for label in _labels(place, entry))
        exact = _owners(labels, attrgetter("tight"))
        return cls(
            labels=labels,
            to_the_letter=_alike(entries, exact),
            exact=exact,
            bags=_owners(labels, lambda label: bag(label.folded)),
        )


def cut(text: str) -> str:
    """Return the beginning of a text that is looked at, however much of it one character may stand for."""
    start = text[:LONGEST]
    return start if start.isascii() else unicodedata.normalize("NFKD", start)[: 2 * LONGEST]


def literal(text: str) -> str:
    """Keep a text as written but for case and outer spaces: tells "C#" from "C++", which fold alike."""
    return text[:LONGEST].strip().casefold()


def _alike(entries: Sequence[Entry], exact: Mapping[str, Owners]) -> Mapping[str, Owners]:
    """Look up names to the letter where folding leaves nothing of them or doesn't tell them apart."""
    tight = ((squeeze(fold(cut(entry.name))), place) for place, entry in enumerate(entries))
    return _grouped((literal(entries[place].name), place) for key, place in tight if exact.get(key) != (place,))


def _labels(place: int, entry: Entry) -> Iterator[Label]:
    shared: Sequence[str] = getattr(entry, "shared_aliases", ())
    written = [(Kind.NAME, entry.name), *((Kind.ALIAS, alias) for alias in (*entry.aliases, *shared))]
    seen = {""}
    for kind, text in [*written, (Kind.SLUG, entry.slug)]:
        folded = fold(cut(text))
        tight = squeeze(folded)
        if tight not in seen:
            seen.add(tight)
            yield Label(place, kind, folded)


def _owners(labels: Sequence[Label], key: Callable[[Label], str]) -> Mapping[str, Owners]:
    found: dict[str, Owners] = {}
    for kind in Kind:
        same = _grouped((key(label), label.owner) for label in labels if label.kind is kind)
        found |= {text: owners for text, owners in same.items() if text not in found}
    return found


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, Owners]:
    found: dict[str, Owners] = {}
    for key, owner in pairs:
        owners = found.get(key, ())
        if key and owner not in owners:
            found[key] = (*owners, owner)
    return found
