"""Names: everything that an entry may be called by, laid out for looking up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from bot.search.fold import fold, squeeze
from bot.search.words import in_any_order, singular

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
    """One thing that one entry is called; `tight` is `folded` without its gaps and never empty."""

    owner: int
    kind: Kind
    folded: str
    tight: str


@dataclass(frozen=True, slots=True)
class Names:
    """All labels, and who carries which: to the letter, folded, in the singular, in any order."""

    labels: tuple[Label, ...]
    tights: tuple[str, ...]
    to_the_letter: Mapping[str, Owners]
    exact: Mapping[str, Owners]
    singular: Mapping[str, Owners]
    in_any_order: Mapping[str, Owners]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Names":
        """Collect the names of entries, which are then known by their place."""
        labels = tuple(label for place, entry in enumerate(entries) for label in _labels(place, entry))
        return cls(
            labels=labels,
            tights=tuple(label.tight for label in labels),
            to_the_letter=_grouped((literal(entry.name), place) for place, entry in enumerate(entries)),
            exact=_owners(labels, attrgetter("tight")),
            singular=_owners(labels, lambda label: squeeze(singular(label.folded))),
            in_any_order=_owners(labels, lambda label: in_any_order(label.folded)),
        )

    def called(self, phrase: str) -> Owners:
        """Look up who is called exactly this folded phrase, or the same in the other number."""
        return self.exact.get(squeeze(phrase)) or self.singular.get(squeeze(singular(phrase)), ())


def literal(text: str) -> str:
    """Keep a text as written but for case and outer spaces: tells "C#" from "C++", which fold alike."""
    return text[:LONGEST].strip().casefold()


def _labels(place: int, entry: Entry) -> Iterator[Label]:
    shared: Sequence[str] = getattr(entry, "shared_aliases", ())
    written = [(Kind.NAME, entry.name), *((Kind.ALIAS, alias) for alias in (*entry.aliases, *shared))]
    seen = {""}
    for kind, text in [*written, (Kind.SLUG, entry.slug)]:
        folded = fold(text[:LONGEST])
        tight = squeeze(folded)
        if tight not in seen:
            seen.add(tight)
            yield Label(place, kind, folded, tight)


def _owners(labels: Iterable[Label], key: Callable[[Label], str]) -> Mapping[str, Owners]:
    found: dict[str, Owners] = {}
    for _, same in groupby(sorted(labels, key=attrgetter("kind")), key=attrgetter("kind")):
        found = {**_grouped((key(label), label.owner) for label in same), **found}
    return found


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Owners]:
    found: dict[str, dict[int, None]] = {}
    for key, owner in pairs:
        if key:
            found.setdefault(key, {})[owner] = None
    return {key: tuple(owners) for key, owners in found.items()}
