"""What members and managers are told of the daily term in private."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from discord import ui

from bot.daily import Entry, Fault, Outcome, Rota, Schedule, Standing, State
from bot.glossary import Level
from bot.sandbox.limits import check_message
from bot.views.daily_faults import advice
from bot.views.daily_replies import (
    Ping,
    already_out,
    closed,
    link_to,
    paused,
    posted,
    resumed,
    set_up,
    status,
    turned_off,
)
from tests import shipped

GLOSSARY = shipped.glossary()
DROPOUT = GLOSSARY["dropout"]
SCHEDULE = Schedule(guild_id=1, channel_id=2, at=time(8, 30), zone=ZoneInfo("Europe/Berlin"))
DUE = datetime(2026, 3, 6, 7, 30, tzinfo=UTC)
WHEN = f"<t:{int(DUE.timestamp())}:F> (<t:{int(DUE.timestamp())}:R>)"
STANDING = Standing(
    schedule=SCHEDULE,
    state=State.ON,
    day=date(2026, 3, 6),
    look_at=DUE,
    fault=None,
    failures=0,
    rota=Rota(guild_id=1, shown=frozenset({"dropout", "relu"})),
)
SENT = Entry(
    day=date(2026, 3, 5), outcome=Outcome.SENT, at=DUE, slug="dropout", channel_id=2, message_id=3, question=None
)
MISSED = Entry(day=date(2026, 3, 4), outcome=Outcome.MISSED, at=DUE, slug=None, channel_id=2)
BROKEN = replace(STANDING, fault=Fault.CANT_SEND, failures=1)
STUCK = "It can't post at the moment; a manager can see why"


def text(view: ui.LayoutView) -> str:
    assert check_message({"components": view.to_components(), "flags": 1 << 15}, interaction=True) == []
    assert view.content_length() <= 4000
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def setup_text(schedule: Schedule = SCHEDULE, *faults: Fault, ping: Ping = Ping.NO_ROLE) -> str:
    return text(set_up(schedule, GLOSSARY, DUE, faults, ping=ping))


def status_text(standing: Standing | None, *lacking: Fault, is_manager: bool = True) -> str:
    return text(status(standing, GLOSSARY, last_sent=SENT, last_missed=MISSED, is_manager=is_manager, lacking=lacking))


def test_a_setup_is_answered_with_where_when_and_the_readers_own_time() -> None:
    said = setup_text()
    assert "<#2> gets a term every day at 08:30 (Europe/Berlin).\n" in said
    assert f"The next one: {WHEN}.\n" in said
    assert said.endswith("Below is how it will look.")
    assert "missing" not in said
    assert "mentions" not in said


def test_a_zone_with_an_underscore_is_not_set_in_italics() -> None:
    assert r"08:30 (America/Port\_of\_Spain)" in setup_text(replace(SCHEDULE, zone=ZoneInfo("America/Port_of_Spain")))


def number(category: str | None, level: Level | None) -> int:
    return sum((not category or t.category == category) and (not level or t.difficulty == level) for t in GLOSSARY)


@pytest.mark.parametrize(
    ("category", "level", "kind"),
    [
        (None, None, "terms"),
        ("math", None, "terms of **Math & statistics**"),
        (None, Level.BEGINNER, "beginner terms"),
        ("math", Level.INTERMEDIATE, "intermediate terms of **Math & statistics**"),
        ("left-the-glossary", None, "terms of **left-the-glossary**"),
    ],
)
def test_a_setup_says_which_terms_and_how_many(category: str | None, level: Level | None, kind: str) -> None:
    said = setup_text(replace(SCHEDULE, category=category, level=level))
    assert f"chosen from {number(category, level)} {kind}, each once" in said


def test_one_term_is_counted_in_the_singular() -> None:
    lonely = next(
        Schedule(guild_id=1, channel_id=2, at=time(8), zone=ZoneInfo("UTC"), category=category.key, level=level)
        for category in GLOSSARY.categories
        for level in Level
        if number(category.key, level) == 1
    )
    assert f"chosen from 1 {lonely.level} term of **" in setup_text(lonely)


@pytest.mark.parametrize(("ping", "is_warned"), [(Ping.LOUD, False), (Ping.SILENT, True)])
def test_a_role_is_named_and_one_that_notifies_nobody_is_warned_of(ping: Ping, *, is_warned: bool) -> None:
    said = setup_text(replace(SCHEDULE, role_id=5), ping=ping)
    assert "The post mentions <@&5>." in said
    assert ("nobody is notified" in said) is is_warned
    assert ("Allow anyone to @mention this role" in said) is is_warned


def test_a_setup_says_what_is_missing_what_comes_of_it_and_how_to_mend_it() -> None:
    said = setup_text(SCHEDULE, Fault.CANT_SEND, Fault.CANT_READ)
    assert "- **I may not write there.** Nothing is posted until I may. Allow **Send Messages**" in said
    assert "- **I may not read the channel's history.** After a crash" in said
    assert "rather leave one out than post twice" in said


def test_every_fault_has_advice_of_its_own() -> None:
    assert len({advice(fault).split("**")[1] for fault in Fault}) == len(Fault)
    setup_text(SCHEDULE, *Fault, ping=Ping.SILENT)


def test_status_shows_the_plan_the_next_post_what_is_left_and_what_was_last() -> None:
    lines = status_text(STANDING, is_manager=False).split("\n")
    assert lines == [
        "### The daily term",
        "**Channel:** <#2>",
        "**Time:** every day at 08:30 (Europe/Berlin)",
        f"**Next post due:** {WHEN}",
        f"**Terms:** {len(GLOSSARY)} terms; {len(GLOSSARY) - 2} still to come before any comes again",
        "**Last post:** [Dropout](https://discord.com/channels/1/2/3), 5 March 2026",
        "**Last missed:** 4 March 2026",
    ]


def test_status_before_the_first_post_says_nothing_of_a_last_one() -> None:
    said = text(status(STANDING, GLOSSARY, last_sent=None, last_missed=None, is_manager=True, lacking=()))
    assert "Last" not in said


def test_a_last_post_whose_term_left_the_glossary_is_linked_all_the_same() -> None:
    gone = replace(SENT, slug="left-the-glossary")
    said = text(status(STANDING, GLOSSARY, last_sent=gone, last_missed=None, is_manager=True, lacking=()))
    assert "[a term that is no longer in the glossary](https://discord.com/channels/1/2/3)" in said


def test_managers_read_the_last_fault_when_it_is_tried_again_and_what_is_missing_now() -> None:
    said = status_text(BROKEN, Fault.CANT_SEND, Fault.CANT_READ)
    assert "**The last try failed.** **I may not write there.**" in said
    assert f"I try again {WHEN}." in said
    assert "**Missing now:**\n- **I may not read the channel's history.**" in said
    assert said.count("I may not write there") == 1


def test_a_fault_that_nobody_tries_again_promises_nothing() -> None:
    assert "try again" not in status_text(replace(BROKEN, look_at=None))


@pytest.mark.parametrize(
    ("standing", "lacking", "is_told"),
    [
        (BROKEN, [], True),
        (STANDING, [Fault.CANT_EMBED], True),
        (STANDING, [Fault.CANT_READ], False),  # it can post all the same
        (STANDING, [], False),
        (replace(BROKEN, state=State.OFF), [Fault.CANT_SEND], False),
    ],
)
def test_others_read_that_it_is_stuck_and_not_why(standing: Standing, lacking: list[Fault], *, is_told: bool) -> None:
    said = status_text(standing, *lacking, is_manager=False)
    assert (STUCK in said) is is_told
    assert "I may not" not in said
    assert "last try" not in said


def test_status_of_a_paused_or_ended_schedule_names_no_next_post() -> None:
    pause, off = (status_text(replace(STANDING, state=state)) for state in (State.PAUSED, State.OFF))
    assert "**Next post due:** none while it is paused. A manager can go on with `/daily resume`." in pause
    assert "turned off" in off
    assert "/daily setup" in off
    assert WHEN not in pause + off


def test_where_nothing_is_set_up_members_learn_who_can_and_managers_how() -> None:
    assert "A manager can do that with `/daily setup`" in status_text(None, is_manager=False)
    assert "choose a channel, a time and a time zone" in status_text(None)


def test_a_tap_on_a_question_that_is_over_is_led_to_the_newest_one() -> None:
    link = link_to(1, SENT)
    assert link == "https://discord.com/channels/1/2/3"
    assert text(closed(link)).endswith(
        f"The question closed when the next term came out. The newest one is here: {link}"
    )
    assert "here" not in text(closed(None))


def test_the_short_answers_say_what_is_so_now() -> None:
    link = link_to(1, SENT)
    assert "/daily resume" in text(paused())
    assert WHEN in text(resumed(DUE))
    assert "30 days" in text(turned_off())
    assert text(posted(link)) == f"Today's term is out: {link}"
    assert text(already_out(link)) == f"Today's term is out already: {link}"
