"""People, and what Discord's client lets them do."""

from bot.sandbox.people.person import Person
from bot.sandbox.people.seeing import Sight

__all__ = ["Person", "Sight"]
