"""One question of a game, with the reasons that its reveal gives."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a question looks like."""

    CLUE = "clue"
    MEANING = "meaning"
    MNEMONIC = "mnemonic"
    TYPED = "typed"
    GAP = "gap"
    SCENARIO = "scenario"
    TRUE_FALSE = "true_false"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen, and why it is wrong; "" for the right one."""

    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about the term `slug`; typed ones have no options, and a hint for half time."""

    form: Form
    slug: str
    prompt: str
    options: tuple[Option, ...] = ()
    right: int | None = None  # the place of the right option
    why: str  # why the right answer is right
    hint: str | None = None
