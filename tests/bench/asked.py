"""What the search is asked in measurements: the terms of the whole list, and queries with their right answers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_TERMS = _HERE.parent / "data" / "target_terms.yaml"
PREFIXES = frozenset({"prefix", "prefix-mid", "prefix-typo"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A term of the list, with as much of it as an index needs."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    shared_aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the slugs of the terms that are right for it; none where it must not be answered."""

    kind: str
    text: str
    right: frozenset[str]

    @property
    def is_typing(self) -> bool:
        """Tell whether it is a text that is still being typed, for `complete`."""
        return self.kind in PREFIXES


def terms() -> tuple[Listed, ...]:
    """Return the terms of the list; a name that several of them may be meant by is a shared alias of each."""
    content = yaml.load(_TERMS.read_bytes(), yaml.CSafeLoader)
    shared = _shared(content["ambiguous"], {term["slug"] for term in content["terms"]})
    return tuple(_listed(term, shared.get(term["slug"], [])) for term in content["terms"])


def queries(name: str) -> tuple[Asked, ...]:
    """Return the queries of one of the files beside this module, `dev` or `aside`."""
    lines = (_HERE / "queries" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return tuple(
        Asked(kind, json.loads(query), frozenset(right.split()))
        for kind, query, right in (line.split("\t") for line in lines if line)
    )


def by_kind(asked: Iterable[Asked]) -> Mapping[str, Sequence[Asked]]:
    """Sort queries by kind, in the order of the file."""
    kinds: dict[str, list[Asked]] = {}
    for query in asked:
        kinds.setdefault(query.kind, []).append(query)
    return kinds


def _listed(term: Mapping[str, Any], shared: Sequence[str]) -> Listed:
    aliases = tuple(alias for alias in term["aliases"] if alias not in shared)
    return Listed(term["slug"], term["name"], aliases, tuple(shared))


def _shared(ambiguous: Iterable[Mapping[str, Any]], slugs: set[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for slug, key in _claims(ambiguous, slugs):
        found.setdefault(slug, []).append(key)
    return found


def _claims(ambiguous: Iterable[Mapping[str, Any]], slugs: set[str]) -> Iterator[tuple[str, str]]:
    """Pair every candidate that is listed with the name it claims; a lone default has it as well."""
    for each in ambiguous:
        there = [slug for slug in each["candidates"] if slug in slugs][:5]
        if len(there) > 1 or there == [each["default"]]:
            yield from ((slug, each["key"]) for slug in there)
