"""Answers by button: one each, in private, by Discord's stamps; and clicks that can't be true."""

import asyncio
import re

import pytest

from bot.sandbox import Interaction, Person
from bot.views.text import plain
from tests.cogs.quiz.conftest import SECOND, Club
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHOSE, ALREADY = "You chose", "You have answered this one, and the first answer counts."
NOT_OPEN, TOO_LATE, OVER = "That question isn't open now.", "Time was up before your answer", "That game is over."


async def forge(club: Club, who: Person, custom_id: str) -> Interaction:
    async with asyncio.timeout(10):
        return await who.forge(custom_id, channel=club.room)


async def answered(club: Club, number: int = 1) -> dict[int, int | None]:
    """Return what is stored: each member's choice."""
    return {member_id: each.choice for member_id, each in (await club.round(number)).answers.items()}


# --- one answer each


async def test_an_answer_is_confirmed_in_private_with_what_was_chosen(club: Club) -> None:
    await club.start()
    options = (await club.round()).question.options
    for who, choice in ((club.ada, 0), (club.ben, 3)):
        reply = await club.choose(who, 1, choice)
        assert reply.ephemeral
        assert shown(reply).text.startswith(f"You chose **{'ABCD'[choice]}** · {plain(options[choice].label)}\n")
        assert shown(reply) not in club.cat.sees(club.room)
    assert await answered(club) == {club.ada.id: 0, club.ben.id: 3}


async def test_the_first_answer_counts_and_every_other_is_told_which_that_was(club: Club) -> None:
    await club.start()
    await club.choose(club.ada, 1, 1)
    for choice in (0, 1, 2, 3):
        again = await club.choose(club.ada, 1, choice)
        assert again.ephemeral
        assert shown(again).text.startswith("You chose **B** · ")
        assert ALREADY in shown(again).text
    assert await answered(club) == {club.ada.id: 1}


async def test_of_clicks_at_once_one_counts_and_the_others_name_it(club: Club) -> None:
    await club.start()
    replies = await asyncio.gather(*(club.choose(club.ada, 1, choice) for choice in (2, 0, 1, 3, 0)))
    texts = [shown(reply).text for reply in replies]
    assert sorted(ALREADY in text for text in texts) == [False, True, True, True, True]
    [letter] = {letter for text in texts for letter in re.findall(r"You chose \*\*([A-D])\*\*", text)}
    assert await answered(club) == {club.ada.id: "ABCD".index(letter)}


async def test_many_members_may_answer_at_once(club: Club) -> None:
    await club.start()
    crowd = club.crowd(40)
    replies = await asyncio.gather(*(club.choose(who, 1, n % 4) for n, who in enumerate(crowd)))
    assert all(reply.ephemeral and CHOSE in shown(reply).text for reply in replies)
    assert await answered(club) == {who.id: n % 4 for n, who in enumerate(crowd)}


async def test_whether_it_is_right_shows_nowhere_before_the_close(club: Club) -> None:
    await club.start()
    question = await club.question()
    played, before = await club.round(), question.payload()
    right, wrong = await club.right(club.ada), await club.wrong(club.ben)
    again = [await club.right(club.ada), await club.right(club.ben)]
    await club.shows(question, "2 answered")
    options = played.question.options
    for one, other in ((right, wrong), again):
        texts = [re.sub(r"(?m)^You chose .*$", "You chose it", shown(reply).text) for reply in (one, other)]
        assert texts[0] == texts[1]
        assert shown(one).buttons == shown(other).buttons == []
    changed = str(question.payload()["components"]).replace("2 answered", "Nobody has answered yet")
    closes = f"Closes <t:{int((question.timestamp + 20 * SECOND).timestamp())}:R>"
    assert changed.replace(closes, "You have 20 seconds") == str(before["components"])
    assert club.posts == [question]
    assert played.question.why not in question.text
    assert all(option.why not in question.text for option in options if option.why)


# --- in time


async def test_an_answer_at_the_deadline_itself_counts_and_a_millisecond_later_does_not(club: Club) -> None:
    await club.start(questions=1)
    await club.question()
    club.advance(20)
    assert CHOSE in shown(await club.right(club.ada)).text
    club.advance(0.001)
    late = await club.right(club.ben)
    assert late.ephemeral
    assert TOO_LATE in shown(late).text
    assert list(await answered(club)) == [club.ada.id]
    await club.close()
    assert "**ada** played alone and has 500 points." in (await club.podium()).text


async def test_an_answer_stamped_in_time_counts_although_it_arrives_after_the_deadline(club: Club) -> None:
    await club.start(questions=1)
    question = await club.question()
    club.advance(19.5)
    clicked = asyncio.create_task(club.press(club.ada, question, question.buttons[0].custom_id or ""))
    await asyncio.sleep(0)  # stamped; it is still on its way when the deadline passes
    club.advance(1.4)
    assert CHOSE in shown(await clicked).text
    assert (await club.round()).answers[club.ada.id].at == question.timestamp + 19.5 * SECOND
    assert TOO_LATE in shown(await club.choose(club.ben, 1, 0)).text


async def test_an_answer_may_come_before_the_bot_knows_that_its_question_is_out(club: Club) -> None:
    held = club.sandbox.faults.hold("POST", r"/channels/\d+/messages", done=True)
    starting = asyncio.create_task(club.use("start", questions=1, lobby=0))
    question = await club.posted("quiz:answer")
    reply = await club.press(club.ben, question, question.buttons[0].custom_id or "")
    assert CHOSE in shown(reply).text
    held.release()
    club.follow(await starting)
    await club.shows(question, "1 answered")
    assert (await answered(club)) == {club.ben.id: 0}


# --- too late, and elsewhere


