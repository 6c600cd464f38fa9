"""When a question closes, who is waited for, and when a game ends by itself."""

import pytest

from bot.quiz import Ending
from bot.sandbox import Message, Person
from tests.cogs.quiz.conftest import CALM, SECOND, Club

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def beginning(club: Club, *others: Person, questions: int = 5) -> Message:
    """Start a game that the others join, and return its first question."""
    await club.start(lobby=15, questions=questions)
    lobby = await club.lobby()
    for who in others:
        await club.press(who, lobby, "Join")
    await club.press(club.ada, lobby, "Start now")
    return await club.question()


async def test_a_question_that_all_have_answered_stays_open_for_its_first_five_seconds(club: Club) -> None:
    question = await beginning(club, club.ben)
    await club.right(club.ada)
    await club.right(club.ben)
    await club.shows(question, "2 answered")
    club.advance(CALM - 0.001)
    assert await club.takes_answers()
    club.advance(0.001)
    assert (await club.reveal()).timestamp == question.timestamp + CALM * SECOND


async def test_when_the_last_one_answers_later_it_closes_at_once(club: Club) -> None:
    question = await beginning(club, club.ben)
    await club.right(club.ada)
    club.advance(9)
    assert await club.takes_answers()
    await club.right(club.ben)
    assert (await club.reveal()).timestamp == question.timestamp + 9 * SECOND


async def test_while_one_who_joined_is_missing_it_runs_its_time_and_a_second_more(club: Club) -> None:
    question = await beginning(club, club.ben)
    await club.right(club.ada)
    await club.shows(question, "1 answered")
    club.advance(20.999)
    assert await club.takes_answers()
    club.advance(0.001)
    assert (await club.reveal()).timestamp == question.timestamp + 21 * SECOND
    await club.shows(question, "**Time is up** · 1 answered")


async def test_who_misses_two_questions_in_a_row_is_waited_for_no_longer(club: Club) -> None:
    await beginning(club, club.ben)
    for number in (1, 2):
        if number > 1:
            await club.go_on(number)
        await club.right(club.ada, number)
        await club.close(number)
        assert club.now == (await club.reveal(number)).timestamp
    third = await club.go_on(3)
    await club.right(club.ada, 3)
    club.advance(CALM)
    assert (await club.reveal(3)).timestamp == third.timestamp + CALM * SECOND


async def test_who_misses_one_question_is_waited_for(club: Club) -> None:
    await beginning(club, club.ben)
    await club.right(club.ada)
    await club.right(club.ben)
    await club.close()
    for number in (2, 3):
        question = await club.go_on(number)
        await club.right(club.ada, number)
        await club.shows(question, "1 answered")
        club.advance(CALM)
        assert await club.takes_answers(number)
        await club.close(number)
    fourth = await club.go_on(4)
    await club.right(club.ada, 4)
    club.advance(CALM)
    assert (await club.reveal(4)).timestamp == fourth.timestamp + CALM * SECOND


async def test_who_comes_late_is_waited_for_from_their_first_answer_on(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    await club.right(club.cat)
    club.advance(CALM)
    second = await club.go_on(2)
    await club.right(club.ada, 2)
    await club.shows(second, "1 answered")
    club.advance(CALM)
    assert await club.takes_answers(2)
    await club.right(club.cat, 2)
    assert (await club.reveal(2)).timestamp == second.timestamp + CALM * SECOND


async def test_two_questions_in_a_row_without_an_answer_end_the_game(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    await club.close()
    for number in (2, 3):
        await club.go_on(number)
        assert "Nobody answered this time." in (await club.close(number)).text
    podium = await club.podium()
    assert "Two questions in a row stayed without an answer" in podium.text
    assert "**1** · ada · 1,000 points · 1 of 3 right" in podium.text
    record = await club.record()
    assert record.game.because is Ending.ABANDONED
    assert [each.opened is None for each in record.game.rounds] == [False, False, False, True, True]


async def test_a_game_that_nobody_ever_answers_ends_after_two_questions_without_a_podium_of_names(club: Club) -> None:
    await beginning(club, club.ben)
    await club.close()
    await club.go_on(2)
    await club.close(2)
    podium = await club.podium()
    assert "Nobody answered a question, so there is no podium this time." in podium.text
    assert not (await club.record()).counts


async def test_one_question_without_an_answer_is_not_the_end(club: Club) -> None:
    await beginning(club)
    await club.close()
    await club.go_on(2)
    await club.right(club.ada, 2)
    await club.close(2)
    await club.go_on(3)
    await club.close(3)
    assert "Question 4 of 5" in (await club.go_on(4)).text


async def test_a_skipped_question_does_not_count_as_one_without_an_answer(club: Club) -> None:
    await beginning(club)
    await club.close()
    await club.go_on(2)
    await club.use("skip")
    await club.go_on(3)
    await club.use("skip")
    assert "Question 4 of 5" in (await club.go_on(4)).text


async def test_there_is_time_to_read_a_reveal(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    reveal = await club.close()
    question = await club.go_on(2)
    assert question.timestamp == reveal.timestamp + 6 * SECOND


async def test_after_the_last_reveal_the_podium_comes_at_once(club: Club) -> None:
    await beginning(club, questions=1)
    await club.right(club.ada)
    reveal = await club.close()
    assert (await club.podium()).timestamp == reveal.timestamp


async def test_an_answer_that_comes_while_an_edit_is_on_its_way_is_shown_after_it(club: Club) -> None:
    question = await beginning(club, club.ben, club.cat)
    held = club.sandbox.faults.hold("PATCH", rf"/channels/\d+/messages/{question.id}")
    await club.right(club.ada)
    await held.arrived.wait()
    await club.right(club.ben)
    held.release()
    await club.shows(question, "2 answered")
