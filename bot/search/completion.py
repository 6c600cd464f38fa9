"""Completion: what somebody who is still typing may be on the way to."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.fold import squeeze
from bot.search.names import Kind, Label, Names, Owners


def completed(names: Names, phrase: str) -> Iterator[int]:
    """Owners of names that a folded phrase may become, best first; an owner may come more than once."""
    if not phrase:
        return
    yield from names.called(phrase)
    tight = squeeze(phrase)
    yield from _sorted(names, tight, phrase)
    yield from _slipped(names, tight)


def _sorted(names: Names, tight: str, phrase: str) -> Owners:
    """Beginnings of names, then of aliases, then of words inside either; the shorter ones first."""
    found = [
        (place, len(label.tight), label.owner)
        for label in names.labels
        if (place := _place(label, tight, phrase)) is not None
    ]
    return tuple(owner for *_, owner in sorted(found))


def _place(label: Label, tight: str, phrase: str) -> int | None:
    if label.tight.startswith(tight):
        return 0 if label.kind is Kind.NAME else 1
    return 2 if f" {phrase}" in label.folded else None


def _slipped(names: Names, tight: str) -> Iterable[int]:
    """Names that begin almost so, with the same first letter: one slip from four letters on, two from eight."""
    most = min(len(tight) // 4, 2)
    near: list[tuple[int, int]] = []
    for length in range(len(tight) - most, len(tight) + most + 1) if most else ():
        heads = [label.tight[:length] for label in names.labels]
        for head, edits, at in process.extract(tight, heads, scorer=OSA.distance, score_cutoff=most, limit=None):
            if head[:1] == tight[:1]:
                near.append((edits, at))
    return (names.labels[at].owner for _, at in sorted(near))
