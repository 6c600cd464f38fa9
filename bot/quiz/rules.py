"""The rules of one game, as whoever starts it chooses them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.glossary import Level


class Kind(StrEnum):
    """What is asked."""

    CLUE = "clue"  # which term is this a clue to?
    MEANING = "meaning"  # which line describes the term?
    MNEMONIC = "mnemonic"  # whose scene is this?
    TYPED = "typed"  # type the term
    MIXED = "mixed"  # all of them in turn, and what only authors can ask


class Scoring(StrEnum):
    """What a right answer is worth."""

    SPEED = "speed"  # half for being right, up to half for being quick
    ACCURACY = "accuracy"  # the same for everyone
    RACE = "race"  # all for the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a game is played; `seconds` for each question, `lobby` seconds before the first."""

    questions: int = 10
    seconds: int = 20
    kind: Kind = Kind.CLUE
    category: str | None = None
    level: Level | None = None
    scoring: Scoring = Scoring.SPEED
    lobby: int = 15
