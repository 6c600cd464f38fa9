"""First answers: what an interaction callback does."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.errors import Code, invalid, refuse, require
from bot.sandbox.interactions.interaction import Choice, Interaction, Kind, Response
from bot.sandbox.interactions.payload import owners
from bot.sandbox.limits import check_callback
from bot.sandbox.wire import Json, objects
from bot.sandbox.world import Flags, Message, Permission, Upload, World, numbered

_MEANT_FOR = {
    Kind.COMMAND: frozenset({Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.MODAL}),
    Kind.COMPONENT: frozenset(Response) - {Response.CHOICES},
    Kind.AUTOCOMPLETE: frozenset({Response.CHOICES}),
    Kind.MODAL: frozenset(Response) - {Response.CHOICES, Response.MODAL},
}
_UPDATES = frozenset({Response.UPDATE, Response.DEFERRED_UPDATE})
_COMMAND_ANSWER, _REPLY = 20, 19  # message types


class Answers:
    """Carries out first answers, and writes messages on behalf of interactions."""

    def __init__(self, world: World) -> None:
        self._world = world

    def give(self, interaction: Interaction, payload: Mapping[str, Any], files: Sequence[Upload]) -> None:
        """Carry out a callback."""
        source = interaction.action.source
        require(check_callback(payload, was_v2=source is not None and source.v2))
        if interaction.answered:
            raise refuse(Code.ALREADY_ACKNOWLEDGED)
        response = _response(interaction, payload)
        data: Mapping[str, Any] = payload.get("data") or {}
        match response:
            case Response.MESSAGE:
                interaction.message = self.write(interaction, data, files)
            case Response.DEFERRED_MESSAGE:
                interaction.message = self._defer(interaction, data)
            case Response.UPDATE:
                interaction.message = self._update(interaction, data, files)
            case Response.DEFERRED_UPDATE:
                interaction.message = source
            case Response.CHOICES:
                interaction.choices = [Choice(one["name"], one["value"]) for one in objects(data["choices"])]
            case Response.MODAL:
                interaction.modal = {**data, "components": numbered(data["components"])}
        interaction.response_type = response
        interaction.changed.notify()

    def write(self, interaction: Interaction, data: Mapping[str, Any], files: Sequence[Upload]) -> Message:
        """Write a message that answers an interaction, the first or a follow-up."""
        message = self._blank(interaction)
        self._world.board.fill(interaction.action.channel, message, data, files)
        return self._put(interaction, message)

    def _defer(self, interaction: Interaction, data: Mapping[str, Any]) -> Message:
        message = self._blank(interaction)
        message.flags = Flags.LOADING | Flags(data.get("flags") or 0) & Flags.EPHEMERAL
        return self._put(interaction, message)

    def _update(self, interaction: Interaction, data: Mapping[str, Any], files: Sequence[Upload]) -> Message:
        source = interaction.action.source
        if source is None or source.deleted:
            raise refuse(Code.UNKNOWN_MESSAGE)
        self._world.board.edit(interaction.action.channel, source, data, files)
        return source

    def _blank(self, interaction: Interaction) -> Message:
        action = interaction.action
        message = self._world.board.blank(action.channel, self._world.bot)
        message.webhook_id = self._world.application.id
        message.installer_id = action.installer_id
        message.type = _COMMAND_ANSWER if action.kind is Kind.COMMAND else 0
        message.origin = {"interaction_metadata": _metadata(interaction)}
        if action.source is not None:
            message.type = _REPLY
            message.origin["message_reference"] = _reference(action.source)
        return message

    def _put(self, interaction: Interaction, message: Message) -> Message:
        if self._must_be_private(interaction):
            message.flags |= Flags.EPHEMERAL
        if message.ephemeral:
            message.only_for = interaction.action.user.id
        self._world.board.put(interaction.action.channel, message)
        return message

    def _must_be_private(self, interaction: Interaction) -> bool:
        # What a person installed for themselves speaks up in a guild only where they may use such apps.
        action = interaction.action
        if action.installer_id is None or action.guild is None:
            return False
        granted = action.guild.permissions(action.user, action.channel)
        return Permission.USE_EXTERNAL_APPS not in granted


def callback_payload(interaction: Interaction) -> Json:
    """Return what a callback with `with_response` answers."""
    message, response = interaction.message, interaction.response_type
    told: Json = {"id": str(interaction.id), "type": int(interaction.action.kind)}
    if message is not None:
        told |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    answer: Json = {"interaction": told}
    if message is not None and response in (Response.MESSAGE, Response.UPDATE):
        answer["resource"] = {"type": response, "message": message.payload()}
    return answer


def _response(interaction: Interaction, payload: Mapping[str, Any]) -> Response:
    action, kind = interaction.action, payload["type"]
    if kind not in _MEANT_FOR[action.kind] or (kind in _UPDATES and action.source is None):
        raise invalid("type", "INTERACTION_CALLBACK_TYPE_INVALID", "This interaction can't be answered so.")
    return Response(kind)


def _metadata(interaction: Interaction) -> Json:
    action = interaction.action
    shown: Json = {
        "id": str(interaction.id),
        "type": int(action.kind),
        "user": action.user.payload(),
        "authorizing_integration_owners": owners(action),
    }
    if action.kind is Kind.COMMAND:
        return {**shown, "name": action.name, "command_type": 1}
    if action.kind is Kind.COMPONENT and action.source is not None:
        return {**shown, "interacted_message_id": str(action.source.id)}
    return shown


def _reference(source: Message) -> Json:
    shown = {"type": 0, "message_id": str(source.id), "channel_id": str(source.channel_id)}
    return shown if source.guild_id is None else {**shown, "guild_id": str(source.guild_id)}
