"""The words that forms are written in: a check takes any JSON value and its path, and yields the faults."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

from bot.sandbox.limits.faults import Fault, Path, duplicate, required

Check: TypeAlias = Callable[[Any, Path], Iterator[Fault]]
Record: TypeAlias = Mapping[str, Any]


def is_record(value: object) -> TypeGuard[Record]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)  # what JSON makes of one; whether it is any Mapping takes long to tell


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether a JSON value is an array."""
    return isinstance(value, list)


def inner(value: Record, key: str) -> Record:
    """Return the object that an object holds at `key`, or an empty one."""
    found: object = value.get(key)
    return found if is_record(found) else {}


@dataclass(frozen=True, slots=True)
class Needed:
    """The check of a field that may be neither left out nor null nor blank; all others may be left out."""

    check: Check

    def __call__(self, value: Any, path: Path) -> Iterator[Fault]:
        """Yield the faults of the field's value."""
        blank = isinstance(value, str) and not value.strip()
        if value is None or blank:
            yield required(path)
        else:
            yield from self.check(value, path)


def record(**fields: Check) -> Check:
    """Check an object field by field; keys that are not named are ignored, as Discord does."""
    rows = [(key, field, isinstance(field, Needed)) for key, field in fields.items()]

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not is_record(value):
            yield Fault(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        for key, field, needed in rows:
            held: object = value.get(key)
            if held is not None or needed:
                yield from field(held, (*path, key))

    return check


def tagged(cases: Mapping[int, Check], *, absent: int | None = None) -> Check:
    """Check an object by the case that its `type` names (`absent`: the case of one without it)."""
    expected = ", ".join(map(str, cases))

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not is_record(value):
            yield Fault(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        kind: object = value.get("type")
        kind = absent if kind is None else kind
        if kind is None:
            yield required((*path, "type"))
        elif isinstance(kind, int) and not isinstance(kind, bool) and kind in cases:
            yield from cases[kind](value, path)
        else:
            message = f'Value of field "type" must be one of ({expected}).'
            yield Fault(path, "UNION_TYPE_CHOICES", message)

    return check


def listing(item: Check, low: int, high: int, *, unique: bool = False) -> Check:
    """Check an array of `low` to `high` items; `unique` refuses an item whose text came before."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not is_list(value):
            yield Fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        if not low <= len(value) <= high:
            yield bad_length(path, low, high)
            return
        faults = [fault for index, one in enumerate(value) for fault in item(one, (*path, index))]
        yield from faults
        if unique and not faults:
            yield from map(duplicate, repeated(((*path, i), str(one)) for i, one in enumerate(value)))

    return check


def bad_length(path: Path, low: int, high: int) -> Fault:
    """Return the fault of a text or array that holds fewer than `low` or more than `high`."""
    if low:
        return Fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    return Fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")


def repeated(values: Iterable[tuple[Path, object]]) -> Iterator[Path]:
    """Yield the paths of the (hashable) values that came before."""
    seen: set[object] = set()
    for path, value in values:
        if value in seen:
            yield path
        seen.add(value)


def every(*checks: Check) -> Check:
    """Check a value by all of the checks."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        for each in checks:
            yield from each(value, path)

    return check


def then(form: Check, *senses: Check) -> Check:
    """Check the form first, and only what is well-formed for its sense."""
    sense = every(*senses)

    def check(value: Any, path: Path) -> Iterator[Fault]:
        faults = list(form(value, path))
        yield from faults or sense(value, path)

    return check
