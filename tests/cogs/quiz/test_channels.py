"""A channel is lost in mid-game, two are played in at once, and a hundred click in one instant."""

import asyncio
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import datetime

import pytest

from bot.quiz import Ending
from bot.sandbox import Channel, Guild, Interaction, Permission, Person
from bot.storage import leaderboard
from tests.cogs.quiz.conftest import SECOND, Club
from tests.cogs.quiz.interrupted import arrived, board, done, heads, in_a_hurry, read
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOO_LATE = "Time was up before your answer, so it doesn't count."
CLOSED = "That question isn't open now."
Change = Callable[[Guild, Channel], None]


def denied(permission: Permission) -> Change:
    return lambda guild, channel: guild.overwrite(channel, guild.everyone, deny=permission)


def deleted(guild: Guild, channel: Channel) -> None:
    guild.delete(channel)


def left(guild: Guild, _: Channel) -> None:
    guild.remove_bot()


LOST: dict[str, Change] = {
    "deleted": deleted,
    "hidden": denied(Permission.VIEW_CHANNEL),
    "mute": denied(Permission.SEND_MESSAGES),
    "left": left,
}


@pytest.fixture(autouse=True)
def hurry() -> Generator[None]:
    with in_a_hurry():
        yield


async def both_right(club: Club, number: int = 1) -> None:
    for who in (club.ada, club.ben):
        await club.right(who, number)


async def another_starts(club: Club) -> None:
    """Let another game start, in a channel that is as it should be."""
    if not club.guild.has(club.sandbox.world.bot):
        club.guild.invite_bot()
    if club.room.id not in club.guild.channels:
        club.room = club.guild.channel("another quiz")
    club.guild.overwrite(club.room, club.guild.everyone)
    assert "ready" in shown(await club.start()).text
    await club.question()


# A channel is lost.


@pytest.mark.parametrize("lost", LOST)
async def test_a_channel_lost_before_a_reveal_ends_the_game_with_what_was_closed(club: Club, lost: str) -> None:
    await club.start(questions=2)
    question = await club.question()
    await both_right(club)
    LOST[lost](club.guild, club.room)
    club.advance_to(question.timestamp + 21 * SECOND)
    await done(club)
    assert (await club.record()).game.because is Ending.CUT_OFF
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    await another_starts(club)


@pytest.mark.parametrize("lost", LOST)
async def test_a_channel_lost_before_the_next_question_ends_the_game_with_what_was_closed(
    club: Club, lost: str
) -> None:
    await club.start(questions=2)
    await club.question()
    await both_right(club)
    await club.close()
    LOST[lost](club.guild, club.room)
    await read(club, 1)
    await done(club)
    record = await club.record()
    assert (record.game.because, record.podium_id) == (Ending.CUT_OFF, None)
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    await another_starts(club)


@pytest.mark.parametrize("lost", LOST)
async def test_a_channel_lost_before_the_podium_loses_only_that(club: Club, lost: str) -> None:
    await club.start(questions=1)
    await club.question()
    await both_right(club)
    edit = club.sandbox.faults.hold("PATCH", rf"/channels/{club.room.id}/messages/\d+")
    await club.close()
    LOST[lost](club.guild, club.room)
    edit.release()
    await done(club)
    record = await club.record()
    assert (record.game.because, record.podium_id) == (Ending.FINISHED, None)
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}
    await another_starts(club)


@pytest.mark.parametrize("lost", LOST)
async def test_a_channel_lost_in_the_lobby_ends_the_game(club: Club, lost: str) -> None:
    await club.start(lobby=15)
    lobby = await club.lobby()
    LOST[lost](club.guild, club.room)
    club.advance_to(lobby.timestamp + 15 * SECOND)
    await done(club)
    assert (await club.record()).game.because is Ending.CUT_OFF
    assert await board(club) == {}
    await another_starts(club)


async def test_a_thread_that_is_locked_ends_its_game_and_not_that_of_its_channel(club: Club) -> None:
    talk = replace(club, room=club.guild.thread(club.room, "quiz talk"))
    for each in (club, talk):
        await each.start(questions=2)
        await each.question()
        await both_right(each)
    club.guild.archive(talk.room, archived=True, locked=True)
    club.advance(21)
    await done(talk)
    assert (await talk.record()).game.because is Ending.CUT_OFF
    await read(club, 1)
    await both_right(club, 2)
    club.advance(21)
    await club.podium()
    await done(club)
    assert await board(club) == {"ada": (3000, 2), "ben": (3000, 2)}


# Two channels, two games.


