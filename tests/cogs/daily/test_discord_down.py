"""Discord is down, slow or silent when a post is due: it is tried again, ever more rarely, and comes out once."""

from datetime import datetime, timedelta

import pytest

from bot.client import sending
from bot.daily import Outcome
from bot.sandbox import Sandbox
from tests.cogs.daily.conftest import Group
from tests.cogs.daily.mortal import DAY, DUE, HISTORY, HOUR, MIDNIGHT, MINUTE, SECOND, SEND, SOON, TODAY, Mortal
from tests.cogs.daily.trouble import day_of, is_about, posted, status, told, tried_again

MANY = 10_000


def sends(sandbox: Sandbox) -> list[datetime]:
    return [request.at for request in sandbox.requests.find(*SEND)]


async def live_through(mortal: Mortal, until: datetime, step: timedelta) -> None:
    """Move the time on in steps, each seen by the bot."""
    moment = mortal.sandbox.clock.now()
    while moment < until:
        moment += step
        await mortal.reach(moment)


async def test_a_discord_that_answers_503_is_asked_again_ever_more_rarely(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, 503, times=3)
    again = None
    mortal.advance_to(DUE)
    for times, wait in enumerate((5, 10, 20), 1):
        failed = (await mortal.sandbox.requests.seen(*SEND, times=times))[-1].at
        again = await tried_again(club, again)
        assert is_about(again, failed + (wait - 1) * SECOND)  # it is told to the second
        await mortal.reach(failed + (wait - 2) * SECOND)
        assert len(sends(mortal.sandbox)) == times
        await mortal.reach(failed + (wait + 1) * SECOND)
    await posted(club)
    assert len(sends(mortal.sandbox)) == 4
    assert "The last try failed" not in await status(club)


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("fault", ["drop", 503])
async def test_a_lost_answer_makes_no_second_post_and_a_lost_request_no_lost_one(
    mortal: Mortal,
    club: Group,
    fault: int,
    done: bool,  # noqa: FBT001  (a case)
) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, fault, done=done)
    mortal.advance_to(DUE)
    await mortal.sandbox.requests.seen(*SEND)
    assert len(club.posts()) == done
    await told(club, "Discord does not answer me.")
    await mortal.reach(DUE + 10 * SECOND)
    assert is_about((await posted(club)).timestamp, DUE if done else DUE + 10 * SECOND)
    await mortal.reach(DUE + HOUR)
    assert len(sends(mortal.sandbox)) == 2


async def test_an_answer_that_is_lost_until_the_nonce_is_forgotten_makes_no_second_post(
    mortal: Mortal, club: Group
) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, "drop", done=True, times=MANY)
    mortal.advance_to(DUE)
    await mortal.sandbox.requests.seen(*SEND)
    await live_through(mortal, DUE + 4 * MINUTE, 10 * SECOND)
    assert is_about((await posted(club)).timestamp, DUE)
    assert len(sends(mortal.sandbox)) > 2
    assert sends(mortal.sandbox)[-1] < DUE + 2 * MINUTE + SOON


async def test_the_library_tries_a_500_again_with_the_same_nonce(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, 500, done=True)
    mortal.advance_to(DUE)
    await posted(club)
    assert len({request.payload["nonce"] for request in mortal.sandbox.requests.find(*SEND)}) == 1
    assert len(sends(mortal.sandbox)) == 2


@pytest.mark.parametrize("done", [True, False])
async def test_a_discord_that_never_answers_is_asked_again(
    mortal: Mortal,
    club: Group,
    monkeypatch: pytest.MonkeyPatch,
    done: bool,  # noqa: FBT001  (a case)
) -> None:
    monkeypatch.setattr(sending, "LONGEST_SENDING", 0.2)
    await club.set_up()
    held = mortal.sandbox.faults.hold(*SEND, done=done)
    mortal.advance_to(DUE)
    await told(club, "Discord does not answer me.")
    await mortal.reach(DUE + 10 * SECOND)
    post = await posted(club)
    held.release()  # what was held comes late, with the same nonce
    await mortal.sandbox.requests.seen(*SEND, times=2)
    assert club.posts() == [post]


