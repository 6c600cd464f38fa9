"""After a game: its misses to look at again, and another one."""

import asyncio
from typing import Any

import pytest

from bot.quiz import Kind, Scoring
from bot.sandbox import Message, Response
from bot.views.text import plain
from tests.cogs.quiz.conftest import GLOSSARY, Club, labels
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def ended(club: Club, *, questions: int = 3, **options: Any) -> Message:
    """Play a game in which Ada is right in each odd question and Ben misses all, and return its podium."""
    await club.start(questions=questions, **options)
    for number in range(1, questions + 1):
        await (club.go_on(number) if number > 1 else club.question())
        await (club.right if number % 2 else club.wrong)(club.ada, number)
        await club.close(number)
    return await club.podium()


# --- misses


async def test_the_misses_are_shown_in_private_with_what_is_right_and_why(club: Club) -> None:
    podium = await ended(club)
    reply = await club.press(club.ada, podium, "Review my misses")
    missed = await club.round(2)
    asked, chosen = missed.question, missed.answers[club.ada.id].choice
    assert asked.right is not None
    assert chosen is not None
    assert reply.ephemeral
    text = shown(reply).text
    assert "### 1 question to look at again" in text
    assert "Your place: **1** with 2,000 points, 2 of 3 right." in text
    assert "**Question 2**" in text
    assert plain(asked.prompt) in text
    assert f"You chose **{'ABCD'[chosen]}** · {plain(asked.options[chosen].label)}" in text
    assert f"Right: **{'ABCD'[asked.right]}** · {plain(asked.options[asked.right].label)}" in text
    assert plain(asked.why) in text
    assert labels(shown(reply)) == [GLOSSARY[asked.slug].name]


async def test_a_term_of_the_misses_opens_its_card_in_private(club: Club) -> None:
    reply = await club.press(club.ada, await ended(club), "Review my misses")
    [name] = labels(shown(reply))
    card = await club.press(club.ada, shown(reply), name)
    assert card.ephemeral
    assert shown(card).text.startswith(f"## {plain(name)}")


async def test_who_was_always_right_missed_nothing(club: Club) -> None:
    podium = await ended(club, questions=1)
    reply = await club.press(club.ada, podium, "Review my misses")
    assert reply.ephemeral
    assert "You missed nothing." in shown(reply).text


async def test_a_question_that_one_did_not_answer_is_a_miss(club: Club) -> None:
    podium = await ended(club, questions=2)
    text = shown(await club.press(club.cat, podium, "Review my misses")).text
    assert "### 2 questions to look at again" in text
    assert text.count("You didn't answer") == 2
    assert "Your place" not in text


async def test_skipped_questions_are_no_misses(club: Club) -> None:
    await club.start(questions=2)
    await club.question()
    await club.use("skip")
    await club.go_on(2)
    await club.wrong(club.ada, 2)
    await club.close(2)
    text = shown(await club.press(club.ada, await club.podium(), "Review my misses")).text
    assert "### 1 question to look at again" in text
    assert "**Question 2**" in text


async def test_many_misses_are_turned_in_pages_of_the_same_message(club: Club) -> None:
    podium = await ended(club, questions=8, kind="typed")
    first = await club.press(club.ben, podium, "Review my misses")
    page, seen = shown(first), list[str]()
    assert "### 8 questions to look at again" in page.text
    while True:
        seen += [line for line in page.text.splitlines() if line.startswith("**Question ")]
        assert 1 <= len([label for label in labels(page) if label not in ("Previous", "Next")]) <= 5
        if "Next" not in labels(page):
            break
        turned = await club.press(club.ben, page, "Next")
        assert turned.response_type is Response.UPDATE
        assert shown(turned) is page
    assert seen == [f"**Question {number}**" for number in range(1, 9)]
    assert "Previous" in labels(page)
    last = page.text
    await club.press(club.ben, page, "Previous")
    assert page.text != last
    assert "Next" in labels(page)


async def test_a_page_that_there_is_not_shows_the_last_one(club: Club) -> None:
    await ended(club, questions=2)
    reply = await club.ben.forge(f"quiz:review:{club.game_id}:9223372036854775807", channel=club.room)
    assert reply.ephemeral
    assert "**Question 1**" in shown(reply).text


async def test_what_the_podium_says_does_not_change_when_misses_are_reviewed(club: Club) -> None:
    podium = await ended(club, questions=1)
    before = podium.payload()
    forged = await club.ben.forge(f"quiz:review:{club.game_id}:0", channel=club.room, message=podium)
    assert forged.ephemeral
    assert podium.payload() == before


# --- another one


async def test_a_rematch_is_played_by_the_same_rules_and_asks_something_else(club: Club) -> None:
    podium = await ended(club, questions=2, kind="meaning", scoring="accuracy", seconds=30, level="beginner")
    before = (await club.record()).game
    reply = await club.press(club.ben, podium, "Rematch")
    assert reply.ephemeral
    assert "Your quiz is ready" in shown(reply).text
    club.follow(reply)
    again = (await club.record()).game
    assert again.id != before.id
    assert again.rules == before.rules
    assert (again.rules.kind, again.rules.scoring, again.rules.seconds) == (Kind.MEANING, Scoring.ACCURACY, 30)
    assert again.host_id == club.ben.id
    assert not {each.question.slug for each in again.rounds} & {each.question.slug for each in before.rounds}
    await club.question()
    await club.right(club.ben)
    assert "· ben · 1,000 points" in (await club.close()).text


async def test_a_rematch_has_a_lobby_where_the_game_had_one(club: Club) -> None:
    await club.start(lobby=15, questions=1)
    await club.press(club.ada, await club.lobby(), "Start now")
    await club.right(club.ada)
    await club.close()
    podium = await club.podium()
    club.follow(await club.press(club.ben, podium, "Rematch"))
    assert "**1 player:** ben" in (await club.lobby()).text


async def test_of_two_who_want_a_rematch_at_once_one_starts_it_and_the_other_is_pointed_there(club: Club) -> None:
    podium = await ended(club, questions=1)
    replies = await asyncio.gather(*(club.press(who, podium, "Rematch") for who in (club.ada, club.ben)))
    texts = sorted(shown(reply).text for reply in replies)
    assert texts[0].startswith("A quiz is running in this channel already.")
    assert texts[1].startswith("Your quiz is ready")
    assert texts[0].rpartition("/")[2] == texts[1].rpartition("/")[2]


async def test_the_buttons_of_an_old_podium_are_about_its_own_game(club: Club) -> None:
    first = await ended(club, questions=1)
    old = (await club.round()).question
    await ended(club, questions=1)
    text = shown(await club.press(club.ben, first, "Review my misses")).text
    assert plain(old.prompt) in text
