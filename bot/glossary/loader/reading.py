"""Reading: a folder of YAML as a glossary, with everything that is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.glossary.faults import Fault, GlossaryError, Place
from bot.glossary.loader.compose import compose
from bot.glossary.loader.entries import Written, read_categories, read_entry
from bot.glossary.loader.files import read_text, yaml_files
from bot.glossary.loader.links import LINKS, cycle_faults, link_faults
from bot.glossary.loader.names import KINDS, name_faults
from bot.glossary.loader.nodes import Items, Node
from bot.glossary.loader.words import did_you_mean
from bot.glossary.terms import Category, Glossary

CATEGORIES = "categories.yaml"
ACROSS = (*LINKS, *((key,) for key in KINDS))  # what is checked between entries
ANY_SLUG = re.compile(r"\bslug:\s*[\"']?([a-z0-9-]+)")
Keep = Callable[[Written], Written]  # what of an entry is kept until the last file is read


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds: the terms that are whole, every entry by its slug, every structural fault."""

    glossary: Glossary
    entries: Mapping[str, Written]
    faults: tuple[Fault, ...]

    def place(self, slug: str, *keys: int | str) -> Place:
        """Return where the part of an entry at that path of keys and positions begins."""
        return self.entries[slug].place(*keys)


@dataclass(frozen=True, slots=True)
class File:
    """A file of entries; `slugs` are all that it seems to hold, None where it can't be read at all."""

    path: Path
    entries: tuple[Written, ...] = ()
    faults: tuple[Fault, ...] = ()
    slugs: frozenset[str] | None = None


def load(folder: Path) -> Glossary:
    """Return the glossary in the folder; GlossaryError holds every structural fault."""
    # Whole, all that was written would be in memory at once, and the process never gives that back.
    reading = _read(folder, lambda entry: entry.pruned(ACROSS))
    if reading.faults:
        raise GlossaryError(reading.faults)
    return reading.glossary


def read(folder: Path) -> Reading:
    """Return what the folder holds, faults and all; GlossaryError where there is no such folder."""
    return _read(folder, lambda entry: entry)


def _read(folder: Path, keep: Keep) -> Reading:
    paths = yaml_files(folder)
    categories, faults = _categories(folder / CATEGORIES)
    order = [category.key for category in categories]
    files = [_file(path, keep) for path in paths if path.name != CATEGORIES]
    if not faults:
        faults += (_homeless(file.path, order) for file in files if file.path.stem not in order)
    files.sort(key=lambda file: order.index(file.path.stem) if file.path.stem in order else len(order))
    entries, twice = _by_slug(entry for file in files for entry in file.entries)
    faults += (*(fault for file in files for fault in file.faults), *twice, *_across(files, entries, whole=not twice))
    if not entries and not faults:
        faults.append(Place(folder).fault("this folder holds no entries"))
    terms = (entry.term for entry in entries.values() if entry.term)
    return Reading(Glossary(terms, categories), entries, tuple(sorted(set(faults))))


def _categories(path: Path) -> tuple[list[Category], list[Fault]]:
    try:
        node, oddities = compose(path, read_text(path))
        found = [*oddities, *read_categories(path, node)]
    except GlossaryError as error:
        found = list(error.faults)
    return [one for one in found if isinstance(one, Category)], [one for one in found if isinstance(one, Fault)]


def _file(path: Path, keep: Keep) -> File:
    try:
        text = read_text(path)
    except GlossaryError as error:
        return File(path, faults=error.faults)
    try:
        node, oddities = compose(path, text)
        entries = tuple(keep(read_entry(path, item)) for item in _items(path, node))
    except GlossaryError as error:
        return File(path, faults=error.faults, slugs=frozenset(ANY_SLUG.findall(text)))
    return File(path, entries, (*oddities, *(fault for entry in entries for fault in entry.faults)), frozenset())


def _items(path: Path, node: Node | None) -> Sequence[Node]:
    if isinstance(node, Items) and node.parts:
        return node.parts
    what = "this file must hold a list of entries, each of which begins with `- slug:`"
    raise GlossaryError([Place(path).fault(what if node else f"{what}; it is empty")])


def _homeless(path: Path, order: Sequence[str]) -> Fault:
    message = f"`{path.stem}` is not a key of {CATEGORIES}, so no file may be named so"
    return Place(path).fault(message + did_you_mean(path.stem, order))


def _by_slug(entries: Iterable[Written]) -> tuple[dict[str, Written], list[Fault]]:
    first, twice = dict[str, Written](), list[Fault]()
    for entry in entries:
        if entry.slug is None:
            continue
        known = first.setdefault(entry.slug, entry)
        if known is not entry:
            twice.append(entry.place("slug").fault(f"the slug `{entry.slug}` is taken ({known.place('slug')})"))
    return first, twice


def _across(files: Sequence[File], entries: Mapping[str, Written], *, whole: bool) -> Iterator[Fault]:
    """Yield the faults between entries, but none that only follows from another entry's own faults."""
    whole &= all(file.slugs is not None and not file.faults for file in files)
    known = None if any(file.slugs is None for file in files) else _known(files, entries)
    yield from name_faults(tuple(entries.values()), whole=whole)
    yield from link_faults(tuple(entries.values()), known)
    yield from cycle_faults(entries)


def _known(files: Sequence[File], entries: Mapping[str, Written]) -> frozenset[str]:
    broken = (file.slugs for file in files if not file.entries and file.slugs)
    return frozenset(entries).union(*broken)
