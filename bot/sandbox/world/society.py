"""A guild's people: members, and the roles that say what they may do."""

from dataclasses import dataclass

from bot.sandbox.world import rights
from bot.sandbox.world.ground import Ground
from bot.sandbox.world.members import Member, Role
from bot.sandbox.world.news import News
from bot.sandbox.world.permissions import EVERYTHING, NOTHING, Permission
from bot.sandbox.world.users import User

MANAGERS = "Managers"


@dataclass(eq=False, repr=False, slots=True, kw_only=True)
class Society:
    """Members and roles; what is done to them here, the owner does."""

    ground: Ground
    news: News
    owner: User
    id: int
    name: str
    members: dict[int, Member]
    roles: dict[int, Role]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    @property
    def everyone(self) -> Role:
        """The role that everybody has."""
        return self.roles[self.id]

    def has(self, user: User) -> bool:
        """Tell whether a user is a member."""
        return user.id in self.members

    def granted(self, user: User) -> Permission:
        """Return what a user may do by their roles; nothing if they are no member."""
        member = self.members.get(user.id)
        if member is None:
            return NOTHING
        return EVERYTHING if user.id == self.owner.id else rights.in_guild(member, self.everyone)

    def join(self, user: User, manager: bool = False) -> Member:  # noqa: FBT001, FBT002  (the sandbox's contract)
        """Let a user in; a manager gets a role with Manage Server."""
        member = self.members.setdefault(user.id, Member(user, self.ground.now()))
        if manager:
            member.roles.append(self._managers())
        self.news.member("GUILD_MEMBER_ADD", member)
        return member

    def leave(self, user: User) -> None:
        """Let a member go; the bot goes by `remove_bot`."""
        self.news.gone(self.members.pop(user.id))

    def role(self, name: str, *, permissions: Permission = NOTHING, mentionable: bool = False) -> Role:
        """Make a role."""
        role = Role(self.ground.ids.next(), name, permissions, len(self.roles), mentionable)
        self.roles[role.id] = role
        self.news.role("GUILD_ROLE_CREATE", role)
        return role

    def edit_role(self, role: Role, *, permissions: Permission | None = None, mentionable: bool | None = None) -> None:
        """Change what a role may do, or whether everybody may mention it."""
        role.permissions = role.permissions if permissions is None else permissions
        role.mentionable = role.mentionable if mentionable is None else mentionable
        self.news.role("GUILD_ROLE_UPDATE", role)

    def delete_role(self, role: Role) -> None:
        """Delete a role; nobody has it any more."""
        del self.roles[role.id]
        for member in self.members.values():
            member.roles = [kept for kept in member.roles if kept is not role]
        self.news.role("GUILD_ROLE_DELETE", role)

    def give(self, user: User, *roles: Role) -> None:
        """Give a member roles."""
        member = self.members[user.id]
        member.roles.extend(role for role in roles if role not in member.roles)
        self.news.member("GUILD_MEMBER_UPDATE", member)

    def take(self, user: User, *roles: Role) -> None:
        """Take roles from a member."""
        member = self.members[user.id]
        member.roles = [role for role in member.roles if role not in roles]
        self.news.member("GUILD_MEMBER_UPDATE", member)

    def _managers(self) -> Role:
        known = (role for role in self.roles.values() if role.name == MANAGERS)
        return next(known, None) or self.role(MANAGERS, permissions=Permission.MANAGE_GUILD)
