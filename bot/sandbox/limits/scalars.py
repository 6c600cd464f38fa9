"""The values at the leaves of a form: texts, numbers, ids, addresses, moments."""

import re
from collections.abc import Iterator
from datetime import datetime
from math import isfinite
from typing import Any

from bot.sandbox.limits.faults import Fault, Path
from bot.sandbox.limits.form import Check, Record, bad_length

SNOWFLAKE = re.compile(r"0|[1-9][0-9]{0,19}")
ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://\S+")
INT53 = 2**53 - 1
INT64 = 2**63 - 1


def text(low: int, high: int) -> Check:
    """Check a text of at most `high` characters, of which `low` remain without the blanks around it."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif len(value) > high or len(value.strip()) < low:
            yield bad_length(path, low, high)

    return check


def one_of(*choices: str | int) -> Check:
    """Check that a value is one of the choices, of the same type."""
    listed, types = ", ".join(map(repr, choices)), {type(choice) for choice in choices}

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if type(value) not in types or value not in choices:
            yield Fault(path, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")

    return check


def integer(low: int = -INT64, high: int = INT64) -> Check:
    """Check a whole number, which may be written as `24.0`."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole:
            yield Fault(path, "NUMBER_TYPE_COERCE", "Value is not int.")
        elif value < low:
            yield Fault(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        elif value > high:
            yield Fault(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")

    return check


def number(value: Any, path: Path) -> Iterator[Fault]:
    """Check a finite number that a client can hold exactly."""
    right = isinstance(value, int | float) and not isinstance(value, bool)
    if not right or (isinstance(value, float) and not isfinite(value)):
        yield Fault(path, "NUMBER_TYPE_COERCE", "Value is not float.")
    elif abs(value) > INT53:
        yield Fault(path, "NUMBER_TYPE_MAX", f"float value should be less than or equal to {INT53}.")


def boolean(value: Any, path: Path) -> Iterator[Fault]:
    """Check true or false."""
    if not isinstance(value, bool):
        yield Fault(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def snowflake(value: Any, path: Path) -> Iterator[Fault]:
    """Check an id, which Discord takes as a text of digits or as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        right = 0 <= value < 2**64
    else:
        right = isinstance(value, str) and SNOWFLAKE.fullmatch(value) is not None
    if not right:
        yield Fault(path, "NUMBER_TYPE_COERCE", "Value is not snowflake.")


def address(high: int, *schemes: str) -> Check:
    """Check a URL of one of the schemes."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        wrong = list(text(0, high)(value, path))
        yield from wrong
        if wrong:
            return
        found = ADDRESS.fullmatch(value)
        if found is None:
            yield Fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        elif found[1].lower() not in schemes:
            message = f'Scheme "{found[1]}" is not supported. Scheme must be one of {schemes}.'
            yield Fault(path, "URL_TYPE_INVALID_SCHEME", message)

    return check


def moment(value: Any, path: Path) -> Iterator[Fault]:
    """Check an ISO 8601 moment."""
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        yield Fault(path, "DATE_TIME_TYPE_PARSE", "Could not parse value. Should be ISO8601.")


def ordered(low: str, high: str, *, at_least: int | None = None, at_most: int | None = None) -> Check:
    """Check that one field of a well-formed object is no greater than another, both with their defaults."""

    def check(value: Record, path: Path) -> Iterator[Fault]:
        least = at_least if value.get(low) is None else value[low]
        most = at_most if value.get(high) is None else value[high]
        if least is not None and most is not None and least > most:
            message = f"{low} value should be less than or equal to {most}."
            yield Fault((*path, low), "NUMBER_TYPE_MAX", message)

    return check
