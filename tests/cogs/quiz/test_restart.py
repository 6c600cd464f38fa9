"""The bot is cut off in mid-game and comes back: each message is out once, and being away costs nobody a point."""

from collections.abc import Awaitable, Callable, Generator
from dataclasses import replace
from typing import Any

import pytest
from discord.state import AutoShardedConnectionState

from bot import app
from bot.quiz import Ending, State
from bot.sandbox import Interaction, Person
from bot.storage import unfinished_games
from tests.cogs.quiz.conftest import GLOSSARY, SECOND, Club, labels
from tests.cogs.quiz.interrupted import (
    EDITS,
    FIVE_HOURS,
    HALF_A_MINUTE,
    SENDS,
    arrived,
    asked,
    be_away,
    be_down,
    board,
    done,
    game_begun,
    heads,
    in_a_hurry,
    read,
)
from tests.conftest import shown

AWAY = {"half a minute": HALF_A_MINUTE, "five hours": FIVE_HOURS}
MESSAGES = [
    "Question 1 of 2",
    "Question 1 of 2 revealed",
    "Question 2 of 2",
    "Question 2 of 2 revealed",
    "The quiz is over",
]


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot not come to noting that it is alive."""
    monkeypatch.setattr(app, "BEAT", 3600 * SECOND)


@pytest.fixture
def unready(own: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot wait for a further server, after the first start, before it says that it is ready."""

    def patience(_: AutoShardedConnectionState[Any]) -> float:
        return 0.7

    def leave(_: AutoShardedConnectionState[Any], _seconds: float) -> None:
        return None

    monkeypatch.setattr(AutoShardedConnectionState, "guild_ready_timeout", property(patience, leave))


async def answers_right(club: Club, who: Person, number: int = 1) -> Interaction:
    """Let somebody press the right button, whether the game waits for it by then or not."""
    message = await club.posted(f"quiz:answer:{club.game_id}:{number}")
    right = (await club.round(number)).question.right
    return await club.press(who, message, f"quiz:answer:{club.game_id}:{number}:{right}")


async def cut_off_sending(club: Club, begin: Callable[[], Awaitable[object]], *, is_out: bool, away: float) -> None:
    """Be away from the next message on, which is out by then or never comes out."""
    sending = club.sandbox.faults.hold(*SENDS, done=is_out)
    await begin()
    await arrived(sending)
    await game_begun(club)
    await be_away(club, away)


class Play:
    """A game of two questions: Ada is right 3 s after each, Ben 12 s; it is cut off while one message is sent."""

    def __init__(self, club: Club, cut: str, *, is_out: bool, away: float) -> None:
        self._club = club
        self._cut = cut
        self._is_out = is_out
        self._away = away

    async def through(self) -> None:
        club = self._club
        await self._send("Question 1 of 2", self._start)
        await self._ada_answers(1)
        await self._ben_answers(1)
        await self._send("Question 1 of 2 revealed", self._pass(9))  # without a lobby it runs its time
        await club.reveal(1)
        now = club.now
        await club.clock.slept(lambda until: until == now + 6 * SECOND)
        await self._send("Question 2 of 2", self._pass(6))
        await self._ada_answers(2)
        await (self._end() if self._cut == "The quiz is over" else self._send("Question 2 of 2 revealed", self._ben))
        await done(club)

    async def _send(self, message: str, begin: Callable[[], Awaitable[object]]) -> None:
        if message == self._cut:
            await cut_off_sending(self._club, begin, is_out=self._is_out, away=self._away)
        else:
            await begin()

    async def _end(self) -> None:
        """Be cut off at the podium: the reveal is out, but the game goes on only when the question is edited."""
        club = self._club
        edit = club.sandbox.faults.hold(*EDITS)
        await self._ben()
        await club.reveal(2)

        async def go_on() -> None:
            edit.release()

        await self._send("The quiz is over", go_on)

    async def _start(self) -> None:
        await self._club.ada.use(self._club.room, "quiz start", questions=2, lobby=0)
        await game_begun(self._club)

    async def _ada_answers(self, number: int) -> None:
        await asked(self._club, number)
        self._club.advance(3)
        await answers_right(self._club, self._club.ada, number)

    async def _ben_answers(self, number: int) -> None:
        self._club.advance(9)
        await answers_right(self._club, self._club.ben, number)

    async def _ben(self) -> None:
        await self._ben_answers(2)

    def _pass(self, seconds: float) -> Callable[[], Awaitable[None]]:
        async def move() -> None:
            self._club.advance(seconds)

        return move


