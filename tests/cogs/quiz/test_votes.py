"""Votes to skip a question and to stop a game: more than half of the players, or the host or a manager alone."""

import asyncio

import pytest

from bot.quiz import Ending, State
from bot.sandbox import Message, Person
from bot.storage import leaderboard
from tests.cogs.quiz.conftest import CALM, Club
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

SKIPPED, STOPPED = "This question is skipped.", "The quiz is stopped."
NO_PLAYER, NOT_OPEN, OVER = "Only players can vote.", "That question isn't open now.", "That game is over."


async def beginning(club: Club, *others: Person, questions: int = 3) -> Message:
    """Start a game that the others join, and return its first question."""
    await club.start(lobby=15, questions=questions)
    lobby = await club.lobby()
    for who in others:
        await club.press(who, lobby, "Join")
    await club.press(club.ada, lobby, "Start now")
    return await club.question()


async def vote(club: Club, motion: str, who: Person) -> str:
    """Let somebody vote, and return what they are told in private."""
    reply = await club.use(motion, by=who)
    assert reply.ephemeral
    return shown(reply).text


async def test_more_than_half_of_the_players_skip_a_question(club: Club) -> None:
    question = await beginning(club, club.ben, club.cat)
    assert await vote(club, "skip", club.ben) == "1 of 2 votes to skip this question."
    assert await club.takes_answers()
    assert await vote(club, "skip", club.cat) == SKIPPED
    reveal = await club.reveal()
    assert "This question was skipped and counts for nobody." in reveal.text
    await club.shows(question, "**Skipped**")
    assert all(button.disabled for button in question.buttons)
    assert "Question 2 of 3" in (await club.go_on(2)).text


async def test_half_of_the_players_is_not_enough(club: Club) -> None:
    await beginning(club, club.ben)
    assert await vote(club, "skip", club.ben) == "1 of 2 votes to skip this question."
    assert await club.takes_answers()


async def test_voting_twice_is_one_vote(club: Club) -> None:
    await beginning(club, club.ben, club.cat)
    texts = await asyncio.gather(*(vote(club, motion, club.ben) for motion in ("skip", "skip", "stop", "stop")))
    assert texts == [
        *["1 of 2 votes to skip this question."] * 2,
        *["1 of 2 votes to stop the quiz."] * 2,
    ]
    assert await club.takes_answers()


@pytest.mark.parametrize("motion", ["skip", "stop"])
async def test_who_does_not_play_has_no_vote(club: Club, motion: str) -> None:
    await beginning(club)
    assert NO_PLAYER in await vote(club, motion, club.cat)
    assert await club.takes_answers()


async def test_who_answered_has_a_vote(club: Club) -> None:
    await beginning(club, club.ben)
    await club.right(club.cat)
    assert await vote(club, "skip", club.cat) == "1 of 2 votes to skip this question."
    assert await vote(club, "skip", club.ben) == SKIPPED


async def test_the_host_and_a_manager_who_does_not_play_decide_alone(club: Club) -> None:
    await beginning(club, club.ben, club.cat)
    for number, who in ((1, club.ada), (2, club.teacher)):
        assert await vote(club, "skip", who) == SKIPPED
        await club.go_on(number + 1)
    assert await vote(club, "stop", club.teacher) == STOPPED
    await club.podium()


async def test_a_vote_to_skip_is_for_one_question_alone(club: Club) -> None:
    await beginning(club, club.ben, club.cat)
    await vote(club, "skip", club.ben)
    await club.right(club.ada)
    await club.close()
    await club.go_on(2)
    assert await vote(club, "skip", club.cat) == "1 of 2 votes to skip this question."


async def test_a_skipped_question_brings_nobody_points(club: Club) -> None:
    await beginning(club, club.ben, questions=2)
    await club.right(club.ben)
    await vote(club, "skip", club.ada)
    reveal = await club.reveal()
    assert "Standings" not in reveal.text
    await club.go_on(2)
    await club.right(club.ada, 2)
    await club.wrong(club.ben, 2)
    club.advance(CALM)
    podium = await club.podium()
    assert "**1** · ada · 1,000 points · 1 of 1 right" in podium.text
    assert "**2** · ben · 0 points · 0 of 1 right" in podium.text


