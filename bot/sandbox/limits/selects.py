"""Select menus: options, how many may be chosen, what is chosen beforehand."""

from collections.abc import Iterator, Sequence

from bot.sandbox.limits.buttons import COMPONENT_ID, CUSTOM_ID, EMOJI
from bot.sandbox.limits.faults import Fault, Path, invalid_component
from bot.sandbox.limits.form import Check, Needed, Record, listing, record, repeated, then
from bot.sandbox.limits.scalars import boolean, integer, one_of, ordered, snowflake, text

CHANNEL_TYPES = listing(one_of(*range(6), *range(10, 16)), 0, 25, unique=True)


def options_distinct(options: Sequence[Record], path: Path) -> Iterator[Fault]:
    """Yield a fault for every option whose value came before."""
    for place in repeated(((*path, i, "value"), one["value"]) for i, one in enumerate(options)):
        message = "The specified option value is already used"
        yield Fault(place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)


def options(low: int, high: int) -> Check:
    """Check the options of a menu or group: `low` to `high`, each with a value of its own."""
    option = record(
        label=Needed(text(1, 100)),
        value=Needed(text(1, 100)),
        description=text(0, 100),
        default=boolean,
        emoji=EMOJI,
    )
    return then(listing(option, low, high), options_distinct)


def chosen_within(path: Path, chosen: int, most: int) -> Iterator[Fault]:
    """Yield a fault if more are chosen beforehand than may be chosen."""
    if chosen > most:
        message = "The specified number of default values exceeds the specified maximum values"
        yield Fault(path, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)


def _enough_options(select: Record, path: Path) -> Iterator[Fault]:
    given, most = select["options"], _most(select)
    if most > len(given):
        yield Fault((*path, "options"), "BASE_TYPE_MIN_LENGTH", f"Must be {most} or more in length.")
    chosen = sum(bool(option.get("default")) for option in given)
    yield from chosen_within((*path, "options"), chosen, most)


def _defaults_within(select: Record, path: Path) -> Iterator[Fault]:
    chosen = len(select.get("default_values") or ())
    least = 1 if select.get("min_values") is None else select["min_values"]
    if 0 < chosen < least:
        yield invalid_component((*path, "default_values"), "fewer default values than min_values")
    yield from chosen_within((*path, "default_values"), chosen, _most(select))


def _most(select: Record) -> int:
    return 1 if select.get("max_values") is None else select["max_values"]


def _select(sense: Check, **fields: Check) -> Check:
    form = record(
        id=COMPONENT_ID,
        custom_id=Needed(CUSTOM_ID),
        placeholder=text(0, 150),
        min_values=integer(0, 25),
        max_values=integer(1, 25),
        disabled=boolean,
        required=boolean,
        **fields,
    )
    return then(form, ordered("min_values", "max_values", at_least=1, at_most=1), sense)


def _defaults(*kinds: str) -> Check:
    return listing(record(id=Needed(snowflake), type=Needed(one_of(*kinds))), 0, 25)


SELECTS: dict[int, Check] = {
    3: _select(_enough_options, options=Needed(options(1, 25))),
    5: _select(_defaults_within, default_values=_defaults("user")),
    6: _select(_defaults_within, default_values=_defaults("role")),
    7: _select(_defaults_within, default_values=_defaults("user", "role")),
    8: _select(_defaults_within, default_values=_defaults("channel"), channel_types=CHANNEL_TYPES),
}