# Cut off while something is sent.


@pytest.mark.parametrize(("is_out", "away"), [(True, "half a minute"), (True, "five hours"), (False, "five hours")])
@pytest.mark.parametrize("cut", MESSAGES)
async def test_a_game_cut_off_while_a_message_is_sent_ends_as_if_nothing_had_been(
    own: Club,
    cut: str,
    away: str,
    is_out: bool,  # noqa: FBT001  (a case)
) -> None:
    await Play(own, cut, is_out=is_out, away=AWAY[away]).through()
    assert heads(own) == MESSAGES
    podium = await own.podium()
    assert "1,850 points" in podium.text.split("ada")[-1]
    assert "1,400 points" in podium.text.split("ben")[-1]
    assert await board(own) == {"ada": (1850, 1), "ben": (1400, 1)}
    assert (await own.record()).game.because is Ending.FINISHED
    questions = [post for post in own.posts if len(post.buttons) == 4]
    assert [all(button.disabled for button in question.buttons) for question in questions] == [True, True]


@pytest.mark.parametrize("away", AWAY)
async def test_an_answer_to_a_question_whose_message_was_not_yet_known_to_be_out_keeps_its_time(
    own: Club, away: str
) -> None:
    sending = own.sandbox.faults.hold(*SENDS, done=True)
    await own.ada.use(own.room, "quiz start", questions=2, lobby=0)
    await arrived(sending)
    await game_begun(own)
    own.advance(5)
    assert "You chose" in shown(await answers_right(own, own.ada)).text
    own.advance(3)
    await be_away(own, AWAY[away])
    await asked(own)
    own.advance(2)
    await answers_right(own, own.ben)
    own.advance(11)
    await own.reveal()
    standings = {each.member_id: each.points for each in (await own.record()).game.standings}
    assert standings == {own.ada.id: 875, own.ben.id: 750}


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("is_out", [True, False])
async def test_a_lobby_cut_off_while_it_was_posted_is_there_once(
    own: Club,
    away: str,
    is_out: bool,  # noqa: FBT001  (a case)
) -> None:
    async def start() -> None:
        await own.ada.use(own.room, "quiz start", questions=1, lobby=60)

    await cut_off_sending(own, start, is_out=is_out, away=AWAY[away])
    lobby = await own.posted(f"quiz:join:{own.game_id}")
    if not is_out or away == "half a minute":
        await own.press(own.ben, lobby, "Join")
        await own.press(own.ben, lobby, "Start now")
    await asked(own)
    await own.shows(lobby, "The quiz has begun")
    assert heads(own) == ["The quiz has begun", "Question 1 of 1"]
    assert labels(lobby) == []


async def test_a_podium_of_a_game_that_nobody_answered_is_not_posted_again_hours_later(own: Club) -> None:
    await own.start(questions=1)
    await asked(own)
    edit = own.sandbox.faults.hold(*EDITS)
    own.advance(21)
    await own.reveal()

    async def go_on() -> None:
        edit.release()

    await cut_off_sending(own, go_on, is_out=True, away=FIVE_HOURS)
    await done(own)
    assert heads(own) == ["Question 1 of 1", "Question 1 of 1 revealed", "The quiz is over"]


# Cut off while something is waited for.


@pytest.mark.parametrize("away", AWAY)
async def test_a_deadline_moves_by_the_time_away_and_answers_keep_theirs(own: Club, away: str) -> None:
    await own.start(questions=1)
    question = await asked(own)
    opened = question.timestamp
    own.advance(4)
    await answers_right(own, own.ada)
    own.advance(4)
    await be_away(own, AWAY[away])
    now = own.now
    await own.clock.slept(lambda until: until == now + 2 * SECOND)  # half time
    deadline = opened + (20 + AWAY[away]) * SECOND
    await own.shows(question, f"<t:{deadline.timestamp():.0f}:R>")
    own.advance_to(deadline)
    assert "You chose" in shown(await answers_right(own, own.ben)).text
    own.advance(0.1)
    late = await answers_right(own, own.cat)
    assert "Time was up" in shown(late).text
    assert (await own.round()).state is State.OPEN
    own.advance_to(deadline + SECOND)
    await own.reveal()
    standings = {each.member_id: each.points for each in (await own.record()).game.standings}
    assert standings == {own.ada.id: 900, own.ben.id: 500}


