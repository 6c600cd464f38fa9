"""People, and what Discord's client lets them do."""

from bot.sandbox.people.options import Form
from bot.sandbox.people.person import Installed, Person
from bot.sandbox.people.seeing import Sight

__all__ = ["Form", "Installed", "Person", "Sight"]
