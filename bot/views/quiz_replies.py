"""What members are told of a game in private: their answer, their vote, their misses, and where a game is."""

from collections.abc import Sequence
from enum import Enum

from discord import ui

from bot.glossary import Glossary
from bot.quiz import Answer, Question, Round, Standing, Vote
from bot.views.message import button, message, note
from bot.views.parts import term_button
from bot.views.quiz.wording import called, lettered, quoted
from bot.views.text import counted, echo, plain

_MOST_MISSES = 5  # on a page: a row of buttons
_ROOM_FOR_MISSES = 1800  # characters on a page: about two screens of a phone
NO_APPEAL = "There is no wrong answer of yours to ask about: only typed ones can be looked at again."
APPEAL_TOO_LATE = "That game ended more than a day ago, so its scores stay as they are."
APPEAL_MANAGERS_ONLY = "Only managers of this server decide about answers."
APPEAL_OWN = "Nobody decides about their own answer. Please leave this one to another manager."
_LATER = "Whether it's right comes when the question closes."


class Motion(Enum):
    """What is voted on, and what it comes to."""

    SKIP = ("skip this question", "This question is skipped.")
    STOP = ("stop the quiz", "The quiz is stopped.")


def started(link: str) -> ui.LayoutView:
    """Return the answer to `/quiz start` and to a rematch: where the lobby is."""
    return message([f"Your quiz is ready: {link}"])


def running(link: str | None) -> ui.LayoutView:
    """Return the answer to a second start in a channel; `link` leads to the game's last message."""
    where = f"Join in here: {link}" if link else "It's just about to begin."
    return message([f"A quiz is running in this channel already. {where}"])


def elsewhere(channel_id: int) -> str:
    """Return the refusal of a start outside the only channel for it."""
    return f"On this server quizzes are played in <#{channel_id}>."


def hosts_only(role_id: int) -> str:
    """Return the refusal of a start by somebody without the host role."""
    return f"On this server only members with the role <@&{role_id}> start quizzes. You can play along in any of them."


def joined(*, is_new: bool) -> ui.LayoutView:
    """Return the answer to Join."""
    if is_new:
        return message(["You're in! The first question comes right here."])
    return message(["You're in already. The first question comes right here."])


def begun() -> ui.LayoutView:
    """Return the answer to Start now."""
    return message(["Here we go!"])


def chosen(question: Question, choice: int) -> ui.LayoutView:
    """Return the answer to a first tap on an option."""
    return note(f"You chose {lettered(question, choice)}\n-# {_LATER}")


def typed(said: str) -> ui.LayoutView:
    """Return the answer to a first typed answer."""
    return message([f"You answered {echo(said) or 'with nothing that can be seen'}\n-# {_LATER}"])


def already(question: Question, answer: Answer) -> ui.LayoutView:
    """Return the answer to every further tap or typed answer: the one that counts."""
    return note(f"{_own(question, answer)}\n-# You have answered this one, and the first answer counts.")


def voted(vote: Vote, motion: Motion) -> ui.LayoutView:
    """Return the answer to a vote, or to whoever decides alone."""
    what, done = motion.value
    if vote.is_passed:
        return message([done])
    return message([f"{vote.votes:,} of {counted(vote.needed, 'vote')} to {what}."])


def review(
    game_id: int,
    member_id: int,
    misses: Sequence[Round],
    glossary: Glossary,
    *,
    standing: Standing | None = None,
    page: int = 0,
) -> ui.LayoutView:
    """Return a page of the rounds that a member missed, with a button for the card of each term."""
    place = [_place(standing)] if standing else []
    if not misses:
        return message(["\n".join([*place, "You missed nothing. Well done!"])])
    pages = _pages([(each.question.slug, _miss(each, member_id, glossary)) for each in misses])
    page = min(max(page, 0), len(pages) - 1)
    shown = pages[page]
    head = f"### {counted(len(misses), 'question')} to look at again"
    blocks = ["\n".join([head, *place]), *(text for _, text in shown)]
    if len(pages) > 1:
        blocks.append(f"-# Page {page + 1} of {len(pages)}")
    terms = [term_button(term) for term in (glossary.get(slug) for slug, _ in shown) if term]
    turns = [("Previous", page - 1), ("Next", page + 1)]
    turning = [button(label, f"quiz:review:{game_id}:{to}") for label, to in turns if 0 <= to < len(pages)]
    return message(blocks, rows=[terms, turning])


def appealed() -> ui.LayoutView:
    """Return the answer to "I was right": a manager will decide."""
    return message(["I've asked the managers below. If one accepts it, your points come by themselves."])


def appealed_already() -> ui.LayoutView:
    """Return the answer to a second "I was right"."""
    return message(["You have asked about this answer. A manager looks at it, or has decided already."])


def settings(host_role_id: int | None, channel_id: int | None) -> ui.LayoutView:
    """Return the answer to `/quiz settings`: who may start games, and where, each with Clear."""
    host = f"members with <@&{host_role_id}>, and managers" if host_role_id else "everyone"
    where = f"only in <#{channel_id}>" if channel_id else "in every channel where I may write"
    clears = [
        *([button("Clear host role", "quiz:clear:host_role")] if host_role_id else []),
        *([button("Clear channel", "quiz:clear:channel")] if channel_id else []),
    ]
    lines = ["### Quizzes on this server", f"**Who may start one:** {host}", f"**Where:** {where}"]
    return message(["\n".join(lines)], rows=[clears])


def _own(question: Question, answer: Answer) -> str:
    if answer.choice is not None:
        return f"You chose {lettered(question, answer.choice)}"
    return f"You answered {echo(answer.said or '') or 'with nothing that can be seen'}"


def _place(standing: Standing) -> str:
    right = f"{standing.right} of {standing.asked} right"
    return f"Your place: **{standing.place:,}** with {counted(standing.points, 'point')}, {right}."


def _pages(misses: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Return the misses (slug and text) in pages of as many as can be read at once."""
    pages, left = list[list[tuple[str, str]]](), 0
    for miss in misses:
        left -= len(miss[1])
        if not pages or left < 0 or len(pages[-1]) == _MOST_MISSES:
            pages.append([])
            left = _ROOM_FOR_MISSES - len(miss[1])
        pages[-1].append(miss)
    return pages


def _miss(missed: Round, member_id: int, glossary: Glossary) -> str:
    asked = missed.question
    term = glossary.get(asked.slug)
    answer = missed.answers.get(member_id)
    own = _own(asked, answer) if answer else "You didn't answer"
    right = plain(called(asked, term)) if asked.right is None else lettered(asked, asked.right)
    lines = [f"**Question {missed.number}**", quoted(asked.prompt), own, f"Right: {right}", f"-# {plain(asked.why)}"]
    return "\n".join(lines)
