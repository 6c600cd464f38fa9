"""Composing: from a file's text to its nodes, with everything that is wrong whatever the text means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from bot.glossary.faults import Fault, GlossaryError, Place
from bot.glossary.loader.files import INVISIBLE
from bot.glossary.loader.nodes import TAG, Items, Node, Pairs, Scalar
from bot.glossary.loader.syntax import in_words

DEEPEST = 20  # an entry needs six levels; a bracket too many must never exhaust the stack
KINDS = ("str", "bool", "int", "float", "null", "timestamp", "merge", "value", "map", "seq")
TAGS = frozenset(TAG + kind for kind in KINDS)
NO_TAG = (None, "!")
RESOLVE: Callable[[type, str, tuple[bool, bool]], str] = Resolver().resolve  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]  # the stubs leave it bare


def compose(path: Path, text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return a text's nodes, None where it holds nothing, and its oddities; GlossaryError if it is no YAML."""
    try:
        composer = _Composer(path, yaml.parse(text, Loader=yaml.CSafeLoader))
        return composer.root(), tuple(composer.faults)
    except yaml.MarkedYAMLError as error:
        place = _place(path, error.problem_mark or error.context_mark)
        raise GlossaryError([place.fault(in_words(error, text))]) from error


def _place(path: Path, mark: Any) -> Place:  # the library has two classes of marks without a common base
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


class _Composer:
    """Builds nodes from the events of the YAML reader, in a third of its own composer's time, and keeps faults."""

    def __init__(self, path: Path, events: Iterator[Any]) -> None:  # an event's fields depend on its class
        self._path = path
        self._events = events
        self.faults: list[Fault] = []

    def root(self) -> Node | None:
        """Return the node of the one document."""
        root = None
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                if root:
                    message = "this begins a second list, after a `---`; a file holds only one"
                    raise GlossaryError([_place(self._path, event.start_mark).fault(message)])
                root = self._node(event, 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        if event.anchor:
            what = "`&` and `*` (anchors) are not used here: write it out, or put quotes around the whole text"
            raise GlossaryError([_place(self._path, mark).fault(what)])
        if depth > DEEPEST:
            raise GlossaryError([_place(self._path, mark).fault("lists or groups nested too deeply")])
        if event.tag not in NO_TAG and event.tag not in TAGS:
            self._blame(event, "a text that begins with `!` needs quotes around the whole of it")
        match event:
            case yaml.SequenceStartEvent():
                return Items(mark.line + 1, mark.column + 1, self._items(depth))
            case yaml.MappingStartEvent():
                return Pairs(mark.line + 1, mark.column + 1, self._pairs(depth))
            case _:
                return Scalar(mark.line + 1, mark.column + 1, self._kind(event), event.value)

    def _kind(self, event: Any) -> str:
        if found := INVISIBLE.search(event.value):  # by an escape: what stands openly was refused before
            self._blame(event, f"the text holds an invisible control character (U+{ord(found[0]):04X})")
        if event.tag in TAGS:
            return event.tag.removeprefix(TAG)
        if event.tag or not event.implicit[0]:
            return "str"
        return RESOLVE(yaml.ScalarNode, event.value, event.implicit).removeprefix(TAG)

    def _items(self, depth: int) -> Sequence[Node]:
        parts = tuple(self._parts(depth))
        self._blame_repeated((part for part in parts if isinstance(part, Scalar)), "this list holds `{}` twice")
        return parts

    def _pairs(self, depth: int) -> Sequence[tuple[Scalar, Node]]:
        parts = self._parts(depth)
        pairs: list[tuple[Scalar, Node]] = []
        for key in parts:
            value = next(parts)
            if isinstance(key, Scalar):
                pairs.append((key, value))
            else:
                place = Place(self._path, key.line, key.column)
                self.faults.append(place.fault("a key must be a word, not a list or a group"))
        self._blame_repeated((key for key, _ in pairs), "the key `{}` stands here twice")
        return tuple(pairs)

    def _parts(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield self._node(event, depth + 1)

    def _blame_repeated(self, parts: Iterable[Scalar], message: str) -> None:
        seen = set[str]()
        for part in parts:
            if part.value in seen:
                self.faults.append(Place(self._path, part.line, part.column).fault(message.format(part.value)))
            seen.add(part.value)

    def _blame(self, event: Any, message: str) -> None:
        self.faults.append(_place(self._path, event.start_mark).fault(message))
