"""The commands that the application has registered, everywhere and in single guilds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.errors import ApiError, Code, refuse
from bot.sandbox.wire import Json
from bot.sandbox.world.ground import Ground

_CREATES_A_DAY = 200
_DAY = timedelta(days=1)
_KEPT = (
    "name",
    "description",
    "options",
    "default_member_permissions",
    "contexts",
    "dm_permission",
    "integration_types",
    "nsfw",
    "name_localizations",
    "description_localizations",
)

Scope = int | None  # a guild's id, or None for everywhere
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Command:
    """One registered command; `definition` is what the application sent."""

    id: int
    version: int
    application_id: int
    scope: Scope
    type: int
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The command's name."""
        return str(self.definition["name"])

    @property
    def key(self) -> Key:
        """What no two commands of one scope share."""
        return self.type, self.name

    def payload(self) -> Json:
        """Return the command as the API shows it."""
        shown: Json = {
            "id": str(self.id),
            "application_id": str(self.application_id),
            "version": str(self.version),
            "type": self.type,
            "description": "",
            "default_member_permissions": None,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            **{key: self.definition[key] for key in _KEPT if key in self.definition},
        }
        if self.scope is not None:
            return {**shown, "guild_id": str(self.scope)}
        return {"dm_permission": True, **shown}


class CommandBook:
    """All registered commands; a command keeps its id as long as its name is registered."""

    def __init__(self, ground: Ground, application_id: int) -> None:
        self._ground = ground
        self._application_id = application_id
        self._scopes: dict[Scope, dict[Key, Command]] = {}
        self._created: dict[Scope, list[datetime]] = {}

    def within(self, scope: Scope) -> list[Command]:
        """Return the commands of one scope."""
        return list(self._scopes.get(scope, {}).values())

    def get(self, scope: Scope, command_id: int) -> Command:
        """Return a command by its id."""
        for command in self.within(scope):
            if command.id == command_id:
                return command
        raise refuse(Code.UNKNOWN_COMMAND)

    def named(self, name: str, scope: Scope, kind: int = 1) -> Command | None:
        """Return the command that a member of that guild (None: in private) calls by this name."""
        key = (kind, name)
        own = self._scopes.get(scope, {}).get(key)
        return own or self._scopes.get(None, {}).get(key)

    def offered(self, scope: Scope, kind: int = 1) -> list[Command]:
        """Return the commands of a kind that there are in a guild (None: in private), by name; its own come first."""
        known = {**self._scopes.get(None, {}), **self._scopes.get(scope, {})}
        return sorted((one for one in known.values() if one.type == kind), key=lambda one: one.name)

    def overwrite(self, scope: Scope, definitions: Iterable[Mapping[str, Any]]) -> list[Command]:
        """Make these the only commands of a scope."""
        known = self._scopes.get(scope, {})
        wanted = [self._command(scope, definition) for definition in definitions]
        self._count(scope, sum(command.key not in known for command in wanted))
        self._scopes[scope] = {command.key: command for command in wanted}
        self._ground.changed.notify()
        return wanted

    def put(self, scope: Scope, definition: Mapping[str, Any]) -> Command:
        """Register one command, in place of one with the same name."""
        command = self._command(scope, definition)
        self._count(scope, int(command.key not in self._scopes.get(scope, {})))
        self._scopes.setdefault(scope, {})[command.key] = command
        self._ground.changed.notify()
        return command

    def change(self, scope: Scope, command_id: int, changes: Mapping[str, Any]) -> Command:
        """Change some fields of a command."""
        old = self.get(scope, command_id)
        definition = {**old.definition, **changes}
        new = Command(old.id, self._ground.ids.next(), self._application_id, scope, old.type, definition)
        del self._scopes[scope][old.key]
        self._scopes[scope][new.key] = new
        self._ground.changed.notify()
        return new

    def remove(self, scope: Scope, command_id: int) -> None:
        """Delete a command."""
        del self._scopes[scope][self.get(scope, command_id).key]
        self._ground.changed.notify()

    def _command(self, scope: Scope, definition: Mapping[str, Any]) -> Command:
        kind = int(definition.get("type", 1))
        old = self._scopes.get(scope, {}).get((kind, str(definition["name"])))
        if old is not None and old.definition == definition:
            return old
        version = self._ground.ids.next()
        return Command(
            version if old is None else old.id,
            version,
            self._application_id,
            scope,
            kind,
            definition,
        )

    def _count(self, scope: Scope, created: int) -> None:
        now = self._ground.now()
        recent = [moment for moment in self._created.get(scope, []) if now - moment < _DAY]
        if len(recent) + created > _CREATES_A_DAY:
            refused = refuse(Code.TOO_MANY_COMMAND_CREATES)
            wait = (min(recent, default=now) + _DAY - now).total_seconds()
            raise ApiError(refused.status, {**refused.body, "retry_after": wait})
        self._created[scope] = [*recent, *[now] * created]
