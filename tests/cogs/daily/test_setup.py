"""/daily setup as managers play it."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.glossary import Level
from bot.sandbox import Channel, ChannelType, Interaction, Mentions, Message, Permission, Response
from bot.sandbox.interactions import Action, Kind
from bot.sandbox.people.options import Form
from bot.sandbox.people.resolving import Resolver
from tests.cogs.daily.conftest import DAY, GLOSSARY, SECOND, Group, announced, day_of, slug_of
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

IS_SET_UP = "The daily term is set up"
IS_NOT_SET_UP = "isn't set up"
SILENT_ROLE = "nobody is notified"
OFTEN = timedelta(hours=1)
EMPTY = next(
    (category.key, level)
    for category in GLOSSARY.categories
    for level in Level
    if not any(term.difficulty is level for term in GLOSSARY.terms_in(category.key))
)


async def forged(group: Group, channel: Channel) -> Interaction:
    """Set up for a channel that the client doesn't offer."""
    command = group.sandbox.world.commands.named("daily", group.guild.id)
    assert command is not None
    honest = Form.of(command.definition, ["setup"])
    fields = {name: {k: v for k, v in field.items() if k != "channel_types"} for name, field in honest.fields.items()}
    resolver = Resolver(group.guild)
    given = {"channel": channel, "time": "8:30", "timezone": "Europe/Berlin"}
    options = Form(honest.path, fields).fill(given, resolver)
    data = {"id": str(command.id), "name": "daily", "type": 1, "options": options, "resolved": resolver.resolved}
    interaction = group.teacher.desk.open(Action(Kind.COMMAND, group.teacher, group.study, group.guild, data))
    await interaction.answer(3)
    return await interaction.settled()


async def is_set_up(group: Group) -> bool:
    return IS_NOT_SET_UP not in shown(await group.use("status")).text


def plain(interaction: Interaction) -> str:
    """Return the text of an answer without what switches markup off."""
    return shown(interaction).text.replace("\\", "")


def refused(interaction: Interaction) -> str:
    """Return why a command was refused: in private, and without a preview."""
    assert interaction.ephemeral
    assert interaction.followups == []
    assert IS_SET_UP not in shown(interaction).text
    return shown(interaction).text


# --- when


@pytest.mark.parametrize(
    ("at", "zone", "days", "expected"),
    [
        ("19:00", "Asia/Kolkata", 0, time(13, 30)),
        ("8:30", "Asia/Kolkata", 1, time(3, 0)),  # it was three hours ago
        ("0:00", "Asia/Kolkata", 0, time(18, 30)),
        ("8:30", "Pacific/Honolulu", 0, time(18, 30)),
        ("21:00", "Pacific/Honolulu", 0, time(7, 0)),  # there it is still the evening before
        ("15:01", "Asia/Tokyo", 0, time(6, 1)),
        ("14:59", "Asia/Tokyo", 1, time(5, 59)),
        ("06:30", "UTC", 0, time(6, 30)),
    ],
)
async def test_the_answer_names_the_instant_of_the_next_post(
    group: Group, at: str, zone: str, days: int, expected: time
) -> None:
    reply = await group.set_up(time=at, timezone=zone)
    today = group.now.date()
    assert announced(shown(reply)) == datetime.combine(today + days * DAY, expected, UTC)
    assert reply.ephemeral


async def test_the_post_comes_at_the_instant_that_was_announced(group: Group) -> None:
    due = announced(shown(await group.set_up(time="19:00", timezone="Asia/Kolkata")))
    post = await group.next_post()
    assert timedelta() <= post.timestamp - due < timedelta(seconds=30)
    assert len(group.posts()) == 1


@pytest.mark.parametrize(
    ("typed", "at"),
    [("8:30", "08:30"), ("08:30", "08:30"), (" 8:30 ", "08:30"), ("0:00", "00:00"), ("23:59", "23:59")],
)
async def test_a_time_on_the_24_hour_clock_is_understood(group: Group, typed: str, at: str) -> None:
    reply = await group.use("setup", channel=group.study, time=typed, timezone="UTC")
    assert f"at {at} (UTC)" in shown(reply).text


