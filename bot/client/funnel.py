"""The one error funnel: every way in from Discord that fails ends here."""

import logging
import secrets
from typing import Any

import aiohttp
import discord

from bot.views.replies import explain, is_nobodys_fault, unwrapped

log = logging.getLogger(__name__)

_LOST = (aiohttp.ClientError, OSError)
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
    if not is_nobodys_fault(cause):
        log.error("Report %s: %s failed.", report, _what(interaction), exc_info=error)
    try:
        await _send(interaction, explain(cause, report), lost=isinstance(cause, _LOST))
    except (discord.HTTPException, *_LOST) as unsent:
        log.warning("Report %s: the member could not be told: %s", report, unsent)


async def _send(interaction: discord.Interaction[Any], view: discord.ui.LayoutView, *, lost: bool) -> None:
    """Send `view` as the answer or after it; not at all if what was `lost` is only the receipt of our answer."""
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(view=view, ephemeral=True)
        except discord.HTTPException as refused:
            if refused.code != _ALREADY_ANSWERED:
                raise
            if lost:
                return
        else:
            return
    await interaction.followup.send(view=view, ephemeral=True)


def _what(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data or {}
    return f"{interaction.type.name} {data.get('name') or data.get('custom_id')!r}"
