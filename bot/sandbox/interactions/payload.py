"""What INTERACTION_CREATE tells the bot."""

from bot.sandbox.interactions.interaction import Action, Interaction
from bot.sandbox.wire import Json
from bot.sandbox.world import IN_PRIVATE, Guild, User

_LOCALE = "en-US"
_ATTACHMENT_LIMIT = 10 * 1024 * 1024


def interaction_payload(interaction: Interaction, application_id: int, bot: User) -> Json:
    """Return the payload of one interaction."""
    action = interaction.action
    told: Json = {
        "id": str(interaction.id),
        "application_id": str(application_id),
        "type": int(action.kind),
        "token": interaction.token,
        "version": 1,
        "data": action.data,
        "channel_id": str(action.channel.id),
        "locale": _LOCALE,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners(action),
        "attachment_size_limit": _ATTACHMENT_LIMIT,
    }
    told |= _private(action) if action.guild is None else _public(action, action.guild, bot)
    if action.source is not None:
        told["message"] = action.source.payload()
    return told


def owners(action: Action) -> Json:
    """Return who installed the app that answers: the guild (0), or the person (1)."""
    if action.installer_id is not None:
        return {"1": str(action.installer_id)}
    return {"0": "0" if action.guild is None else str(action.guild.id)}


def _private(action: Action) -> Json:
    return {
        "context": 1,
        "channel": action.channel.payload(),
        "user": action.user.payload(),
        "app_permissions": str(int(IN_PRIVATE)),
    }


def _public(action: Action, guild: Guild, bot: User) -> Json:
    may = guild.permissions(action.user, action.channel)
    ours = guild.permissions(bot, action.channel) if guild.has(bot) else IN_PRIVATE
    member, permissions = guild.members[action.user.id], str(int(may))
    return {
        "context": 0,
        "channel": {**action.channel.payload(), "permissions": permissions},
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": _LOCALE, "features": []},
        "guild_locale": _LOCALE,
        "member": {**member.payload(), "permissions": permissions},
        "app_permissions": str(int(ours)),
    }
