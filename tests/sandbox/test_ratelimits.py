"""How much a bot may ask, and what it hears if it asks for more."""

from datetime import timedelta

import pytest

from bot.sandbox import Channel, Guild, Sandbox, SandboxClock
from bot.sandbox.ratelimits import RateLimits
from tests.sandbox.raw import RawBot

SECOND = timedelta(seconds=1)


async def test_every_answer_tells_where_the_bucket_stands(raw: RawBot, study: Channel) -> None:
    first, second = await raw.post(study), await raw.post(study)
    assert first.headers["X-RateLimit-Limit"] == "5"
    assert [one.headers["X-RateLimit-Remaining"] for one in (first, second)] == ["4", "3"]
    assert 0 < float(second.headers["X-RateLimit-Reset-After"]) <= 5
    assert first.headers["X-RateLimit-Bucket"] == second.headers["X-RateLimit-Bucket"]


async def test_the_sixth_message_in_five_seconds_is_one_too_many(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    assert [(await raw.post(study)).status for _ in range(5)] == [200] * 5
    refused = await raw.post(study)
    assert refused.status == 429
    assert refused.body["global"] is False
    assert 0 < refused.body["retry_after"] <= 5
    assert {"Via", "Retry-After", "X-RateLimit-Remaining"} <= refused.headers.keys()
    assert refused.headers["X-RateLimit-Scope"] == "user"
    assert len(study.history) == 5
    sandbox.clock.advance(5 * SECOND)
    assert (await raw.post(study)).status == 200


async def test_every_channel_has_a_bucket_of_its_own(raw: RawBot, guild: Guild, study: Channel) -> None:
    other = guild.channel("other")
    for _ in range(5):
        await raw.post(study)
    assert (await raw.post(other)).status == 200
    assert (await raw.call("GET", f"/channels/{study.id}/messages")).status == 200


async def test_fifty_requests_a_second_are_the_limit_for_everything(raw: RawBot, sandbox: Sandbox) -> None:
    people = [sandbox.person(str(number)) for number in range(51)]
    paths = ["/users/@me"] * 25 + ["/gateway/bot"] * 25
    assert {(await raw.call("GET", path)).status for path in paths} == {200}
    refused = await raw.call("GET", f"/users/{people[0].id}")
    assert (refused.status, refused.body["global"]) == (429, True)
    assert refused.headers["X-RateLimit-Global"] == "true"
    assert "Via" in refused.headers
    sandbox.clock.advance(SECOND)
    assert (await raw.call("GET", "/users/@me")).status == 200


def test_answers_to_interactions_are_outside_that_limit() -> None:
    limits = RateLimits(SandboxClock())
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    webhook = "/webhooks/{webhook_id}/{webhook_token}"
    for number in range(200):
        assert not limits.ask("POST", callback, {"interaction_token": str(number)}).wait
        assert not limits.ask("POST", webhook, {"webhook_token": str(number)}).wait
    assert not limits.ask("GET", "/users/@me", {}).wait


def test_follow_ups_have_a_bucket_for_each_interaction() -> None:
    limits = RateLimits(SandboxClock())
    waits = [
        limits.ask("POST", "/webhooks/{webhook_id}/{webhook_token}", {"webhook_token": "a"}).wait for _ in "123456"
    ]
    assert [wait > 0 for wait in waits] == [False] * 5 + [True]


def test_a_request_that_was_refused_is_not_counted_against_the_next_window() -> None:
    clock = SandboxClock()
    limits = RateLimits(clock)
    for _ in range(100):
        limits.ask("GET", "/users/@me", {})
    clock.advance(SECOND)
    assert [limits.ask("GET", "/users/@me", {}).wait for _ in range(50)] == [0] * 50


def test_old_buckets_are_thrown_away() -> None:
    clock = SandboxClock()
    limits = RateLimits(clock)
    for number in range(6_000):
        clock.advance(SECOND)
        limits.ask("POST", "/webhooks/{webhook_id}/{webhook_token}", {"webhook_token": str(number)})
    assert len(limits._buckets) < 5_100  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (memory has no other face)


async def test_switched_off_nothing_is_limited_and_nothing_said(raw: RawBot, sandbox: Sandbox, study: Channel) -> None:
    sandbox.ratelimits.on = False
    answers = [await raw.post(study) for _ in range(10)]
    assert {answer.status for answer in answers} == {200}
    assert not any("X-RateLimit-Remaining" in answer.headers for answer in answers)


@pytest.mark.parametrize("status", [401, 403, 429])
async def test_ten_thousand_bad_requests_in_ten_minutes_are_a_ban(raw: RawBot, sandbox: Sandbox, status: int) -> None:
    for _ in range(9_999):
        sandbox.ratelimits.note(status)
    assert (await raw.call("GET", "/users/@me")).status == 200
    sandbox.ratelimits.note(status)
    banned = await raw.call("GET", "/users/@me")
    assert banned.status == 429
    assert "Via" not in banned.headers
    assert isinstance(banned.body, str)
    sandbox.clock.advance(timedelta(minutes=10))
    assert (await raw.call("GET", "/users/@me")).status == 200


async def test_bad_requests_are_counted(raw: RawBot, sandbox: Sandbox) -> None:
    await raw.call("GET", "/users/@me", token="wrong")
    await raw.call("GET", "/nowhere")
    assert sandbox.ratelimits.invalid == 1
