"""/leaderboard and /score: who knows how much on a server."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Press
from bot.clock import Clock
from bot.daily import due_at, local_date
from bot.errors import Refusal
from bot.glossary import Glossary
from bot.storage import Database, is_hidden, leaderboard, names_of, score_of, standing_of
from bot.views import boards as views
from bot.views.boards import PER_PAGE, Board, Period, Rank, Score, Share

Interaction = discord.Interaction[Any]

_SHARES = 3  # categories that are named at either end
_TELLING = 3  # answers from which a category says something
_PERIODS = {Period.WEEK: "This week", Period.MONTH: "This month", Period.ALL: "All time"}
UNKNOWN = "That button is no longer in use. Ask anew with `/leaderboard`."


class Boards(commands.Cog):
    """Shows leaderboards and scores."""

    def __init__(self, glossary: Glossary, database: Database, clock: Clock) -> None:
        self._glossary = glossary
        self._database = database
        self._clock = clock

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(period="What it adds up (default: this month)")
    @app_commands.choices(period=[app_commands.Choice(name=name, value=each.value) for each, name in _PERIODS.items()])
    async def leaderboard(self, interaction: Interaction, period: str = Period.MONTH.value) -> None:
        """Show who has the most quiz points."""
        board, ranks = await self._board(interaction, Period(period), 0)
        await interaction.response.send_message(view=await self._view(interaction, board, ranks), ephemeral=True)

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(member="Whose score (default: yours)")
    async def score(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show how somebody is doing in quizzes: games, accuracy, streak, strong and weak categories."""
        guild_id, asked = _guild_id(interaction), member or interaction.user
        is_own, hides = asked.id == interaction.user.id, await is_hidden(self._database, asked.id)
        if hides and not is_own:
            raise Refusal(views.HIDDEN)
        score = await self._score(guild_id, asked.id)
        view = views.score(score, None if is_own else asked.display_name, is_hidden=hides)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Turn a leaderboard's page, or show it to the channel; Refusal for a press that can't be true."""
        period, page = _read(press.arguments)
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        match press.verb:
            case "page" if is_private:
                board, ranks = await self._board(interaction, period, page)
                await interaction.response.edit_message(view=await self._view(interaction, board, ranks))
            case "show" if is_private:
                # Whoever hid sees their own line in private only.
                board, _ = await self._board(interaction, period, page, is_public=True)
                names = await self._names(interaction, board.ranks)
                await interaction.response.send_message(view=views.shown_leaderboard(board, names))
            case _:
                raise Refusal(UNKNOWN)

    async def _board(
        self, interaction: Interaction, period: Period, page: int, *, is_public: bool = False
    ) -> tuple[Board, list[Rank]]:
        """Return a page of a leaderboard, and all of its ranks; who hid is on nobody's but their own."""
        guild_id, own_id = _guild_id(interaction), None if is_public else interaction.user.id
        since = await self._since(guild_id, period)
        totals = await leaderboard(self._database, guild_id, since and since[1], None, own_id=own_id)
        ranks = list[Rank]()
        for number, total in enumerate(totals, 1):
            is_tie = bool(ranks) and ranks[-1].points == total.points
            place = ranks[-1].place if is_tie else number
            ranks.append(Rank(place, total.member_id, total.points, total.games))
        pages = -(-len(ranks) // PER_PAGE)
        page = min(page, max(pages - 1, 0))
        shown = ranks[page * PER_PAGE : (page + 1) * PER_PAGE]
        day = since[0] if since else self._clock.now().date()
        return Board(period=period, since=day, ranks=shown, page=page, pages=pages), ranks

    async def _since(self, guild_id: int, period: Period) -> tuple[date, datetime] | None:
        """Return the local date and the instant at which a period began, in the zone of the server's daily term."""
        if period is Period.ALL:
            return None
        standing = await standing_of(self._database, guild_id)
        zone = standing.schedule.zone if standing else ZoneInfo("UTC")
        today = local_date(self._clock.now(), zone)
        day = today.replace(day=1) if period is Period.MONTH else today - timedelta(days=today.weekday())
        return day, due_at(day, time(), zone)

    async def _view(self, interaction: Interaction, board: Board, ranks: list[Rank]) -> discord.ui.LayoutView:
        own = next((rank for rank in ranks if rank.member_id == interaction.user.id), None)
        names = await self._names(interaction, [*board.ranks, *([own] if own else [])])
        return views.leaderboard(board, names, interaction.user.id, own)

    async def _names(self, interaction: Interaction, ranks: Any) -> dict[int, str]:
        return await names_of(self._database, _guild_id(interaction), [rank.member_id for rank in ranks])

    async def _score(self, guild_id: int, member_id: int) -> Score:
        figures = await score_of(self._database, guild_id, member_id)
        right, answered = dict[str, int](), dict[str, int]()
        for known in figures.terms:
            if term := self._glossary.get(known.slug):
                title = self._glossary.title_of(term)
                right[title] = right.get(title, 0) + known.right
                answered[title] = answered.get(title, 0) + known.answered
        telling = [title for title in answered if answered[title] >= _TELLING]
        best = sorted(telling, key=lambda title: (-right[title] / answered[title], -answered[title], title))
        half = min(_SHARES, len(best) // 2) if len(best) > 1 else len(best)
        shares = [Share(title, right[title], answered[title]) for title in best]
        return Score(
            games=figures.games,
            right=figures.right,
            answered=figures.answered,
            best_streak=figures.best_streak,
            strongest=shares[:half],
            weakest=shares[::-1][:half] if len(best) > 1 else (),
        )


def _read(arguments: tuple[str, ...]) -> tuple[Period, int]:
    match arguments:
        case (period, page) if period in {each.value for each in Period} and page.isascii() and page.isdecimal():
            return Period(period), int(page[:6])
        case _:
            raise Refusal(UNKNOWN)


def _guild_id(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise Refusal("That works on servers only.")
    return interaction.guild_id
