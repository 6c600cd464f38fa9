"""The glossary: what there is to know."""

from bot.glossary.faults import Fault, GlossaryError, Place
from bot.glossary.fold import fold
from bot.glossary.loader import Reading, load, read
from bot.glossary.shipping import shipped
from bot.glossary.style import Remark, check, remarks
from bot.glossary.terms import (
    Category,
    Confusable,
    Formula,
    Glossary,
    Level,
    Mnemonic,
    Quiz,
    Scenario,
    Source,
    Status,
    Term,
    TrueFalse,
)

__all__ = [
    "Category",
    "Confusable",
    "Fault",
    "Formula",
    "Glossary",
    "GlossaryError",
    "Level",
    "Mnemonic",
    "Place",
    "Quiz",
    "Reading",
    "Remark",
    "Scenario",
    "Source",
    "Status",
    "Term",
    "TrueFalse",
    "check",
    "fold",
    "load",
    "read",
    "remarks",
    "shipped",
]
