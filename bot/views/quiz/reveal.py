"""The reveal: what was right and why, what was chosen, how to remember it, and who leads."""

from collections import Counter
from datetime import timedelta

from discord import ui

from bot.glossary import Term, fold
from bot.quiz import LETTERS, Answer, Form, Game, Question, Round, State, scored, taken
from bot.views.message import button, message
from bot.views.parts import COLORS
from bot.views.quiz.wording import Names, called, everyone, lettered, others, quoted, ranked, seconds, which
from bot.views.text import counted, echo, name, plain

_LEADERS = 5
_ROOM_FOR_FASTEST = 100
_OTHER_NAMES = 5
_WRONG_SAID = 3  # typed answers that are shown
# Whose reasons can't be read without what was asked; of the others the term's own lines say it again.
_ASKED_AGAIN = {Form.SCENARIO, Form.TRUE_FALSE}


def reveal(game: Game, played: Round, names: Names, term: Term | None) -> ui.LayoutView:
    """Return the reveal of a round on `term`, None if that has left the glossary."""
    blocks = [
        _answers(game, played, term),
        *_remembered(played.question, term),
        _result(played, names),
        *_leaders(game, played, names),
    ]
    asked = played.question
    buttons = [button(called(asked, term), f"quiz:card:{game.id}:{played.number}:{asked.slug}")]
    if played.state is State.CLOSED and any(each.said and not each.is_right for each in played.answers.values()):
        buttons.append(button("I was right", f"quiz:appeal:{game.id}:{played.number}"))
    return message(blocks, rows=[buttons], color=COLORS[term.difficulty] if term else None)


def _answers(game: Game, played: Round, term: Term | None) -> str:
    """Return which answer is right and why, and why each other one is wrong, in the order in which they were asked."""
    asked = played.question
    if asked.right is None:
        also = [*term.aliases, *term.shared_aliases][:_OTHER_NAMES] if term else []
        spellings = [f"-# Also called {plain(', '.join(also))}"] if also else []
        head = f"### {which(game, played)} · {plain(called(asked, term))}"
        return "\n".join([head, plain(asked.why), *spellings, *_said(played)])
    lines = [f"### {which(game, played)} · {LETTERS[asked.right]} is right"]
    if asked.form in _ASKED_AGAIN:
        lines.append(quoted(asked.prompt))
    picks = Counter(answer.choice for answer in played.answers.values())
    for place in range(len(asked.options)):
        lines += _option(asked, place, picks[place])
    return "\n".join(lines)


def _option(asked: Question, place: int, picks: int) -> list[str]:
    chosen = f" · {counted(picks, 'pick')}" if picks else ""
    if place == asked.right:
        return [f"{lettered(asked, place)} · **right**{chosen}", plain(asked.why)]
    why = asked.options[place].why
    # One reason may speak for all options.
    own = [f"-# {plain(why)}"] if why and why != asked.why else []
    return [f"{lettered(asked, place)}{chosen}", *own]


def _said(played: Round) -> list[str]:
    """Return the wrong answers that most typed."""
    answers = sorted(played.answers.values(), key=lambda answer: (answer.at, answer.member_id))
    wrong = [answer.said for answer in answers if answer.said and not answer.is_right]
    spelled = {fold(said): said for said in reversed(wrong)}
    common = sorted(Counter(map(fold, wrong)).items(), key=lambda each: (-each[1], each[0]))
    shown = [f"{echo(spelled[key])}{_times(number)}" for key, number in common if echo(spelled[key])]
    return [f"**Not it:** {', '.join(shown[:_WRONG_SAID])}"] if shown else []


def _times(number: int) -> str:
    return f" ({number:,} times)" if number > 1 else ""


def _remembered(asked: Question, term: Term | None) -> list[str]:
    # A scene that was itself the question, without a gap, has just been read, and the reason begins with its sound.
    if term is None or (asked.form is Form.MNEMONIC and asked.prompt == term.mnemonic.image):
        return []
    mnemonic = term.mnemonic
    sound = f"**{plain(mnemonic.for_ or term.name)}** sounds like **“{plain(mnemonic.keyword)}”**"
    return [f"Remember it: {sound}\n{quoted(mnemonic.image)}"]


def _result(played: Round, names: Names) -> str:
    """Return how many were right, and who was fastest."""
    if played.state is State.SKIPPED:
        return "This question was skipped and counts for nobody."
    if not played.answers:
        return "Nobody answered this time."
    right = [answer for answer in played.answers.values() if answer.is_right]
    number = len(played.answers)
    if not right:
        return "The one answer was wrong." if number == 1 else f"None of the {number:,} had it right."
    times = {answer.member_id: _time(answer, played) for answer in right}
    best = min(times.values())
    fastest = everyone(sorted(each for each in times if times[each] == best), names, room=_ROOM_FOR_FASTEST)
    return f"{len(right):,} of {number:,} had it right. **Fastest:** {fastest}, {seconds(best)}"


def _time(answer: Answer, played: Round) -> timedelta:
    return taken(answer.at, played.opened, played.delays) if played.opened else timedelta()


def _leaders(game: Game, played: Round, names: Names) -> list[str]:
    """Return the leaders, with what this round brought them, none before the first answer that counts."""
    won = scored(played)
    standings = game.standings
    lines = ["**Standings**"]
    for each in standings[:_LEADERS]:
        gain = f" (+{won[each.member_id]:,})" if won.get(each.member_id) else ""
        lines.append(ranked(each.place, name(names.get(each.member_id)), f"{counted(each.points, 'point')}{gain}"))
    return ["\n".join([*lines, *others(len(standings) - _LEADERS)])] if standings else []
