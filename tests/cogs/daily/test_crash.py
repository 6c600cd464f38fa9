"""The bot dies between intending a post, sending it and marking it: in the end it is out once."""

from datetime import timedelta

import pytest

from bot.daily import Outcome
from bot.sandbox import Permission
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import DAY, DUE, HOUR, MIDNIGHT, MINUTE, SECOND, SEND, SOON, TODAY, Mortal
from tests.cogs.daily.trouble import day_of, is_about, next_try, posted, status, told, tried_again

AWAY = {
    "30 seconds": 30 * SECOND,
    "90 seconds": 90 * SECOND,
    "just over two minutes": 121 * SECOND,
    "10 minutes": 10 * MINUTE,
    "5 hours": 5 * HOUR,
}


async def and_the_next_day(mortal: Mortal, club: Group, before: int = 1) -> None:
    """Go on to the next due instant, from which the schedule runs as ever."""
    await mortal.reach(MIDNIGHT + 2 * HOUR)
    assert len(club.posts()) == before
    await mortal.reach(DUE + DAY)
    post = await posted(club, before + 1)
    assert day_of(post) == TODAY + DAY
    assert is_about(post.timestamp, DUE + DAY)


async def dies(mortal: Mortal, club: Group, *, done: bool) -> None:
    """Set up, and die at the first post."""
    await club.set_up()
    mortal.advance_to(DUE)
    await mortal.die_while_sending(done=done)
    assert len(club.posts()) == done


@pytest.mark.parametrize("away", AWAY)
async def test_a_post_that_was_out_when_the_bot_died_is_not_posted_again(
    mortal: Mortal, club: Group, away: str
) -> None:
    await dies(mortal, club, done=True)
    await mortal.be_down_until(DUE + AWAY[away])
    await mortal.reach(DUE + 61 * SECOND)
    await posted(club)
    await mortal.reach(DUE + 6 * HOUR)
    assert is_about((await posted(club)).timestamp, DUE)
    await and_the_next_day(mortal, club)
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.SENT] * 2


@pytest.mark.parametrize("away", AWAY)
async def test_a_post_that_was_only_intended_is_posted_on_return(mortal: Mortal, club: Group, away: str) -> None:
    await dies(mortal, club, done=False)
    await mortal.be_down_until(DUE + AWAY[away])
    await mortal.reach(DUE + MINUTE)
    late = (await posted(club)).timestamp - DUE
    assert AWAY[away] <= late < max(AWAY[away], MINUTE) + SOON
    await and_the_next_day(mortal, club)
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.SENT] * 2


@pytest.mark.parametrize(("done", "outcome"), [(True, Outcome.SENT), (False, Outcome.MISSED)])
async def test_what_happened_is_found_out_on_the_next_day_too(
    mortal: Mortal,
    club: Group,
    done: bool,  # noqa: FBT001  (a case)
    outcome: Outcome,
) -> None:
    await dies(mortal, club, done=done)
    await mortal.be_down_until(MIDNIGHT + HOUR)
    await told(club, "**Last post:** [" if done else "**Last missed:** 10 January 2027")
    assert ("Last missed" in await status(club)) is not done
    await and_the_next_day(mortal, club, before=int(done))
    assert await mortal.outcomes(club.guild, TODAY, 2) == [outcome, Outcome.SENT]


