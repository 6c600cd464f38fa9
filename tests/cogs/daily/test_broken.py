"""What keeps a post from coming out: the schedule waits, says why, tries again, and goes on once it is mended."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.daily import Outcome
from bot.sandbox import Channel, ChannelType, Guild, Permission
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import DAY, DUE, HOUR, MIDNIGHT, MINUTE, SECOND, SEND, TODAY, Mortal
from tests.cogs.daily.trouble import day_of, is_about, next_try, posted, status, told, tried_again
from tests.conftest import SAILING, shown

Change = Callable[[Guild, Channel], None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is done to a channel, how that is undone, and what managers read meanwhile."""

    told: str
    breaks: Change
    heals: Change
    in_thread: bool = False


def denied(permission: Permission, told: str, *, in_thread: bool = False) -> Trouble:
    """Return that the bot may not do something there, or in the channel of a thread."""

    def place(guild: Guild, channel: Channel) -> Channel:
        return guild.channels[channel.parent_id] if channel.parent_id else channel

    def deny(guild: Guild, channel: Channel) -> None:
        guild.overwrite(place(guild, channel), guild.everyone, deny=permission)

    def allow(guild: Guild, channel: Channel) -> None:
        guild.overwrite(place(guild, channel), guild.everyone)

    return Trouble(told, deny, allow, in_thread)


def turned_into(kind: ChannelType) -> Change:
    def turn(guild: Guild, channel: Channel) -> None:
        channel.type = kind
        guild.edit(channel)

    return turn


def thread(*, archived: bool, locked: bool) -> Change:
    return lambda guild, channel: guild.archive(channel, archived=archived, locked=locked)


OPEN = thread(archived=False, locked=False)
IS_LOCKED = "The thread is locked."
TROUBLES = {
    "no sight": denied(Permission.VIEW_CHANNEL, "I can't see the channel."),
    "no writing": denied(Permission.SEND_MESSAGES, "I may not write there."),
    "no embeds": denied(Permission.EMBED_LINKS, "I may not embed there"),
    "forum": Trouble(
        "That channel takes no plain messages", turned_into(ChannelType.FORUM), turned_into(ChannelType.TEXT)
    ),
    "no sight of a thread": denied(Permission.VIEW_CHANNEL, "I can't see the channel.", in_thread=True),
    "no writing in threads": denied(Permission.SEND_MESSAGES_IN_THREADS, "I may not write there.", in_thread=True),
    "locked thread": Trouble(IS_LOCKED, thread(archived=False, locked=True), OPEN, in_thread=True),
    "locked and archived thread": Trouble(IS_LOCKED, thread(archived=True, locked=True), OPEN, in_thread=True),
}


async def tried(mortal: Mortal, club: Group, at: datetime) -> datetime:
    """Let the bot try at an instant, in vain, and return when it tries next."""
    await mortal.reach(at + SECOND)  # managers are told the whole second
    async with asyncio.timeout(10):
        # While it is at it, a minute is shown: by then it is taken up if the bot dies.
        while not (again := await next_try(club)) or again < at + 2 * MINUTE:
            pass
    return again


async def set_up_and_break(club: Group, trouble: Trouble) -> Channel:
    """Return the broken channel, or thread, in which the terms are due; the managers sit in another one."""
    terms = club.guild.channel("terms")
    terms = club.guild.thread(terms, "a term a day") if trouble.in_thread else terms
    await club.set_up(channel=terms)
    trouble.breaks(club.guild, terms)
    return terms


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_it_is_tried_again_hourly_three_times_and_then_at_the_next_due_instant(
    mortal: Mortal, club: Group, trouble: Trouble
) -> None:
    terms = await set_up_and_break(club, trouble)
    again = await tried(mortal, club, DUE)
    for hours in (1, 2, 3):
        assert is_about(again, DUE + hours * HOUR, give=5 * SECOND)
        assert f"**The last try failed.** **{trouble.told}" in await status(club)
        asked = len(mortal.sandbox.requests.find(*SEND))
        await mortal.reach(again - MINUTE)
        assert await next_try(club) == again
        assert len(mortal.sandbox.requests.find(*SEND)) == asked
        again = await tried(mortal, club, again)
    assert again == DUE + DAY
    trouble.heals(club.guild, terms)
    await mortal.reach(DUE + DAY - MINUTE)
    assert terms.history == []
    await mortal.reach(DUE + DAY)
    post = await posted(club, channel=terms)
    assert is_about(post.timestamp, DUE + DAY)
    assert day_of(post) == TODAY + DAY
    assert "**Last missed:** 10 January 2027" in await status(club)
    assert await next_try(club) is None
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.MISSED, Outcome.SENT]


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_what_is_mended_meanwhile_comes_out_at_the_next_try_without_any_command(
    mortal: Mortal, club: Group, trouble: Trouble
) -> None:
    terms = await set_up_and_break(club, trouble)
    first = await tried(mortal, club, DUE)
    second = await tried(mortal, club, first)
    trouble.heals(club.guild, terms)
    await mortal.reach(second - MINUTE)
    assert terms.history == []
    await mortal.reach(second + SECOND)
    assert day_of(await posted(club, channel=terms)) == TODAY
    assert await next_try(club) is None
    await mortal.reach(DUE + DAY)
    assert is_about((await posted(club, 2, channel=terms)).timestamp, DUE + DAY)
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.SENT] * 2


