"""How a game begins: its lobby, who joins, and where a second start leads."""

import asyncio
from typing import Any

import pytest

from bot.sandbox import Message, Person
from tests.cogs.quiz.conftest import CALM, SECOND, Club, labels
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

IN, IN_ALREADY = "You're in!", "You're in already."
BEGUN = "### The quiz has begun"


async def opened(club: Club, **options: Any) -> Message:
    """Let Ada start a game with a lobby, and return that."""
    given: dict[str, Any] = {"lobby": 15, **options}
    await club.start(**given)
    return await club.lobby()


async def beginning(club: Club, *others: Person) -> Message:
    """Start a game that the others join, and return its first question."""
    lobby = await opened(club)
    for who in others:
        await club.press(who, lobby, "Join")
    await club.press(club.ada, lobby, "Start now")
    return await club.question()


async def test_the_start_is_answered_in_private_with_a_link_to_the_lobby(club: Club) -> None:
    started = await club.start(lobby=15)
    lobby = await club.lobby()
    assert started.ephemeral
    link = f"https://discord.com/channels/{club.guild.id}/{club.room.id}/{lobby.id}"
    assert shown(started).text == f"Your quiz is ready: {link}"
    assert club.posts == [lobby]


async def test_the_lobby_says_what_is_played_and_who_is_in(club: Club) -> None:
    lobby = await opened(club, questions=7, seconds=30, kind="typed", scoring="race", level="beginner")
    assert (
        "**7 questions, 30 seconds each:** a clue each, and you type the term. All about beginner terms." in lobby.text
    )
    assert "The first right answer takes all 1,000 points." in lobby.text
    assert "**1 player:** ada" in lobby.text
    assert f"It begins <t:{int((lobby.timestamp + 15 * SECOND).timestamp())}:R>." in lobby.text
    assert labels(lobby) == ["Join", "Start now"]


async def test_who_joins_is_told_so_in_private_and_named_in_the_lobby(club: Club) -> None:
    lobby = await opened(club)
    reply = await club.press(club.ben, lobby, "Join")
    assert reply.ephemeral
    assert IN in shown(reply).text
    await club.shows(lobby, "**2 players:** ada and ben")


async def test_joining_twice_is_joining_once(club: Club) -> None:
    lobby = await opened(club)
    replies = await asyncio.gather(*(club.press(club.ben, lobby, "Join") for _ in range(3)))
    assert sorted(IN in shown(reply).text for reply in replies) == [False, False, True]
    assert sorted(IN_ALREADY in shown(reply).text for reply in replies) == [False, True, True]
    assert IN_ALREADY in shown(await club.press(club.ada, lobby, "Join")).text
    await club.shows(lobby, "**2 players:**")
    assert (await club.record()).game.joined == {club.ada.id, club.ben.id}


async def test_the_first_question_comes_when_the_lobby_s_time_is_over_and_not_before(club: Club) -> None:
    lobby = await opened(club)
    club.advance(14.9)
    assert IN in shown(await club.press(club.ben, lobby, "Join")).text
    await club.shows(lobby, "**2 players:**")
    assert club.posts == [lobby]
    club.advance(0.1)
    question = await club.question()
    assert question.timestamp == lobby.timestamp + 15 * SECOND
    assert BEGUN in lobby.text
    assert "**2 players:** ada and ben" in lobby.text
    assert lobby.buttons == []


async def test_who_joined_can_start_at_once(club: Club) -> None:
    lobby = await opened(club)
    await club.press(club.ben, lobby, "Join")
    reply = await club.press(club.ben, lobby, "Start now")
    assert reply.ephemeral
    assert shown(reply).text == "Here we go!"
    question = await club.question()
    assert question.timestamp == lobby.timestamp
    assert BEGUN in lobby.text


async def test_who_has_not_joined_can_t_start_it(club: Club) -> None:
    lobby = await opened(club)
    for who in (club.ben, club.teacher):
        reply = await club.press(who, lobby, "Start now")
        assert reply.ephemeral
        assert "Join first" in shown(reply).text
    assert (await club.record()).begun_at is None
    assert club.posts == [lobby]


async def test_start_now_by_two_at_once_begins_one_game(club: Club) -> None:
    lobby = await opened(club)
    await club.press(club.ben, lobby, "Join")
    replies = await asyncio.gather(*(club.press(who, lobby, "Start now") for who in (club.ada, club.ben)))
    assert all(reply.ephemeral for reply in replies)
    question = await club.question()
    assert club.posts == [lobby, question]


