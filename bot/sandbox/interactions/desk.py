"""The desk where interactions lie while the bot may answer them."""

import base64
import secrets
from datetime import datetime

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import Code, refuse
from bot.sandbox.interactions.interaction import TOKEN_LIFE, Action, Interaction
from bot.sandbox.interactions.payload import interaction_payload
from bot.sandbox.world import Event, World


class Desk:
    """Opens interactions, and finds them by what the bot knows of them."""

    def __init__(self, world: World, clock: SandboxClock) -> None:
        self._world = world
        self._clock = clock
        self._by_token: dict[str, Interaction] = {}

    def open(self, action: Action) -> Interaction:
        """Tell the bot what a person did."""
        number, now = self._world.ground.ids.next(), self._clock.now()
        self._clear(now)
        interaction = Interaction(number, _token(number), action, now, self._clock)
        self._by_token[interaction.token] = interaction
        told = interaction_payload(interaction, self._world.application.id, self._world.bot)
        guild_id = None if action.guild is None else action.guild.id
        self._world.ground.publish(Event("INTERACTION_CREATE", guild_id, lambda _: told))
        return interaction

    def unanswered(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction that a callback is for."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id or interaction.failed:
            raise refuse(Code.UNKNOWN_INTERACTION)
        return interaction

    def answered(self, application_id: int, token: str) -> Interaction:
        """Return the interaction whose webhook a request is for."""
        interaction = self._by_token.get(token)
        if interaction is None or application_id != self._world.application.id:
            raise refuse(Code.UNKNOWN_WEBHOOK)
        if interaction.expired:
            raise refuse(Code.INVALID_WEBHOOK_TOKEN)
        if not interaction.answered:
            raise refuse(Code.UNKNOWN_WEBHOOK)
        return interaction

    def _clear(self, now: datetime) -> None:
        # The oldest comes first; an expired token stays known for as long again.
        oldest = next(iter(self._by_token.values()), None)
        if oldest is not None and now - oldest.created > 2 * TOKEN_LIFE:
            del self._by_token[oldest.token]


def _token(number: int) -> str:
    secret = f"interaction:{number}:{secrets.token_urlsafe(96)}"
    return base64.urlsafe_b64encode(secret.encode()).decode().rstrip("=")
