"""What members are told of the daily term in private: what managers set up, how it stands, how their answer was."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum

from discord import ui, utils

from bot.daily import Answered, Entry, Fault, Option, Schedule, Standing, State
from bot.glossary import Glossary, Term
from bot.views.daily import LETTERS
from bot.views.daily_faults import advice
from bot.views.message import message
from bot.views.parts import COLORS, linked, term_button
from bot.views.text import plain

NOT_SET_UP = "The daily term isn't set up on this server yet. A manager can do that with `/daily setup`."
_HOW_TO_SET_UP = (
    "The daily term isn't set up on this server yet. Start it with `/daily setup`: choose a channel, a time and a "
    "time zone, and I preview the first post for you."
)
_OFF = (
    "The daily term is turned off. For 30 days I keep in mind which terms you had: set up again with `/daily setup` "
    "by then, and it goes on where we were."
)
_SILENT = (
    "**The role is shown, but nobody is notified.** Turn on **Allow anyone to @mention this role** in the role's "
    "settings, or allow me **Mention @everyone, @here, and All Roles** in the channel's, under Permissions."
)


class Ping(Enum):
    """Whether a post notifies the members of its role."""

    NO_ROLE = "no role"
    LOUD = "loud"
    SILENT = "silent"  # Discord shows the role and notifies nobody


def set_up(
    schedule: Schedule, glossary: Glossary, due: datetime, faults: Sequence[Fault], *, ping: Ping
) -> ui.LayoutView:
    """Return the answer to a setup: what will be posted, and what is missing for it; a preview follows."""
    lines = [
        "### The daily term is set up",
        f"<#{schedule.channel_id}> gets a term every day at {_time(schedule)}.",
        f"The next one: {_when(due)}.",
        f"It is chosen from {_choice(schedule, glossary)}, each once before any comes again.",
    ]
    if schedule.role_id is not None:
        lines.append(f"The post mentions <@&{schedule.role_id}>.")
    troubles = [*map(advice, faults), *([_SILENT] if ping is Ping.SILENT else [])]
    return message(["\n".join(lines), *_list("**Something is missing:**", troubles), "Below is how it will look."])


def status(
    standing: Standing | None,
    glossary: Glossary,
    *,
    last_sent: Entry | None,
    last_missed: Entry | None,
    is_manager: bool,
    lacking: Sequence[Fault],
) -> ui.LayoutView:
    """Return how the schedule stands; the last fault and what is `lacking` now are told to managers alone."""
    if standing is None:
        return message([_HOW_TO_SET_UP if is_manager else NOT_SET_UP])
    lines = ["### The daily term", *_plan(standing, glossary)]
    if last_sent:
        lines.append(f"**Last post:** {_posted(standing.schedule.guild_id, last_sent, glossary)}")
    if last_missed:
        lines.append(f"**Last missed:** {_date(last_missed.day)}")
    return message(["\n".join(lines), *_troubles(standing, lacking, is_manager=is_manager)])


def paused() -> ui.LayoutView:
    """Return the answer to `/daily pause`."""
    return message(["The daily term is paused. `/daily resume` goes on where we were; `/daily post` brings one now."])


def resumed(due: datetime) -> ui.LayoutView:
    """Return the answer to `/daily resume`: when the next post is `due`."""
    return message([f"The daily term goes on. The next one: {_when(due)}."])


def turned_off() -> ui.LayoutView:
    """Return the answer to `/daily off`."""
    return message([_OFF])


def posted(link: str) -> ui.LayoutView:
    """Return the answer to `/daily post`: where today's post is."""
    return message([f"Today's term is out: {link}"])


def already_out(link: str) -> ui.LayoutView:
    """Return the answer to `/daily post` where today's post was out before."""
    return message([f"Today's term is out already: {link}"])


def closed(link: str | None) -> ui.LayoutView:
    """Return the answer to a tap on a question that is over; `link` leads to the newest post."""
    newest = f"The newest one is here: {link}" if link else "Another one comes along with the next term."
    return message([f"Nice that you came back to this! The question closed when the next term came out. {newest}"])


def link_to(guild_id: int, entry: Entry) -> str:
    """Return the address of a post that is out."""
    return f"https://discord.com/channels/{guild_id}/{entry.channel_id}/{entry.message_id}"


