"""Nodes: what a file says, as a tree in which every part keeps its place."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

TAG = "tag:yaml.org,2002:"
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
WHOLE_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number or truth value as it was written; `kind` is what YAML takes it for."""

    line: int
    column: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    column: int
    parts: "Sequence[Node]"


@dataclass(frozen=True, slots=True)
class Pairs:
    """A group of keys and values, in the order in which they were written."""

    line: int
    column: int
    parts: "Sequence[tuple[Scalar, Node]]"


Node = Scalar | Items | Pairs


class Unread:
    """Stands for a scalar that is no text: a date, a number in YAML's stranger spellings, nothing at all."""


def plain(node: Node) -> Any:
    """Return a node as text, whole number, truth value, tuple or dict; anything else as Unread."""
    match node:
        case Scalar(kind="str", value=text):
            return text
        case Scalar(kind="bool", value=word):
            return TRUTH.get(word.lower(), Unread())
        case Scalar(kind="int", value=digits) if WHOLE_NUMBER.fullmatch(digits):
            return int(digits)
        case Scalar():
            return Unread()
        case Items(parts=parts):
            return tuple([plain(part) for part in parts])
        case Pairs(parts=parts):
            return {key.value: plain(value) for key, value in parts}


def find(node: Node, keys: Sequence[int | str], *, key_itself: bool = False) -> Node:
    """Return the node at the end of a path of keys and positions, or the last one on the way that exists."""
    for step, key in enumerate(keys, 1):
        match node:
            case Pairs(parts=parts):
                pair = next((pair for pair in parts if pair[0].value == key), None)
                if pair is None:
                    break
                node = pair[0] if key_itself and step == len(keys) else pair[1]
            case Items(parts=parts) if isinstance(key, int) and key < len(parts):
                node = parts[key]
            case _:
                break
    return node


def texts(node: Node, *keys: str) -> Iterator[Scalar]:
    """Yield the texts at the end of a path of keys, of every item where there is a list on the way."""
    match node:
        case Items(parts=parts):
            for part in parts:
                yield from texts(part, *keys)
        case Pairs(parts=parts) if keys:
            for key, value in parts:
                if key.value == keys[0]:
                    yield from texts(value, *keys[1:])
        case Scalar(kind="str") if not keys:
            yield node
        case _:
            pass


def pruned(node: Node, paths: Collection[Sequence[str]]) -> Node:
    """Return a node with only what stands on these paths of keys, where `texts` finds it as before."""
    match node:
        case Items(line, column, parts):
            return Items(line, column, tuple([pruned(part, paths) for part in parts]))
        case Pairs(line, column, parts):
            ways = ((key, value, [path[1:] for path in paths if path[:1] == (key.value,)]) for key, value in parts)
            return Pairs(line, column, tuple([(key, pruned(value, ahead)) for key, value, ahead in ways if ahead]))
        case Scalar():
            return node
