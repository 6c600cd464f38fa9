"""How Discord works out what a member may do, in a guild and in one of its channels."""

from collections.abc import Iterable

from bot.sandbox.world.channel import Channel, Overwrite
from bot.sandbox.world.members import Member, Role
from bot.sandbox.world.permissions import EVERYTHING, NEEDS_WRITING, NOTHING, Permission


def in_guild(member: Member, everyone: Role) -> Permission:
    """Return what a member may do by their roles."""
    granted = everyone.permissions
    for role in member.roles:
        granted |= role.permissions
    return EVERYTHING if Permission.ADMINISTRATOR in granted else granted


def in_channel(granted: Permission, member: Member, everyone: Role, place: Channel) -> Permission:
    """Return what is left of `granted` in a channel; of a thread, pass the channel it is in."""
    if Permission.ADMINISTRATOR in granted:
        return EVERYTHING
    overwrites = place.overwrites
    if not overwrites:
        return granted
    granted = _apply(granted, [overwrites.get(everyone.id)])
    granted = _apply(granted, [overwrites.get(role.id) for role in member.roles])
    return _apply(granted, [overwrites.get(member.user.id)])


def implied(granted: Permission, *, thread: bool) -> Permission:
    """Take away what means nothing without the right to look, or to write."""
    if Permission.VIEW_CHANNEL not in granted:
        return NOTHING
    writing = Permission.SEND_MESSAGES_IN_THREADS if thread else Permission.SEND_MESSAGES
    return granted if writing in granted else granted & ~NEEDS_WRITING


def _apply(granted: Permission, overwrites: Iterable[Overwrite | None]) -> Permission:
    allow = deny = NOTHING
    for overwrite in overwrites:
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return granted & ~deny | allow
