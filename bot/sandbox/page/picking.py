"""What a browser picked: it sends ids, people pass the things themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.wire import items
from bot.sandbox.world import Channel, Component, Guild, Role, User, World, find_component

Thing = User | Role | Channel
Find = Callable[[int], Thing | None]
_SELECTS = (Component.USER_SELECT, Component.CHANNEL_SELECT, Component.ROLE_SELECT, Component.MENTIONABLE_SELECT)


class Picker:
    """Turns ids into what they stand for, in one guild (None: in private); ValueError where there is none."""

    def __init__(self, world: World, guild: Guild | None) -> None:
        self._world = world
        self._guild = guild
        finders: tuple[Find, ...] = (self._user, self._channel, self._role, self._mentionable)
        # As an option's type, and as a select's.
        self._of_option: dict[int, Find] = dict(zip((6, 7, 8, 9), finders, strict=True))
        self._of_select: dict[int, Find] = dict(zip(_SELECTS, finders, strict=True))

    def option(self, kind: int, value: object) -> object:
        """Return the value of an option of that type."""
        finder = self._of_option.get(kind)
        return value if finder is None or value is None else _found(finder, value)

    def values(self, components: object, custom_id: str, value: object) -> object:
        """Return what was given to the field or select with that custom id."""
        field: Mapping[str, Any] = find_component(components, custom_id) or {}
        finder = self._of_select.get(field.get("type", 0))
        return value if finder is None else [_found(finder, one) for one in items(value)]

    def _user(self, number: int) -> User | None:
        return self._world.users.get(number)

    def _channel(self, number: int) -> Channel | None:
        return self._world.channels.get(number)

    def _role(self, number: int) -> Role | None:
        return None if self._guild is None else self._guild.roles.get(number)

    def _mentionable(self, number: int) -> User | Role | None:
        return self._user(number) or self._role(number)


def _found(find: Find, value: object) -> Thing:
    thing = find(int(value)) if isinstance(value, str) and value.isdecimal() else None
    if thing is None:
        raise ValueError(f"{value!r} can't be picked")
    return thing
