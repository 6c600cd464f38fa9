"""A request to accept a typed answer: one line for the managers, and what became of it."""

from discord import ButtonStyle, ui

from bot.glossary import Term
from bot.quiz import Answer, Game, Round
from bot.views.message import button, message
from bot.views.quiz.wording import Names, called
from bot.views.text import echo, name, plain


def appeal(game: Game, played: Round, answer: Answer, names: Names, term: Term | None) -> ui.LayoutView:
    """Return the request of the member who gave that `answer`, with a button for each decision."""
    about = f"{game.id}:{played.number}:{answer.member_id}"
    buttons = [
        button("Accept", f"quiz:accept:{about}", style=ButtonStyle.success),
        button("Refuse", f"quiz:refuse:{about}"),
    ]
    return message([f"{_case(played, answer, names, term)} Managers, does that count?"], rows=[buttons])


def decided(
    played: Round, answer: Answer, names: Names, term: Term | None, *, by_id: int, is_accepted: bool
) -> ui.LayoutView:
    """Return the request once the manager `by_id` has decided, without buttons."""
    by = name(names.get(by_id))
    verdict = f"Accepted by {by}: the scores are updated." if is_accepted else f"Refused by {by}: the scores stay."
    return message([f"{_case(played, answer, names, term)} **{verdict}**"])


def _case(played: Round, answer: Answer, names: Names, term: Term | None) -> str:
    said = echo(answer.said or "") or "an answer that can't be shown"
    right = plain(called(played.question, term))
    return f"**{name(names.get(answer.member_id))}** typed {said} for **{right}** (question {played.number})."
