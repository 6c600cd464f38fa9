"""Nodes keep what is asked of them, in its place, and let the rest go."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.glossary.loader.compose import compose
from bot.glossary.loader.nodes import Node, find, pruned, texts

KEYS = st.sampled_from(["rig", "sail"])
PATHS = st.lists(st.lists(KEYS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3)
TREES = st.recursive(
    st.sampled_from(["jib", "main", 2, None]),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1),
    max_leaves=12,
)
BOAT = """
  - rig: sloop
    sail: [{name: jib, cloth: nylon}, {name: main, cloth: cotton}]
    crew: {skipper: ada, mate: ben}
"""
ALL_PATHS = [("rig",), ("sail", "name"), ("sail", "cloth"), ("crew", "skipper"), ("crew", "mate")]


def node_of(text: str) -> Node:
    node, _ = compose(Path("boat.yaml"), text)
    assert node
    return node


@given(TREES, PATHS)
def test_a_pruned_node_holds_the_same_texts_in_the_same_places(tree: object, paths: list[tuple[str, ...]]) -> None:
    node = node_of(yaml.safe_dump(tree))
    for path in paths:
        assert list(texts(pruned(node, paths), *path)) == list(texts(node, *path))


def test_what_stands_on_a_path_is_kept_and_the_rest_is_let_go() -> None:
    boat = pruned(node_of(BOAT), [("sail", "name"), ("crew", "mate")])
    kept = {path: [text.value for text in texts(boat, *path)] for path in ALL_PATHS}
    assert {path: said for path, said in kept.items() if said} == {
        ("sail", "name"): ["jib", "main"],
        ("crew", "mate"): ["ben"],
    }


def test_a_key_that_stands_twice_is_kept_twice() -> None:
    boat = pruned(node_of("{rig: sloop, crew: ada, rig: ketch}"), [("rig",)])
    assert [text.value for text in texts(boat, "rig")] == ["sloop", "ketch"]


@pytest.mark.parametrize("keys", [(), (0,), (0, "sail"), (0, "sail", 1), (0, "sail", 1, "name")])
def test_what_is_kept_stays_in_its_place(keys: tuple[int | str, ...]) -> None:
    whole = node_of(BOAT)
    kept, part = find(pruned(whole, [("sail", "name")]), keys), find(whole, keys)
    assert (kept.line, kept.column) == (part.line, part.column)