async def test_a_discord_that_is_down_for_hours_gets_one_request_every_five_minutes(
    mortal: Mortal, club: Group
) -> None:
    await club.set_up()
    for route in (SEND, HISTORY):
        mortal.sandbox.faults.answer(*route, 503, times=MANY)
    mortal.advance_to(DUE)
    await live_through(mortal, DUE + 6 * MINUTE, 20 * SECOND)
    await live_through(mortal, DUE + 40 * MINUTE, 150 * SECOND)
    asked = [request.at for request in mortal.sandbox.requests.find("GET|POST", SEND[1])]
    assert len(asked) > 10
    assert 3 <= len([at for at in asked if at > club.now - 20 * MINUTE]) <= 5
    mortal.sandbox.faults.clear()
    back = club.now
    await mortal.reach(back + 6 * MINUTE)
    assert back <= (await posted(club)).timestamp <= back + 6 * MINUTE + SOON
    assert "The last try failed" not in await status(club)


@pytest.mark.parametrize("done", [True, False])
async def test_a_discord_that_is_down_over_midnight_is_asked_then_what_came_of_the_post(
    mortal: Mortal,
    club: Group,
    done: bool,  # noqa: FBT001  (a case)
) -> None:
    await club.set_up(time="23:30")
    mortal.sandbox.faults.answer(*SEND, "drop", done=done)
    mortal.advance_to(MIDNIGHT - HOUR / 2)
    await mortal.sandbox.requests.seen(*SEND)
    for route in (SEND, HISTORY):
        mortal.sandbox.faults.answer(*route, 503, times=MANY)
    await live_through(mortal, MIDNIGHT + 2 * HOUR, 10 * MINUTE)
    mortal.sandbox.faults.clear()
    await mortal.reach(MIDNIGHT + 2 * HOUR + 6 * MINUTE)
    await told(club, "**Last post:** [" if done else "**Last missed:** 10 January 2027")
    assert len(club.posts()) == done
    await mortal.reach(MIDNIGHT - HOUR / 2 + DAY)
    assert day_of(await posted(club, 1 + done)) == TODAY + DAY
    assert await mortal.outcomes(club.guild, TODAY, 2) == [Outcome.SENT if done else Outcome.MISSED, Outcome.SENT]


async def test_a_ban_of_our_address_is_waited_out_with_few_requests(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    mortal.advance_to(DUE - MINUTE)
    for _ in range(10_000):
        mortal.sandbox.ratelimits.note(401)
    assert mortal.sandbox.ratelimits.banned  # for ten minutes, with a 429 that has no Via header
    mortal.advance_to(DUE)
    await live_through(mortal, DUE + 8 * MINUTE, 15 * SECOND)
    refused = mortal.sandbox.requests.find(status=429)
    assert 5 <= len(refused) <= 10
    await mortal.reach(DUE + 15 * MINUTE)
    assert (await posted(club)).timestamp <= DUE + 15 * MINUTE + SOON


async def test_a_rate_limit_is_waited_out(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    mortal.sandbox.faults.answer(*SEND, 429, retry_after=0.05)
    mortal.advance_to(DUE)
    assert is_about((await posted(club)).timestamp, DUE)


async def test_a_gateway_that_is_away_keeps_no_post_back(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    mortal.sandbox.gateway.refuse(MANY)
    await mortal.sandbox.gateway.drop()
    await mortal.reach(DUE)
    await mortal.sandbox.until(club.posts)
    assert is_about(club.posts()[0].timestamp, DUE)


async def test_a_server_in_an_outage_gets_its_post_when_it_is_back(mortal: Mortal, club: Group) -> None:
    other = Group.found(mortal, "Rowing club")
    for each in (club, other):
        await each.set_up()
    club.guild.go_down()
    await mortal.reach(DUE)
    assert is_about((await posted(other)).timestamp, DUE)
    await live_through(mortal, DUE + 10 * MINUTE, MINUTE)
    assert len(sends(mortal.sandbox)) == 1
    club.guild.come_back()
    await mortal.reach(DUE + 16 * MINUTE)
    assert (await posted(club)).timestamp <= DUE + 16 * MINUTE + SOON
    assert len(other.posts()) == 1
    assert "The last try failed" not in await status(club)


async def test_an_outage_that_outlasts_the_date_makes_it_missed(mortal: Mortal, club: Group) -> None:
    await club.set_up()
    club.guild.go_down()
    await mortal.reach(DUE)
    await mortal.reach(MIDNIGHT)
    await mortal.reach(MIDNIGHT + HOUR)
    club.guild.come_back()
    await told(club, "**Last missed:** 10 January 2027")
    await mortal.reach(DUE + DAY)
    assert is_about((await posted(club)).timestamp, DUE + DAY)
