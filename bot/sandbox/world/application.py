"""The application that the bot belongs to, as its owner set it up."""

from dataclasses import dataclass

from bot.sandbox.wire import Json
from bot.sandbox.world.events import NO_INTENT, PRIVILEGED, Intents
from bot.sandbox.world.users import User

# The switches of the developer portal's page show as these application flags.
_SWITCHES = {
    Intents.GUILD_PRESENCES: 1 << 13,
    Intents.GUILD_MEMBERS: 1 << 15,
    Intents.MESSAGE_CONTENT: 1 << 19,
}


@dataclass(eq=False, slots=True)
class Application:
    """An application; it shares its id with its bot."""

    bot: User
    owner: User
    granted: Intents = NO_INTENT  # the privileged intents that its owner switched on

    @property
    def id(self) -> int:
        """The application's id."""
        return self.bot.id

    @property
    def flags(self) -> int:
        """The application's flags, as the granted intents set them."""
        return sum(flag for intent, flag in _SWITCHES.items() if intent in self.granted)

    def allows(self, intents: Intents) -> bool:
        """Tell whether a bot may identify with these intents."""
        return not intents & PRIVILEGED & ~self.granted

    def payload(self) -> Json:
        """Return the application as its own bot sees it."""
        return {
            "id": str(self.id),
            "name": self.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "bot": self.bot.payload(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "integration_types_config": {"0": {}, "1": {}},
            "verify_key": "0" * 64,
            "flags": self.flags,
            "flags_new": str(self.flags),
            "hook": True,
            "max_participants": None,
            "tags": [],
            "redirect_uris": [],
            "rpc_origins": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": self.owner.payload(),
            "approximate_guild_count": 0,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": [],
        }
