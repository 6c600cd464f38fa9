"""People: users whose client is in a test's hands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.interactions import Action, Choice, Desk, Interaction, Kind
from bot.sandbox.people.options import Form
from bot.sandbox.people.resolving import Resolver
from bot.sandbox.people.seeing import Sight
from bot.sandbox.people.widgets import pressed, selected, submitted
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Command, Component, Message, User, World

Installed = Literal["guild", "user"]
_WAIT = 3.0


@dataclass(eq=False, slots=True, kw_only=True)
class Person(User):
    """A user who does what Discord's client lets people do and nothing else; ValueError for the rest.

    Whatever a person does to the bot returns once it has answered, or `wait` seconds later.
    """

    world: World = field(repr=False)
    desk: Desk = field(repr=False)
    sight: Sight = field(repr=False)

    def direct(self) -> Channel:
        """Return the direct messages with the bot."""
        return self.world.direct(self)

    def sees(self, channel: Channel) -> list[Message]:
        """Return what the person's client shows of a channel, oldest first, with what only they see."""
        if not self.sight.reads(self, channel):
            return []
        return [one for one in channel.messages.values() if one.only_for in {None, self.id}]

    def write(self, channel: Channel, content: str, *, reply_to: Message | None = None) -> Message:
        """Write a message."""
        self.sight.check_writable(self, channel)
        payload: Json = {"content": content}
        if reply_to is not None:
            payload["message_reference"] = {"message_id": str(reply_to.id)}
        return self.world.board.post(channel, self, payload)

    async def use(
        self,
        channel: Channel,
        command: str,
        /,
        *,
        installed: Installed = "guild",
        wait: float = _WAIT,
        **options: Any,
    ) -> Interaction:
        """Use a slash command, "daily setup" for a subcommand; people, roles and channels are passed as they are."""
        found, form, resolver = self._command(channel, command, installed)
        data = _command_data(found, form.fill(options, resolver), resolver)
        action = self._action(Kind.COMMAND, channel, data, by_user=installed == "user", name=command)
        return await self._act(action, wait)

    async def autocomplete(
        self,
        channel: Channel,
        command: str,
        /,
        focused: str,
        *,
        installed: Installed = "guild",
        wait: float = _WAIT,
        **options: Any,
    ) -> list[Choice]:
        """Return what is suggested for the option `focused` while its text, among `options`, is typed."""
        found, form, resolver = self._command(channel, command, installed)
        data = _command_data(found, form.complete(focused, options, resolver), resolver)
        action = self._action(Kind.AUTOCOMPLETE, channel, data, by_user=installed == "user", name=command)
        return (await self._act(action, wait)).choices

    async def click(self, message: Message, button: str, *, wait: float = _WAIT) -> Interaction:
        """Click a button of a message, by its label or custom id."""
        channel = self.sight.check_message(self, message)
        action = self._action(Kind.COMPONENT, channel, pressed(message, button), source=message)
        return await self._act(action, wait)

    async def select(
        self, message: Message, custom_id: str, values: Sequence[Any], *, wait: float = _WAIT
    ) -> Interaction:
        """Choose in a select of a message: values or labels, or what else it offers."""
        channel = self.sight.check_message(self, message)
        resolver = Resolver(self.world.home(channel))
        data = selected(message, custom_id, values, resolver)
        return await self._act(self._action(Kind.COMPONENT, channel, data, source=message), wait)

    async def submit(self, interaction: Interaction, *, wait: float = _WAIT, **fields: Any) -> Interaction:
        """Submit the modal that one of the person's interactions opened; fields go by custom id or label."""
        opened = interaction.action
        if interaction.modal is None or opened.user is not self or interaction.modal_sent:
            raise ValueError(f"{self.name} has no such modal open")
        data = submitted(interaction.modal, fields, Resolver(opened.guild))
        by_user = opened.installer_id is not None
        action = self._action(Kind.MODAL, opened.channel, data, by_user=by_user, source=opened.source)
        answer = await self._act(action, wait)
        interaction.modal_sent = answer.answered  # one that failed stays open
        return answer

    async def forge(
        self, custom_id: str, *, channel: Channel, message: Message | None = None, wait: float = _WAIT
    ) -> Interaction:
        """Send a click that no honest client would: of any custom id, on any message or on one that never was."""
        source = message or self.world.board.blank(channel, self.world.bot)
        data = {"custom_id": custom_id, "component_type": int(Component.BUTTON)}
        return await self._act(self._action(Kind.COMPONENT, channel, data, source=source), wait)

    def _command(self, channel: Channel, command: str, installed: Installed) -> tuple[Command, Form, Resolver]:
        name, *subcommands = command.split()
        found = self.sight.command(self, channel, name, by_user=installed == "user")
        return found, Form.of(found.definition, subcommands), Resolver(self.world.home(channel))

    def _action(
        self,
        kind: Kind,
        channel: Channel,
        data: Mapping[str, Any],
        *,
        by_user: bool = False,
        source: Message | None = None,
        name: str | None = None,
    ) -> Action:
        guild = self.world.home(channel)
        installer = self.id if by_user else None
        if source is not None and guild is not None and not guild.has(self.world.bot):
            installer = source.installer_id or self.id
        return Action(kind, self, channel, guild, data, installer, source, name)

    async def _act(self, action: Action, wait: float) -> Interaction:
        interaction = self.desk.open(action)
        await interaction.answer(wait)
        return interaction


def _command_data(command: Command, options: list[Json], resolver: Resolver) -> Json:
    data: Json = {
        "id": str(command.id),
        "name": command.name,
        "type": command.type,
        "options": options,
    }
    if command.scope is not None:
        data["guild_id"] = str(command.scope)
    return {**data, "resolved": resolver.resolved} if resolver.resolved else data