def answered(answer: Answered, term: Term | None) -> ui.LayoutView:
    """Return the answer to a tap: whether it was right and why, for a question on `term`, None if that is gone."""
    question, choice = answer.question, answer.choice
    opening = "You picked" if answer.is_first else "You answered already, and the first answer counts:"
    picked, right = question.options[choice], question.options[question.right]
    if choice == question.right:
        blocks = [f"### Right!\n{opening} {_option(choice, picked)}\n{plain(right.why)}"]
    else:
        # One reason may speak for all options.
        own = [plain(picked.why)] if picked.why != right.why else []
        blocks = [
            "\n".join([f"### Not quite\n{opening} {_option(choice, picked)}", *own]),
            f"Right is {_option(question.right, right)}\n{plain(right.why)}",
        ]
    if term is None:
        return message(blocks)
    return message(blocks, rows=[[term_button(term)]], color=COLORS[term.difficulty])


def _option(place: int, option: Option) -> str:
    return f"**{LETTERS[place]}** · {plain(option.label)}"


def _plan(standing: Standing, glossary: Glossary) -> list[str]:
    """Return where, when and what; of a schedule that is off, only that."""
    schedule = standing.schedule
    if standing.state is State.OFF:
        return ["It is turned off. A manager can start it again with `/daily setup`."]
    due = schedule.due(standing.day)
    upcoming = _when(max(due, standing.look_at or due))  # a late one comes with the next try
    if standing.state is State.PAUSED:
        upcoming = "none while it is paused. A manager can go on with `/daily resume`."
    slugs = [term.slug for term in schedule.terms(glossary)]
    return [
        f"**Channel:** <#{schedule.channel_id}>",
        f"**Time:** every day at {_time(schedule)}",
        f"**Next post due:** {upcoming}",
        f"**Terms:** {_choice(schedule, glossary)}; {standing.rota.left(slugs)} still to come before any comes again",
    ]


def _troubles(standing: Standing, lacking: Sequence[Fault], *, is_manager: bool) -> list[str]:
    """Return what stands in the way of the next post: how to mend it for managers, that it is so for others."""
    if standing.state is State.OFF:
        return []
    if not is_manager:
        # Without the history it can post all the same.
        is_stuck = standing.fault is not None or any(fault is not Fault.CANT_READ for fault in lacking)
        return ["It can't post at the moment; a manager can see why with `/daily status`."] if is_stuck else []
    blocks = [_failed(standing.fault, standing.look_at)] if standing.fault else []
    return [*blocks, *_list("**Missing now:**", [advice(fault) for fault in lacking if fault is not standing.fault])]


def _failed(fault: Fault, look_at: datetime | None) -> str:
    again = [f"I try again {_when(look_at)}."] if look_at else []
    now = "Once it is mended, `/daily post` brings today's term at once."
    return f"**The last try failed.** {advice(fault)}\n{' '.join([*again, now])}"


def _list(title: str, lines: Sequence[str]) -> list[str]:
    return ["\n".join([title, *(f"- {line}" for line in lines)])] if lines else []


def _choice(schedule: Schedule, glossary: Glossary) -> str:
    number = len(schedule.terms(glossary))
    noun = "term" if number == 1 else "terms"
    kind = f"{schedule.level} {noun}" if schedule.level else noun
    if schedule.category is None:
        return f"{number} {kind}"
    titles = {category.key: category.title for category in glossary.categories}
    return f"{number} {kind} of **{plain(titles.get(schedule.category, schedule.category))}**"


def _time(schedule: Schedule) -> str:
    return f"{schedule.at:%H:%M} ({plain(str(schedule.zone))})"


def _when(moment: datetime) -> str:
    """Return `moment` as each reader's own Discord shows it."""
    return f"{utils.format_dt(moment, 'F')} ({utils.format_dt(moment, 'R')})"


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _posted(guild_id: int, entry: Entry, glossary: Glossary) -> str:
    term = glossary.get(entry.slug) if entry.slug else None
    name = term.name if term else "a term that is no longer in the glossary"
    return f"{linked(name, link_to(guild_id, entry))}, {_date(entry.day)}"