@pytest.mark.parametrize(
    "typed",
    ["24:00", "8", "830", "8:5", "8.30", "8:60", "8:30 pm", "8:30:00", "-8:30", "٨:٣٠", "8:³0", "noon", ":", "008:30"],
)
async def test_any_other_time_is_refused_with_an_example(group: Group, typed: str) -> None:
    reply = await group.use("setup", channel=group.study, time=typed, timezone="UTC")
    assert "`8:30`" in refused(reply)
    assert not await is_set_up(group)


# --- time zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("berl", "Europe/Berlin"), ("new york", "America/New_York"), ("kolkata", "Asia/Kolkata"), ("", "Europe/Berlin")],
)
async def test_a_zone_is_offered_while_its_city_is_typed_and_can_be_chosen(group: Group, typed: str, zone: str) -> None:
    offered = await group.teacher.autocomplete(group.study, "daily setup", focused="timezone", timezone=typed)
    assert 1 <= len(offered) <= 25
    [chosen] = [each for each in offered if each.value == zone]
    assert not typed or offered[0] is chosen
    reply = await group.set_up(timezone=chosen.value)
    assert f"({zone})" in plain(reply)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" new york ", "America/New_York"),
        ("Mumbai", "Asia/Kolkata"),
        ("UTC", "UTC"),
    ],
)
async def test_a_zone_is_found_by_what_was_typed_without_choosing(group: Group, typed: str, zone: str) -> None:
    reply = await group.use("setup", channel=group.study, time="8:30", timezone=typed)
    assert f"({zone})" in plain(reply)


@pytest.mark.parametrize(
    ("typed", "perhaps"),
    [("EST", "America/"), ("UTC+2", "/"), ("GMT-5", "America/"), ("+05:30", "Asia/Kolkata"), ("CET", "Europe/")],
)
async def test_what_is_no_place_is_refused_with_zones_that_are_then_taken(
    group: Group, typed: str, perhaps: str
) -> None:
    told = refused(await group.use("setup", channel=group.study, time="8:30", timezone=typed))
    offered = re.findall(r"`([^`]+)`", told)
    assert 1 <= len(offered) <= 5
    assert perhaps in told
    assert not await is_set_up(group)
    for zone in offered:
        assert f"({zone})" in plain(await group.set_up(timezone=zone))


@pytest.mark.parametrize("typed", ["nonsense", "@everyone", "../../etc/passwd", "zzxqj", "8:30", "a" * 6000])
async def test_no_zone_at_all_is_refused_with_what_to_type(group: Group, typed: str) -> None:
    told = refused(await group.use("setup", channel=group.study, time="8:30", timezone=typed))
    assert "city" in told or re.search(r"Perhaps `[A-Z]", told)
    assert not await is_set_up(group)


# --- which terms


async def test_a_category_is_offered_by_its_title_and_can_be_chosen(group: Group) -> None:
    offered = await group.teacher.autocomplete(group.study, "daily setup", focused="category", category="vision")
    assert [each.name for each in offered] == ["CNNs & vision", "Learning paradigms & self-supervision"]
    reply = await group.set_up(category=offered[0].value)
    assert "terms of **CNNs & vision**" in shown(reply).text
    assert GLOSSARY[slug_of(await group.next_post())].category == "vision"


async def test_every_category_is_offered_before_anything_is_typed(group: Group) -> None:
    offered = await group.teacher.autocomplete(group.study, "daily setup", focused="category", category="")
    assert [each.value for each in offered] == [each.key for each in GLOSSARY.categories]


@pytest.mark.parametrize("typed", ["vision", "CNNs & vision", " cnns & VISION "])
async def test_a_category_is_taken_by_key_and_by_title(group: Group, typed: str) -> None:
    assert "of **CNNs & vision**" in shown(await group.set_up(category=typed)).text


@pytest.mark.parametrize("typed", ["cooking", "visio", "vision,nlp"])
async def test_an_unknown_category_is_refused(group: Group, typed: str) -> None:
    assert "no such category" in refused(await group.set_up(category=typed))
    assert not await is_set_up(group)


async def test_a_level_chooses_only_terms_of_it(group: Group) -> None:
    reply = await group.set_up(level="Beginner")
    beginners = [term for term in GLOSSARY if term.difficulty is Level.BEGINNER]
    assert f"{len(beginners)} beginner terms" in shown(reply).text
    assert GLOSSARY[slug_of(await group.next_post())] in beginners


