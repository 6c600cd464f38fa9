"""Choices: those a command lists beforehand, and those that autocomplete offers."""

from bot.sandbox.limits.faults import Fault
from bot.sandbox.limits.form import Check, Needed, is_list, is_record, listing, record
from bot.sandbox.limits.localization import localized
from bot.sandbox.limits.scalars import INT53, integer, number, text

STRING, INTEGER, NUMBER = 3, 4, 10
NAME = text(1, 100)


def _choices(value: Check) -> Check:
    choice = record(name=Needed(NAME), name_localizations=localized(NAME), value=Needed(value))
    return listing(choice, 0, 25)


CHOICES: dict[int, Check] = {
    STRING: _choices(text(1, 100)),
    INTEGER: _choices(integer(-INT53, INT53)),
    NUMBER: _choices(number),
}


def check_autocomplete(data: object, *, option: int | None = None) -> list[Fault]:
    """Return the faults of the data of an autocomplete answer.

    `option` is the type of the option that is being typed (3, 4 or 10); without it, the first value tells.
    """
    kind = _kind(data) if option is None else option
    return list(record(choices=Needed(CHOICES[kind]))(data, ()))


def _kind(data: object) -> int:
    choices: object = data.get("choices") if is_record(data) else None
    first: object = choices[0] if is_list(choices) and choices else None
    value: object = first.get("value") if is_record(first) else None
    return NUMBER if isinstance(value, int | float) else STRING
