"""Modals: a title and up to five rows of inputs."""

from collections.abc import Iterator, Sequence

from bot.sandbox.limits.buttons import COMPONENT_ID, CUSTOM_ID
from bot.sandbox.limits.components import distinct_ids
from bot.sandbox.limits.display import TEXT_DISPLAY
from bot.sandbox.limits.faults import Fault, Path, invalid_component
from bot.sandbox.limits.form import Check, Needed, Record, listing, record, tagged, then
from bot.sandbox.limits.scalars import boolean, integer, one_of, ordered, text
from bot.sandbox.limits.selects import SELECTS, chosen_within, options

LABEL = text(1, 45)


def _prefilled(field: Record, path: Path) -> Iterator[Fault]:
    most = 4000 if field.get("max_length") is None else field["max_length"]
    if len(field.get("value") or "") > most:
        yield Fault((*path, "value"), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _enabled(field: Record, path: Path) -> Iterator[Fault]:
    if field.get("disabled"):
        yield invalid_component((*path, "disabled"), "a modal has no disabled components")


def _required_means_one(field: Record, path: Path) -> Iterator[Fault]:
    if field.get("required") is not False and field.get("min_values") == 0:
        message = "int value should be greater than or equal to 1."
        yield Fault((*path, "min_values"), "NUMBER_TYPE_MIN", message)


def _one_default(radio: Record, path: Path) -> Iterator[Fault]:
    yield from chosen_within((*path, "options"), _chosen(radio["options"]), 1)


def _defaults_within(group: Record, path: Path) -> Iterator[Fault]:
    count = len(group["options"])
    most = count if group.get("max_values") is None else group["max_values"]
    if most > count:
        yield Fault((*path, "options"), "BASE_TYPE_MIN_LENGTH", f"Must be {most} or more in length.")
    yield from ordered("min_values", "max_values", at_least=1, at_most=most)(group, path)
    yield from chosen_within((*path, "options"), _chosen(group["options"]), most)


def _chosen(given: Sequence[Record]) -> int:
    return sum(bool(option.get("default")) for option in given)


def _text_input(**fields: Check) -> Check:
    form = record(
        id=COMPONENT_ID,
        custom_id=Needed(CUSTOM_ID),
        style=Needed(one_of(1, 2)),
        value=text(0, 4000),
        placeholder=text(0, 100),
        required=boolean,
        min_length=integer(0, 4000),
        max_length=integer(1, 4000),
        **fields,
    )
    return then(form, ordered("min_length", "max_length"), _prefilled)


def _field(**fields: Check) -> Check:
    return record(id=COMPONENT_ID, custom_id=Needed(CUSTOM_ID), required=boolean, **fields)


FILE_UPLOAD = then(
    _field(min_values=integer(0, 10), max_values=integer(1, 10)),
    _required_means_one,
    ordered("min_values", "max_values", at_least=1, at_most=1),
)
RADIO_GROUP = then(_field(options=Needed(options(2, 10))), _one_default)
CHECKBOX_GROUP = then(
    _field(options=Needed(options(1, 10)), min_values=integer(0, 10), max_values=integer(1, 10)),
    _required_means_one,
    _defaults_within,
)
INPUTS: dict[int, Check] = {
    **{kind: then(select, _enabled, _required_means_one) for kind, select in SELECTS.items()},
    4: _text_input(label=LABEL),
    19: FILE_UPLOAD,
    21: RADIO_GROUP,
    22: CHECKBOX_GROUP,
    23: _field(default=boolean),
}
ROWS: dict[int, Check] = {
    1: record(
        id=COMPONENT_ID,
        components=Needed(listing(tagged({4: _text_input(label=Needed(LABEL))}), 1, 1)),
    ),
    10: TEXT_DISPLAY,
    18: record(
        id=COMPONENT_ID,
        label=Needed(LABEL),
        description=text(1, 100),
        component=Needed(tagged(INPUTS)),
    ),
}
MODAL = record(
    custom_id=Needed(CUSTOM_ID),
    title=Needed(text(1, 45)),
    components=Needed(then(listing(tagged(ROWS), 1, 5), distinct_ids)),
)


def check_modal(data: object) -> list[Fault]:
    """Return the faults of the data of a modal answer."""
    return list(MODAL(data, ()))
