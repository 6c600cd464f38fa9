"""Roles, and the members who have them."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.wire import Json, stamp
from bot.sandbox.world.permissions import NOTHING, Permission
from bot.sandbox.world.users import User


@dataclass(eq=False, slots=True)
class Role:
    """A role of one guild; the one with the guild's own id is everyone's."""

    id: int
    name: str
    permissions: Permission = NOTHING
    position: int = 0
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def mention(self) -> str:
        """What mentions this role in a message's text."""
        return f"<@&{self.id}>"

    def payload(self) -> Json:
        """Return the role as the API shows it."""
        shown: Json = {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.bot_id is not None,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        return {**shown, "tags": {"bot_id": str(self.bot_id)}} if self.bot_id else shown


@dataclass(eq=False, slots=True)
class Member:
    """A user in one guild."""

    user: User
    joined: datetime
    roles: list[Role] = field(default_factory=list[Role])
    nick: str | None = None

    def partial(self) -> Json:
        """Return the member without the user, as interactions resolve it."""
        return {
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "collectibles": None,
            "communication_disabled_until": None,
            "flags": 0,
            "joined_at": stamp(self.joined),
            "nick": self.nick,
            "pending": False,
            "premium_since": None,
            "roles": [str(role.id) for role in self.roles],
        }

    def payload(self) -> Json:
        """Return the member as the API shows it."""
        return {**self.partial(), "user": self.user.payload(), "mute": False, "deaf": False}
