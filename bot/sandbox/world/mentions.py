"""Whom a message pings: what its text names, what the author allows and what they may do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.sandbox.wire import is_object, items
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.message import Mentions
from bot.sandbox.world.users import User

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What `allowed_mentions` lets through: whole kinds, or single ids."""

    kinds: frozenset[str]
    ids: frozenset[int]

    @classmethod
    def read(cls, raw: object) -> "Allowed":
        """Read `allowed_mentions`; without it everything is allowed."""
        if not is_object(raw):
            return cls(frozenset({"users", "roles", "everyone"}), frozenset())
        named = (*items(raw.get("users")), *items(raw.get("roles")))
        return cls(frozenset(items(raw.get("parse"))), frozenset(int(one) for one in named))

    def lets(self, kind: str, one: int) -> bool:
        """Tell whether a user or a role may be mentioned."""
        return kind in self.kinds or one in self.ids


def mentions_in(text: str, raw: object, users: Mapping[int, User], guild: Guild | None, *, loud: bool) -> Mentions:
    """Return whom `text` mentions; `loud` authors may mention everyone and every role."""
    allowed = Allowed.read(raw)
    named = [one for one in _ids(_USER, text) if one in users and allowed.lets("users", one)]
    roles = [one for one in _ids(_ROLE, text) if allowed.lets("roles", one)]
    pinged = [one for one in roles if guild is not None and _pings(guild, one, loud=loud)]
    everyone = loud and "everyone" in allowed.kinds and _EVERYONE.search(text) is not None
    return Mentions(tuple(users[one] for one in named), tuple(pinged), everyone)


def _pings(guild: Guild, role_id: int, *, loud: bool) -> bool:
    role = guild.roles.get(role_id)
    return role is not None and (loud or role.mentionable)


def _ids(pattern: re.Pattern[str], text: str) -> Iterable[int]:
    return dict.fromkeys(int(one) for one in pattern.findall(text))
