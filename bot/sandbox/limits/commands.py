"""Application commands: one, and all of an application together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.sandbox.limits.faults import TOO_MANY_COMMANDS, Fault, Path
from bot.sandbox.limits.form import Check, Needed, Record, listing, record, repeated, tagged, then
from bot.sandbox.limits.localization import localized
from bot.sandbox.limits.options import DESCRIPTION, NAME, OPTIONS, size
from bot.sandbox.limits.scalars import boolean, integer, one_of, text

SIZE = 8000
CHAT_INPUT, USER, MESSAGE, ENTRY_POINT = 1, 2, 3, 4
MOST = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15, ENTRY_POINT: 1}
TITLE = text(1, 32)
NOTHING = text(0, 0)


def _permissions(value: Any, path: Path) -> Iterator[Fault]:
    digits = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 20
    yield from integer(0, 2**54 - 1)(int(value) if digits else value, path)


def _command(**fields: Check) -> Check:
    return record(
        default_member_permissions=_permissions,
        dm_permission=boolean,
        nsfw=boolean,
        contexts=listing(one_of(0, 1, 2), 1, 3, unique=True),
        integration_types=listing(one_of(0, 1), 1, 2, unique=True),
        **fields,
    )


def _size(command: Record, path: Path) -> Iterator[Fault]:
    if size(command) > SIZE:
        yield Fault(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({SIZE})")


def _unique_names(commands: Sequence[Record], path: Path) -> Iterator[Fault]:
    for place in repeated(((*path, i), (_kind(one), one["name"])) for i, one in enumerate(commands)):
        message = "Application command names must be unique"
        yield Fault(place, "APPLICATION_COMMANDS_DUPLICATE_NAME", message)


def _not_too_many(commands: Sequence[Record], path: Path) -> Iterator[Fault]:
    del path
    counts = Counter(map(_kind, commands))
    if any(counts[kind] > most for kind, most in MOST.items()):
        yield TOO_MANY_COMMANDS


def _kind(command: Record) -> int:
    return CHAT_INPUT if command.get("type") is None else command["type"]


# Commands in the menu of a member or a message have a title and nothing else.
CONTEXT_MENU = _command(
    name=Needed(TITLE),
    name_localizations=localized(TITLE),
    description=NOTHING,
    options=listing(record(), 0, 0),
)
COMMAND = tagged(
    {
        CHAT_INPUT: then(
            _command(
                name=Needed(NAME),
                name_localizations=localized(NAME),
                description=Needed(DESCRIPTION),
                description_localizations=localized(DESCRIPTION),
                options=OPTIONS,
            ),
            _size,
        ),
        USER: CONTEXT_MENU,
        MESSAGE: CONTEXT_MENU,
        ENTRY_POINT: _command(
            name=Needed(TITLE),
            description=Needed(DESCRIPTION),
            handler=Needed(one_of(1, 2)),
        ),
    },
    absent=CHAT_INPUT,
)
COMMANDS = then(listing(COMMAND, 0, sum(MOST.values())), _not_too_many, _unique_names)


def check_commands(payload: object) -> list[Fault]:
    """Return the faults of the array that overwrites all commands of an application or guild."""
    return list(COMMANDS(payload, ()))


def check_command(payload: object) -> list[Fault]:
    """Return the faults of one command that is created."""
    return list(COMMAND(payload, ()))
