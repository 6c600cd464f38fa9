"""The buttons below a daily post: the question's answers, and More."""

from datetime import date
from typing import Any

import discord

from bot.client import Press
from bot.daily import Outcome
from bot.errors import Refusal
from bot.glossary import Glossary
from bot.storage import Database, answer, entry_of, last_entry
from bot.views.daily import more
from bot.views.daily_replies import answered, closed, link_to

Interaction = discord.Interaction[Any]

_UNKNOWN = "That button is no longer in use. Today's term has new ones."
_NOT_YET = "That question isn't open yet: it comes with its term. Until then it can only be looked at."  # in a preview


class Answers:
    """Takes the presses; what they are about is in their ids, so that they work after a restart too."""

    def __init__(self, glossary: Glossary, database: Database) -> None:
        self._glossary = glossary
        self._database = database

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a button of a post; Refusal for one that never was."""
        match press.verb, press.arguments:
            case "answer", (day, choice) if choice.isascii() and choice.isdecimal():
                await self._answer(interaction, _date(day), int(choice[:3]))
            case "more", (_, slug):
                await self._more(interaction, slug)
            case _:
                raise Refusal(_UNKNOWN)

    async def _more(self, interaction: Interaction, slug: str) -> None:
        term = self._glossary.get(slug)
        if term is None:
            raise Refusal("That term is no longer in the glossary. Try `/define` to see what is.")
        await interaction.response.send_message(view=more(term, self._glossary), ephemeral=True)

    async def _answer(self, interaction: Interaction, day: date, choice: int) -> None:
        if interaction.guild_id is None:
            raise Refusal(_UNKNOWN)
        member_id, at = interaction.user.id, interaction.created_at
        given = await answer(self._database, interaction.guild_id, day, member_id, choice, at)
        if given is None:
            if await entry_of(self._database, interaction.guild_id, day) is None:
                raise Refusal(_NOT_YET)
            last = await last_entry(self._database, interaction.guild_id, Outcome.SENT)
            view = closed(link_to(interaction.guild_id, last) if last else None)
        else:
            view = answered(given, self._glossary.get(given.question.slug))
        await interaction.response.send_message(view=view, ephemeral=True)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(_UNKNOWN) from None