async def test_a_filter_that_leaves_no_term_is_refused_and_leaves_what_was_set_up(group: Group) -> None:
    category, level = EMPTY
    assert "no term" in refused(await group.set_up(category=category, level=level.value))
    assert not await is_set_up(group)
    await group.set_up(level="beginner")
    assert "no term" in refused(await group.set_up(category=category, level=level.value))
    assert "beginner terms" in shown(await group.use("status")).text


# --- whom


async def test_everyone_is_no_role_to_be_chosen(group: Group) -> None:
    assert "never mention @everyone" in refused(await group.set_up(role=group.guild.everyone))
    assert not await is_set_up(group)


async def test_a_role_that_nobody_may_mention_is_said_to_notify_nobody(group: Group) -> None:
    role = group.guild.role("learners")
    reply = await group.set_up(role=role)
    assert f"mentions {role.mention}" in shown(reply).text
    assert SILENT_ROLE in shown(reply).text
    assert (await group.next_post()).pings == Mentions()


async def test_a_role_that_everybody_may_mention_needs_no_word(group: Group) -> None:
    role = group.guild.role("learners", mentionable=True)
    assert SILENT_ROLE not in shown(await group.set_up(role=role)).text
    assert (await group.next_post()).pings == Mentions(role_ids=(role.id,))


async def test_a_bot_that_may_mention_all_roles_in_the_channel_needs_no_word(group: Group) -> None:
    role = group.guild.role("learners")
    group.guild.overwrite(group.study, group.sandbox.world.bot, allow=Permission.MENTION_EVERYONE)
    assert SILENT_ROLE not in shown(await group.set_up(role=role)).text
    assert (await group.next_post()).pings == Mentions(role_ids=(role.id,))


# --- where


@pytest.mark.parametrize("kind", [ChannelType.FORUM, ChannelType.CATEGORY, ChannelType.MEDIA, ChannelType.STAGE])
async def test_a_channel_for_no_plain_messages_is_not_offered_and_refused_when_forged(
    group: Group, kind: ChannelType
) -> None:
    channel = group.guild.channel("elsewhere", type=kind)
    with pytest.raises(ValueError, match="type that is not offered"):
        await group.set_up(channel=channel)
    assert "no plain messages" in refused(await forged(group, channel))
    assert not await is_set_up(group)


@pytest.mark.parametrize(
    ("denied", "told", "then"),
    [
        (Permission.VIEW_CHANNEL, "**View Channel**", "Nothing is posted until I can"),
        (Permission.SEND_MESSAGES, "**Send Messages**", "Nothing is posted until I may"),
        (Permission.EMBED_LINKS, "**Embed Links**", "Nothing is posted until I may"),
        (Permission.READ_MESSAGE_HISTORY, "**Read Message History**", "After a crash I can't tell"),
    ],
)
async def test_a_missing_permission_is_named_with_what_comes_of_it(
    group: Group, denied: Permission, told: str, then: str
) -> None:
    channel = group.guild.channel("term-of-the-day")
    group.guild.overwrite(channel, group.sandbox.world.bot, deny=denied)
    first, *_ = missing(shown(await group.set_up(channel=channel)))  # who may not write may not embed either
    assert told in first
    assert then in first


async def test_in_a_thread_it_is_sending_in_threads_that_is_missing(group: Group) -> None:
    thread = group.guild.thread(group.study, "Daily")
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.SEND_MESSAGES)
    assert missing(shown(await group.set_up(channel=thread))) == []
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=Permission.SEND_MESSAGES_IN_THREADS)
    [first, *_] = missing(shown(await group.set_up(channel=thread)))
    assert "Send Messages in Threads" in first


async def test_everything_that_is_missing_is_named_at_once(group: Group) -> None:
    denied = Permission.EMBED_LINKS | Permission.READ_MESSAGE_HISTORY
    group.guild.overwrite(group.study, group.sandbox.world.bot, deny=denied)
    lines = missing(shown(await group.set_up(role=group.guild.role("learners"))))
    for line, told in zip(lines, ("Embed Links", "Read Message History", SILENT_ROLE), strict=True):
        assert told in line


async def test_where_nothing_is_missing_nothing_is_said(group: Group) -> None:
    assert missing(shown(await group.set_up())) == []


def missing(message: Message) -> list[str]:
    """Return the lines of what is missing."""
    _, _, rest = message.text.partition("Something is missing")
    return [line for line in rest.splitlines() if line.startswith("- ")]


