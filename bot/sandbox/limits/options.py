"""Options of slash commands: their types, their nesting, their order."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.sandbox.limits.choices import CHOICES, INTEGER, NUMBER, STRING
from bot.sandbox.limits.faults import Fault, Path
from bot.sandbox.limits.form import Check, Needed, Record, listing, record, repeated, tagged, then
from bot.sandbox.limits.localization import localized, longest
from bot.sandbox.limits.scalars import INT53, boolean, integer, number, ordered, text
from bot.sandbox.limits.selects import CHANNEL_TYPES

SUBCOMMAND, GROUP = 1, 2
# Letters and digits of any script; Thai and Devanagari also write with combining marks.
WORD = re.compile(r"[-'\w\u0e00-\u0e7f\u0900-\u097f]{1,32}")


def _word(value: str, path: Path) -> Iterator[Fault]:
    if not WORD.fullmatch(value) or value != value.lower():
        yield Fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


NAME = then(text(1, 32), _word)
DESCRIPTION = text(1, 100)


def _unique_choices(option: Record, path: Path) -> Iterator[Fault]:
    names = enumerate(choice["name"] for choice in option.get("choices") or ())
    for place in repeated(((*path, "choices", i), name) for i, name in names):
        code = "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"
        yield Fault(place, code, "Option choice name already exists")


def _choices_or_autocomplete(option: Record, path: Path) -> Iterator[Fault]:
    # The exact code is not documented; this is the one for options that contradict themselves.
    if option.get("autocomplete") and option.get("choices"):
        message = "Choices and autocomplete are mutually exclusive"
        yield Fault((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _option(**fields: Check) -> Check:
    return record(
        name=Needed(NAME),
        name_localizations=localized(NAME),
        description=Needed(DESCRIPTION),
        description_localizations=localized(DESCRIPTION),
        required=boolean,
        **fields,
    )


def _typed(kind: int, low: str, high: str, bounds: tuple[Check, Check]) -> Check:
    limits: dict[str, Any] = {low: bounds[0], high: bounds[1]}
    form = _option(choices=CHOICES[kind], autocomplete=boolean, **limits)
    return then(form, _unique_choices, _choices_or_autocomplete, ordered(low, high))


def _one_kind(options: Sequence[Record], path: Path) -> Iterator[Fault]:
    nested = options[0]["type"] in (SUBCOMMAND, GROUP) if options else False
    for index, option in enumerate(options):
        if (option["type"] in (SUBCOMMAND, GROUP)) is not nested:
            message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
            yield Fault((*path, index), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _required_first(options: Sequence[Record], path: Path) -> Iterator[Fault]:
    optional = False
    for index, option in enumerate(options):
        if option["type"] in (SUBCOMMAND, GROUP):
            continue
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            yield Fault((*path, index), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")


def _unique_names(options: Sequence[Record], path: Path) -> Iterator[Fault]:
    for place in repeated(((*path, i), option["name"]) for i, option in enumerate(options)):
        message = f"Option name {options[int(place[-1])]['name']} is already used in these options"
        yield Fault(place, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message)


def _options(cases: dict[int, Check], low: int = 0) -> Check:
    return then(listing(tagged(cases), low, 25), _one_kind, _required_first, _unique_names)


PARAMETERS: dict[int, Check] = {
    STRING: _typed(STRING, "min_length", "max_length", (integer(0, 6000), integer(1, 6000))),
    INTEGER: _typed(INTEGER, "min_value", "max_value", (integer(-INT53, INT53), integer(-INT53, INT53))),
    **{kind: _option() for kind in (5, 6, 8, 9, 11)},
    7: _option(channel_types=CHANNEL_TYPES),
    NUMBER: _typed(NUMBER, "min_value", "max_value", (number, number)),
}
SUBCOMMANDS: dict[int, Check] = {SUBCOMMAND: _option(options=_options(PARAMETERS))}
GROUPS: dict[int, Check] = {GROUP: _option(options=Needed(_options(SUBCOMMANDS, 1)))}
OPTIONS = _options({**SUBCOMMANDS, **GROUPS, **PARAMETERS})


def size(value: Record) -> int:
    """Return the characters of a well-formed command or option that count towards the limit of 8,000."""
    choices = sum(longest(one, "name") + len(str(one["value"])) for one in value.get("choices") or ())
    inner = sum(map(size, value.get("options") or ()))
    return longest(value, "name") + longest(value, "description") + choices + inner
