"""The lobby: what will be played, who is in, and when it begins."""

from datetime import datetime

from discord import ButtonStyle, ui, utils

from bot.glossary import Glossary
from bot.quiz import Game, Kind, Phase, Scoring
from bot.views.message import button, message
from bot.views.quiz.wording import Names, everyone
from bot.views.text import counted, plain

_ROOM_FOR_NAMES = 1500  # characters: about a screen of a phone
_KINDS = {
    Kind.CLUE: "a clue each, and you pick the term",
    Kind.MEANING: "a term each, and you pick the line that describes it",
    Kind.MNEMONIC: "a memory scene each, and you pick the term it is for",
    Kind.TYPED: "a clue each, and you type the term",
    Kind.MIXED: "all kinds in turn",
}
_SCORINGS = {
    Scoring.SPEED: "A right answer brings 500 to 1,000 points, the quicker the more.",
    Scoring.ACCURACY: "A right answer brings 1,000 points, however long you think.",
    Scoring.RACE: "The first right answer takes all 1,000 points.",
}


def lobby(game: Game, names: Names, glossary: Glossary, begins: datetime) -> ui.LayoutView:
    """Return the lobby of a game that `begins` then, unless somebody starts it before."""
    blocks = [
        f"### Quiz time!\n{_rules(game, glossary)}",
        f"{_players(game, names)}\nIt begins {utils.format_dt(begins, 'R')}.",
    ]
    buttons = [
        button("Join", f"quiz:join:{game.id}", style=ButtonStyle.primary),
        button("Start now", f"quiz:begin:{game.id}"),
    ]
    return message(blocks, rows=[buttons])


def lobby_over(game: Game, names: Names, glossary: Glossary) -> ui.LayoutView:
    """Return the lobby as it stays behind: with the rules and who was in, without buttons."""
    if game.phase is Phase.ENDED and all(each.opened is None for each in game.rounds):
        return message(["### The quiz was called off\nIt ended before the first question."])
    late = "Not in yet? Answer a question, and you are."
    return message([f"### The quiz has begun\n{_rules(game, glossary)}", f"{_players(game, names)}\n-# {late}"])


def _rules(game: Game, glossary: Glossary) -> str:
    rules = game.rules
    number = counted(len(game.rounds), "question")
    each = "" if len(game.rounds) == 1 else " each"
    return "\n".join(
        [
            f"**{number}, {rules.seconds} seconds{each}:** {_KINDS[rules.kind]}.{_choice(game, glossary)}",
            f"{_SCORINGS[rules.scoring]} You answer in private, and your first answer counts.",
        ]
    )


def _choice(game: Game, glossary: Glossary) -> str:
    """Return which terms are asked about, "" for all."""
    rules = game.rules
    titles = {category.key: category.title for category in glossary.categories}
    level = f"{rules.level} " if rules.level else ""
    of = f" of **{plain(titles.get(rules.category, rules.category))}**" if rules.category else ""
    return f" All about {level}terms{of}." if level or of else ""


def _players(game: Game, names: Names) -> str:
    # The host first, then in an order that no newcomer upsets.
    players = sorted(game.joined, key=lambda each: (each != game.host_id, each))
    return f"**{counted(len(players), 'player')}:** {everyone(players, names, room=_ROOM_FOR_NAMES)}"
