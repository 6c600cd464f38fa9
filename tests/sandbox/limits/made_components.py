"""Components as a careful bot would write them, to be spoiled one field at a time."""

from typing import Any

Payload = dict[str, Any]


def button(name: str = "go", **fields: Any) -> Payload:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": name, **fields}


def link(**fields: Any) -> Payload:
    return {"type": 2, "style": 5, "label": "Go", "url": "https://example.org", **fields}


def choices(count: int) -> list[Payload]:
    return [{"label": f"label {i}", "value": f"value {i}"} for i in range(count)]


def select(name: str = "pick", **fields: Any) -> Payload:
    return {"type": 3, "custom_id": name, "options": choices(3), **fields}


def row(*components: Payload) -> Payload:
    return {"type": 1, "components": list(components)}


def words(length: int = 1) -> Payload:
    return {"type": 10, "content": "x" * length}


def section(*lines: Payload, accessory: Payload | None = None) -> Payload:
    return {"type": 9, "components": list(lines), "accessory": accessory or button()}


def box(*components: Payload, **fields: Any) -> Payload:
    return {"type": 17, "components": list(components), **fields}


def gallery(count: int) -> Payload:
    return {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}] * count}