# --- the preview


async def test_the_preview_is_private_pings_nobody_and_is_the_post_that_then_comes(group: Group) -> None:
    role = group.guild.role("learners", mentionable=True)
    [preview] = (await group.set_up(role=role)).followups
    assert preview.ephemeral
    assert preview.pings == Mentions()
    assert preview not in group.ada.sees(group.study)
    await comes_as(preview, group)


async def test_the_preview_of_a_later_post_holds_its_question_too(group: Group) -> None:
    await group.set_up()
    await group.next_post()
    [preview] = (await group.set_up()).followups
    assert "Do you remember yesterday's?" in preview.text
    await comes_as(preview, group)


async def comes_as(preview: Message, group: Group) -> None:
    post = await group.next_post()
    assert preview.text == post.text
    assert preview.content == post.content
    assert preview.buttons == post.buttons
    assert preview.embeds == post.embeds


# --- again


async def test_setting_up_again_replaces_everything(group: Group) -> None:
    role = group.guild.role("learners", mentionable=True)
    await group.set_up(role=role, category="vision", level="beginner")
    other = group.guild.channel("other")
    reply = await group.set_up(channel=other, time="9:00", timezone="Asia/Kolkata")
    assert role.mention not in shown(reply).text
    assert f"{other.mention} gets a term every day at 09:00 (Asia/Kolkata)." in shown(reply).text
    assert f"{len(GLOSSARY)} terms," in shown(reply).text
    post = await group.next_post(other)
    assert role.mention not in post.content
    assert group.posts() == []


async def test_a_time_moved_later_brings_no_second_post_that_day(group: Group) -> None:
    await group.set_up()
    first = await group.next_post()
    due = announced(shown(await group.set_up(time="20:00")))
    assert due == datetime.combine(first.timestamp.date() + DAY, time(20), ZoneInfo("Europe/Berlin"))
    await comes_only_when_due(group, due)


async def test_a_time_moved_before_the_post_brings_it_at_the_new_time(group: Group) -> None:
    await group.set_up()
    due = announced(shown(await group.set_up(time="20:00")))
    assert due == datetime.combine(group.now.date(), time(20), ZoneInfo("Europe/Berlin"))
    await comes_only_when_due(group, due)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("8:30", "Europe/Berlin"), ("8:30", "Pacific/Honolulu")),  # there the same date's 8:30 is still to come
        (("8:30", "Pacific/Honolulu"), ("8:30", "Pacific/Auckland")),
        (("23:30", "Pacific/Honolulu"), ("23:50", "Pacific/Auckland")),
        (("0:10", "Pacific/Auckland"), ("23:50", "Pacific/Honolulu")),
        (("8:30", "Europe/Berlin"), ("20:00", "Asia/Kolkata")),
    ],
)
async def test_a_changed_zone_never_posts_twice_on_a_date_of_either(
    group: Group, before: tuple[str, str], after: tuple[str, str]
) -> None:
    await group.set_up(time=before[0], timezone=before[1])
    first = await group.next_post()
    zone = ZoneInfo(after[1])
    due = announced(shown(await group.set_up(time=after[0], timezone=after[1])))
    assert due.astimezone(zone).time() == time.fromisoformat(after[0].rjust(5, "0"))
    assert due.astimezone(zone).date() > first.timestamp.astimezone(zone).date()
    second = await comes_only_when_due(group, due)
    assert day_of(first) < day_of(second)
    assert due - first.timestamp < 3 * DAY
    assert (await group.next_post()).timestamp - due < DAY + 30 * SECOND


async def comes_only_when_due(group: Group, due: datetime) -> Message:
    """Return the next post, which is not out at any time before the announced instant."""
    before = len(group.posts())
    while group.now + OFTEN < due:
        group.sandbox.clock.advance(OFTEN)
        await group.rest()
        assert len(group.posts()) == before
    group.advance_to(due - 5 * SECOND)
    await group.rest()
    assert len(group.posts()) == before
    assert announced(shown(await group.use("status"))) == due
    group.advance_to(due + SECOND)
    await group.rest()
    assert len(group.posts()) == before + 1
    return group.posts()[-1]


async def test_the_answer_is_deferred_so_that_it_is_never_late(group: Group) -> None:
    assert (await group.set_up()).response_type is Response.DEFERRED_MESSAGE
