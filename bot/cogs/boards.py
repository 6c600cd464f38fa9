"""/leaderboard and /score: who knows how much on a server."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Press
from bot.client.rights import MAY_NOT_WRITE, guild_of, may_write
from bot.client.showing import Showing
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
SHOWN = "You have shown that page already."


class Boards(commands.Cog):
    """Shows leaderboards and scores."""

    def __init__(self, glossary: Glossary, database: Database, clock: Clock) -> None:
        self._glossary = glossary
        self._database = database
        self._clock = clock
        self._showing = Showing()

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
        guild_id, asked = guild_of(interaction), member or interaction.user
        is_own, hides = asked.id == interaction.user.id, await is_hidden(self._database, asked.id)
        if hides and not is_own:
            raise Refusal(views.HIDDEN)
        score = await self._score(guild_id, asked.id)
        view = views.score(score, None if is_own else asked.display_name, is_hidden=hides)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Turn a leaderboard's page, or show it to the channel; Refusal for a press that can't be true."""
        period, page = _read(press.arguments)
        message = interaction.message
        if message is None or not message.flags.ephemeral or interaction.guild_id is None:
            raise Refusal(UNKNOWN)
        match press.verb:
            case "page":
                board, ranks = await self._board(interaction, period, page)
                await interaction.response.edit_message(view=await self._view(interaction, board, ranks))
            case "show":
                await self._show(interaction, message.id, period, page)
            case _:
                raise Refusal(UNKNOWN)

    async def _show(self, interaction: Interaction, message_id: int, period: Period, page: int) -> None:
        """Post a page of a private message for everyone, once however often it was clicked; Refusal."""
        if not may_write(interaction):
            raise Refusal(MAY_NOT_WRITE)
        with self._showing.once(message_id, page) as is_first:
            if not is_first:
                raise Refusal(SHOWN)
            # Whoever hid sees their own line in private only.
            board, _ = await self._board(interaction, period, page, is_public=True)
            names = await self._names(interaction, board.ranks)
            await interaction.response.send_message(view=views.shown_leaderboard(board, names))

    async def _board(
        self, interaction: Interaction, period: Period, page: int, *, is_public: bool = False
    ) -> tuple[Board, list[Rank]]:
        """Return a page of a leaderboard, and all of its ranks; who hid is on nobody's but their own."""
        guild_id, own_id = guild_of(interaction), None if is_public else interaction.user.id
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
        return await names_of(self._database, guild_of(interaction), [rank.member_id for rank in ranks])

    async def _score(self, guild_id: int, member_id: int) -> Score:
        figures = await score_of(self._database, guild_id, member_id)
        right, answered = dict[str, int](), dict[str, int]()
        for known in figures.terms:
            if term := self._glossary.get(known.slug):
                title = self._glossary.title_of(term)
                right[title] = right.get(title, 0) + known.right
                answered[title] = answered.get(title, 0) + known.answered
        strongest, weakest = _ends([Share(title, right[title], asked) for title, asked in answered.items()])
        return Score(
            games=figures.games,
            right=figures.right,
            answered=figures.answered,
            best_streak=figures.best_streak,
            strongest=strongest,
            weakest=weakest,
        )


def _ends(shares: Sequence[Share]) -> tuple[list[Share], list[Share]]:
    """Return the strongest and the weakest of the categories with enough answers, none of them both."""
    telling = [share for share in shares if share.answered >= _TELLING]
    best_first = sorted(telling, key=lambda share: (-share.right / share.answered, -share.answered, share.title))
    most = max(1, min(_SHARES, len(telling) // 2))
    # A lone category is compared with nothing: it is strong if most of it was right.
    floor = 0.5 if len(telling) == 1 else 0
    strongest = [share for share in best_first[:most] if share.right > floor * share.answered]
    rest = [share for share in telling if share not in strongest and share.right < share.answered]
    worst_first = sorted(rest, key=lambda share: (share.right / share.answered, -share.answered, share.title))
    return strongest, worst_first[:most]


def _read(arguments: tuple[str, ...]) -> tuple[Period, int]:
    match arguments:
        case (period, page) if period in {each.value for each in Period} and page.isascii() and page.isdecimal():
            return Period(period), int(page[:6])
        case _:
            raise Refusal(UNKNOWN)
