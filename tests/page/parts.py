"""Components as a bot sends them."""

from typing import Any


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(label: str, custom_id: str, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def select(custom_id: str, kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"type": kind, "custom_id": custom_id, **more}
