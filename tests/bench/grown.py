"""A glossary of any size, for measuring: the shipped one and copies of its entries under other names."""

import shutil
from copy import deepcopy
from itertools import count, islice
from pathlib import Path
from typing import Any

import yaml

from bot.glossary import shipped


def grown(folder: Path, terms: int) -> None:
    """Write a glossary of at least `terms` entries to `folder`."""
    files = {path: yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in shipped().glob("*.yaml")}
    entries = [entry for path, entries in files.items() if path.stem != "categories" for entry in entries]
    copies = (_copy(entry, number) for number in count(2) for entry in entries)
    for copy in islice(copies, max(0, terms - len(entries))):
        files[shipped() / f"{copy['category']}.yaml"].append(copy)
    shutil.copy(shipped() / "categories.yaml", folder)
    for path, content in files.items():
        if path.stem != "categories":
            (folder / path.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def _copy(entry: dict[str, Any], number: int) -> dict[str, Any]:
    renamed = {"slug": f"{entry['slug'][:44]}-{number}", "name": f"{entry['name'][:56]} {number}"}
    # A deep copy: YAML would write what two entries share as an anchor, which a glossary may not have.
    kept = {key: value for key, value in deepcopy(entry).items() if key not in ("aliases", "shared_aliases")}
    return kept | renamed
