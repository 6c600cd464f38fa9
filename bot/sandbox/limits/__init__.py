"""What Discord's REST API refuses: pure functions from JSON to faults."""

from bot.sandbox.limits.callback import check_callback
from bot.sandbox.limits.choices import check_autocomplete
from bot.sandbox.limits.commands import check_command, check_commands
from bot.sandbox.limits.faults import Fault, error_body
from bot.sandbox.limits.message import check_message
from bot.sandbox.limits.modal import check_modal

__all__ = [
    "Fault",
    "check_autocomplete",
    "check_callback",
    "check_command",
    "check_commands",
    "check_message",
    "check_modal",
    "error_body",
]
