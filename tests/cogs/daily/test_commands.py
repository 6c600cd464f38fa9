"""/daily pause, resume, off and post; and who may use what."""

import asyncio
import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.glossary import Level
from bot.sandbox import Interaction, Message, Permission
from bot.sandbox.interactions import Action, Kind
from bot.sandbox.people.options import Form
from bot.sandbox.people.resolving import Resolver
from tests.cogs.daily.conftest import DAY, GLOSSARY, SECOND, Group, announced, day_of, slug_of
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

BERLIN = ZoneInfo("Europe/Berlin")
OF_MANAGERS = ["setup", "pause", "resume", "off", "post"]
MANAGERS_ONLY = "permission Manage Server"
IS_NOT_SET_UP = "isn't set up"
FEW = {"category": "vision", "level": "intermediate"}
FEW_TERMS = {term.slug for term in GLOSSARY.terms_in("vision") if term.difficulty is Level.INTERMEDIATE}


def options_of(command: str, group: Group) -> dict[str, Any]:
    return {"channel": group.study, "time": "9:45", "timezone": "UTC"} if command == "setup" else {}


def link_to(post: Message) -> str:
    return f"https://discord.com/channels/{post.guild_id}/{post.channel_id}/{post.id}"


async def status(group: Group) -> str:
    return shown(await group.use("status")).text


async def told(group: Group, command: str) -> str:
    """Return what the teacher is told, in private."""
    interaction = await group.use(command)
    assert interaction.ephemeral
    return shown(interaction).text


# --- who


@pytest.mark.parametrize("command", OF_MANAGERS)
async def test_a_member_is_refused_and_changes_nothing(group: Group, command: str) -> None:
    await group.set_up()
    before = await status(group)
    reply = await group.use(command, by=group.ada, **options_of(command, group))
    assert reply.ephemeral
    assert MANAGERS_ONLY in shown(reply).text
    assert reply.followups == []
    assert await status(group) == before
    assert group.posts() == []


async def test_it_is_not_discord_who_refuses_them(group: Group) -> None:
    command = group.sandbox.world.commands.named("daily", group.guild.id)
    assert command is not None
    assert command.definition.get("default_member_permissions") is None


@pytest.mark.parametrize("command", OF_MANAGERS)
async def test_who_manages_no_longer_is_refused(group: Group, command: str) -> None:
    await group.set_up()
    group.guild.take(group.teacher, *group.guild.members[group.teacher.id].roles)
    assert MANAGERS_ONLY in shown(await group.use(command, **options_of(command, group))).text


async def test_a_manager_of_another_server_is_a_member_here(group: Group) -> None:
    other = Group.found(group.recall, "Elsewhere").teacher
    group.guild.join(other)
    await group.set_up()
    assert MANAGERS_ONLY in shown(await group.use("off", by=other)).text
    assert "turned off" not in await status(group)


async def test_an_administrator_manages_too(group: Group) -> None:
    group.guild.give(group.ada, group.guild.role("Administrators", permissions=Permission.ADMINISTRATOR))
    await group.set_up()
    assert "is paused" in shown(await group.use("pause", by=group.ada)).text


@pytest.mark.parametrize("command", [*OF_MANAGERS, "status"])
async def test_nothing_of_it_is_offered_or_answered_in_direct_messages(group: Group, command: str) -> None:
    with pytest.raises(ValueError, match="not offered"):
        await group.teacher.use(group.teacher.direct(), f"daily {command}", **options_of(command, group))
    reply = await forged(group, command)
    assert reply.ephemeral
    assert re.search("servers only|" + MANAGERS_ONLY, shown(reply).text)


async def forged(group: Group, command: str) -> Interaction:
    """Use a command in direct messages, where no client offers it."""
    by = group.teacher
    found = group.sandbox.world.commands.named("daily", group.guild.id)
    assert found is not None
    resolver = Resolver(group.guild)
    filled = Form.of(found.definition, [command]).fill(options_of(command, group), resolver)
    data = {"id": str(found.id), "name": "daily", "type": 1, "options": filled, "resolved": resolver.resolved}
    interaction = by.desk.open(Action(Kind.COMMAND, by, by.direct(), None, data))
    await interaction.answer(3)
    return await interaction.settled()


# --- before anything is set up


@pytest.mark.parametrize("command", ["pause", "resume", "off", "post"])
async def test_where_nothing_is_set_up_there_is_nothing_to_manage(group: Group, command: str) -> None:
    assert IS_NOT_SET_UP in await told(group, command)
    assert group.posts() == []


# --- pause and resume


async def test_a_pause_of_days_brings_nothing_and_misses_nothing(group: Group) -> None:
    await group.set_up()
    first = await group.next_post()
    assert "paused" in await told(group, "pause")
    await group.pass_days(3)
    assert group.posts() == [first]
    assert "missed" not in await status(group)
    due = announced(shown(await group.use("resume")))
    assert due == datetime.combine(group.now.astimezone(BERLIN).date() + DAY, time(8, 30), BERLIN)
    second = await group.next_post()
    assert timedelta() <= second.timestamp - due < 30 * SECOND
    assert group.posts() == [first, second]
    assert "missed" not in await status(group)


async def test_a_pause_that_ends_before_the_due_time_changes_nothing(group: Group) -> None:
    due = announced(shown(await group.set_up()))
    await group.use("pause")
    assert announced(shown(await group.use("resume"))) == due
    assert timedelta() <= (await group.next_post()).timestamp - due < 30 * SECOND


async def test_a_day_whose_due_time_was_paused_is_not_made_up_for(group: Group) -> None:
    due = announced(shown(await group.set_up()))
    await group.use("pause")
    await group.pass_days(1)
    assert announced(shown(await group.use("resume"))) == due + DAY
    await group.rest()
    assert group.posts() == []
    assert day_of(await group.next_post()) == str(due.date() + DAY)


