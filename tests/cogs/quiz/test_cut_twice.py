"""The bot is cut off again before it knows that its question is out: the question waits for every time away."""

from collections.abc import Generator

import pytest

from tests.cogs.quiz.conftest import Club
from tests.cogs.quiz.interrupted import SENDS, arrived, asked, be_away, game_begun, in_a_hurry
from tests.conftest import shown


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


async def test_a_question_whose_message_two_lives_did_not_know_to_be_out_waits_for_both_times(own: Club) -> None:
    sending = own.sandbox.faults.hold(*SENDS, done=True)
    await own.ada.use(own.room, "quiz start", questions=1, lobby=0)
    await arrived(sending)
    await game_begun(own)
    own.advance(5)
    again = own.sandbox.faults.hold(*SENDS, done=True)
    await be_away(own, 30)
    await arrived(again)
    own.advance(5)
    await be_away(own, 40)
    question = await asked(own)
    right = (await own.round()).question.right
    answered = await own.press(own.ada, question, f"quiz:answer:{own.game_id}:1:{right}")
    assert "You chose" in shown(answered).text
    own.advance(11)
    await own.reveal()
    [standing] = (await own.record()).game.standings
    assert standing.points == 750  # ten of its twenty seconds were over