async def test_yesterday_s_post_is_not_taken_for_today_s(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    await mortal.reach(DUE)
    await posted(club)
    mortal.advance_to(DUE + DAY)
    await mortal.die_while_sending(done=False)
    await mortal.be_down_until(DUE + DAY + 10 * MINUTE)
    assert day_of(await posted(club, 2)) == TODAY + DAY


async def test_a_request_that_arrives_after_its_bot_has_died_makes_no_second_post(mortal: Mortal, club: Group) -> None:
    await dies(mortal, club, done=False)
    mortal.sandbox.faults.clear()  # lets it go on
    await mortal.sandbox.until(club.posts)
    await mortal.be_down_until(DUE + 10 * MINUTE)
    await posted(club)
    await and_the_next_day(mortal, club)


async def test_the_post_is_found_in_a_busy_channel(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    await mortal.reach(DUE - HOUR / 2)
    for n in range(150):
        club.ada.write(club.study, f"before {n}")
    mortal.advance_to(DUE)
    await mortal.die_while_sending(done=True)
    for n in range(150):
        club.ada.write(club.study, f"after {n}")
    await mortal.be_down_until(DUE + 10 * MINUTE)
    await posted(club)
    await and_the_next_day(mortal, club)


async def test_a_post_that_never_came_out_is_posted_in_a_busy_channel_too(mortal: Mortal, club: Group) -> None:
    await dies(mortal, club, done=False)
    for n in range(300):
        club.ada.write(club.study, f"message {n}")
    await mortal.be_down_until(DUE + 10 * MINUTE)
    assert is_about((await posted(club)).timestamp, DUE + 10 * MINUTE)
    await and_the_next_day(mortal, club)


@pytest.mark.parametrize("done", [True, False])
async def test_where_the_history_can_no_longer_be_read_nothing_is_posted_twice(
    mortal: Mortal,
    club: Group,
    done: bool,  # noqa: FBT001  (a case)
) -> None:
    await dies(mortal, club, done=done)
    club.guild.overwrite(club.study, club.guild.everyone, deny=Permission.READ_MESSAGE_HISTORY)
    await mortal.be_down_until(DUE + 10 * MINUTE)
    assert is_about(await tried_again(club), DUE + HOUR + 10 * MINUTE)
    assert "I may not read the channel's history." in await status(club)
    for hours in (1, 2, 3):
        before = await next_try(club)
        await mortal.reach(DUE + hours * HOUR + 15 * MINUTE)
        await tried_again(club, before)
    await and_the_next_day(mortal, club, before=int(done))
    # Whether it was out will never be known: it counts as missed.
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.MISSED, Outcome.SENT]


async def test_once_the_history_can_be_read_again_the_post_is_found(mortal: Mortal, club: Group) -> None:
    await dies(mortal, club, done=True)
    club.guild.overwrite(club.study, club.guild.everyone, deny=Permission.READ_MESSAGE_HISTORY)
    await mortal.be_down_until(DUE + 10 * MINUTE)
    await tried_again(club)
    club.guild.overwrite(club.study, club.guild.everyone)
    await mortal.reach(DUE + HOUR + 15 * MINUTE)
    await told(club, "**Last post:** [")
    assert await next_try(club) is None
    await and_the_next_day(mortal, club)
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.SENT] * 2


@pytest.mark.parametrize("away", ["90 seconds", "10 minutes"])
async def test_a_post_that_somebody_deleted_before_it_was_marked_comes_back_once(
    mortal: Mortal, club: Group, away: str
) -> None:
    await dies(mortal, club, done=True)
    mortal.sandbox.world.board.remove(club.study, club.posts()[0])
    await mortal.be_down_until(DUE + AWAY[away])
    assert is_about((await posted(club)).timestamp, DUE + AWAY[away])
    await and_the_next_day(mortal, club)


async def test_a_channel_deleted_meanwhile_holds_no_post(mortal: Mortal, club: Group) -> None:
    office = club.guild.channel("office")
    await dies(mortal, club, done=True)
    club.guild.delete(club.study)
    club.study = office
    await mortal.be_down_until(DUE + 10 * MINUTE)
    await told(club, "The channel is gone.")
    await club.set_up()
    await mortal.reach(DUE + 15 * MINUTE)
    assert await next_try(club) is None
    await and_the_next_day(mortal, club, before=0)


@pytest.mark.parametrize("wrong", [2 * MINUTE, HOUR, 75 * MINUTE])
async def test_an_intent_from_a_clock_that_was_ahead_makes_no_second_post(
    mortal: Mortal, club: Group, wrong: timedelta
) -> None:
    await club.set_up()
    mortal.advance_to(DUE - wrong)
    mortal.watch.wrong = wrong
    await mortal.die_while_sending(done=True)
    mortal.watch.wrong = timedelta()
    await mortal.be_down_until(DUE - wrong + MINUTE)
    for moment in (DUE, DUE + 30 * SECOND, DUE + 61 * SECOND, DUE + HOUR):
        await mortal.reach(moment)
    assert is_about((await posted(club)).timestamp, DUE - wrong)
    await and_the_next_day(mortal, club)


@pytest.mark.parametrize("wrong", [-HOUR, HOUR, 12 * HOUR])
async def test_the_post_is_found_though_the_clock_is_still_wrong(mortal: Mortal, club: Group, wrong: timedelta) -> None:
    await club.set_up(time="20:00")
    out = DUE.replace(hour=19, minute=0) - wrong
    mortal.advance_to(out)
    mortal.watch.wrong = wrong
    await mortal.die_while_sending(done=True)
    await mortal.be_down_until(out + 10 * MINUTE)
    await posted(club)
    await mortal.reach(out + 3 * HOUR)
    assert is_about((await posted(club)).timestamp, out)


async def test_a_bot_that_dies_again_and_again_posts_once(mortal: Mortal, club: Group) -> None:
    await dies(mortal, club, done=True)
    for seconds in (60, 63, 66):
        mortal.advance_to(DUE + seconds * SECOND)
        mortal.sandbox.faults.hold(*SEND, done=True)
        await mortal.start()
        await mortal.stop()
    mortal.sandbox.faults.clear()
    await mortal.be_down_until(DUE + 5 * MINUTE)
    await posted(club)
    await and_the_next_day(mortal, club)
