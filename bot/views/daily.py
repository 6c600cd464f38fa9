"""The daily post: a term for the lock screen, the rest of its card, and the question on the term before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from discord import ButtonStyle, ui

from bot.daily import Question, Tally
from bot.glossary import Glossary, Term
from bot.views import card
from bot.views.message import Ordinary, button, ordinary
from bot.views.parts import COLORS, Parts, parts, term_buttons
from bot.views.text import plain

LETTERS = "ABC"
_ROOM = 1150  # characters of the card's parts: with a question about two screens of a phone, few formulas unexplained
_MOST_RELATED = 4  # beside "More", in a row of five
_LONGEST_LABEL = 34  # characters on a button that a phone shows whole
_DAY = re.compile(r"daily:(?:answer|more):([0-9]{4}-[0-9]{2}-[0-9]{2}):.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """How the question before went, and the name of the term that it was about."""

    name: str
    tally: Tally


def post(
    term: Term,
    glossary: Glossary,
    day: date,
    *,
    role_id: int | None = None,
    question: Question | None = None,
    asked_on: date | None = None,
    result: Result | None = None,
) -> Ordinary:
    """Return the post of the local date `day`; `question` is about the term that was posted on `asked_on`."""
    shown = parts(term, glossary, _ROOM)
    sections = [f"{shown.about}\n\n{shown.end}"]
    if last := _last(question, glossary, result, is_yesterdays=asked_on == day - timedelta(days=1)):
        sections.append(last)
    rows = [_answers(question, day)] if question else []
    more_button = button("More", f"daily:more:{day.isoformat()}:{term.slug}")
    rows.append([more_button, *term_buttons(term.related[:_MOST_RELATED], glossary)])
    description = "\n\n".join(sections)
    return ordinary(_front(term, shown), description, rows=rows, color=COLORS[term.difficulty], role_id=role_id)


def more(term: Term, glossary: Glossary) -> ui.LayoutView:
    """Return the private page behind a post's "More": what the post leaves out."""
    return card.more(term, glossary, room=_ROOM)


def day_in(custom_ids: Iterable[str]) -> date | None:
    """Return the local date of the post whose buttons have these ids, None if they are not a post's."""
    return next(filter(None, map(_day_of, custom_ids)), None)


def _day_of(custom_id: str) -> date | None:
    found = _DAY.fullmatch(custom_id)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:  # no such day; anybody can send any id
        return None


def _front(term: Term, shown: Parts) -> str:
    """Return what a lock screen shows: the name and how it sounds, then the scene."""
    head = f"**{shown.name}**: {shown.sound}" if term.mnemonic.for_ else shown.sound
    return f"{head}\n> {shown.scene}"


def _last(question: Question | None, glossary: Glossary, result: Result | None, *, is_yesterdays: bool) -> str:
    """Return the second part: what is asked, and how the question before went."""
    lines = _asked(question, glossary, is_yesterdays=is_yesterdays) if question else []
    small = ["Tap an answer: only you see how you did."] if question else []
    if result and result.tally.answered:
        tally = result.tally
        small.append(f"Last time, {tally.right} of {tally.answered} remembered **{plain(result.name)}**.")
    return "\n".join([*lines, *([f"-# {' '.join(small)}"] if small else [])])


def _asked(question: Question, glossary: Glossary, *, is_yesterdays: bool) -> list[str]:
    about = _topic(question, glossary)
    prompt = plain(question.prompt)
    which = "yesterday's" if is_yesterdays else "the last one"
    lines = [f"### Do you remember {which}?", f"**{plain(about.name)}:** {prompt}" if about else prompt]
    if not _fit_buttons(question):
        labels = zip(LETTERS, question.options, strict=True)
        lines += [f"**{letter}** · {plain(option.label)}" for letter, option in labels]
    return lines


def _topic(question: Question, glossary: Glossary) -> Term | None:
    """Return the term that the question is about, None where its name is in the prompt or would be the answer."""
    term = glossary.get(question.slug)
    said = [question.prompt, *(option.label for option in question.options)]
    return None if term is None or any(term.name.casefold() in text.casefold() for text in said) else term


def _answers(question: Question, day: date) -> list[ui.Button[ui.LayoutView]]:
    fit = _fit_buttons(question)
    return [
        button(
            f"{letter} · {option.label}" if fit else letter,
            f"daily:answer:{day.isoformat()}:{place}",
            style=ButtonStyle.primary,
        )
        for place, (letter, option) in enumerate(zip(LETTERS, question.options, strict=True))
    ]


def _fit_buttons(question: Question) -> bool:
    return all(len(option.label) <= _LONGEST_LABEL for option in question.options)
