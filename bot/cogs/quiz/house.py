"""What every game of the house is played with."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.cogs.quiz.courier import Courier
from bot.glossary import Glossary
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class House:
    """What every table works with."""

    database: Database
    glossary: Glossary
    clock: Clock
    courier: Courier
