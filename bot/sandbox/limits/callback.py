"""Answers to interactions: a type, and data that fits it."""

from collections.abc import Callable, Iterator
from functools import partial

from bot.sandbox.limits.choices import check_autocomplete
from bot.sandbox.limits.faults import Fault, Path, required, under
from bot.sandbox.limits.form import Check, Needed, Record, record, then
from bot.sandbox.limits.message import check_deferral, check_message
from bot.sandbox.limits.modal import check_modal
from bot.sandbox.limits.scalars import one_of

TYPE = record(type=Needed(one_of(1, 4, 5, 6, 7, 8, 9, 10, 12)))


def check_callback(payload: object, *, was_v2: bool = False) -> list[Fault]:
    """Return the faults of an answer to an interaction (`was_v2`: of the message that type 7 changes)."""
    return list(then(TYPE, _data(was_v2=was_v2))(payload, ()))


def _data(*, was_v2: bool) -> Check:
    # The data of all other types (pong, silent deferral, upsell, activity) is ignored.
    checks: dict[int, Callable[[object], list[Fault]]] = {
        4: partial(check_message, interaction=True),
        5: check_deferral,
        7: partial(check_message, interaction=True, edit=True, was_v2=was_v2),
        8: check_autocomplete,
        9: check_modal,
    }

    def check(callback: Record, path: Path) -> Iterator[Fault]:
        kind, data = callback["type"], callback.get("data")
        if data is None and kind in (8, 9):
            yield required((*path, "data"))
        elif kind in checks:
            yield from under("data", checks[kind]({} if data is None else data))

    return check
