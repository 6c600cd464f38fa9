"""The podium: how a game ended, who stands where, and what to do next."""

from discord import ButtonStyle, ui

from bot.quiz import Ending, Game, Standing
from bot.views.message import button, message
from bot.views.quiz.wording import Names, everyone, others, ranked, seconds
from bot.views.text import counted, name

_SHOWN = 10
_ROOM_FOR_WINNERS = 300
_HEADS = {
    Ending.FINISHED: "### The quiz is over",
    Ending.STOPPED: "### The quiz was stopped",
    Ending.ABANDONED: (
        "### The quiz has ended\nTwo questions in a row stayed without an answer, so I left it there. "
        "Start another whenever you like."
    ),
    Ending.CUT_OFF: "### The quiz ended early\nI could not go on in this channel.",
}


def podium(game: Game, names: Names) -> ui.LayoutView:
    """Return the podium of a game that has ended."""
    standings = game.standings
    blocks = [f"{_HEADS[game.because or Ending.FINISHED]}\n{_winner(standings, names)}"]
    if standings:
        lines = [_line(each, names) for each in standings[:_SHOWN]]
        blocks.append("\n".join([*lines, *others(len(standings) - _SHOWN), *_small(game, standings)]))
    buttons = [button("Rematch", f"quiz:rematch:{game.id}", style=ButtonStyle.success)]
    if standings:
        buttons.insert(0, button("Review my misses", f"quiz:review:{game.id}", style=ButtonStyle.primary))
    return message(blocks, rows=[buttons])


def _winner(standings: tuple[Standing, ...], names: Names) -> str:
    if not standings:
        return "Nobody answered a question, so there is no podium this time."
    first = [each.member_id for each in standings if each.place == 1]
    if not standings[0].points:
        return "Nobody was right this time. The next one will go better!"
    who = everyone(first, names, room=_ROOM_FOR_WINNERS)
    if len(standings) == 1:
        return f"**{who}** played alone and has {counted(standings[0].points, 'point')}. Well done!"
    return f"**{who}** wins. Well played, everyone!" if len(first) == 1 else f"**{who}** share first place!"


def _line(standing: Standing, names: Names) -> str:
    time = [seconds(standing.mean_time)] if standing.mean_time is not None else []
    return ranked(
        standing.place,
        name(names.get(standing.member_id)),
        counted(standing.points, "point"),
        f"{standing.right} of {standing.asked} right",
        *time,
    )


def _small(game: Game, standings: tuple[Standing, ...]) -> list[str]:
    lines = ["-# Times are the average of each player's right answers."] if any(s.right for s in standings) else []
    if not game.counts:
        lines.append("-# Games count for the leaderboard when at least two people answer.")
    return lines