async def test_what_stays_broken_is_tried_once_a_day_and_each_day_is_missed(mortal: Mortal, club: Group) -> None:
    terms = await set_up_and_break(club, TROUBLES["no writing"])
    again = DUE
    for _ in range(4):
        again = await tried(mortal, club, again)
    for days in (1, 2, 3):
        assert again == DUE + days * DAY
        again = await tried(mortal, club, again)
    assert again == DUE + 4 * DAY
    TROUBLES["no writing"].heals(club.guild, terms)
    await mortal.reach(again)
    assert day_of(await posted(club, channel=terms)) == TODAY + 4 * DAY
    assert await mortal.outcomes(club.guild, TODAY, 5) == [*[Outcome.MISSED] * 4, Outcome.SENT]


async def test_a_late_evening_s_post_is_given_up_two_hours_later(mortal: Mortal, club: Group) -> None:
    terms = club.guild.channel("terms")
    await club.set_up(channel=terms, time="23:30")
    TROUBLES["no writing"].breaks(club.guild, terms)
    again = await tried(mortal, club, MIDNIGHT - HOUR / 2)
    await tried(mortal, club, again)
    TROUBLES["no writing"].heals(club.guild, terms)
    await mortal.reach(MIDNIGHT + 100 * MINUTE)
    assert terms.history == []
    await told(club, "**Last missed:** 10 January 2027")
    await mortal.reach(MIDNIGHT - HOUR / 2 + DAY)
    assert day_of(await posted(club, channel=terms)) == TODAY + DAY


async def test_members_only_learn_that_it_is_broken_and_managers_why(mortal: Mortal, club: Group) -> None:
    await set_up_and_break(club, TROUBLES["no writing"])
    await mortal.reach(DUE)
    await told(club, "I may not write there.")
    told_to_ada = shown(await club.use("status", by=club.ada)).text
    assert "It can't post at the moment" in told_to_ada
    assert "write" not in told_to_ada


async def test_other_servers_get_their_posts_meanwhile(mortal: Mortal, club: Group) -> None:
    others = [Group.found(mortal, f"Rowing club {n}") for n in range(3)]
    for each in others:
        await each.set_up()
    await set_up_and_break(club, TROUBLES["forum"])
    for days in range(2):
        await mortal.reach(DUE + days * DAY)
        for each in others:
            assert is_about((await posted(each, days + 1)).timestamp, DUE + days * DAY)


async def test_a_deleted_channel_is_mended_by_setting_up_another(mortal: Mortal, club: Group) -> None:
    terms = club.guild.channel("terms")
    await club.set_up(channel=terms)
    club.guild.delete(terms)
    again = await tried(mortal, club, DUE)
    for hours in (1, 2, 3):
        assert is_about(again, DUE + hours * HOUR, give=5 * SECOND)
        again = await tried(mortal, club, again)
    assert again == DUE + DAY
    assert "The channel is gone." in await status(club)
    await club.set_up()
    assert await next_try(club) is None
    await mortal.reach(DUE + DAY)
    assert is_about((await posted(club)).timestamp, DUE + DAY)


async def test_an_archived_thread_opens_for_the_post(mortal: Mortal, club: Group) -> None:
    terms = club.guild.thread(club.study, "a term a day")
    await club.set_up(channel=terms)
    club.guild.archive(terms)
    await mortal.reach(DUE)
    assert is_about((await posted(club, channel=terms)).timestamp, DUE)
    assert terms.thread is not None
    assert not terms.thread.archived


async def test_without_the_role_that_is_deleted_the_post_comes_all_the_same(mortal: Mortal, club: Group) -> None:
    role = club.guild.role("Learners", mentionable=True)
    await club.set_up(role=role)
    await mortal.reach(DUE)
    assert (await posted(club)).pings.role_ids == (role.id,)
    club.guild.delete_role(role)
    await mortal.reach(DUE + DAY)
    post = await posted(club, 2)
    assert is_about(post.timestamp, DUE + DAY)
    assert "<@" not in post.content


async def test_a_category_that_left_the_glossary_is_waited_for(mortal: Mortal, club: Group, tmp_path: Path) -> None:
    await club.set_up(category="rig")
    await mortal.stop()
    book = shutil.copytree(SAILING, tmp_path / "book")
    ropes = (book / "rig.yaml").read_text(encoding="utf-8").replace("category: rig", "category: ropes")
    (book / "rig.yaml").rename(book / "ropes.yaml").write_text(ropes, encoding="utf-8")
    (book / "categories.yaml").write_text("moves: Maneuvers\nropes: Ropes\n", encoding="utf-8")
    mortal.settings = replace(mortal.settings, glossary=book)
    await mortal.be_down_until(DUE)
    again = await tried(mortal, club, DUE)
    assert "The glossary has no term of that category and level any more." in await status(club)
    mortal.settings = replace(mortal.settings, glossary=SAILING)
    await mortal.be_down_until(again + SECOND)
    await posted(club)
    assert await next_try(club) is None


@pytest.mark.parametrize("done", [True, False])
async def test_an_error_that_nobody_expects_is_logged_and_the_post_still_comes_out_once(
    mortal: Mortal,
    club: Group,
    caplog: pytest.LogCaptureFixture,
    done: bool,  # noqa: FBT001  (a case)
) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, 400, done=done)
    await mortal.reach(DUE)
    again = await tried_again(club)
    assert is_about(again, DUE + HOUR)
    assert "Something went wrong on my side." in await status(club)
    assert [record.exc_info for record in caplog.records if "The daily post of server" in record.message] != []
    await mortal.reach(again + SECOND)
    assert is_about((await posted(club)).timestamp, DUE if done else again)
    assert await next_try(club) is None
