"""Polls: a question, its answers, how long it runs."""

from bot.sandbox.limits.buttons import EMOJI
from bot.sandbox.limits.form import Needed, listing, record
from bot.sandbox.limits.scalars import boolean, integer, one_of, text

POLL = record(
    question=Needed(record(text=Needed(text(1, 300)))),
    answers=Needed(listing(record(poll_media=Needed(record(text=Needed(text(1, 55)), emoji=EMOJI))), 1, 10)),
    allow_multiselect=boolean,
    layout_type=one_of(1),
    duration=integer(1, 768),
)
