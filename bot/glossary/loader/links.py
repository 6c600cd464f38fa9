"""Links: every slug that an entry names leads to another entry, and prerequisites come to an end."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import product

from bot.glossary.faults import Fault
from bot.glossary.loader.entries import Written
from bot.glossary.loader.words import did_you_mean

LINKS = (("related",), ("prerequisites",), ("confusable_with", "slug"), ("quiz", "distractors"))


def link_faults(entries: Sequence[Written], known: Collection[str] | None) -> Iterator[Fault]:
    """Yield the links that lead nowhere or back to the entry; `known` is None where slugs can't be known."""
    spellings = sorted(known or ())
    for entry, keys in product(entries, LINKS):
        field = "distractors" if "distractors" in keys else keys[0]
        for slug, place in entry.texts(*keys):
            if slug == entry.slug:
                yield place.fault(f"`{field}` names the entry itself")
            elif known is not None and slug not in known:
                message = f"`{field}` names `{slug}`, and there is no such entry"
                yield place.fault(message + did_you_mean(slug, spellings))


def cycle_faults(entries: Mapping[str, Written]) -> Iterator[Fault]:
    """Yield the circles of prerequisites, each once, at the first entry in it."""
    needs = {slug: _needs(entry) for slug, entry in entries.items()}
    while circle := _circle(needs):
        start = min(circle[:-1], key=lambda slug: entries[slug].place())
        turned = _turned(circle[:-1], start)
        way = " needs ".join(f"`{slug}`" for slug in (*turned, start))
        yield entries[start].place("prerequisites").fault(f"prerequisites go round in a circle: {way}")
        for slug in turned:
            del needs[slug]


def _needs(entry: Written) -> set[str]:
    return {slug for slug, _ in entry.texts("prerequisites")} - {entry.slug or ""}


def _circle(needs: Mapping[str, set[str]]) -> Sequence[str]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        # The library lists each node before the one that needs it.
        return tuple(reversed(error.args[1]))
    return ()


def _turned(circle: Sequence[str], start: str) -> Sequence[str]:
    at = circle.index(start)
    return (*circle[at:], *circle[:at])
