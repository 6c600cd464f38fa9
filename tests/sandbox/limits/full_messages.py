"""Messages that hold every field, filled to the brim."""

from typing import Any

V2 = 1 << 15
INT32, INT53 = 2**31 - 1, 2**53 - 1
SNOWFLAKE = 2**64 - 1


def x(length: int, last: str = "x") -> str:
    """Return a text of that length that no other field has."""
    return ("x" * length)[: length - len(last)] + last


def web(length: int) -> str:
    return "https://" + "x" * (length - 8)


EMOJI: dict[str, Any] = {"id": SNOWFLAKE, "name": x(32), "animated": True}
OPTION: dict[str, Any] = {
    "label": x(100),
    "value": x(100),
    "description": x(100),
    "default": True,
    "emoji": EMOJI,
}


def fresh(kind: int, name: str, **fields: Any) -> dict[str, Any]:
    """Build a component with an id and a custom id of its own."""
    return {"type": kind, "id": INT32 - ord(name), "custom_id": x(100, name), **fields}


def menu(kind: int, name: str, most: int, **fields: Any) -> dict[str, Any]:
    bounds = {"placeholder": x(150), "min_values": most, "max_values": most, "required": True}
    return fresh(kind, name, disabled=False, **{**bounds, **fields})


def options(count: int) -> list[dict[str, Any]]:
    return [{**OPTION, "value": x(100, str(number))} for number in range(count)]


def defaults(kind: str) -> list[dict[str, Any]]:
    return [{"id": str(number), "type": kind} for number in range(25)]


CARD: dict[str, Any] = {
    "title": x(256),
    "description": x(4096),
    "url": web(2048),
    "color": 0xFFFFFF,
    "timestamp": "2026-07-01T08:30:00+00:00",
    "author": {"name": x(256), "url": web(2048), "icon_url": web(2048)},
    "image": {"url": web(2048), "description": x(4096)},
    "thumbnail": {"url": web(2048)},
    "fields": [{"name": x(256), "value": x(1024), "inline": True}],
}
SEND: dict[str, Any] = {
    "content": x(2000),
    "embeds": [CARD],
    "allowed_mentions": {
        "parse": ["everyone"],
        "users": list(range(100)),
        "roles": list(range(100)),
        "replied_user": True,
    },
    "attachments": [{"id": number, "filename": x(1024), "description": x(1024)} for number in range(10)],
    "flags": (1 << 2) | (1 << 12) | (1 << 13),
    "poll": {
        "question": {"text": x(300)},
        "answers": [{"poll_media": {"text": x(55), "emoji": EMOJI}}] * 10,
        "allow_multiselect": True,
        "layout_type": 1,
        "duration": 768,
    },
    "sticker_ids": ["1", "2", "3"],
    "tts": True,
    "nonce": x(25),
    "enforce_nonce": True,
    "message_reference": {
        "message_id": SNOWFLAKE,
        "channel_id": SNOWFLAKE,
        "guild_id": SNOWFLAKE,
        "fail_if_not_exists": True,
        "type": 1,
    },
    "components": [
        {
            "type": 1,
            "id": 1,
            "components": [fresh(2, n, style=4, label=x(80), emoji=EMOJI, disabled=True) for n in "abcde"],
        },
        {"type": 1, "components": [fresh(2, "f", style=5, label=x(80), custom_id=None, url=web(512))]},
        {"type": 1, "components": [{"type": 2, "style": 6, "sku_id": SNOWFLAKE}]},
        {"type": 1, "components": [menu(3, "g", 25, options=options(25))]},
        {"type": 1, "components": [menu(8, "h", 25, default_values=defaults("channel"), channel_types=[0, 15])]},
    ],
}
FOOT: dict[str, Any] = {
    "embeds": [{"footer": {"text": x(2048), "icon_url": web(2048)}}],
    "components": [
        {"type": 1, "components": [menu(5, "a", 25, default_values=defaults("user"))]},
        {"type": 1, "components": [menu(6, "b", 25, default_values=defaults("role"))]},
        {"type": 1, "components": [menu(7, "c", 25, default_values=defaults("role"))]},
    ],
}
PICTURE: dict[str, Any] = {"media": {"url": web(2048)}, "description": x(1024), "spoiler": True}
BLOCKS: list[dict[str, Any]] = [
    {
        "type": 9,
        "id": 1,
        "components": [{"type": 10, "id": 2, "content": x(4000)}],
        "accessory": {"type": 11, "id": 3, **PICTURE},
    },
    {"type": 12, "id": 4, "items": [PICTURE] * 10},
    {"type": 13, "id": 5, "file": {"url": "attachment://a"}, "spoiler": True},
    {"type": 14, "id": 6, "spacing": 2, "divider": True},
]
LAYOUT: dict[str, Any] = {
    "flags": V2,
    "attachments": [{"id": 0, "filename": "a", "title": x(1024)}],
    "components": [{"type": 17, "id": 7, "accent_color": 0xFFFFFF, "spoiler": True, "components": BLOCKS}],
}
