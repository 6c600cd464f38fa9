"""What a daily post is: an ordinary message that pings one role, in whatever channel people write in."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.daily import nonce
from bot.sandbox import Channel, ChannelType, Flags, Mentions, Message, Permission, Request
from bot.views.text import plain
from tests.cogs.daily.conftest import DAY, GLOSSARY, Group, day_of, slug_of
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


def sent(group: Group, post: Message) -> Request:
    """Return the one request that made a post."""
    made = group.sandbox.requests.find("POST", f"/channels/{post.channel_id}/messages", status=200)
    [request] = [one for one in made if one.payload["nonce"] == post.nonce]
    return request


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


# --- what it says


async def test_a_lock_screen_shows_the_term_and_its_mnemonic(group: Group) -> None:
    await group.set_up()
    post = await group.next_post()
    term = GLOSSARY[slug_of(post)]
    head, scene = post.content.split("\n> ")
    assert f"**{plain(term.name)}**" in head
    assert f"sounds like **“{plain(term.mnemonic.keyword)}”**" in head
    assert scene == plain(term.mnemonic.image)


async def test_the_rest_of_the_card_is_one_embed(group: Group) -> None:
    await group.set_up()
    post = await group.next_post()
    term = GLOSSARY[slug_of(post)]
    [embed] = post.embeds
    assert plain(term.definition) in embed["description"]
    assert f"**Example:** {plain(term.example)}" in embed["description"]
    assert plain(term.mnemonic.image) not in embed["description"]


async def test_it_is_no_components_v2_message_because_push_notifications_of_those_are_empty(group: Group) -> None:
    await group.set_up()
    post = await group.next_post()
    assert not post.v2
    assert post.content
    assert not sent(group, post).payload.get("flags", 0) & Flags.IS_COMPONENTS_V2
    assert not post.ephemeral


async def test_below_it_are_more_and_related_terms_which_open_in_private(group: Group) -> None:
    await group.set_up()
    post = await group.next_post()
    term = GLOSSARY[slug_of(post)]
    related = [GLOSSARY[slug].name for slug in term.related[:4]]
    assert labels(post) == ["More", *related]
    more = await group.ada.click(post, "More")
    assert more.ephemeral
    assert shown(more).text
    opened = await group.ada.click(post, related[0])
    assert opened.ephemeral
    assert f"## {plain(related[0])}\n" in shown(opened).text
    assert group.ben.sees(group.study) == [post]


# --- whom it pings


async def test_it_pings_its_role_and_nobody_else(group: Group) -> None:
    role = group.guild.role("learners", mentionable=True)
    group.guild.role("others", mentionable=True)
    await group.set_up(role=role)
    post = await group.next_post()
    assert post.pings == Mentions(role_ids=(role.id,))
    assert post.content.startswith(f"{role.mention} **")
    assert sent(group, post).payload["allowed_mentions"] == {"parse": [], "roles": [role.id]}


async def test_without_a_role_it_pings_nobody_even_where_it_might(group: Group) -> None:
    group.guild.overwrite(group.study, group.sandbox.world.bot, allow=Permission.MENTION_EVERYONE)
    await group.set_up()
    post = await group.next_post()
    assert post.pings == Mentions()
    assert "<@" not in post.content
    assert sent(group, post).payload["allowed_mentions"]["parse"] == []


async def test_a_role_that_is_deleted_since_is_left_out(group: Group) -> None:
    role = group.guild.role("learners", mentionable=True)
    await group.set_up(role=role)
    first = await group.next_post()
    group.guild.delete_role(role)
    second = await group.next_post()
    assert role.mention in first.content
    assert "<@&" not in second.content
    assert second.content.startswith("**")
    assert second.pings == Mentions()


# --- once a date


async def test_it_carries_a_nonce_that_is_enforced_and_its_date_s_alone(group: Group) -> None:
    elsewhere = Group.found(group.recall, "Elsewhere")
    await group.set_up()
    await elsewhere.set_up()
    for _ in range(2):
        await group.next_post()
        await elsewhere.rest()
    posts = [(each, post) for each in (group, elsewhere) for post in each.posts()]
    payloads = [sent(*each).payload for each in posts]
    assert [payload["enforce_nonce"] for payload in payloads] == [True] * 4
    # Not the library's own, which is another one at each attempt.
    expected = [nonce(each.guild.id, date.fromisoformat(day_of(post))) for each, post in posts]
    assert [payload["nonce"] for payload in payloads] == expected
    assert len(set(expected)) == 4
    assert all(0 < len(one) <= 25 for one in expected)
    elsewhere.guild.remove_bot()


@pytest.mark.parametrize(
    ("at", "zone"), [("8:30", "Europe/Berlin"), ("0:10", "Pacific/Auckland"), ("23:50", "Pacific/Honolulu")]
)
async def test_its_buttons_carry_the_local_date(group: Group, at: str, zone: str) -> None:
    await group.set_up(time=at, timezone=zone)
    for _ in range(2):
        post = await group.next_post()
        assert day_of(post) == str(post.timestamp.astimezone(ZoneInfo(zone)).date())


async def test_it_comes_within_seconds_of_its_instant(group: Group) -> None:
    await group.set_up(time="8:31")
    due = group.next_due()
    late = (await group.next_post()).timestamp - due
    assert 0 <= late.total_seconds() < 15


# --- where


async def test_a_text_channel_an_announcement_channel_and_the_chat_of_a_voice_channel_can_have_it(group: Group) -> None:
    for kind in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.VOICE):
        await comes_to(group, group.guild.channel("term-of-the-day", type=kind))


async def test_a_thread_can_have_it_be_it_public_of_an_announcement_or_private(group: Group) -> None:
    news = group.guild.channel("news", type=ChannelType.ANNOUNCEMENT)
    private = group.guild.thread(group.study, "Private", private=True)
    group.guild.enter(private, group.sandbox.world.bot)
    for thread in (group.guild.thread(group.study, "Public"), group.guild.thread(news, "News"), private):
        await comes_to(group, thread)


async def test_an_archived_thread_can_have_it(group: Group) -> None:
    thread = group.guild.thread(group.study, "Daily")
    group.guild.archive(thread)
    await comes_to(group, thread)


async def comes_to(group: Group, channel: Channel) -> None:
    reply = await group.set_up(channel=channel)
    assert "missing" not in shown(reply).text
    assert (await group.next_post(channel)).channel_id == channel.id
    assert len(group.posts(channel)) == 1


# --- one after the other


async def test_two_servers_get_the_same_terms_in_orders_of_their_own(group: Group) -> None:
    elsewhere = Group.found(group.recall, "Elsewhere")
    await group.set_up()
    await elsewhere.set_up()
    for _ in range(8):
        await group.next_post()
    await elsewhere.rest()
    ours, theirs = (list(map(slug_of, each.posts())) for each in (group, elsewhere))
    assert len(ours) == len(theirs) == 8
    assert ours != theirs
    elsewhere.guild.remove_bot()


async def test_a_post_a_day_brings_every_term_of_a_category_before_any_comes_again(group: Group) -> None:
    """The whole glossary's turn is the rota's law and the drills'; this one is short."""
    await group.set_up(timezone="Asia/Kolkata", category="rl")  # whose clocks never change
    every = {term.slug for term in GLOSSARY.terms_in("rl")}
    first, days = group.next_due().date(), 2 * len(every)
    for n in range(days):
        group.sandbox.clock.advance(DAY)
        await group.sandbox.until(lambda n=n: len(group.posts()) > n)
    posts = group.posts()
    assert [day_of(post) for post in posts] == [str(first + n * DAY) for n in range(days)]
    slugs = list(map(slug_of, posts))
    assert set(slugs[: len(every)]) == set(slugs[len(every) :]) == every
    assert slugs[len(every) - 1] != slugs[len(every)]
