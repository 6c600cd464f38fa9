"""Buttons, selects and modals as Discord's client lets people use them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.sandbox.people.resolving import Resolver
from bot.sandbox.wire import Json, objects
from bot.sandbox.world import SELECTS, Component, Message, find_component, walk

_PICKED = {
    Component.USER_SELECT: "USER",
    Component.ROLE_SELECT: "ROLE",
    Component.MENTIONABLE_SELECT: "MENTIONABLE",
    Component.CHANNEL_SELECT: "CHANNEL",
}


def pressed(message: Message, button: str) -> Json:
    """Return the data of a click on a button, by its custom id or label."""
    found = [one for one in message.buttons if button in (one.custom_id, one.label)]
    if not found:
        raise ValueError(f"there is no button {button!r}, only {[one.label for one in message.buttons]}")
    live = [one for one in found if one.custom_id and not one.disabled]
    if not live:
        raise ValueError(f"the button {button!r} is disabled, or a link")
    return {"custom_id": live[0].custom_id, "component_type": int(Component.BUTTON)}


def selected(message: Message, custom_id: str, values: Sequence[Any], resolver: Resolver) -> Json:
    """Return the data of a choice in a select."""
    select = find_component(message.components, custom_id)
    if select is None or select["type"] not in SELECTS:
        raise ValueError(f"there is no select {custom_id!r}")
    if select.get("disabled"):
        raise ValueError(f"the select {custom_id!r} is disabled")
    data: Json = {
        "custom_id": custom_id,
        "component_type": select["type"],
        "values": _chosen(select, values, resolver),
    }
    return {**data, "resolved": resolver.resolved} if resolver.resolved else data


def submitted(modal: Mapping[str, Any], fields: Mapping[str, Any], resolver: Resolver) -> Json:
    """Return the data of a modal filled in; fields go by custom id or label."""
    left = dict(fields)
    components = [_answered(one, left, resolver) for one in objects(modal["components"])]
    if left:
        raise ValueError(f"the modal has no field {', '.join(left)}")
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    return {**data, "resolved": resolver.resolved} if resolver.resolved else data


def field_names(modal: Mapping[str, Any]) -> Iterator[str]:
    """Yield the custom ids of a modal's fields."""
    return (str(one["custom_id"]) for one in walk(modal["components"]) if "custom_id" in one)


def _answered(component: Mapping[str, Any], left: dict[str, Any], resolver: Resolver) -> Json:
    told: Json = {"type": component["type"], "id": component["id"]}
    match component["type"]:
        case Component.ACTION_ROW:
            inner = [_field(one, one.get("label"), left, resolver) for one in objects(component["components"])]
            return {**told, "components": inner}
        case Component.LABEL:
            return {**told, "component": _field(component["component"], component["label"], left, resolver)}
        case _:
            return told


def _field(field: Mapping[str, Any], label: object, left: dict[str, Any], resolver: Resolver) -> Json:
    name = next((key for key in (str(field["custom_id"]), str(label)) if key in left), None)
    given = None if name is None else left.pop(name)
    told: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    match field["type"]:
        case Component.TEXT_INPUT:
            return {**told, "value": _typed(field, given)}
        case Component.CHECKBOX:
            return {**told, "value": bool(given)}
        case Component.RADIO_GROUP:
            return {**told, "value": (*_chosen(field, _several(given), resolver), None)[0]}
        case _:
            return {**told, "values": _chosen(field, _several(given), resolver)}


def _several(given: object) -> Sequence[Any]:
    match given:
        case None:
            return ()
        case list() | tuple():
            return given  # pyright: ignore[reportUnknownVariableType]  (whatever the test picked)
        case _:
            return (given,)


def _typed(field: Mapping[str, Any], given: object) -> str:
    text = str(field.get("value") or "") if given is None else str(given)
    if not text and field.get("required", True):
        raise ValueError(f"{field['custom_id']!r} is required")
    if text and not field.get("min_length", 0) <= len(text) <= field.get("max_length", 4000):
        raise ValueError(f"{field['custom_id']!r} is too short or too long: {len(text)} characters")
    return text


def _chosen(field: Mapping[str, Any], picked: Sequence[Any], resolver: Resolver) -> list[str]:
    fewest = field.get("min_values", 1)
    if len(picked) == 0 and field.get("required") is False:
        fewest = 0
    if not fewest <= len(picked) <= field.get("max_values", max(1, fewest)):
        raise ValueError(f"{field['custom_id']!r} takes another number of values than {len(picked)}")
    kind = _PICKED.get(field["type"])
    if kind is not None:
        return [resolver.add(kind, one, field.get("channel_types")) for one in picked]
    offered = {name: one["value"] for one in objects(field["options"]) for name in (one["label"], one["value"])}
    unknown = [one for one in picked if one not in offered]
    if unknown:
        raise ValueError(f"{field['custom_id']!r} does not offer {unknown}")
    return [str(offered[one]) for one in picked]
