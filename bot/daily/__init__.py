"""The daily term: which one, and when."""

from bot.daily.ledger import Answered, Entry, Outcome, Step, Tally, after_fault, after_silence, next_step, nonce
from bot.daily.question import Option, Question, question_on
from bot.daily.rota import Rota
from bot.daily.schedule import Fault, Schedule, Standing, State
from bot.daily.times import closes_at, day_after, due_at, local_date, next_day
from bot.daily.zones import Zone, zones, zones_at

__all__ = [
    "Answered",
    "Entry",
    "Fault",
    "Option",
    "Outcome",
    "Question",
    "Rota",
    "Schedule",
    "Standing",
    "State",
    "Step",
    "Tally",
    "Zone",
    "after_fault",
    "after_silence",
    "closes_at",
    "day_after",
    "due_at",
    "local_date",
    "next_day",
    "next_step",
    "nonce",
    "question_on",
    "zones",
    "zones_at",
]