async def test_resuming_what_is_not_paused_changes_nothing(group: Group) -> None:
    due = announced(shown(await group.set_up()))
    assert announced(shown(await group.use("resume"))) == due
    await group.pass_days(2)
    assert [day_of(post) for post in group.posts()] == [str(due.date()), str(due.date() + DAY)]


async def test_pausing_twice_is_like_pausing_once(group: Group) -> None:
    await group.set_up()
    await group.use("pause")
    assert "paused" in await told(group, "pause")
    await group.pass_days(1)
    assert group.posts() == []


# --- post


async def test_post_brings_todays_term_now_and_none_comes_when_it_would_be_due(group: Group) -> None:
    due = announced(shown(await group.set_up()))
    answer = await told(group, "post")
    [post] = group.posts()
    assert "is out" in answer
    assert link_to(post) in answer
    assert post.timestamp < due
    assert day_of(post) == str(due.date())
    assert announced(shown(await group.use("status"))) == due + DAY
    await group.pass_days(1)
    assert group.posts() == [post]
    await group.pass_days(1)
    assert len(group.posts()) == 2


async def test_post_again_leads_to_the_one_that_is_out(group: Group) -> None:
    await group.set_up()
    first = await told(group, "post")
    again = await told(group, "post")
    [post] = group.posts()
    assert link_to(post) in first
    assert link_to(post) in again
    assert "already" in again
    assert "already" not in first


async def test_post_after_the_daily_one_leads_to_that(group: Group) -> None:
    await group.set_up()
    post = await group.next_post()
    assert f"already: {link_to(post)}" in await told(group, "post")
    assert group.posts() == [post]


async def test_post_in_a_zone_chosen_since_leads_to_the_one_that_date_had(group: Group) -> None:
    await group.set_up(time="0:10", timezone="Pacific/Auckland")
    post = await group.next_post()
    await group.set_up(timezone="Pacific/Honolulu")  # where it is still the day before
    assert f"already: {link_to(post)}" in await told(group, "post")
    assert group.posts() == [post]


async def test_two_managers_who_post_at_once_get_one_post(group: Group) -> None:
    group.guild.give(group.ben, *group.guild.members[group.teacher.id].roles)
    await group.set_up()
    replies = await asyncio.gather(group.use("post"), group.use("post", by=group.ben))
    [post] = group.posts()
    assert all(link_to(post) in shown(reply).text for reply in replies)
    assert sorted("already" in shown(reply).text for reply in replies) == [False, True]


async def test_post_while_paused_posts_and_stays_paused(group: Group) -> None:
    await group.set_up()
    await group.use("pause")
    answer = await told(group, "post")
    [post] = group.posts()
    assert link_to(post) in answer
    assert "none while it is paused" in await status(group)
    await group.pass_days(2)
    assert group.posts() == [post]


async def test_post_on_each_day_of_a_pause_brings_one_each(group: Group) -> None:
    await group.set_up()
    await group.use("pause")
    for _ in range(4):
        await group.use("post")
        group.sandbox.clock.advance(DAY)
        await group.rest()
    days = [day_of(post) for post in group.posts()]
    assert len(set(days)) == len(days) == 4
    assert len(set(map(slug_of, group.posts()))) == 4


async def test_post_where_it_may_not_says_why_and_works_once_it_may(group: Group) -> None:
    await group.set_up()
    ours = group.sandbox.world.bot
    group.guild.overwrite(group.study, ours, deny=Permission.SEND_MESSAGES)
    assert "**Send Messages**" in await told(group, "post")
    assert group.posts() == []
    group.guild.overwrite(group.study, ours)
    assert "is out" in await told(group, "post")
    assert len(group.posts()) == 1


async def test_a_term_that_was_asked_for_counts_like_any_other(group: Group) -> None:
    await group.set_up(**FEW)
    await group.use("post")
    await group.pass_days(1)
    for _ in range(len(FEW_TERMS) - 1):
        await group.next_post()
    assert {slug_of(post) for post in group.posts()} == FEW_TERMS


# --- off


async def test_off_ends_it_until_it_is_set_up_again(group: Group) -> None:
    await group.set_up()
    assert "30 days" in await told(group, "off")
    await group.pass_days(2)
    assert group.posts() == []
    assert "turned off" in await status(group)
    for command in ("pause", "resume", "post", "off"):
        assert IS_NOT_SET_UP in await told(group, command)
    await group.pass_days(1)
    assert group.posts() == []


async def test_what_is_set_up_again_within_30_days_repeats_no_term_of_the_cycle(group: Group) -> None:
    assert len(FEW_TERMS) > 3
    await group.set_up(**FEW)
    await group.next_post()
    await group.next_post()
    await group.use("off")
    group.sandbox.clock.advance(29 * DAY)
    await group.recall.stop()
    await group.recall.start()  # which tidies up
    assert f"{len(FEW_TERMS) - 2} still to come" in await set_up_again(group)
    for _ in range(len(FEW_TERMS) - 2):
        await group.next_post()
    assert len(group.posts()) == len(FEW_TERMS)
    assert {slug_of(post) for post in group.posts()} == FEW_TERMS


async def test_after_more_than_30_days_it_begins_anew(group: Group) -> None:
    await group.set_up(**FEW)
    await group.next_post()
    await group.use("off")
    group.sandbox.clock.advance(31 * DAY)
    await group.recall.stop()
    await group.recall.start()
    while "turned off" in await status(group):
        pass  # it tidies up once it knows its servers
    assert f"{len(FEW_TERMS)} still to come" in await set_up_again(group)


async def set_up_again(group: Group) -> str:
    await group.set_up(**FEW)
    return await status(group)
