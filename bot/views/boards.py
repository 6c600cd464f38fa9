"""Leaderboards and scores: who is where on a server, and how one member is doing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from discord import ButtonStyle, ui

from bot.views.message import button, message
from bot.views.text import counted, name, plain

PER_PAGE = 10
HIDDEN = "This member keeps their score to themselves."
_COUNTS = "Games count in which at least two people answered."
_NO_PLACE = "You have no place on it yet: answer in a game that others play too."
_NO_ANSWERS = "You haven't answered a quiz question here yet. `/quiz start` begins a game."


class Period(StrEnum):
    """What a leaderboard adds up; weeks begin on Monday, in the server's time zone as months do."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a leaderboard; members with as many points have the same place."""

    place: int
    member_id: int
    points: int
    games: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One page of a leaderboard; `since` is the local date on which its week or month began."""

    period: Period
    since: date
    ranks: Sequence[Rank]
    page: int  # from 0 on
    pages: int  # 0 or 1 for a board that nobody is on


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers of a category were right, by its title."""

    title: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a member is doing on a server; the best category is the first of the strongest, the worst of the weakest."""

    games: int
    right: int
    answered: int
    best_streak: int  # right answers in a row
    strongest: Sequence[Share] = ()
    weakest: Sequence[Share] = ()


def leaderboard(board: Board, names: Mapping[int, str], own_id: int, own: Rank | None) -> ui.LayoutView:
    """Return the page for the member `own_id`, whose own place is always on it; None if there is none."""
    lines = [_rank(rank, names, own_id) for rank in board.ranks]
    blocks = ["\n".join([_title(board), *(lines or ["Nobody is on it yet."])])]
    if own is None:
        blocks.append(_NO_PLACE)
    elif own not in board.ranks:
        blocks.append(_rank(own, names, own_id))
    return message([*blocks, _foot(board)], rows=[_turning(board)])


def shown_leaderboard(board: Board, names: Mapping[int, str]) -> ui.LayoutView:
    """Return the page as a channel sees it: nobody's own, and without buttons."""
    lines = [_rank(rank, names) for rank in board.ranks]
    return message(["\n".join([_title(board), *(lines or ["Nobody is on it yet."])]), _foot(board)])


def score(figures: Score | None, shown: str | None, *, is_hidden: bool = False) -> ui.LayoutView:
    """Return how the member named `shown` is doing, None for whoever asks; without `figures` nothing was answered."""
    hidden = ["-# You are hidden: nobody else sees this. `/data hide` changes that."] if is_hidden else []
    if figures is None or not figures.answered:
        nothing = _NO_ANSWERS if shown is None else f"{name(shown)} hasn't answered a quiz question here yet."
        return message(["\n".join([nothing, *hidden])])
    lines = [
        "### Your quiz score" if shown is None else f"### The quiz score of {name(shown)}",
        f"**Games:** {figures.games:,}",
        f"**Right:** {figures.right:,} of {counted(figures.answered, 'answer')} ({_percent(figures)})",
        f"**Best streak:** {figures.best_streak:,} right in a row",
        *_shares("Strongest", figures.strongest),
        *_shares("To practice", figures.weakest),
    ]
    return message(["\n".join([*lines, *hidden])])


def _rank(rank: Rank, names: Mapping[int, str], own_id: int | None = None) -> str:
    # No "1." at the start: Discord numbers the lines of a list itself, and equal places would be lost.
    is_own = rank.member_id == own_id
    who = f"**{name(names.get(rank.member_id))}** (you)" if is_own else name(names.get(rank.member_id))
    return f"**{rank.place:,}** · {who} · {counted(rank.points, 'point')} · {counted(rank.games, 'game')}"


def _title(board: Board) -> str:
    match board.period:
        case Period.WEEK:
            return f"### Leaderboard · week of {board.since.day} {board.since:%B %Y}"
        case Period.MONTH:
            return f"### Leaderboard · {board.since:%B %Y}"
        case Period.ALL:
            return "### Leaderboard · all time"


def _foot(board: Board) -> str:
    page = f"Page {board.page + 1} of {board.pages}. " if board.pages > 1 else ""
    return f"-# {page}{_COUNTS}"


def _turning(board: Board) -> list[ui.Button[ui.LayoutView]]:
    here = f"{board.period}:{board.page}"
    buttons = [button("Show to channel", f"board:show:{here}", style=ButtonStyle.success)] if board.ranks else []
    if board.page + 1 < board.pages:
        buttons.insert(0, button("Next", f"board:page:{board.period}:{board.page + 1}"))
    if board.page > 0:
        buttons.insert(0, button("Previous", f"board:page:{board.period}:{board.page - 1}"))
    return buttons


def _percent(figures: Score) -> str:
    # Rounded down: 100 % is for those who had all of them right.
    return f"{100 * figures.right // figures.answered} %"


def _shares(title: str, shares: Sequence[Share]) -> list[str]:
    told = ", ".join(f"{plain(share.title)} ({share.right:,} of {share.answered:,})" for share in shares)
    return [f"**{title}:** {told}"] if told else []
