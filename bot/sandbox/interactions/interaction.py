"""One interaction: what a person did, and what the bot answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from bot.sandbox.clock import SandboxClock
from bot.sandbox.signal import Signal
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Guild, Message, User

FIRST_ANSWER = timedelta(seconds=3)
TOKEN_LIFE = timedelta(minutes=15)


class Kind(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Response(IntEnum):
    """How a bot may answer."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Choice(NamedTuple):
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did, where, and with what."""

    kind: Kind
    user: User
    channel: Channel
    guild: Guild | None
    data: Mapping[str, Any]
    installer_id: int | None = None  # who installed the app for themselves, where the guild has not
    source: Message | None = None  # the message whose component was used
    name: str | None = None  # the command's full name


@dataclass(eq=False, slots=True)
class Interaction:
    """A person's action and the bot's answers to it."""

    id: int
    token: str
    action: Action
    created: datetime
    clock: SandboxClock
    response_type: Response | None = None
    message: Message | None = None  # the first answer, or the message that it updated
    modal: Json | None = None
    modal_sent: bool = False  # the person has submitted it, and got an answer
    choices: list[Choice] = field(default_factory=list[Choice])
    followups: list[Message] = field(default_factory=list[Message])
    posted: int = 0  # follow-ups ever sent, deleted ones too
    updated: bool = False  # the first answer was changed since it was given
    changed: Signal = field(default_factory=Signal)

    @property
    def answered(self) -> bool:
        """Whether the bot has given its first answer."""
        return self.response_type is not None

    @property
    def late(self) -> bool:
        """Whether it is too late for a first answer."""
        return self.clock.now() - self.created >= FIRST_ANSWER

    @property
    def expired(self) -> bool:
        """Whether the token has lost its power."""
        return self.clock.now() - self.created >= TOKEN_LIFE

    @property
    def failed(self) -> bool:
        """Whether the person reads that the application did not respond."""
        return not self.answered and self.late

    @property
    def ephemeral(self) -> bool:
        """Whether only the person sees the answer."""
        return self.message is not None and self.message.ephemeral

    @property
    def user_installed_only(self) -> bool:
        """Whether the app is there for one person alone."""
        return self.action.installer_id is not None

    async def answer(self, wait: float) -> None:
        """Return once the bot has answered, at most `wait` seconds of the sandbox's time after the action."""
        deadline = self.created + timedelta(seconds=wait)
        alarm = self.clock.alarm(deadline, self.changed.notify)
        try:
            await self.changed.until(lambda: self.answered or self.clock.now() >= deadline, None)
        finally:
            self.clock.silence(alarm)

    async def settled(self, within: float = 10) -> "Interaction":
        """Return once a deferred answer has become a message; TimeoutError after `within` seconds."""
        await self.changed.until(self._is_settled, within)
        return self

    async def followed(self, n: int = 1, within: float = 10) -> list[Message]:
        """Return the follow-ups once there are `n`; TimeoutError after `within` seconds."""
        await self.changed.until(lambda: len(self.followups) >= n, within)
        return self.followups

    def _is_settled(self) -> bool:
        waits_for_edit = self.response_type is Response.DEFERRED_UPDATE and not self.updated
        thinking = self.message is not None and self.message.loading and not self.message.deleted
        return self.answered and not thinking and not waits_for_edit
