"""What Discord says about a payload that it refuses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for a refusal: where in the payload, Discord's code for it, Discord's words."""

    path: Path
    code: str
    message: str


# Two refusals name no field: they answer with a number of their own in place of 50035.
EMPTY_MESSAGE = Fault((), "50006", "Cannot send an empty message")
TOO_MANY_COMMANDS = Fault((), "30032", "Maximum number of application commands reached (100)")


def required(path: Path) -> Fault:
    """Return the fault of a field that is missing or blank."""
    return Fault(path, "BASE_TYPE_REQUIRED", "This field is required")


def duplicate(path: Path) -> Fault:
    """Return the fault of a value that the list holds already."""
    return Fault(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")


def invalid_component(path: Path, reason: str) -> Fault:
    """Return the fault of a component that breaks a rule for which Discord documents no code of its own."""
    return Fault(path, "COMPONENT_VALIDATION_FAILED", f"Component validation failed: {reason}")


def under(step: str, faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults of an inner payload as faults of the one that holds it at `step`."""
    return [replace(fault, path=(step, *fault.path)) for fault in faults]


def error_body(faults: Iterable[Fault]) -> dict[str, Any]:
    """Build the body of Discord's 400: `50035` with the faults nested by path, or the one fault without a field."""
    given = tuple(faults)
    errors: dict[str, Any] = {}
    for fault in given:
        if not fault.code.isdecimal():
            _place(errors, fault)
    if given and not errors:
        return {"message": given[0].message, "code": int(given[0].code)}
    return {"message": "Invalid Form Body", "code": 50035, "errors": errors}


def _place(errors: dict[str, Any], fault: Fault) -> None:
    node = errors
    for step in fault.path:
        node = node.setdefault(str(step), {})
    node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