async def test_games_in_two_channels_do_not_touch_each_other(club: Club) -> None:
    second = replace(club, room=club.guild.channel("second"))
    await club.start(questions=2)
    await second.start(questions=2, by=club.ben)
    await club.question()
    await second.question()
    await club.right(club.ada)
    club.advance(6)
    await second.right(club.ada)
    await second.wrong(club.ben)
    assert "is skipped" in shown(await club.use("skip")).text
    assert "counts for nobody" in (await club.reveal()).text
    assert heads(second) == ["Question 1 of 2"]
    assert "is stopped" in shown(await second.use("stop", by=club.ben)).text
    await second.podium()
    await read(club, 1)
    await club.question(2)
    await both_right(club, 2)
    club.advance(5)
    await club.podium()
    await done(club)
    standings = {each.member_id: each.points for each in (await club.record()).game.standings}
    assert standings == {club.ada.id: 1000, club.ben.id: 1000}
    assert await board(club) == {"ada": (1000, 1), "ben": (1000, 1)}


async def test_a_press_in_the_channel_of_another_game_is_refused(club: Club) -> None:
    second = replace(club, room=club.guild.channel("second"))
    await club.start(questions=1)
    await second.start(questions=1)
    await club.question()
    await second.question()
    forged = await club.ben.forge(f"quiz:answer:{club.game_id}:1:0", channel=second.room)
    assert "over" in shown(forged).text
    for each in (club, second):
        assert (await each.round()).answers == {}
    await second.use("stop")


async def test_two_who_start_at_once_start_one_game(club: Club) -> None:
    started = await asyncio.gather(*(club.use("start", by=who, lobby=0) for who in (club.ada, club.ben, club.cat)))
    told = Counter(shown(each).text.partition(":")[0].partition(".")[0] for each in started)
    assert told == {"Your quiz is ready": 1, "A quiz is running in this channel already": 2}
    for each in started:
        club.follow(each)
    question = await club.question()
    await both_right(club)
    await club.shows(question, "2 answered")
    await club.close()
    await read(club, 1)
    await club.question(2)
    assert len(club.sandbox.requests.find("POST", f"/channels/{club.room.id}/messages")) == 3


async def test_a_game_may_be_stopped_while_the_podium_of_the_one_before_is_on_its_way(club: Club) -> None:
    await club.start(questions=1)
    await club.question()
    silent = club.sandbox.faults.answer("POST", f"/channels/{club.room.id}/messages", 503, times=10_000)
    assert "is stopped" in shown(await club.use("stop")).text
    await arrived(silent)
    await club.ben.use(club.room, "quiz start", lobby=0)
    async with asyncio.timeout(5):
        while "is stopped" not in shown(await club.use("stop", by=club.teacher)).text:
            pass  # each look is a command
    club.sandbox.faults.clear()
    await club.podium()


# A hundred clicks in one instant.


async def test_of_a_hundred_clicks_at_the_closing_moment_each_is_counted_once_or_told_too_late(club: Club) -> None:
    crowd = club.crowd(100)
    await club.start(questions=1)
    question = await club.question()
    deadline = question.timestamp + 20 * SECOND
    right = f"quiz:answer:{club.game_id}:1:{(await club.round()).question.right}"
    clicks = list[asyncio.Task[Interaction]]()

    async def click(some: list[Person], at: datetime, *, until_told: int) -> None:
        club.advance_to(at)
        clicking = [asyncio.create_task(each.click(question, right)) for each in some]
        clicks.extend(clicking)
        await asyncio.sleep(0)  # they click
        while sum(each.done() for each in clicking) < until_told:
            await asyncio.wait([each for each in clicking if not each.done()], return_when=asyncio.FIRST_COMPLETED)

    await click(crowd[:50], deadline, until_told=20)
    await click(crowd[50:75], deadline + SECOND / 1000, until_told=10)
    await click(crowd[75:], deadline + SECOND, until_told=0)
    told = [shown(each).text.partition("\n")[0] for each in await asyncio.gather(*clicks)]
    await club.podium()
    await done(club)
    outcomes = [text.startswith("You chose") for text in told]
    assert set(told) - {text for text, is_in in zip(told, outcomes, strict=True) if is_in} <= {TOO_LATE, CLOSED}
    assert sum(outcomes[:50]) >= 20
    assert not any(outcomes[50:])
    assert told.count(TOO_LATE) >= 10
    counted = {each.id for each, is_in in zip(crowd, outcomes, strict=True) if is_in}
    standings = (await club.record()).game.standings
    assert {each.member_id: each.points for each in standings} == dict.fromkeys(counted, 500)
    totals = await leaderboard(club.database, club.guild.id, None, None)
    assert {each.member_id: each.points for each in totals} == dict.fromkeys(counted, 500)
