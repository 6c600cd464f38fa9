"""An answered interaction's webhook: its first answer, and follow-ups."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.errors import Code, refuse, require
from bot.sandbox.interactions.answers import Answers
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.limits import check_message
from bot.sandbox.world import Message, Upload, World

ORIGINAL = "@original"
_FOLLOW_UPS_OF_USER_INSTALLS = 5


class Webhook:
    """Posts, changes and removes the messages of answered interactions."""

    def __init__(self, world: World, answers: Answers) -> None:
        self._world = world
        self._answers = answers

    def post(self, interaction: Interaction, payload: Mapping[str, Any], files: Sequence[Upload]) -> Message:
        """Send a follow-up; the first one after a deferral takes the place of the deferred answer."""
        require(check_message(payload, interaction=True))
        first = interaction.message
        if first is not None and first.loading and not first.deleted:
            self._change(interaction, first, payload, files)
            return first
        if interaction.user_installed_only and interaction.posted >= _FOLLOW_UPS_OF_USER_INSTALLS:
            raise refuse(Code.TOO_MANY_FOLLOW_UPS)
        message = self._answers.write(interaction, payload, files)
        interaction.followups.append(message)
        interaction.posted += 1
        interaction.changed.notify()
        return message

    def find(self, interaction: Interaction, name: str) -> Message:
        """Return one of an interaction's messages by its id, or the first answer as `@original`."""
        first = interaction.message
        mine = [*interaction.followups, *([] if first is None else [first])]
        for message in mine:
            if not message.deleted and name in {str(message.id), ORIGINAL if message is first else ""}:
                return message
        raise refuse(Code.UNKNOWN_MESSAGE)

    def edit(self, interaction: Interaction, name: str, payload: Mapping[str, Any], files: Sequence[Upload]) -> Message:
        """Change one of an interaction's messages."""
        message = self.find(interaction, name)
        require(check_message(payload, interaction=True, edit=True, was_v2=message.v2))
        self._change(interaction, message, payload, files)
        return message

    def delete(self, interaction: Interaction, name: str) -> None:
        """Delete one of an interaction's messages."""
        message = self.find(interaction, name)
        self._world.board.remove(interaction.action.channel, message)
        if message in interaction.followups:
            interaction.followups.remove(message)
        interaction.updated |= message is interaction.message
        interaction.changed.notify()

    def _change(
        self,
        interaction: Interaction,
        message: Message,
        payload: Mapping[str, Any],
        files: Sequence[Upload],
    ) -> None:
        self._world.board.edit(interaction.action.channel, message, payload, files)
        interaction.updated |= message is interaction.message
        interaction.changed.notify()