async def test_between_two_questions_and_in_the_lobby_there_is_nothing_to_skip(club: Club) -> None:
    await club.start(lobby=15)
    lobby = await club.lobby()
    assert NOT_OPEN in await vote(club, "skip", club.ada)
    await club.press(club.ada, lobby, "Start now")
    await club.right(club.ada)
    await club.close()
    assert NOT_OPEN in await vote(club, "skip", club.ada)
    assert "Question 2 of 3" in (await club.go_on(2)).text


async def test_more_than_half_of_the_players_stop_the_game(club: Club) -> None:
    question = await beginning(club, club.ben, club.cat)
    assert await vote(club, "stop", club.ben) == "1 of 2 votes to stop the quiz."
    assert await vote(club, "stop", club.cat) == STOPPED
    assert "### The quiz was stopped" in (await club.podium()).text
    assert "**The game was stopped**" in question.text
    assert all(button.disabled for button in question.buttons)


async def test_a_vote_to_stop_holds_over_the_next_question(club: Club) -> None:
    await beginning(club, club.ben, club.cat)
    await vote(club, "stop", club.ben)
    await club.right(club.ada)
    await club.close()
    await club.go_on(2)
    assert await vote(club, "stop", club.cat) == STOPPED


async def test_a_stopped_game_keeps_what_was_closed_and_has_a_podium(club: Club) -> None:
    await beginning(club, club.ben)
    await club.right(club.ada)
    await club.wrong(club.ben)
    club.advance(CALM)
    await club.go_on(2)
    await club.right(club.ben, 2)
    assert await vote(club, "stop", club.ada) == STOPPED
    podium = await club.podium()
    assert "**1** · ada · 1,000 points · 1 of 1 right" in podium.text
    assert "**2** · ben · 0 points · 0 of 1 right" in podium.text
    record = await club.record()
    assert record.game.because is Ending.STOPPED
    assert [each.state for each in record.game.rounds] == [State.CLOSED, State.SKIPPED, State.PLANNED]
    totals = await leaderboard(club.database, club.guild.id, None, None)
    assert {each.member_id: each.points for each in totals} == {club.ada.id: 1000, club.ben.id: 0}


async def test_a_game_stopped_while_a_reveal_is_read_asks_nothing_more(club: Club) -> None:
    await beginning(club)
    await club.right(club.ada)
    reveal = await club.close()
    assert await vote(club, "stop", club.ada) == STOPPED
    podium = await club.podium()
    assert "**1** · ada · 1,000 points · 1 of 1 right" in podium.text
    assert club.posts[-2:] == [reveal, podium]


async def test_a_game_stopped_in_its_lobby_is_called_off_without_a_podium(club: Club) -> None:
    await club.start(lobby=15)
    lobby = await club.lobby()
    await club.press(club.ben, lobby, "Join")
    assert await vote(club, "stop", club.ben) == "1 of 2 votes to stop the quiz."
    assert await vote(club, "stop", club.ada) == STOPPED
    await club.shows(lobby, "### The quiz was called off")
    await club.done()
    assert lobby.buttons == []
    assert club.posts == [lobby]
    assert not (await club.record()).counts


@pytest.mark.parametrize("motion", ["skip", "stop"])
async def test_where_no_game_runs_there_is_nothing_to_vote_on(club: Club, motion: str) -> None:
    assert await vote(club, motion, club.ada) == OVER
    await beginning(club)
    await vote(club, "stop", club.ada)
    await club.podium()
    for who in (club.ada, club.teacher, club.cat):
        assert await vote(club, motion, who) == OVER


async def test_of_two_who_stop_at_once_one_stops_it_and_the_game_ends_once(club: Club) -> None:
    await beginning(club)
    texts = await asyncio.gather(*(vote(club, "stop", who) for who in (club.ada, club.teacher)))
    assert STOPPED in texts
    assert set(texts) <= {STOPPED, OVER}
    await club.podium()
    assert sum("Rematch" in [button.label for button in post.buttons] for post in club.posts) == 1
