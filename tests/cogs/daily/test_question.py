"""The question on the term of the day before, as members play it."""

import asyncio
import re

import pytest

from bot.daily import Question, question_on
from bot.sandbox import Interaction, Mentions, Message, Person
from bot.views.text import plain
from tests.cogs.daily.conftest import DAY, GLOSSARY, Group, day_of, slug_of
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKS = "Do you remember yesterday's?"
RIGHT, WRONG, AGAIN = "### Right!", "### Not quite", "You answered already"
CLOSED = "The question closed when the next term came out"


def answers(post: Message) -> list[str]:
    """Return the custom ids of a question's answers."""
    return [each.custom_id for each in post.buttons if each.custom_id and each.custom_id.startswith("daily:answer:")]


async def asked(group: Group) -> Message:
    """Set up and return the first post with a question: the second one."""
    await group.set_up()
    await group.next_post()
    return await group.next_post()


def question_of(group: Group, post: Message) -> Question:
    """Return what is asked in the newest post."""
    before = group.posts()[-2]
    seed = f"{group.guild.id} {day_of(post)}"
    question = question_on(GLOSSARY[slug_of(before)], GLOSSARY, seed, beside=slug_of(post))
    assert question is not None
    return question


def wrong(question: Question) -> int:
    return (question.right + 1) % 3


async def pick(person: Person, post: Message, choice: int) -> Interaction:
    return await person.click(post, answers(post)[choice])


def result_in(post: Message) -> str | None:
    found = re.search(r"Last time, (\d+ of \d+) remembered", post.text)
    return found and found[1]


# --- what is asked


async def test_the_first_post_asks_nothing_and_the_second_asks_about_the_first(group: Group) -> None:
    await group.set_up()
    first = await group.next_post()
    assert "remember" not in first.text
    assert answers(first) == []
    second = await group.next_post()
    assert ASKS in second.text
    assert answers(second) == [f"daily:answer:{day_of(second)}:{choice}" for choice in range(3)]
    question = question_of(group, second)
    assert question.slug == slug_of(first)
    assert plain(question.prompt) in second.text


async def test_every_option_can_be_read_in_the_post(group: Group) -> None:
    post = await asked(group)
    everything = "\n".join([post.text, *(button.label for button in post.buttons)])
    for letter, option in zip("ABC", question_of(group, post).options, strict=True):
        assert plain(option.label) in everything or option.label in everything
        assert any(button.label in (letter, f"{letter} · {option.label}") for button in post.buttons)


async def test_after_a_day_without_a_post_it_asks_about_the_last_one(group: Group) -> None:
    await group.set_up()
    first = await group.next_post()
    await group.use("pause")
    await group.pass_days(2)
    await group.use("resume")
    post = await group.next_post()
    assert "Do you remember the last one?" in post.text
    assert ASKS not in post.text
    assert question_of(group, post).slug == slug_of(first)


# --- answers