async def test_after_the_close_the_question_takes_no_answer(club: Club) -> None:
    await club.start()
    question = await club.question()
    await club.right(club.ada)
    await club.close()
    for who in (club.ada, club.ben):
        reply = await who.forge(f"quiz:answer:{club.game_id}:1:0", channel=club.room, message=question)
        assert reply.ephemeral
        assert (ALREADY if who is club.ada else NOT_OPEN) in shown(reply).text
    assert list(await answered(club)) == [club.ada.id]


async def test_a_click_on_the_question_before_does_not_answer_the_one_that_is_open(club: Club) -> None:
    await club.start()
    await club.right(club.ada)
    await club.close()
    await club.go_on(2)
    assert NOT_OPEN in shown(await forge(club, club.ben, f"quiz:answer:{club.game_id}:1:0")).text
    assert await answered(club, 2) == {}


async def test_a_question_that_is_not_out_yet_takes_no_answer(club: Club) -> None:
    await club.start(lobby=15)
    await club.lobby()
    assert NOT_OPEN in shown(await forge(club, club.ben, f"quiz:answer:{club.game_id}:1:0")).text
    club.advance(15)
    await club.question()
    assert NOT_OPEN in shown(await forge(club, club.ben, f"quiz:answer:{club.game_id}:2:0")).text
    assert await answered(club, 1) == await answered(club, 2) == {}


async def test_after_the_end_every_button_of_the_game_says_so(club: Club) -> None:
    await club.start(questions=1, lobby=15)
    await club.press(club.ada, await club.lobby(), "Start now")
    await club.right(club.ada)
    await club.close()
    await club.podium()
    game = club.game_id
    for press in (f"join:{game}", f"begin:{game}", f"answer:{game}:1:0", f"type:{game}:1"):
        reply = await forge(club, club.ben, f"quiz:{press}")
        assert reply.ephemeral
        assert shown(reply).text == OVER
    assert list(await answered(club)) == [club.ada.id]


async def test_a_game_can_t_be_played_from_another_channel_another_server_or_in_direct_messages(club: Club) -> None:
    await club.start()
    question = await club.question()
    elsewhere = Club.found(club.recall, "Elsewhere")
    places = [club.guild.channel("another"), elsewhere.room, elsewhere.ada.direct()]
    elsewhere.guild.join(club.ben)
    for who, place in ((club.ada, places[0]), (club.ben, places[1]), (elsewhere.ada, places[2])):
        for press in (f"answer:{club.game_id}:1:0", f"review:{club.game_id}", f"rematch:{club.game_id}"):
            reply = await who.forge(f"quiz:{press}", channel=place, message=question)
            assert reply.ephemeral or place is places[2]
            assert re.search("That game is over|no longer in use", shown(reply).text)
    assert await answered(club) == {}
    elsewhere.guild.remove_bot()


@pytest.mark.parametrize(
    "custom_id",
    [
        "quiz:answer:{game}:1:4",
        "quiz:answer:{game}:1:9",
        "quiz:answer:{game}:1:-1",
        "quiz:answer:{game}:1:999999999999999999999999999999",
        "quiz:answer:{game}:1:9223372036854775807",
        "quiz:answer:{game}:1:9999999999999999999",
        "quiz:answer:{game}:1:²",
        "quiz:answer:{game}:1:٣",
        "quiz:answer:{game}:1: 0",
        "quiz:answer:{game}:1:0x1",
        "quiz:answer:{game}:1:",
        "quiz:answer:{game}:1",
        "quiz:answer:{game}:1:0:0",
        "quiz:answer:{game}:0:0",
        "quiz:answer:{game}:-1:0",
        "quiz:answer:{game}:51:0",
        "quiz:answer:{game}:9999999999999999999:0",
        "quiz:answer:{game}",
        "quiz:answer:0:1:0",
        "quiz:answer:-{game}:1:0",
        "quiz:answer:9999999999999999999:1:0",
        "quiz:answer:999999999999999999999999999999:1:0",
        "quiz:answer",
        "quiz:answer:{game}:1:0'; DROP TABLE answers; --",
        "quiz:type:{game}:1",
        "quiz:type:{game}:99",
        "quiz:said:{game}:1",
        "quiz:said:{game}:2",
        "quiz:join:9999999999999999999",
        "quiz:begin:999999999999999999999999999999",
        "quiz:skip:{game}",
        "quiz:explode:{game}:1:0",
        "quiz:card:{game}:1:no-such-term",
        "quiz:card:{game}:1",
        "quiz:card:{game}",
        "quiz:appeal:{game}:1",
        "quiz:appeal:{game}:99",
        "quiz:appeal:9999999999999999999:1",
        "quiz:accept:{game}:1:5",
        "quiz:refuse:{game}:1:9999999999999999999",
        "quiz:accept:{game}:99:5",
        "quiz:accept:9999999999999999999:9999999999999999999:9999999999999999999",
        "quiz:review:9999999999999999999",
        "quiz:review:{game}:-1",
        "quiz:rematch:9999999999999999999",
        "quiz:rematch:0",
        "quiz:clear:everything",
        "quiz:clear",
        "quiz:",
        "quiz",
    ],
)
async def test_a_forged_click_is_refused_in_private_and_has_no_effect(club: Club, custom_id: str) -> None:
    await club.start()
    question = await club.question()
    reply = await forge(club, club.teacher, custom_id.format(game=club.game_id))
    text = shown(reply).text
    assert reply.ephemeral
    assert text
    assert "Sorry" not in text  # an apology is for a fault of ours
    assert CHOSE not in text
    assert await answered(club) == await answered(club, 2) == {}
    assert club.posts == [question]
    assert CHOSE in shown(await club.choose(club.ada, 1, 0)).text
