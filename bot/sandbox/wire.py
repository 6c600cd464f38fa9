"""What goes over the wire: JSON objects, and how moments are written in them."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias, TypeGuard, cast

Json: TypeAlias = dict[str, Any]

_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)  # nothing that is sent holds itself


def dumps(value: object) -> str:
    """Return `value` as compact JSON text."""
    return _encoder.encode(value)


def stamp(moment: datetime | None) -> str | None:
    """Return a moment the way Discord writes it."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)  # what JSON makes of one; whether it is any Mapping takes long to tell


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of what should be a list of objects; nothing for anything else."""
    return (item for item in items(value) if is_object(item))


def items(value: object) -> list[Any]:
    """Return the items of what should be a list; nothing for anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []
