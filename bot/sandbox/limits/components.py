"""The components of a message: which may stand where, and what holds for all of them together."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from bot.sandbox.limits.buttons import BUTTON, COMPONENT_ID
from bot.sandbox.limits.display import FILE, GALLERY, SEPARATOR, TEXT_DISPLAY, THUMBNAIL
from bot.sandbox.limits.faults import Fault, Path, duplicate
from bot.sandbox.limits.form import Check, Needed, Record, is_list, listing, record, repeated, tagged, then
from bot.sandbox.limits.scalars import boolean, integer
from bot.sandbox.limits.selects import SELECTS

Tree: TypeAlias = list[tuple[Path, Record]]

TOTAL = 40
TEXT_SIZE = 4000
ROW_WIDTH = 5
# Where a component of a type holds others; only a well-formed one may be descended into.
CHILDREN: dict[int, tuple[str, ...]] = {
    1: ("components",),
    9: ("components", "accessory"),
    17: ("components",),
    18: ("component",),
}


def walk(components: Sequence[Record], path: Path) -> Iterator[tuple[Path, Record]]:
    """Yield every component of a well-formed tree with its path, parents first."""
    for index, component in enumerate(components):
        yield from _descend(component, (*path, index))


def _descend(component: Record, path: Path) -> Iterator[tuple[Path, Record]]:
    yield path, component
    for key in CHILDREN.get(component["type"], ()):
        held: object = component[key]
        if is_list(held):
            yield from walk(held, (*path, key))
        else:
            yield from _descend(component[key], (*path, key))


def distinct_ids(components: Sequence[Record], path: Path) -> Iterator[Fault]:
    """Yield a fault for every `custom_id`, and every `id` but 0, that came before in the tree."""
    yield from _distinct(list(walk(components, path)))


def _distinct(tree: Tree) -> Iterator[Fault]:
    for place in repeated(((*at, "custom_id"), one["custom_id"]) for at, one in tree if one.get("custom_id")):
        message = "Component custom id cannot be duplicated"
        yield Fault(place, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    yield from map(duplicate, repeated(((*at, "id"), one["id"]) for at, one in tree if one.get("id")))


def _row_width(row: Record, path: Path) -> Iterator[Fault]:
    width = 0
    for index, component in enumerate(row["components"]):
        width += ROW_WIDTH if component["type"] in SELECTS else 1
        if width > ROW_WIDTH:
            message = "The specified component exceeds the maximum width"
            yield Fault((*path, "components", index), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _whole(components: Sequence[Record], path: Path) -> Iterator[Fault]:
    tree = list(walk(components, path))
    if len(tree) > TOTAL:
        message = f"The total number of components exceeds the maximum of {TOTAL}"
        yield Fault(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(one["content"]) for _, one in tree if one["type"] == 10) > TEXT_SIZE:
        message = f"Components displayable text size exceeds maximum size of {TEXT_SIZE}"
        yield Fault(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    yield from _distinct(tree)


ACTION_ROW = then(
    record(id=COMPONENT_ID, components=Needed(listing(tagged({2: BUTTON, **SELECTS}), 1, 5))),
    _row_width,
)
SECTION = record(
    id=COMPONENT_ID,
    components=Needed(listing(tagged({10: TEXT_DISPLAY}), 1, 3)),
    accessory=Needed(tagged({2: BUTTON, 11: THUMBNAIL})),
)
BLOCKS: dict[int, Check] = {
    1: ACTION_ROW,
    9: SECTION,
    10: TEXT_DISPLAY,
    12: GALLERY,
    13: FILE,
    14: SEPARATOR,
}
CONTAINER = record(
    id=COMPONENT_ID,
    accent_color=integer(0, 0xFFFFFF),
    spoiler=boolean,
    components=Needed(listing(tagged(BLOCKS), 1, TOTAL)),
)
V1 = then(listing(tagged({1: ACTION_ROW}), 0, 5), distinct_ids)
V2 = then(listing(tagged({**BLOCKS, 17: CONTAINER}), 0, TOTAL), _whole)
