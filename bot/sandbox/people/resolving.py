"""People, roles and channels that someone picks: sent as ids, with what they are beside them."""

from collections.abc import Iterable

from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Guild, Role, User


class Resolver:
    """Collects what was picked, for one interaction."""

    def __init__(self, guild: Guild | None) -> None:
        self._guild = guild
        self.resolved: dict[str, Json] = {}

    def add(self, kind: str, picked: object, channel_types: Iterable[int] | None = None) -> str:
        """Return the id of a picked USER, ROLE, CHANNEL or MENTIONABLE; ValueError if it can't be picked."""
        match kind, picked:
            case (("USER" | "MENTIONABLE"), User()):
                self._user(picked)
            case (("ROLE" | "MENTIONABLE"), Role()) if self._guild and picked.id in self._guild.roles:
                self._note("roles", picked.id, picked.payload())
            case "CHANNEL", Channel() if self._guild and picked.id in self._guild.channels:
                self._channel(picked, self._guild, channel_types)
            case _:
                raise ValueError(f"{picked!r} can't be picked as a {kind.lower()}")
        return str(picked.id)

    def _user(self, user: User) -> None:
        self._note("users", user.id, user.payload())
        member = None if self._guild is None else self._guild.members.get(user.id)
        if member is not None and self._guild is not None:
            permissions = str(int(self._guild.permissions(user)))
            self._note("members", user.id, {**member.partial(), "permissions": permissions})

    def _channel(self, channel: Channel, guild: Guild, channel_types: Iterable[int] | None) -> None:
        if channel_types and channel.type not in channel_types:
            raise ValueError(f"#{channel.name} is of a type that is not offered")
        permissions = str(int(guild.granted(guild.owner)))
        self._note("channels", channel.id, {**channel.payload(), "permissions": permissions})

    def _note(self, kind: str, number: int, payload: Json) -> None:
        self.resolved.setdefault(kind, {})[str(number)] = payload
