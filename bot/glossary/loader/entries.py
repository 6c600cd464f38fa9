"""Entries: one entry as its author wrote it, with the term it makes where nothing is wrong with it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.glossary.faults import Fault, Place
from bot.glossary.loader.nodes import Node, Pairs, Scalar, find, plain, pruned, texts
from bot.glossary.loader.words import explain
from bot.glossary.terms import Category, Term

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
TERM = TypeAdapter(tuple[Term], config=STRICT)  # a tuple, since a dataclass of its own takes no config
CATEGORY = TypeAdapter(tuple[Category], config=STRICT)
MOST_CATEGORIES = 25  # Discord's limit for the choices of an option


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in its file; `term` is None where the entry has faults of its own."""

    path: Path
    node: Node
    term: Term | None
    faults: tuple[Fault, ...]

    @property
    def slug(self) -> str | None:
        """Return the slug, which an entry with faults mostly has as well."""
        return next((slug for slug, _ in self.texts("slug")), None)

    def texts(self, *keys: str) -> Iterator[tuple[str, Place]]:
        """Yield the texts at a path of keys, of every item of a list, each with its place."""
        for found in texts(self.node, *keys):
            yield found.value.strip(), _place(self.path, found)

    def place(self, *keys: int | str) -> Place:
        """Return where the part of the entry at that path of keys and positions begins."""
        return _place(self.path, find(self.node, keys))

    def pruned(self, paths: Collection[Sequence[str]]) -> "Written":
        """Return the entry with only what was written on these paths of keys; its term and faults stay."""
        return replace(self, node=pruned(self.node, paths))


def _place(path: Path, node: Node) -> Place:
    return Place(path, node.line, node.column)


def read_entry(path: Path, node: Node) -> Written:
    """Return the entry that a node of a file makes."""
    term, faults = None, list(_strays(path, node))
    try:
        (term,) = TERM.validate_python((plain(node),))
    except ValidationError as error:
        faults += _faults(path, node, error)
    return Written(path, node, term, tuple(faults))


def _strays(path: Path, node: Node) -> Iterator[Fault]:
    for category in texts(node, "category"):
        if category.value.strip() != path.stem:
            message = f"`category` must be `{path.stem}`, as its file is named, not `{category.value}`"
            yield _place(path, category).fault(message)


def _faults(path: Path, node: Node, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        keys = detail["loc"][1:]
        part = find(node, keys, key_itself=detail["type"] == "unexpected_keyword_argument")
        if not _follows(detail, part):
            yield _place(path, part).fault(explain(detail, keys, part))


def _follows(error: ErrorDetails, part: Node) -> bool:
    """Return whether a list only seems too short, since the validator doesn't count an item with a fault."""
    return error["type"] == "too_short" and len(plain(part)) >= error.get("ctx", {})["min_length"]


def read_categories(path: Path, node: Node | None) -> Iterator[Category | Fault]:
    """Yield the categories of `categories.yaml` in their order, and what is wrong with them."""
    if not isinstance(node, Pairs) or not node.parts:
        yield Place(path).fault("this file must hold lines of `key: Title`, one a category")
        return
    for number, (key, title) in enumerate(node.parts, 1):
        if number > MOST_CATEGORIES:
            yield _place(path, key).fault(f"at most {MOST_CATEGORIES} categories fit Discord's menus")
        yield from _category(path, key, title)


def _category(path: Path, key: Scalar, title: Node) -> Iterator[Category | Fault]:
    try:
        yield from CATEGORY.validate_python(({"key": key.value, "title": plain(title)},))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            part = key if detail["loc"][-1] == "key" else title
            yield _place(path, part).fault(explain(detail, detail["loc"][1:], part))
