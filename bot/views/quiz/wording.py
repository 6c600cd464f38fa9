"""Wording that the messages of a game share: who, how many, how quick, and what is chosen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from bot.glossary import Term
from bot.quiz import LETTERS, Game, Question, Round
from bot.views.text import counted, name, plain

Names = Mapping[int, str]  # display names as members wrote them, by id; who is missing is "Somebody"


def which(game: Game, played: Round) -> str:
    """Return which question of how many."""
    return f"Question {played.number} of {len(game.rounds)}"


def quoted(text: str) -> str:
    """Return an author's text as a quote."""
    return "> " + plain(text).replace("\n", "\n> ")


@lru_cache(maxsize=256)  # everybody who answers is told so
def lettered(question: Question, place: int) -> str:
    """Return the option at that place with its letter."""
    return f"**{LETTERS[place]}** · {plain(question.options[place].label)}"


def called(question: Question, term: Term | None) -> str:
    """Return the name of the term that was asked for, as written, or its slug in words if it has left the glossary."""
    return term.name if term else question.slug.replace("-", " ")


def ranked(place: int, who: str, *facts: str) -> str:
    """Return one line of a ranking."""
    # No "1." at the start: Discord numbers the lines of a list itself, and equal places would be lost.
    return " · ".join([f"**{place:,}**", who, *facts])


def seconds(time: timedelta) -> str:
    """Return a time in seconds and tenths."""
    return f"{time / timedelta(seconds=1):,.1f} s"


def everyone(member_ids: Collection[int], names: Names, *, room: int) -> str:
    """Return the names, as many as fit into so many characters but at least one, and how many more there are."""
    shown, left = list[str](), room
    for member_id in member_ids:
        shown.append(name(names.get(member_id)))
        left -= len(shown[-1]) + 2
        if left < 0:
            break
    if left < 0 and len(shown) > 1:
        shown.pop()
    return joined(shown, more=len(member_ids) - len(shown))


def joined(shown: Sequence[str], *, more: int = 0) -> str:
    """Return an enumeration: a, b and c, or a, b and 3 more."""
    *firsts, last = [*shown, f"{more:,} more"] if more else shown
    return f"{', '.join(firsts)} and {last}" if firsts else last


def others(number: int) -> list[str]:
    """Return the line on so many players who are not shown, none for 0."""
    return [f"-# and {counted(number, 'more player')}"] if number > 0 else []