async def test_an_answer_since_the_bot_last_noted_that_it_is_alive_keeps_its_time(blind: None, own: Club) -> None:
    await own.start(questions=1)
    await asked(own)
    own.advance(8)
    await answers_right(own, own.ada)
    await be_down(own, 600)
    await asked(own)
    own.advance(13)
    await own.reveal()
    [standing] = (await own.record()).game.standings
    assert standing.points == 800


async def test_a_question_may_be_cut_off_twice(own: Club) -> None:
    await own.start(questions=1)
    opened = (await asked(own)).timestamp
    for away in (30, 600):
        own.advance(5)
        await be_away(own, away)
        await asked(own)
    own.advance(5)
    await answers_right(own, own.ada)
    assert own.now == opened + 645 * SECOND
    own.advance(6)
    await own.reveal()
    [standing] = (await own.record()).game.standings
    assert standing.points == 625


async def test_who_joined_before_is_still_in_and_the_lobby_goes_on(own: Club) -> None:
    await own.start(questions=1, lobby=120)
    lobby = await own.lobby()
    await own.press(own.ben, lobby, "Join")
    await be_away(own, 30)
    assert "You're in already" in shown(await own.press(own.ben, lobby, "Join")).text
    assert "You're in!" in shown(await own.press(own.cat, lobby, "Join")).text
    await own.shows(lobby, "3 players")
    await own.clock.slept(lambda until: until == lobby.timestamp + 120 * SECOND)
    own.advance(90)
    await asked(own)
    await own.shows(lobby, "3 players")
    assert heads(own) == ["The quiz has begun", "Question 1 of 1"]


async def test_a_window_that_was_open_before_can_be_submitted_after(own: Club) -> None:
    await own.start(questions=1, kind="typed")
    question = await asked(own)
    own.advance(2)
    opened = [await own.press(who, question, "Answer") for who in (own.ada, own.ben, own.cat)]
    await be_away(own, 600)
    await asked(own)
    own.advance(3)
    name = GLOSSARY[(await own.round()).question.slug].name
    assert "You answered" in shown(await own.ada.submit(opened[0], typed=name)).text
    assert "You answered" in shown(await own.ben.submit(opened[1], typed="zyx")).text
    own.advance(16)
    await own.reveal()
    assert "isn't open now" in shown(await own.cat.submit(opened[2], typed=name)).text
    standings = {each.member_id: each.points for each in (await own.record()).game.standings}
    assert standings == {own.ada.id: 875, own.ben.id: 0}


async def test_a_reveal_is_not_posted_again_after_a_cut_in_the_time_to_read_it(own: Club) -> None:
    await own.start(questions=2)
    await asked(own)
    await answers_right(own, own.ada)
    own.advance(21)
    await own.reveal()
    now = own.now
    await own.clock.slept(lambda until: until == now + 6 * SECOND)
    await be_away(own, FIVE_HOURS)
    await asked(own, 2)
    assert heads(own) == MESSAGES[:3]


async def test_a_question_whose_reveal_was_out_before_its_last_edit_is_edited_after_the_cut(own: Club) -> None:
    await own.start(questions=2)
    question = await asked(own)
    edit = own.sandbox.faults.hold(*EDITS)
    own.advance(21)
    await arrived(edit)
    await own.reveal()
    await be_away(own, 30)
    await own.shows(question, "Time is up")
    assert all(button.disabled for button in question.buttons)
    await read(own, 1)
    await asked(own, 2)
    assert heads(own) == MESSAGES[:3]


async def test_a_question_that_was_skipped_before_the_cut_stays_skipped(own: Club) -> None:
    await own.start(questions=2)
    question = await asked(own)
    await answers_right(own, own.ben)
    reveal = own.sandbox.faults.hold(*SENDS)
    assert "is skipped" in shown(await own.use("skip")).text
    await arrived(reveal)
    await be_away(own, 30)
    assert "counts for nobody" in (await own.reveal()).text
    await own.shows(question, "Skipped")
    assert (await own.record()).game.standings == ()


