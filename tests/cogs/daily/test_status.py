"""/daily status, for managers and for everyone else."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.glossary import Level
from bot.sandbox import Permission
from tests.cogs.daily.conftest import DAY, GLOSSARY, SECOND, Group, announced, slug_of
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

CAN_SEE_WHY = "a manager can see why"
FEW = {"category": "vision", "level": "intermediate"}
FEW_TERMS = {term.slug for term in GLOSSARY.terms_in("vision") if term.difficulty is Level.INTERMEDIATE}


async def seen_by_managers(group: Group) -> str:
    return shown(await group.use("status")).text


async def seen_by_members(group: Group) -> str:
    return shown(await group.use("status", by=group.ada)).text


async def left(group: Group) -> int:
    [number] = re.findall(r"; (\d+) still to come before any comes again", await seen_by_members(group))
    return int(number)


async def test_it_is_private_for_managers_and_members(group: Group) -> None:
    await group.set_up()
    for person in (group.teacher, group.ada):
        assert (await group.use("status", by=person)).ephemeral


async def test_before_anything_is_set_up_managers_are_told_how_and_members_who_can(group: Group) -> None:
    managers, members = await seen_by_managers(group), await seen_by_members(group)
    assert "Start it with `/daily setup`: choose a channel" in managers
    assert "A manager can do that with `/daily setup`" in members
    assert "choose a channel" not in members


async def test_it_says_where_when_and_from_what(group: Group) -> None:
    await group.set_up(time="19:00", timezone="Asia/Kolkata", **FEW)
    for text in (await seen_by_managers(group), await seen_by_members(group)):
        assert f"**Channel:** {group.study.mention}" in text
        assert "every day at 19:00 (Asia/Kolkata)" in text
        assert f"{len(FEW_TERMS)} intermediate terms of **CNNs & vision**" in text
        assert "missed" not in text
        assert "Last post" not in text


async def test_the_next_post_moves_on_by_a_day_with_each_post(group: Group) -> None:
    zone = ZoneInfo("Asia/Kolkata")
    await group.set_up(time="19:00", timezone=zone.key)
    today = group.now.astimezone(zone).date()
    for n in range(3):
        assert announced(shown(await group.use("status"))) == datetime.combine(today + n * DAY, time(19), zone)
        await group.pass_days(1)


async def test_with_each_post_one_term_less_is_left_until_the_cycle_begins_anew(group: Group) -> None:
    await group.set_up(**FEW)
    counted = [await left(group)]
    for _ in range(len(FEW_TERMS) + 1):
        await group.pass_days(1)
        counted.append(await left(group))
    assert counted == [*range(len(FEW_TERMS), -1, -1), len(FEW_TERMS) - 1]


async def test_a_term_that_could_not_be_posted_is_still_to_come(group: Group) -> None:
    await group.set_up(**FEW)
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.SEND_MESSAGES)
    await group.pass_days(2)
    assert await left(group) == len(FEW_TERMS)


async def test_the_last_post_is_named_with_its_date_and_linked(group: Group) -> None:
    await group.set_up()
    await group.next_post()
    post = await group.next_post()
    day = post.timestamp.astimezone(ZoneInfo("Europe/Berlin"))
    link = f"https://discord.com/channels/{post.guild_id}/{post.channel_id}/{post.id}"
    line = next(line for line in (await seen_by_members(group)).splitlines() if "Last post" in line)
    assert f"]({link}), {day.day} {day:%B %Y}" in line
    assert GLOSSARY[slug_of(post)].name in line.replace("\\", "")


async def test_the_last_date_that_was_missed_is_shown_to_everyone(group: Group) -> None:
    await group.set_up()
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.SEND_MESSAGES)
    await group.pass_days(1)
    missed = group.now.astimezone(ZoneInfo("Europe/Berlin"))
    group.guild.overwrite(group.study, group.sandbox.world.bot)
    await group.pass_days(1)
    for text in (await seen_by_managers(group), await seen_by_members(group)):
        assert f"**Last missed:** {missed.day} {missed:%B %Y}" in text
    assert len(group.posts()) == 1


@pytest.mark.parametrize("command", ["pause", "off"])
async def test_while_it_rests_no_next_post_is_promised(group: Group, command: str) -> None:
    await group.set_up()
    await group.use(command)
    for text in (await seen_by_managers(group), await seen_by_members(group)):
        assert "<t:" not in text
        assert ("none while it is paused" if command == "pause" else "turned off") in text


async def test_once_resumed_the_next_post_is_named_again(group: Group) -> None:
    due = announced(shown(await group.set_up()))
    await group.use("pause")
    await group.use("resume")
    assert announced(shown(await group.use("status"))) == due


async def test_what_failed_last_is_told_to_managers_and_that_it_failed_to_others(group: Group) -> None:
    await group.set_up()
    ours = group.sandbox.world.bot
    group.guild.overwrite(group.study, ours, deny=Permission.EMBED_LINKS)
    await group.pass_days(1)
    managers, members = await seen_by_managers(group), await seen_by_members(group)
    assert "The last try failed." in managers
    assert managers.count("**Embed Links**") == 1
    assert "try again" in managers
    assert CAN_SEE_WHY in members
    assert "Embed Links" not in members
    group.guild.overwrite(group.study, ours)
    group.advance_to(group.now + DAY / 24 + SECOND)
    await group.rest()
    assert len(group.posts()) == 1
    assert "failed" not in await seen_by_managers(group)
    assert CAN_SEE_WHY not in await seen_by_members(group)


async def test_what_is_missing_now_is_told_before_a_post_fails_for_it(group: Group) -> None:
    await group.set_up()
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.EMBED_LINKS)
    managers, members = await seen_by_managers(group), await seen_by_members(group)
    assert "**Missing now:**" in managers
    assert "**Embed Links**" in managers
    assert "Embed Links" not in members
    assert CAN_SEE_WHY in members


async def test_a_history_that_can_t_be_read_worries_managers_alone(group: Group) -> None:
    await group.set_up()
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    assert "**Read Message History**" in await seen_by_managers(group)
    assert CAN_SEE_WHY not in await seen_by_members(group)
    await group.pass_days(1)
    assert len(group.posts()) == 1


async def test_a_deleted_channel_is_told_to_managers(group: Group) -> None:
    channel = group.guild.channel("term-of-the-day")
    await group.set_up(channel=channel)
    group.guild.delete(channel)
    assert "The channel is gone." in await seen_by_managers(group)
    assert "gone" not in await seen_by_members(group)


async def test_one_server_is_told_nothing_of_another(group: Group) -> None:
    await group.set_up()
    await group.next_post()
    elsewhere = Group.found(group.recall, "Elsewhere")
    assert "isn't set up" in await seen_by_managers(elsewhere)
