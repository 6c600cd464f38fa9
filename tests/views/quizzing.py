"""Games to look at: made up, played by rule, and read as a member reads their messages."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from discord import ui

from bot.quiz import (
    Answer,
    Ending,
    Form,
    Game,
    Kind,
    Option,
    Question,
    Round,
    Rules,
    Scoring,
    planned,
)
from bot.sandbox.limits import check_message
from tests import shipped

GLOSSARY = shipped.glossary()
DROPOUT = GLOSSARY["dropout"]
NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
ADA, BEN, CAT, DAN = 1, 2, 3, 4
NAMES = {ADA: "Ada", BEN: "Ben", CAT: "Cat", DAN: "Dan"}

CLUE = Question(
    form=Form.CLUE,
    slug="dropout",
    prompt="A fresh mask silences some neurons at each step.",
    options=(
        Option("Pruning", "Takes weights away for good."),
        Option("Dropout", ""),
        Option("ReLU", "Cuts off what is negative."),
        Option("Max Pooling", "Keeps the largest of each patch."),
    ),
    right=1,
    why="It sets random outputs to zero while training.",
)
TYPED = Question(form=Form.TYPED, slug="dropout", prompt=CLUE.prompt, why=CLUE.why, hint="Some must sit on the bench.")


def game(*questions: Question, scoring: Scoring = Scoring.SPEED, kind: Kind = Kind.CLUE, **rules: Any) -> Game:
    """Return a game of these questions, still in its lobby, with Ada as the host."""
    chosen = Rules(scoring=scoring, kind=kind, **rules)
    rounds = planned(questions or (CLUE, CLUE, CLUE), chosen)
    return Game(id=91, guild_id=5, channel_id=6, host_id=ADA, rules=chosen, seed="s", rounds=rounds)


def opened(playing: Game) -> Round:
    """Open the game's next round, a minute after the one before."""
    playing.begin()
    following = playing.next_round()
    assert following is not None
    following.appear(NOON + timedelta(minutes=following.number))
    return following


def answer(
    played: Round, member_id: int, given: int | str, *, after: float = 4, is_right: bool | None = None
) -> Answer:
    """Give an answer so many seconds after the round has opened; a choice is right by its place."""
    assert played.opened is not None
    at = played.opened + timedelta(seconds=after)
    if isinstance(given, int):
        said = Answer(member_id=member_id, at=at, choice=given, is_right=given == played.question.right)
    else:
        said = Answer(member_id=member_id, at=at, said=given, is_right=bool(is_right))
    played.answer(said)
    return said


def play(playing: Game, *turns: Mapping[int, int]) -> Game:
    """Play a round for each of the turns (who chose what, four seconds after it opened) and end the game."""
    for turn in turns:
        played = opened(playing)
        for member_id, choice in turn.items():
            answer(played, member_id, choice)
        played.close()
    playing.end(Ending.FINISHED)
    return playing


def text(view: ui.LayoutView) -> str:
    """Return what a message says, which Discord must take."""
    assert faults(view) == []
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def faults(view: ui.LayoutView) -> list[Any]:
    """Return what Discord would say against a message."""
    return check_message({"components": view.to_components(), "flags": 1 << 15}, interaction=False)


def buttons(view: ui.LayoutView) -> dict[str, str]:
    """Return the ids of the buttons by their labels."""
    return {each.label or "": each.custom_id or "" for each in every_button(view)}


def every_button(view: ui.LayoutView) -> Iterable[ui.Button[Any]]:
    """Return the buttons of a message."""
    return [item for item in view.walk_children() if isinstance(item, ui.Button)]
