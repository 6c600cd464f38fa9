"""Answers to interactions: a type, and data that fits it."""

from bot.sandbox.limits.choices import check_autocomplete
from bot.sandbox.limits.faults import Fault, required, under
from bot.sandbox.limits.form import Needed, is_record, record
from bot.sandbox.limits.message import check_deferral, check_message
from bot.sandbox.limits.modal import check_modal
from bot.sandbox.limits.scalars import one_of

TYPE = record(type=Needed(one_of(1, 4, 5, 6, 7, 8, 9, 10, 12)))


def check_callback(payload: object, *, was_v2: bool = False) -> list[Fault]:
    """Return the faults of an answer to an interaction (`was_v2`: of the message that type 7 changes)."""
    faults = list(TYPE(payload, ()))
    if faults or not is_record(payload):
        return faults
    kind, data = payload["type"], payload.get("data")
    if data is None and kind in (8, 9):
        return [required(("data",))]
    return under("data", _faults(kind, {} if data is None else data, was_v2=was_v2))


def _faults(kind: int, data: object, *, was_v2: bool) -> list[Fault]:
    match kind:
        case 4:
            return check_message(data, interaction=True)
        case 5:
            return check_deferral(data)
        case 7:
            return check_message(data, interaction=True, edit=True, was_v2=was_v2)
        case 8:
            return check_autocomplete(data)
        case 9:
            return check_modal(data)
        case _:  # pong, silent deferral, upsell, activity: their data is ignored
            return []
