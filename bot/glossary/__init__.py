"""The glossary: what there is to know."""

from bot.glossary.faults import Fault, GlossaryError, Place
from bot.glossary.fold import fold
from bot.glossary.loader import Reading, load, read
from bot.glossary.rivals import (
    Closeness,
    are_apart,
    are_told_apart,
    closeness,
    difference,
    mentions,
    same_words,
    says,
    share_a_name,
    shared_words,
    words,
)
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
    "Closeness",
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
    "are_apart",
    "are_told_apart",
    "check",
    "closeness",
    "difference",
    "fold",
    "load",
    "mentions",
    "read",
    "remarks",
    "same_words",
    "says",
    "share_a_name",
    "shared_words",
    "shipped",
    "words",
]
