"""/define: a term's card the moment somebody asks, and the buttons on it."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Press
from bot.client.rights import MAY_NOT_WRITE, may_write
from bot.client.showing import Showing
from bot.errors import Refusal
from bot.glossary import Glossary, Term
from bot.search import Answer, Nothing, Suggestions, TermIndex, look_up
from bot.views.card import card, more
from bot.views.replies import miss, suggestions

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]


class Define(commands.Cog):
    """Explains a term."""

    def __init__(self, glossary: Glossary, index: TermIndex[Term]) -> None:
        self._glossary = glossary
        self._index = index
        self._showing = Showing()

    @app_commands.command()
    @app_commands.describe(term="The term, however you spell it", private="Only you see the answer (default: no)")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def define(self, interaction: Interaction, term: str, private: bool = False) -> None:  # noqa: FBT001, FBT002
        """Explain a term, with a mnemonic that makes it stick."""
        match look_up(term, self._glossary, self._index):
            case Answer(entry=found):
                show = private and _can_show(interaction)
                view = card(found, self._glossary, show_button=show)
                await interaction.response.send_message(view=view, ephemeral=private)
            case Suggestions(entries=entries):
                await interaction.response.send_message(view=suggestions(term, entries), ephemeral=True)
            case Nothing():
                await interaction.response.send_message(view=miss(term, len(self._glossary)), ephemeral=True)

    @define.autocomplete("term")
    async def complete(self, _interaction: Interaction, typed: str) -> Choices:
        """Offer what the typed beginning may become; the choice sends the slug."""
        return [app_commands.Choice(name=term.name, value=term.slug) for term in self._index.complete(typed)]

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a button of a card or of a question back."""
        term = self._glossary.get(press.argument)
        if term is None:
            raise Refusal("That term is no longer in the glossary. Try `/define` to see what is.")
        match press.verb:
            case "term":
                await interaction.response.send_message(view=self._private_card(interaction, term), ephemeral=True)
            case "pick" if _is_private(interaction):
                await interaction.response.edit_message(view=self._private_card(interaction, term))
            case "more":
                await interaction.response.send_message(view=more(term, self._glossary), ephemeral=True)
            case "show" if _is_private(interaction):
                await self._show(interaction, term)
            case _:
                raise Refusal("That button is no longer in use. Ask anew with `/define`.")

    def _private_card(self, interaction: Interaction, term: Term) -> discord.ui.LayoutView:
        return card(term, self._glossary, show_button=_can_show(interaction))

    async def _show(self, interaction: Interaction, term: Term) -> None:
        """Take the button off the private card, then post the card for everyone, once however often it was clicked."""
        message = interaction.message
        if message is None or not _can_show(interaction):
            raise Refusal(MAY_NOT_WRITE)
        with self._showing.once(message.id) as is_first:
            await interaction.response.edit_message(view=card(term, self._glossary))
            if is_first:
                await interaction.followup.send(view=card(term, self._glossary))


def _can_show(interaction: Interaction) -> bool:
    """Return whether a public follow-up would be seen by others: not in a chat with the bot alone."""
    if not interaction.context.guild:
        return not interaction.context.dm_channel
    # Discord makes what a user-installed app says private where the member may not use external apps.
    return may_write(interaction) and (interaction.is_guild_integration() or interaction.permissions.use_external_apps)


def _is_private(interaction: Interaction) -> bool:
    """Return whether the clicked message is the member's own: anybody can send any id about a public one."""
    return interaction.message is not None and interaction.message.flags.ephemeral
