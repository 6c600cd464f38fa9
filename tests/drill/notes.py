"""What members did in games and what they were told, noted by themselves."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox import Interaction, SandboxClock
from bot.sandbox.snowflake import moment_of

_SLOW = timedelta(seconds=1)  # of the three that Discord gives

Place = tuple[int, int, int]  # a game, the number of a question, a member


@dataclass(frozen=True, slots=True)
class Try:
    """An answer as a member gave it; that it arrived is not said."""

    answer: str  # a letter, or what was typed
    at: datetime


@dataclass(slots=True)
class Notes:
    """All that the members of a town know."""

    clock: SandboxClock
    tries: dict[Place, list[Try]] = field(default_factory=lambda: defaultdict[Place, list[Try]](list))
    told: dict[Place, set[str]] = field(default_factory=lambda: defaultdict[Place, set[str]](set))  # "You chose ..."
    kind_words: dict[int, int] = field(default_factory=lambda: defaultdict[int, int](int))  # by channel: no refusals
    refusals: int = 0
    apologies: int = 0
    heard: asyncio.Event = field(default_factory=asyncio.Event)  # an answer was acknowledged
    _waiting: dict[object, datetime] = field(default_factory=dict[object, datetime])

    @property
    def is_hurried(self) -> bool:
        """Whether somebody waits for the bot so long that the time should not run any faster."""
        now = self.clock.now()
        return any(now - since > _SLOW for since in self._waiting.values())

    @asynccontextmanager
    async def waiting(self) -> AsyncGenerator[None]:
        """Know that somebody waits for the bot."""
        token = object()
        self._waiting[token] = self.clock.now()
        try:
            yield
        finally:
            self._waiting.pop(token, None)

    def forget_waiting(self) -> None:
        """Let those wait in vain whom a bot that is gone did not answer."""
        self._waiting.clear()

    def tried(self, place: Place, answer: str, interaction: Interaction) -> None:
        """Note an answer by its interaction's own timestamp."""
        self.tries[place].append(Try(answer, moment_of(interaction.id)))

    def hear(self, place: Place, answer: str) -> None:
        """Note which answer a member was told to have given."""
        self.told[place].add(answer)
        self.heard.set()
