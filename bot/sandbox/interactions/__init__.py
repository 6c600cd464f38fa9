"""Interactions: what people do with the app, and how the bot answers."""

from bot.sandbox.interactions.answers import Answers, callback_payload
from bot.sandbox.interactions.desk import Desk
from bot.sandbox.interactions.interaction import Action, Choice, Interaction, Kind, Response
from bot.sandbox.interactions.webhook import ORIGINAL, Webhook

__all__ = [
    "ORIGINAL",
    "Action",
    "Answers",
    "Choice",
    "Desk",
    "Interaction",
    "Kind",
    "Response",
    "Webhook",
    "callback_payload",
]