async def test_a_game_that_was_stopped_before_the_cut_has_its_podium_and_no_open_buttons(own: Club) -> None:
    await own.start(questions=2)
    await asked(own)
    await answers_right(own, own.ada)
    await answers_right(own, own.ben)
    own.advance(21)
    await read(own, 1)
    question = await asked(own, 2)
    edit = own.sandbox.faults.hold(*EDITS)
    await own.use("stop")
    await arrived(edit)
    await be_down(own, 30)
    await done(own)
    await own.shows(question, "The game was stopped")
    assert all(button.disabled for button in question.buttons)
    assert heads(own) == [*MESSAGES[:3], "The quiz was stopped"]
    assert await board(own) == {"ada": (1000, 1), "ben": (1000, 1)}


async def test_a_game_that_is_over_is_left_alone(own: Club) -> None:
    await own.start(questions=1)
    await asked(own)
    for who in (own.ada, own.ben):
        await answers_right(own, who)
    own.advance(21)
    podium = await own.podium()
    await done(own)
    requests = len(own.sandbox.requests.find("POST|PATCH", SENDS[1] + ".*"))
    await be_down(own, 600)
    assert "You missed nothing" in shown(await own.press(own.ada, podium, "Review my misses")).text
    assert len(own.sandbox.requests.find("POST|PATCH", SENDS[1] + ".*")) == requests
    assert await board(own) == {"ada": (1000, 1), "ben": (1000, 1)}


# Before the bot has heard of its servers.


async def test_the_buttons_of_a_question_answer_before_the_bot_is_ready(own: Club, unready: None) -> None:
    await own.start(questions=1)
    await asked(own)
    own.advance(5)
    await be_away(own, 600)
    assert "You chose" in shown(await answers_right(own, own.ada)).text
    assert not own.recall.bot.is_ready()
    await asked(own)
    own.advance(16)
    await own.reveal()
    [standing] = (await own.record()).game.standings
    assert standing.points == 875


async def test_a_click_in_time_counts_however_long_the_bot_takes_to_be_ready(own: Club, unready: None) -> None:
    await own.start(questions=1)
    await asked(own)
    own.advance(18)
    await be_away(own, 600)
    own.advance(10)
    assert "You chose" in shown(await answers_right(own, own.ada)).text
    assert not own.recall.bot.is_ready()
    await asked(own)
    own.advance(3)
    await own.reveal()
    [standing] = (await own.record()).game.standings
    assert standing.points == 550


async def test_a_window_and_a_lobby_answer_before_the_bot_is_ready(own: Club, unready: None) -> None:
    await own.start(questions=1, lobby=120, kind="typed")
    lobby = await own.lobby()
    await be_away(own, 30)
    assert "You're in!" in shown(await own.press(own.ben, lobby, "Join")).text
    assert "running in this channel already" in shown(await own.use("start", by=own.cat)).text
    assert "Here we go" in shown(await own.press(own.ben, lobby, "Start now")).text
    assert not own.recall.bot.is_ready()
    question = await asked(own)
    opened = await own.press(own.ben, question, "Answer")
    await be_away(own, 30)
    assert "You answered" in shown(await own.ben.submit(opened, typed="zyx")).text
    assert not own.recall.bot.is_ready()
    assert await unfinished_games(own.database) == [own.game_id]


async def test_a_game_that_cannot_be_read_any_more_is_cut_off_and_the_others_go_on(own: Club) -> None:
    other = replace(own, room=own.guild.channel("other"))
    await own.start(questions=1)
    await own.question()
    await other.start(questions=1)
    await other.question()
    spoil = "UPDATE rounds SET question = '{}' WHERE game_id = :game_id"
    await own.database.write(lambda connection: connection.execute(spoil, {"game_id": own.game_id}).rowcount)
    await be_away(other, 1)
    await asked(other)
    other.advance(21)
    await other.podium()
    assert own.game_id not in await unfinished_games(own.database)
    assert "ready" in shown(await own.start()).text
    await own.question()
