"""Buttons and modals: one listener reads the custom id and calls the handler of the feature it names."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

import discord

from bot.errors import Refusal

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Press:
    """What a custom id says (`feature:verb:argument…`): written by us once, but anybody can send any."""

    feature: str
    verb: str
    arguments: tuple[str, ...]

    @classmethod
    def read(cls, custom_id: str) -> Self:
        """Return the parts of `custom_id`; missing ones are empty."""
        feature, _, rest = custom_id.partition(":")
        verb, *arguments = rest.split(":")
        return cls(feature, verb, tuple(arguments))

    @property
    def argument(self) -> str:
        """Return the first argument, "" without one."""
        return self.arguments[0] if self.arguments else ""


def typed(interaction: Interaction, field_id: str) -> str:
    """Return what was typed into a field of a submitted modal, "" where there is none of that id."""
    data: Any = interaction.data or {}
    fields: list[Any] = [each.get("component", {}) for each in data.get("components", ())]
    return next((str(field.get("value", "")) for field in fields if field.get("custom_id") == field_id), "")


Handler = Callable[[Interaction, Press], Awaitable[None]]


class Components:
    """The handlers of buttons and modals, one per feature, for as long as the process lives."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def register(self, feature: str, handler: Handler) -> None:
        """Let `handler` take every press whose custom id begins with `feature:`."""
        self._handlers[feature] = handler

    async def handle(self, interaction: Interaction) -> None:
        """Call the handler of a component or modal interaction; Refusal if nobody has one."""
        data: Any = interaction.data or {}
        press = Press.read(str(data.get("custom_id", "")))
        handler = self._handlers.get(press.feature)
        if handler is None:
            raise Refusal("That button is no longer in use. Ask anew with a command.")
        await handler(interaction, press)
