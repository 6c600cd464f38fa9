"""A question while it is open, the same once it is closed, and the window in which an answer is typed."""

from enum import Enum

from discord import ButtonStyle, ui, utils

from bot.quiz import LETTERS, Form, Game, Question, Round
from bot.views.message import button, message
from bot.views.modal import modal
from bot.views.quiz.wording import lettered, quoted, which
from bot.views.text import counted, plain

LONGEST_ANSWER = 100  # characters that can be typed: no name has as many
_LONGEST_LABEL = 34  # characters on a button that a phone shows whole
_ASKED = {
    Form.CLUE: "Which term is this a clue to?",
    Form.MEANING: "",  # says itself what is asked
    Form.MNEMONIC: "Which term is this memory scene for? Say aloud what you see: the sound may help.",
    Form.TYPED: "Which term is this a clue to? Tap **Answer** and type it.",
    Form.GAP: "Which term fills the gap?",
    Form.SCENARIO: "",
    Form.TRUE_FALSE: "True or false?",
}


class Closed(Enum):
    """Why a question takes no more answers, in words."""

    TIME_UP = "Time is up"
    ALL_ANSWERED = "Everybody has answered"
    WON = "The first right answer is in"
    SKIPPED = "Skipped"
    STOPPED = "The game was stopped"


def question(game: Game, played: Round, *, with_hint: bool = False, closed: Closed | None = None) -> ui.LayoutView:
    """Return the question of a round; `with_hint` from half time on, `closed` once it takes no more answers."""
    asked = played.question
    lines = [f"### {which(game, played)}", *_asked(asked)]
    if not _fit_buttons(asked):
        lines += ["", *(lettered(asked, place) for place in range(len(asked.options)))]
    blocks = ["\n".join(lines)]
    if with_hint and asked.hint:
        blocks.append(f"**Hint:** {plain(asked.hint)}")
    blocks.append(_state(played, closed))
    return message(blocks, rows=[_buttons(game, played, is_closed=closed is not None)])


def answer_form(game: Game, played: Round, *, with_hint: bool = False) -> ui.Modal:
    """Return the window for a typed answer, which repeats the clue and the closing time."""
    asked = played.question
    lines = [quoted(asked.prompt)]
    if with_hint and asked.hint:
        lines.append(f"**Hint:** {plain(asked.hint)}")
    lines.append(f"-# {_time(played)} Your first answer counts.")
    custom_id = f"quiz:said:{game.id}:{played.number}"
    return modal(which(game, played), custom_id, "\n".join(lines), label="Which term is it?", most=LONGEST_ANSWER)


def _asked(asked: Question) -> list[str]:
    lead = _ASKED[asked.form]
    return [lead, quoted(asked.prompt)] if lead else [plain(asked.prompt)]


def _state(played: Round, closed: Closed | None) -> str:
    number = len(played.answers)
    if closed:
        return f"**{closed.value}** · {f'{number:,}' if number else 'nobody'} answered"
    answered = f"{number:,} answered" if number else "Nobody has answered yet"
    return f"{_time(played)} {answered}."


def _time(played: Round) -> str:
    """Return when it closes, as each reader's own Discord counts it down, or how much time there is."""
    if (deadline := played.deadline) is None:  # not out yet: its message's own timestamp opens it
        return f"You have {counted(played.rules.seconds, 'second')}."
    return f"Closes {utils.format_dt(deadline, 'R')}."


def _buttons(game: Game, played: Round, *, is_closed: bool) -> list[ui.Button[ui.LayoutView]]:
    asked = played.question
    fit = _fit_buttons(asked)
    buttons = [
        button(
            f"{letter} · {option.label}" if fit else letter,
            f"quiz:answer:{game.id}:{played.number}:{place}",
            style=ButtonStyle.primary,
        )
        for place, (letter, option) in enumerate(zip(LETTERS, asked.options, strict=False))
    ] or [button("Answer", f"quiz:type:{game.id}:{played.number}", style=ButtonStyle.primary)]
    for each in buttons:
        each.disabled = is_closed
    return buttons


def _fit_buttons(asked: Question) -> bool:
    return all(len(option.label) <= _LONGEST_LABEL for option in asked.options)
