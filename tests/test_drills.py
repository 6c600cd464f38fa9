"""Short forms of the drills that kill; `make drill` plays the long ones."""

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.drill import kill, owners
from tests.drill.__main__ import main
from tests.drill.child import FollowingClock, SharedClock, Word
from tests.drill.judge import Findings, judge
from tests.drill.promise import Broken
from tests.drill.town import Post, Town, town

DAYS, SERVERS = 3, 2
ALL_WELL = Findings(dates=DAYS * SERVERS, posted=DAYS * SERVERS)


async def test_a_bot_killed_again_and_again_loses_no_post_and_repeats_none() -> None:
    played = await kill.played(Random("short"), kills=3, servers=4)
    found = played.findings
    assert played.kills == 3
    assert found == Findings(dates=found.dates, posted=found.posted, too_late=found.dates - found.posted)
    assert found.posted > 0


async def test_of_five_processes_the_next_one_goes_on_where_the_owner_was_killed() -> None:
    played = await owners.played(Random("short"), days=2, servers=4)
    assert played.findings == Findings(dates=8, posted=8)
    assert played.kills > 0
    assert played.most_owners == 1


async def test_a_following_clock_shows_what_the_shared_one_shows(tmp_path: Path) -> None:
    shared = SharedClock(tmp_path / "clock")
    following = FollowingClock(shared.file)
    for days in (0, 3, 400):
        shared.advance(timedelta(days=days))
        early, moment, late = shared.now(), following.now(), shared.now()
        assert early <= moment <= late
    await following.sleep_until(shared.now() + timedelta(milliseconds=1))


# --- how a run of drills ends


async def broken(seed: int | None) -> str:
    raise Broken(f"a table of seed {seed}")


def kept(seed: int | None) -> str:
    return f"another of seed {seed}"


def test_a_run_with_a_broken_promise_shows_every_table_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lost", "found", "7"], {"lost": broken, "found": kept}) == 1
    assert capsys.readouterr().out.split("\n") == ["a table of seed 7", "", "BROKEN: lost", "another of seed 7", ""]


def test_a_run_that_keeps_its_promises_succeeds_and_one_of_an_unknown_drill_does_not_begin() -> None:
    assert main(["found"], {"lost": broken, "found": kept}) == 0
    assert main(["missing", "found"], {"lost": broken, "found": kept}) == 2


# --- what the judge of both finds when a promise is broken


@pytest.fixture
async def played() -> AsyncGenerator[Town]:
    """A town in which all went well for three days."""
    async with town(SERVERS) as here:
        bot = here.child()
        await bot.said(Word.READY)
        await here.set_up()
        for _ in range(DAYS):
            here.dawn()
            await here.settle()
        await bot.kill()
        assert judge(here, ()) == ALL_WELL
        yield here


async def test_the_judge_counts_a_date_that_is_out_twice_whatever_its_text(played: Town) -> None:
    channel = played.servers[0].channel
    payload = {"content": "anything else", "components": channel.history[1].components}
    played.sandbox.world.board.post(channel, played.sandbox.world.bot, payload)
    assert judge(played, ()) == replace(ALL_WELL, double=1)


async def test_the_judge_misses_a_post_unless_its_date_is_excused(played: Town) -> None:
    server = played.servers[0]
    played.sandbox.world.board.remove(server.channel, server.channel.history[0])
    gone = replace(ALL_WELL, posted=ALL_WELL.posted - 1, unlike=2)  # its line, and its term in the rota
    assert judge(played, ()) == replace(gone, lost=1)
    assert judge(played, {(server, server.first)}) == replace(gone, too_late=1)


async def test_the_judge_counts_a_term_that_comes_again_in_its_cycle(played: Town) -> None:
    first, _, last = played.servers[0].channel.history
    slug = Post.of(first).slug
    last.components = json.loads(json.dumps(last.components).replace(f":{Post.of(last).slug}", f":{slug}"))
    assert judge(played, ()) == replace(ALL_WELL, repeated=1, unlike=2)


async def test_the_judge_asks_after_a_message_that_is_of_no_date(played: Town) -> None:
    channel = played.servers[0].channel
    played.sandbox.world.board.post(channel, played.sandbox.world.bot, {"content": "hello"})
    assert judge(played, ()).unlike > 0
