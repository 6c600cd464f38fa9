"""The commands of /quiz."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client.rights import managers_only, manages
from bot.cogs.quiz.hall import Hall
from bot.cogs.quiz.starting import Starting
from bot.cogs.quiz.table import Table
from bot.errors import Refusal
from bot.glossary import Glossary, Level
from bot.quiz import GameOver, Kind, Rules, Scoring
from bot.storage import Database, quiz_settings_of, set_host_role, set_quiz_channel
from bot.views import quiz_replies as replies
from bot.views.quiz_replies import Motion

Interaction = discord.Interaction[Any]
Range = app_commands.Range
Choices = list[app_commands.Choice[str]]

_KINDS = {
    Kind.CLUE: "Clue: which term is it?",
    Kind.MEANING: "Meaning: which line describes the term?",
    Kind.MNEMONIC: "Mnemonic: whose scene is it?",
    Kind.TYPED: "Typed: type the term",
    Kind.MIXED: "Mixed: all of them in turn",
}
_SCORINGS = {
    Scoring.SPEED: "Speed: right and quick",
    Scoring.ACCURACY: "Accuracy: right is enough",
    Scoring.RACE: "Race: all for the first",
}


def _choices(names: dict[Any, str]) -> Choices:
    return [app_commands.Choice(name=name, value=value.value) for value, name in names.items()]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Quiz(commands.GroupCog, group_name="quiz"):
    """Quiz rounds that the whole channel plays together."""

    def __init__(self, glossary: Glossary, database: Database, hall: Hall, starting: Starting) -> None:
        self._glossary = glossary
        self._database = database
        self._hall = hall
        self._starting = starting

    async def cog_load(self) -> None:
        """Find the games that a life before left."""
        await self._hall.take_up()

    async def cog_unload(self) -> None:
        """Leave the games as they are; the next start goes on with them."""
        await self._hall.close()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Play on."""
        await self._hall.go_on()

    @app_commands.command()
    @app_commands.describe(
        questions="How many (default: 10)",
        seconds="Time for each question (default: 20)",
        kind="What is asked (default: clue)",
        category="Only terms of this category (default: all)",
        level="Only terms of this level (default: all)",
        scoring="What a right answer is worth (default: speed)",
        lobby="Seconds to join before the first question (default: 15)",
    )
    @app_commands.choices(
        kind=_choices(_KINDS),
        scoring=_choices(_SCORINGS),
        level=[app_commands.Choice(name=level.capitalize(), value=level.value) for level in Level],
    )
    async def start(  # noqa: PLR0913, PLR0917  (a command's options are its arguments)
        self,
        interaction: Interaction,
        questions: Range[int, 1, 50] = 10,
        seconds: Range[int, 5, 120] = 20,
        kind: str = Kind.CLUE.value,
        category: str | None = None,
        level: str | None = None,
        scoring: str = Scoring.SPEED.value,
        lobby: Range[int, 0, 120] = 15,
    ) -> None:
        """Start a quiz in this channel."""
        rules = Rules(
            questions=questions,
            seconds=seconds,
            kind=Kind(kind),
            category=None if category is None else self._glossary.category(category).key,
            level=Level(level) if level else None,
            scoring=Scoring(scoring),
            lobby=lobby,
        )
        await self._starting.start(interaction, rules)

    @start.autocomplete("category")
    async def complete_category(self, _interaction: Interaction, typed: str) -> Choices:
        """Offer the categories with that in their title."""
        return [app_commands.Choice(name=each.title, value=each.key) for each in self._glossary.categories_like(typed)]

    @app_commands.command()
    async def skip(self, interaction: Interaction) -> None:
        """Skip the question: the host and managers decide, everyone else votes."""
        table = self._table(interaction)
        vote = await table.vote_to_skip(
            interaction.user.id, interaction.created_at, decides=self._decides(interaction, table)
        )
        await interaction.response.send_message(view=replies.voted(vote, Motion.SKIP), ephemeral=True)

    @app_commands.command()
    async def stop(self, interaction: Interaction) -> None:
        """Stop the quiz: the host and managers decide, everyone else votes."""
        table = self._table(interaction)
        vote = await table.vote_to_stop(interaction.user.id, decides=self._decides(interaction, table))
        await interaction.response.send_message(view=replies.voted(vote, Motion.STOP), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(
        host_role="Only members with this role may start a quiz", channel="The only channel where quizzes may start"
    )
    async def settings(
        self,
        interaction: Interaction,
        host_role: discord.Role | None = None,
        channel: discord.TextChannel | discord.VoiceChannel | discord.Thread | None = None,
    ) -> None:
        """Show or change who may start quizzes, and where."""
        managers_only(interaction)
        if (guild_id := interaction.guild_id) is None:
            raise Refusal("That works on servers only.")
        if host_role:
            await set_host_role(self._database, guild_id, None if host_role.is_default() else host_role.id)
        if channel:
            await set_quiz_channel(self._database, guild_id, channel.id)
        kept = await quiz_settings_of(self._database, guild_id)
        await interaction.response.send_message(
            view=replies.settings(kept.host_role_id, kept.channel_id), ephemeral=True
        )

    def _table(self, interaction: Interaction) -> Table:
        table = self._hall.table_in(interaction.channel_id or 0)
        if table is None:
            raise GameOver
        return table

    def _decides(self, interaction: Interaction, table: Table) -> bool:
        return manages(interaction) or interaction.user.id == table.game.host_id
