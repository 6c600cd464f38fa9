"""Slash command options as Discord's client fills them in: it sends nothing that the command does not take."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from bot.sandbox.people.resolving import Resolver
from bot.sandbox.wire import Json, objects

_LONGEST_TEXT = 6000


class Option(IntEnum):
    """The types of options."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_NESTED = frozenset({Option.SUBCOMMAND, Option.GROUP})
_THINGS = frozenset({Option.USER, Option.CHANNEL, Option.ROLE, Option.MENTIONABLE})


@dataclass(frozen=True, slots=True)
class Form:
    """The options that a person fills in, below the subcommands that lead to them."""

    path: tuple[tuple[str, int], ...]  # the subcommands' names and types
    fields: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, definition: Mapping[str, Any], subcommands: Sequence[str]) -> "Form":
        """Return the form of a command, or of one of its subcommands."""
        path: list[tuple[str, int]] = []
        level = _named(definition)
        for name in subcommands:
            inner = level.get(name)
            if inner is None or inner["type"] not in _NESTED:
                raise ValueError(f"there is no subcommand {name!r}")
            path.append((name, inner["type"]))
            level = _named(inner)
        if any(option["type"] in _NESTED for option in level.values()):
            raise ValueError(f"pick a subcommand: {', '.join(level)}")
        return cls(tuple(path), level)

    def fill(self, given: Mapping[str, Any], resolver: Resolver) -> list[Json]:
        """Return the options of a command that is sent; ValueError for what the client does not let through."""
        missing = [name for name, field in self.fields.items() if field.get("required") and given.get(name) is None]
        if missing:
            raise ValueError(f"required: {', '.join(missing)}")
        return self._nest(list(self._values(given, resolver)))

    def complete(self, focused: str, given: Mapping[str, Any], resolver: Resolver) -> list[Json]:
        """Return the options while one is being typed; the text of that one is sent as it is."""
        field = self._field(focused)
        if not field.get("autocomplete"):
            raise ValueError(f"{focused!r} has no autocomplete")
        others = {name: value for name, value in given.items() if name != focused}
        typed = {
            "name": focused,
            "type": field["type"],
            "value": str(given.get(focused, "")),
            "focused": True,
        }
        return self._nest([*self._values(others, resolver), typed])

    def _values(self, given: Mapping[str, Any], resolver: Resolver) -> Iterator[Json]:
        for name, value in given.items():
            field = self._field(name)
            if value is not None:
                yield {"name": name, "type": field["type"], "value": _value(field, value, resolver)}

    def _field(self, name: str) -> Mapping[str, Any]:
        if name not in self.fields:
            raise ValueError(f"there is no option {name!r}, only {', '.join(self.fields) or 'none'}")
        return self.fields[name]

    def _nest(self, options: list[Json]) -> list[Json]:
        for name, kind in reversed(self.path):
            options = [{"name": name, "type": kind, "options": options}]
        return options


def _named(holder: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(option["name"]): option for option in objects(holder.get("options"))}


def _value(field: Mapping[str, Any], value: object, resolver: Resolver) -> object:
    kind = Option(field["type"])
    if field.get("choices"):
        return _chosen(field, value)
    if kind in _THINGS:
        return resolver.add(kind.name, value, field.get("channel_types"))
    return _PLAIN[kind](field, value)


def _chosen(field: Mapping[str, Any], value: object) -> object:
    for choice in objects(field["choices"]):
        if value in (choice["value"], choice["name"]):
            return choice["value"]
    raise ValueError(f"{value!r} is no choice of {field['name']!r}")


def _text(field: Mapping[str, Any], value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(field, value, "text")
    longest = field.get("max_length", _LONGEST_TEXT)
    if not field.get("min_length", 1 if field.get("required") else 0) <= len(value) <= longest:
        raise ValueError(f"{field['name']!r} is too short or too long: {len(value)} characters")
    return value


def _integer(field: Mapping[str, Any], value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
        raise _wrong(field, value, "a whole number")
    _check_range(field, value)
    return value


def _number(field: Mapping[str, Any], value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(field, value, "a number")
    _check_range(field, value)
    return value


def _check_range(field: Mapping[str, Any], value: float) -> None:
    if not field.get("min_value", value) <= value <= field.get("max_value", value):
        raise ValueError(f"{field['name']!r} is out of range: {value}")


def _boolean(field: Mapping[str, Any], value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(field, value, "true or false")
    return value


def _attachment(field: Mapping[str, Any], value: object) -> str:
    raise _wrong(field, value, "a file (the sandbox's people have none)")


def _wrong(field: Mapping[str, Any], value: object, wanted: str) -> ValueError:
    return ValueError(f"{field['name']!r} takes {wanted}, not {value!r}")


_PLAIN: Mapping[Option, Callable[[Mapping[str, Any], object], object]] = {
    Option.STRING: _text,
    Option.INTEGER: _integer,
    Option.NUMBER: _number,
    Option.BOOLEAN: _boolean,
    Option.ATTACHMENT: _attachment,
}