async def test_a_click_on_a_lobby_that_is_over_is_refused(club: Club) -> None:
    lobby = await opened(club)
    await club.press(club.ada, lobby, "Start now")
    await club.question()
    reply = await club.ben.forge(f"quiz:join:{club.game_id}", channel=club.room, message=lobby)
    assert reply.ephemeral
    assert "The game has begun. Answer a question, and you are in." in shown(reply).text
    assert (await club.record()).game.joined == {club.ada.id}


async def test_who_comes_late_plays_from_where_it_is(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    await club.close()
    await club.go_on(2)
    await club.right(club.cat, 2)
    assert "· cat · 1,000 points (+1,000)" in (await club.close(2)).text
    await club.go_on(3)
    await club.right(club.cat, 3)
    await club.close(3)
    assert "**1** · cat · 2,000 points · 2 of 3 right" in (await club.podium()).text


async def test_after_a_lobby_the_first_question_closes_once_all_who_joined_have_answered(club: Club) -> None:
    question = await beginning(club, club.ben)
    await club.right(club.ada)
    await club.wrong(club.ben)
    club.advance(CALM)
    reveal = await club.reveal()
    assert reveal.timestamp == question.timestamp + CALM * SECOND
    await club.shows(question, "**Everybody has answered** · 2 answered")


async def test_without_a_lobby_the_first_question_runs_its_time_so_that_others_can_come(club: Club) -> None:
    await club.start(lobby=0)
    question = await club.question()
    assert club.posts == [question]
    await club.right(club.ada)
    await club.shows(question, "1 answered")
    club.advance(20)
    assert "You chose" in shown(await club.right(club.ben)).text
    reveal = await club.close()
    assert reveal.timestamp == question.timestamp + 21 * SECOND
    second = await club.go_on(2)
    for who in (club.ada, club.ben):
        await club.right(who, 2)
    club.advance(CALM)
    assert (await club.reveal(2)).timestamp == second.timestamp + CALM * SECOND


@pytest.mark.parametrize("lobby", [0, 15])
async def test_a_second_start_points_to_the_game_that_runs(club: Club, lobby: int) -> None:
    await club.start(lobby=lobby)
    first = await (club.lobby() if lobby else club.question())
    for who in (club.ben, club.ada, club.teacher):
        reply = await club.use("start", by=who)
        assert reply.ephemeral
        assert shown(reply).text.startswith("A quiz is running in this channel already. Join in here: https://")
        assert f"/{first.id}" in shown(reply).text
    assert club.posts == [first]


async def test_a_second_start_points_to_the_newest_message(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    reveal = await club.close()
    assert shown(await club.use("start")).text.endswith(f"/{reveal.id}")
    question = await club.go_on(2)
    assert shown(await club.use("start")).text.endswith(f"/{question.id}")


async def test_two_starts_at_once_are_one_game(club: Club) -> None:
    replies = await asyncio.gather(*(club.use("start", by=who) for who in (club.ada, club.ben, club.cat)))
    texts = [shown(reply).text for reply in replies]
    assert sorted(text.startswith("Your quiz is ready") for text in texts) == [False, False, True]
    assert sorted(text.startswith("A quiz is running") for text in texts) == [False, True, True]
    [lobby] = club.posts
    assert all(text.endswith(f"/{lobby.id}") for text in texts)


async def test_each_channel_has_a_game_of_its_own(club: Club) -> None:
    first = await opened(club)
    second = club.guild.channel("another")
    reply = await (await club.ben.use(second, "quiz start", lobby=15)).settled()
    assert "Your quiz is ready" in shown(reply).text
    [other] = second.history
    await club.press(club.cat, other, "Join")
    await club.sandbox.until(lambda: "**2 players:** ben and cat" in other.text)
    assert "**1 player:** ada" in first.text
    await (await club.teacher.use(second, "quiz stop")).settled()


async def test_after_the_end_a_new_game_can_be_started_in_the_channel(club: Club) -> None:
    await beginning(club)
    await club.use("stop")
    await club.podium()
    first = club.game_id
    assert "Your quiz is ready" in shown(await club.start()).text
    await club.question()
    assert club.game_id != first