async def test_a_right_answer_is_told_so_with_the_reason_in_private(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    reply = await pick(group.ada, post, question.right)
    assert reply.ephemeral
    assert shown(reply).text.startswith(f"{RIGHT}\nYou picked **{'ABC'[question.right]}**")
    assert plain(question.options[question.right].why) in shown(reply).text
    assert shown(reply) not in group.ben.sees(group.study)
    assert [button.label for button in shown(reply).buttons] == [GLOSSARY[question.slug].name]


async def test_a_wrong_answer_is_told_what_is_right_and_why_in_private(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    reply = await pick(group.ada, post, wrong(question))
    text = shown(reply).text
    assert reply.ephemeral
    assert text.startswith(f"{WRONG}\nYou picked **{'ABC'[wrong(question)]}**")
    assert plain(question.options[wrong(question)].why) in text
    right = question.options[question.right]
    assert f"Right is **{'ABC'[question.right]}** · {plain(right.label)}\n{plain(right.why)}" in text


async def test_exactly_one_of_the_three_is_right(group: Group) -> None:
    post = await asked(group)
    replies = [await pick(each, post, n) for n, each in enumerate((group.ada, group.ben, group.teacher))]
    assert sorted(shown(reply).text.startswith(RIGHT) for reply in replies) == [False, False, True]


async def test_an_answer_changes_nothing_that_others_see(group: Group) -> None:
    post = await asked(group)
    before = post.payload()
    await pick(group.ada, post, 0)
    assert post.payload() == before
    assert group.ben.sees(group.study) == group.posts()


async def test_the_first_answer_counts_however_often_one_tries(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    await pick(group.ada, post, wrong(question))
    for choice in (question.right, question.right, wrong(question)):
        again = shown(await pick(group.ada, post, choice)).text
        assert again.startswith(WRONG)
        assert f"{AGAIN}, and the first answer counts: **{'ABC'[wrong(question)]}**" in again
    assert result_in(await group.next_post()) == "0 of 1"


async def test_two_clicks_at_once_are_one_answer(group: Group) -> None:
    post = await asked(group)
    replies = await asyncio.gather(*(pick(group.ada, post, choice) for choice in range(3)))
    texts = [shown(reply).text for reply in replies]
    assert sorted(AGAIN in text for text in texts) == [False, True, True]
    assert len({letter for text in texts for letter in re.findall(r"(?:picked|counts:) \*\*([ABC])\*\*", text)}) == 1
    was_right = all(text.startswith(RIGHT) for text in texts)
    assert was_right or all(text.startswith(WRONG) for text in texts)
    assert result_in(await group.next_post()) == f"{int(was_right)} of 1"


async def test_many_members_may_answer_at_once(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    crowd = [group.sandbox.person(f"member{n}", guild=group.guild) for n in range(30)]
    picks = [question.right if n < 17 else wrong(question) for n in range(30)]
    replies = await asyncio.gather(*(pick(each, post, n) for each, n in zip(crowd, picks, strict=True)))
    assert [shown(reply).text.startswith(RIGHT) for reply in replies] == [n < 17 for n in range(30)]
    assert all(reply.ephemeral for reply in replies)
    assert result_in(await group.next_post()) == "17 of 30"


# --- the result


async def test_the_next_post_says_how_many_remembered_which_term(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    await pick(group.ada, post, question.right)
    await pick(group.ben, post, wrong(question))
    await pick(group.teacher, post, question.right)
    after = await group.next_post()
    assert f"Last time, 2 of 3 remembered **{plain(GLOSSARY[question.slug].name)}**." in after.text
    assert after.pings == Mentions()


async def test_where_nobody_answered_no_result_is_given(group: Group) -> None:
    await asked(group)
    after = await group.next_post()
    assert ASKS in after.text
    assert "Last time" not in after.text


async def test_each_result_is_of_the_question_before_alone(group: Group) -> None:
    post = await asked(group)
    await pick(group.ada, post, question_of(group, post).right)
    second = await group.next_post()
    await pick(group.ben, second, wrong(question_of(group, second)))
    third = await group.next_post()
    assert (result_in(second), result_in(third)) == ("1 of 1", "0 of 1")


async def test_answers_on_one_server_count_on_that_alone(group: Group) -> None:
    elsewhere = Group.found(group.recall, "Elsewhere")
    await elsewhere.set_up()
    post = await asked(group)
    await elsewhere.rest()
    theirs = elsewhere.posts()[-1]
    assert day_of(theirs) == day_of(post)
    group.guild.join(elsewhere.ada)
    first = await pick(elsewhere.ada, theirs, 0)
    second = await pick(elsewhere.ada, post, question_of(group, post).right)
    assert AGAIN not in shown(first).text + shown(second).text
    assert result_in(await group.next_post()) == "1 of 1"
    elsewhere.guild.remove_bot()


# --- how long


async def test_it_stays_open_until_the_next_post_and_not_a_moment_longer(group: Group) -> None:
    post = await asked(group)
    group.advance_to(group.next_due() - DAY / 24)
    assert RIGHT in shown(await pick(group.ada, post, question_of(group, post).right)).text
    newest = await group.next_post()
    late = await pick(group.ben, post, 0)
    assert late.ephemeral
    assert CLOSED in shown(late).text
    assert f"https://discord.com/channels/{newest.guild_id}/{newest.channel_id}/{newest.id}" in shown(late).text
    assert result_in(newest) == "1 of 1"


async def test_it_stays_open_while_no_next_post_comes(group: Group) -> None:
    post = await asked(group)
    await group.use("pause")
    await group.pass_days(3)
    assert RIGHT in shown(await pick(group.ada, post, question_of(group, post).right)).text


async def test_a_post_asked_for_early_closes_it_too(group: Group) -> None:
    post = await asked(group)
    group.sandbox.clock.advance(DAY * 0.8)  # past midnight
    await group.use("post")
    assert CLOSED in shown(await pick(group.ada, post, 0)).text


async def test_buttons_work_after_a_restart(group: Group) -> None:
    post = await asked(group)
    question = question_of(group, post)
    await pick(group.ada, post, wrong(question))
    await group.recall.stop()
    await group.recall.start()
    assert shown(await pick(group.ben, post, question.right)).text.startswith(RIGHT)
    assert AGAIN in shown(await pick(group.ada, post, question.right)).text
    assert (await group.ada.click(post, "More")).ephemeral
    assert result_in(await group.next_post()) == "1 of 2"


# --- what can't be true


@pytest.mark.parametrize(
    "custom_id",
    [
        "daily:answer:{day}:3",
        "daily:answer:{day}:7",
        "daily:answer:{day}:-1",
        "daily:answer:{day}:99999999999999999999",
        "daily:answer:{day}:²",
        "daily:answer:{day}:",
        "daily:answer:{day}: 0",
        "daily:answer:{day}:0x1",
        "daily:answer:{day}",
        "daily:answer:{day}:0:1",
        "daily:answer:2027-13-45:0",
        "daily:answer:1999-01-01:0",
        "daily:answer:9999-12-31:0",
        "daily:answer:today:0",
        "daily:answer::0",
        "daily:answer",
        "daily:explode:{day}:0",
        "daily:more:{day}:no-such-term",
        "daily:more:{day}",
        "daily:more",
        "daily",
        "daily:",
        "daily:answer:{day}:0'; DROP TABLE daily_answers; --",
    ],
)
async def test_a_forged_click_is_refused_in_private_and_counts_for_nothing(group: Group, custom_id: str) -> None:
    post = await asked(group)
    reply = await group.ada.forge(custom_id.format(day=day_of(post)), channel=group.study, message=post)
    text = shown(reply).text
    assert reply.ephemeral
    assert re.search("no longer|CLOSED|isn't open", text.replace(CLOSED, "CLOSED"))
    assert "Sorry" not in text
    assert RIGHT not in text
    assert WRONG not in text
    assert AGAIN not in shown(await pick(group.ada, post, 0)).text


async def test_a_question_of_another_server_can_t_be_answered_from_here(group: Group) -> None:
    post = await asked(group)
    elsewhere = Group.found(group.recall, "Elsewhere")
    reply = await elsewhere.ada.forge(answers(post)[0], channel=elsewhere.study, message=post)
    assert reply.ephemeral
    assert RIGHT not in shown(reply).text
    assert WRONG not in shown(reply).text
    assert result_in(await group.next_post()) is None


async def test_a_question_can_t_be_answered_in_direct_messages(group: Group) -> None:
    post = await asked(group)
    reply = await group.ada.forge(answers(post)[0], channel=group.ada.direct())
    assert "no longer in use" in shown(reply).text
    assert result_in(await group.next_post()) is None


async def test_the_preview_s_question_isn_t_open_until_its_post_is_out(group: Group) -> None:
    await group.set_up()
    await group.next_post()
    [preview] = (await group.set_up()).followups
    reply = await pick(group.teacher, preview, 0)
    assert reply.ephemeral
    assert "isn't open yet" in shown(reply).text
    assert CLOSED not in shown(reply).text
    post = await group.next_post()
    assert AGAIN not in shown(await pick(group.teacher, post, 0)).text


async def test_the_rest_of_a_preview_s_buttons_work(group: Group) -> None:
    [preview] = (await group.set_up()).followups
    more, related, *_ = [button.label for button in preview.buttons]
    for label in (more, related):
        reply = await group.teacher.click(preview, label)
        assert reply.ephemeral
        assert not re.search("(button|term) is no longer", shown(reply).text)  # a card may well say "no longer"
