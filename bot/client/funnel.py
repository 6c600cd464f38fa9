"""The one error funnel: every way in from Discord that fails ends here."""

import logging
import secrets
from typing import Any

import aiohttp
import discord

from bot.errors import Refusal
from bot.views.replies import explain, unwrapped

log = logging.getLogger(__name__)

_ALREADY_ANSWERED = 40060
_NO_LONGER_THERE = (10062, 10015)  # the interaction, or its webhook: nobody waits for an answer any more


async def tell(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the member of `error` once, privately; log it with its traceback and an id if the fault is ours."""
    cause = unwrapped(error)
    if isinstance(cause, discord.NotFound) and cause.code in _NO_LONGER_THERE:
        # Too late for any answer. Saying more than this would make a bot that is too slow slower still.
        log.warning("%s was not answered in time.", _what(interaction))
        return
    report = secrets.token_hex(4)
    if not isinstance(cause, Refusal):
        log.error("Report %s: %s failed.", report, _what(interaction), exc_info=error)
    try:
        await _send(interaction, explain(cause, report))
    except (discord.HTTPException, aiohttp.ClientError, OSError) as unsent:
        log.warning("Report %s: the member could not be told: %s", report, unsent)


async def _send(interaction: discord.Interaction[Any], view: discord.ui.LayoutView) -> None:
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(view=view, ephemeral=True)
        except discord.HTTPException as refused:
            # Our first answer may have arrived although its receipt was lost.
            if refused.code != _ALREADY_ANSWERED:
                raise
        else:
            return
    await interaction.followup.send(view=view, ephemeral=True)


def _what(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data or {}
    return f"{interaction.type.name} {data.get('name') or data.get('custom_id')!r}"
