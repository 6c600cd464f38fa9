"""Modals and commands that hold every field, filled to the brim."""

from typing import Any

from tests.sandbox.limits.full_messages import INT53, OPTION, fresh, menu, options, x


def entry(name: str, **fields: Any) -> dict[str, Any]:
    texts = {"label": x(45), "value": x(4000), "placeholder": x(100)}
    return fresh(4, name, style=2, required=True, min_length=4000, max_length=4000, **{**texts, **fields})


def label(component: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": 18, "label": x(45), "description": x(100), "component": component, **fields}


FORM: dict[str, Any] = {
    "custom_id": x(100),
    "title": x(45),
    "components": [
        {"type": 1, "id": 1, "components": [entry("a")]},
        label(entry("b"), id=2),
        label(menu(3, "c", 25, options=options(25))),
        label(fresh(22, "d", min_values=10, max_values=10, required=True, options=options(10))),
        {"type": 10, "id": 3, "content": x(4000)},
    ],
}
MORE: dict[str, Any] = {
    **FORM,
    "components": [
        label(fresh(19, "a", min_values=10, max_values=10, required=True)),
        label(fresh(21, "b", required=True, options=[OPTION, {"label": "l", "value": "v"}])),
        label(fresh(23, "c", required=True, default=True)),
    ],
}
NAMED: dict[str, Any] = {
    "name_localizations": {"de": x(32)},
    "description": x(100),
    "description_localizations": {"de": x(100)},
}


def parameter(kind: int, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "name": f"option{kind}", **NAMED, "required": True, **fields}


def choice(value: Any) -> list[dict[str, Any]]:
    return [{"name": x(100), "name_localizations": {"de": x(100)}, "value": value}]


PARAMETERS = [
    parameter(3, choices=choice(x(100)), autocomplete=False, min_length=6000, max_length=6000),
    parameter(4, choices=choice(INT53), autocomplete=False, min_value=INT53, max_value=INT53),
    parameter(10, choices=choice(INT53), autocomplete=False, min_value=INT53, max_value=INT53),
    *(parameter(kind) for kind in (5, 6, 8, 9, 11)),
    parameter(7, channel_types=[0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15]),
]
COMMAND: dict[str, Any] = {
    "type": 1,
    "name": x(32),
    **NAMED,
    "default_member_permissions": 2**54 - 1,
    "dm_permission": True,
    "nsfw": True,
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
    "options": [{"type": 1, "name": "subcommand", **NAMED, "options": PARAMETERS}],
}
MENU: dict[str, Any] = {"type": 2, "name": x(32), "name_localizations": {"de": x(32)}}
LAUNCH: dict[str, Any] = {"type": 4, "name": x(32), "description": x(100), "handler": 2}
