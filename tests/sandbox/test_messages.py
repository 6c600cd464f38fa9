"""Messages in channels, by REST: written once, read, changed, deleted, and refused where Discord refuses."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Channel, ChannelType, Flags, Guild, Intents, Message, Permission, Person, Sandbox
from tests.sandbox.raw import Answer, RawBot

EMBED = {"title": "Dropout", "description": "Some units are switched off.", "fields": [{"name": "Why", "value": "So."}]}


@pytest.fixture(autouse=True)
def without_rate_limits(sandbox: Sandbox) -> None:
    sandbox.ratelimits.on = False


def messages(channel: Channel, message: Message | str | None = None) -> str:
    below = "" if message is None else f"/{message.id if isinstance(message, Message) else message}"
    return f"/channels/{channel.id}/messages{below}"


async def test_a_message_is_written_and_read(raw: RawBot, study: Channel, ada: Person, sandbox: Sandbox) -> None:
    answer = await raw.post(study, "hello", embeds=[EMBED])
    assert answer.status == 200
    [message] = ada.sees(study)
    assert message.text == "hello\nDropout\nSome units are switched off.\nWhy\nSo."
    assert message.author is sandbox.world.bot
    read = await raw.call("GET", messages(study, message))
    assert read.body == answer.body
    assert read.body["timestamp"].endswith("+00:00")


async def test_the_sandboxs_time_is_in_ids_and_timestamps(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    await raw.post(study)
    sandbox.clock.advance(timedelta(days=400))
    await raw.post(study)
    first, second = study.history
    assert second.timestamp - first.timestamp >= timedelta(days=400)
    assert (second.id >> 22) - (first.id >> 22) >= 400 * 86_400_000


# --- nonces


async def test_a_nonce_writes_one_message_however_often_it_is_sent(raw: RawBot, study: Channel) -> None:
    answers = [await raw.post(study, "once", nonce="daily-1", enforce_nonce=True) for _ in range(3)]
    assert len({answer.body["id"] for answer in answers}) == 1
    assert [answer.body["nonce"] for answer in answers] == ["daily-1"] * 3
    assert len(study.history) == 1


async def test_a_nonce_that_is_not_enforced_or_another_writes_again(raw: RawBot, study: Channel) -> None:
    await raw.post(study, nonce="daily-1", enforce_nonce=True)
    await raw.post(study, nonce="daily-1")
    await raw.post(study, nonce="daily-2", enforce_nonce=True)
    assert len(study.history) == 3


async def test_a_nonce_is_forgotten_after_three_minutes(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    for wait, expected in ((0, 1), (170, 1), (11, 2)):
        sandbox.clock.advance(timedelta(seconds=wait))
        await raw.post(study, nonce="daily-1", enforce_nonce=True)
        assert len(study.history) == expected


async def test_a_nonce_of_a_message_that_is_gone_writes_anew(raw: RawBot, study: Channel) -> None:
    first = await raw.post(study, nonce="daily-1", enforce_nonce=True)
    await raw.call("DELETE", messages(study, first.body["id"]))
    assert (await raw.post(study, nonce="daily-1", enforce_nonce=True)).body["id"] != first.body["id"]


async def test_nobody_reads_a_nonce_later(raw: RawBot, study: Channel) -> None:
    await raw.post(study, nonce="daily-1", enforce_nonce=True)
    [read] = (await raw.call("GET", messages(study))).body
    assert "nonce" not in read


# --- history


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "987654321"),
        ({"limit": "3"}, "987"),
        ({"before": "4"}, "321"),
        ({"before": "4", "limit": "2"}, "32"),
        ({"after": "4"}, "98765"),
        ({"after": "4", "limit": "2"}, "65"),
        ({"around": "5", "limit": "3"}, "654"),
        ({"around": "9", "limit": "3"}, "987"),
        ({"around": "5", "limit": "1"}, "5"),
    ],
)
async def test_history_is_newest_first_and_goes_before_after_and_around(
    raw: RawBot, study: Channel, query: dict[str, str], expected: str
) -> None:
    ids = {str(number): (await raw.post(study, str(number))).body["id"] for number in range(1, 10)}
    place = {key: value if key == "limit" else ids[value] for key, value in query.items()}
    page = await raw.call("GET", messages(study), query=place)
    assert "".join(one["content"] for one in page.body) == expected


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"before": "x"}])
async def test_a_page_that_cannot_be_is_refused(raw: RawBot, study: Channel, query: dict[str, str]) -> None:
    answer = await raw.call("GET", messages(study), query=query)
    assert (answer.status, answer.code) == (400, 50035)


async def test_what_members_wrote_is_read_only_with_the_content_intent(
    raw: RawBot, sandbox: Sandbox, study: Channel, ada: Person
) -> None:
    ada.write(study, "hello")
    assert (await raw.call("GET", messages(study))).body[0]["content"] == ""
    sandbox.world.application.granted = Intents.MESSAGE_CONTENT
    assert (await raw.call("GET", messages(study))).body[0]["content"] == "hello"


# --- changing and deleting


async def test_an_edit_changes_what_it_names_and_nothing_else(raw: RawBot, study: Channel) -> None:
    await raw.post(study, "hello", embeds=[EMBED])
    [message] = study.history
    answer = await raw.call("PATCH", messages(study, message), {"content": "bye"})
    assert (answer.status, answer.body["content"]) == (200, "bye")
    assert message.embeds[0]["title"] == "Dropout"
    assert answer.body["edited_timestamp"] is not None
    await raw.call("PATCH", messages(study, message), {"embeds": []})
    assert message.text == "bye"


async def test_only_its_own_messages_can_the_bot_change(raw: RawBot, study: Channel, ada: Person) -> None:
    message = ada.write(study, "hello")
    answer = await raw.call("PATCH", messages(study, message), {"content": "bye"})
    assert (answer.status, answer.code) == (403, 50005)


async def test_others_messages_are_deleted_only_with_the_right_to(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel, ada: Person
) -> None:
    message = ada.write(study, "hello")
    refused = await raw.call("DELETE", messages(study, message))
    assert (refused.status, refused.code) == (403, 50013)
    guild.overwrite(study, sandbox.world.bot, allow=Permission.MANAGE_MESSAGES)
    assert (await raw.call("DELETE", messages(study, message))).status == 204
    assert (study.history, message.deleted) == ([], True)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_a_message_that_is_gone_is_unknown(raw: RawBot, study: Channel, method: str) -> None:
    posted = await raw.post(study)
    await raw.call("DELETE", messages(study, posted.body["id"]))
    payload = {"content": "x"} if method == "PATCH" else None
    answer = await raw.call(method, messages(study, posted.body["id"]), payload)
    assert (answer.status, answer.code) == (404, 10008)


async def test_components_are_numbered_and_stay_when_nobody_touches_them(raw: RawBot, study: Channel) -> None:
    buttons = [{"type": 2, "style": 1, "label": label, "custom_id": label} for label in "AB"]
    answer = await raw.post(study, components=[{"type": 1, "components": buttons}])
    [row] = answer.body["components"]
    assert (row["id"], [button["id"] for button in row["components"]]) == (1, [2, 3])
    [message] = study.history
    await raw.call("PATCH", messages(study, message), {"content": "changed"})
    assert [button.label for button in message.buttons] == ["A", "B"]


async def test_a_message_of_components_alone_stays_one(raw: RawBot, study: Channel) -> None:
    display = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "shown"}]}]}
    answer = await raw.call("POST", messages(study), display)
    [message] = study.history
    assert (answer.status, message.text, message.v2) == (200, "shown", True)
    for change in ({"content": "text"}, {"embeds": [EMBED]}, {"flags": 0}):
        assert (await raw.call("PATCH", messages(study, message), change)).code == 50035
    assert (await raw.call("POST", messages(study), {**display, "content": "text"})).code == 50035


async def test_limits_are_checked_before_anything_is_written(raw: RawBot, study: Channel) -> None:
    too_long = await raw.post(study, "x" * 2001)
    assert (too_long.status, too_long.code) == (400, 50035)
    assert too_long.body["errors"]["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    assert (await raw.call("POST", messages(study), {})).code == 50006
    assert study.history == []


# --- files


def form(payload: str, *names: str) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("payload_json", payload)
    for index, name in enumerate(names):
        data.add_field(f"files[{index}]", b"bytes of " + name.encode(), filename=name, content_type="text/plain")
    return data


async def test_files_hang_on_a_message_and_can_be_fetched(raw: RawBot, study: Channel) -> None:
    payload = '{"content": "see", "attachments": [{"id": 0, "filename": "a.txt", "description": "About a"}]}'
    answer = await raw.call("POST", messages(study), data=form(payload, "a.txt", "b.txt"))
    assert answer.status == 200
    first, second = answer.body["attachments"]
    assert (first["filename"], first["size"], first["description"]) == ("a.txt", 14, "About a")
    assert second["filename"] == "b.txt"
    async with aiohttp.ClientSession() as http, http.get(first["url"]) as response:
        assert await response.read() == b"bytes of a.txt"
    [record] = raw.sandbox.requests.find("POST", ".*/messages")
    assert (record.payload["content"], record.files) == ("see", 2)


async def test_an_edit_keeps_the_attachments_that_it_names(raw: RawBot, study: Channel) -> None:
    answer = await raw.call("POST", messages(study), data=form('{"content": "see"}', "a.txt", "b.txt"))
    kept = answer.body["attachments"][1]["id"]
    [message] = study.history
    changed = await raw.call("PATCH", messages(study, message), {"attachments": [{"id": kept}]})
    assert [one["filename"] for one in changed.body["attachments"]] == ["b.txt"]
    again = await raw.call("PATCH", messages(study, message), {"content": "still there"})
    assert len(again.body["attachments"]) == 1


# --- what the bot may do


@pytest.mark.parametrize(
    ("denied", "payload", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "x"}, 50001),
        (Permission.SEND_MESSAGES, {"content": "x"}, 50013),
        (Permission.EMBED_LINKS, {"embeds": [EMBED]}, 50013),
        (Permission.READ_MESSAGE_HISTORY, {"content": "x", "message_reference": {"message_id": "1"}}, 50013),
    ],
)
async def test_what_the_bot_may_not_do_is_forbidden(
    raw: RawBot, guild: Guild, study: Channel, sandbox: Sandbox, denied: Permission, payload: Any, code: int
) -> None:
    guild.overwrite(study, sandbox.world.bot, deny=denied)
    answer = await raw.call("POST", messages(study), payload)
    assert (answer.status, answer.code) == (403, code)
    assert study.history == []


async def test_files_need_a_right_of_their_own(raw: RawBot, guild: Guild, study: Channel) -> None:
    guild.overwrite(study, guild.everyone, deny=Permission.ATTACH_FILES)
    assert (await raw.call("POST", messages(study), data=form("{}", "a.txt"))).code in {50013, 50006}
    assert (await raw.call("POST", messages(study), data=form('{"content": "x"}', "a.txt"))).code == 50013


async def test_without_the_right_to_read_history_there_is_none(raw: RawBot, guild: Guild, study: Channel) -> None:
    posted = await raw.post(study)
    guild.overwrite(study, guild.everyone, deny=Permission.READ_MESSAGE_HISTORY)
    guild.overwrite(study, raw.sandbox.world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    assert (await raw.call("GET", messages(study))).body == []
    assert (await raw.call("GET", messages(study, posted.body["id"]))).code == 50013


async def test_a_channel_that_is_not_there_or_not_the_bots_is_refused(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    elsewhere = sandbox.guild("Elsewhere", bot=False).channel("general")
    assert (await raw.post(elsewhere)).code == 50001
    guild.delete(study)
    gone = await raw.post(study)
    assert (gone.status, gone.code) == (404, 10003)


@pytest.mark.parametrize("kind", [ChannelType.CATEGORY, ChannelType.FORUM])
async def test_categories_and_forums_hold_no_messages(raw: RawBot, guild: Guild, kind: ChannelType) -> None:
    answer = await raw.post(guild.channel("shelf", type=kind))
    assert (answer.status, answer.code) == (400, 50008)


@pytest.mark.parametrize("kind", [ChannelType.VOICE, ChannelType.ANNOUNCEMENT])
async def test_voice_and_announcement_channels_do(raw: RawBot, guild: Guild, kind: ChannelType) -> None:
    assert (await raw.post(guild.channel("room", type=kind))).status == 200


async def test_a_reply_points_at_a_message_that_is_there(raw: RawBot, study: Channel, ada: Person) -> None:
    question = ada.write(study, "what is dropout?")
    answer = await raw.post(study, "see", message_reference={"message_id": str(question.id)})
    assert answer.body["referenced_message"]["id"] == str(question.id)
    missing = await raw.post(study, "see", message_reference={"message_id": "1"})
    assert (missing.status, missing.code) == (400, 50035)
    lenient = {"message_id": "1", "fail_if_not_exists": False}
    assert (await raw.post(study, "see", message_reference=lenient)).status == 200


# --- whom a message pings


async def pinged(raw: RawBot, study: Channel, content: str, **more: Any) -> Message:
    answer = await raw.post(study, content, **more)
    return study.messages[int(answer.body["id"])]


async def test_a_role_is_pinged_if_it_is_mentionable_or_the_bot_may_mention_all(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    role = guild.role("Learners")
    assert (await pinged(raw, study, f"{role.mention} hello")).pings.role_ids == ()
    guild.edit_role(role, mentionable=True)
    assert (await pinged(raw, study, f"{role.mention} hello")).pings.role_ids == (role.id,)
    guild.edit_role(role, mentionable=False)
    guild.overwrite(study, sandbox.world.bot, allow=Permission.MENTION_EVERYONE)
    assert (await pinged(raw, study, f"{role.mention} hello")).pings.role_ids == (role.id,)


async def test_everyone_is_pinged_only_with_the_right_to(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    assert not (await pinged(raw, study, "@everyone hello")).pings.everyone
    guild.overwrite(study, sandbox.world.bot, allow=Permission.MENTION_EVERYONE)
    assert (await pinged(raw, study, "@here hello")).pings.everyone


async def test_allowed_mentions_decide_who_is_pinged(
    raw: RawBot, guild: Guild, study: Channel, ada: Person, ben: Person
) -> None:
    role = guild.role("Learners", mentionable=True)
    text = f"{ada.mention} {ben.mention} {role.mention}"
    assert (await pinged(raw, study, text)).pings.users == (ada, ben)
    nobody = await pinged(raw, study, text, allowed_mentions={"parse": []})
    assert (nobody.pings.users, nobody.pings.role_ids) == ((), ())
    one = await pinged(raw, study, text, allowed_mentions={"parse": ["roles"], "users": [str(ben.id)]})
    assert (one.pings.users, one.pings.role_ids) == ((ben,), (role.id,))


async def test_an_edit_pings_nobody(raw: RawBot, study: Channel, ada: Person) -> None:
    message = await pinged(raw, study, "hello")
    await raw.call("PATCH", messages(study, message), {"content": ada.mention})
    assert message.mentions.users == (ada,)
    assert message.pings.users == ()


# --- announcements, threads, direct messages


async def test_only_announcements_are_sent_on_and_only_once(raw: RawBot, guild: Guild, study: Channel) -> None:
    news = guild.channel("news", type=ChannelType.ANNOUNCEMENT)
    await raw.post(news)
    [message] = news.history
    sent = await raw.call("POST", messages(news, message) + "/crosspost")
    assert sent.status == 200
    assert Flags.CROSSPOSTED in message.flags
    assert (await raw.call("POST", messages(news, message) + "/crosspost")).code == 40033
    posted = await raw.post(study)
    assert (await raw.call("POST", messages(study, posted.body["id"]) + "/crosspost")).code == 50024


async def started(raw: RawBot, path: str, **payload: Any) -> Answer:
    return await raw.call("POST", path, {"name": "questions", **payload})


async def test_a_thread_is_started_from_a_message_once(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    posted = await raw.post(study)
    path = messages(study, posted.body["id"]) + "/threads"
    assert (await started(raw, path)).body["id"] == posted.body["id"]
    assert (await started(raw, path)).code == 160004
    thread = sandbox.world.channels[int(posted.body["id"])]
    assert (thread.parent_id, thread.type) == (study.id, ChannelType.PUBLIC_THREAD)
    assert (await raw.post(thread)).status == 200


async def test_a_thread_without_a_message_needs_a_name_and_the_right_to_start_it(
    raw: RawBot, guild: Guild, study: Channel
) -> None:
    path = f"/channels/{study.id}/threads"
    assert (await started(raw, path, type=11)).status == 201
    assert (await started(raw, path, name="", type=11)).code == 50035
    assert (await started(raw, path, type=12)).code == 50013
    guild.overwrite(study, guild.everyone, deny=Permission.CREATE_PUBLIC_THREADS)
    assert (await started(raw, path, type=11)).code == 50013


async def test_in_threads_the_parents_rights_and_a_right_of_their_own_decide(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    thread = guild.thread(study, "questions")
    guild.overwrite(study, sandbox.world.bot, deny=Permission.SEND_MESSAGES)
    assert (await raw.post(thread)).status == 200
    guild.overwrite(study, sandbox.world.bot, deny=Permission.SEND_MESSAGES_IN_THREADS)
    assert (await raw.post(thread)).code == 50013
    guild.overwrite(study, sandbox.world.bot, deny=Permission.VIEW_CHANNEL)
    assert (await raw.post(thread)).code == 50001


async def test_a_private_thread_is_closed_to_a_bot_that_is_not_in_it(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    thread = guild.thread(study, "staff", private=True)
    assert (await raw.post(thread)).code == 50001
    guild.enter(thread, sandbox.world.bot)
    assert (await raw.post(thread)).status == 200


async def test_writing_opens_an_archived_thread_unless_it_is_locked(
    raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    thread = guild.thread(study, "questions")
    assert thread.thread is not None
    guild.archive(thread)
    assert (await raw.post(thread)).status == 200
    assert not thread.thread.archived
    assert sandbox.application_id in thread.thread.members
    guild.archive(thread, locked=True)
    refused = await raw.post(thread)
    assert (refused.status, refused.code) == (400, 50083)


async def test_active_and_archived_threads_are_listed(raw: RawBot, guild: Guild, study: Channel) -> None:
    active, archived = guild.thread(study, "active"), guild.thread(study, "archived")
    guild.archive(archived)
    listed = await raw.call("GET", f"/guilds/{guild.id}/threads/active")
    assert [one["id"] for one in listed.body["threads"]] == [str(active.id)]
    listed = await raw.call("GET", f"/channels/{study.id}/threads/archived/public")
    assert [one["id"] for one in listed.body["threads"]] == [str(archived.id)]


async def test_the_bot_enters_and_leaves_threads(raw: RawBot, sandbox: Sandbox, guild: Guild, study: Channel) -> None:
    thread = guild.thread(study, "questions")
    assert thread.thread is not None
    path = f"/channels/{thread.id}/thread-members/@me"
    assert (await raw.call("PUT", path)).status == 204
    assert sandbox.application_id in thread.thread.members
    assert (await raw.call("DELETE", path)).status == 204
    assert sandbox.application_id not in thread.thread.members
    assert (await raw.call("PUT", f"/channels/{study.id}/thread-members/@me")).code == 50024


async def test_a_direct_message_is_opened_once_and_written_in(raw: RawBot, ada: Person) -> None:
    opened = [await raw.call("POST", "/users/@me/channels", {"recipient_id": str(ada.id)}) for _ in range(2)]
    assert {one.body["id"] for one in opened} == {str(ada.direct().id)}
    assert (await raw.post(ada.direct(), "hello")).status == 200
    assert [message.text for message in ada.sees(ada.direct())] == ["hello"]
    unknown = await raw.call("POST", "/users/@me/channels", {"recipient_id": "1"})
    assert (unknown.status, unknown.code) == (404, 10013)
    assert (await raw.call("POST", "/users/@me/channels", {})).code == 50035
