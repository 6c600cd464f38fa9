"""Short forms of the drills that kill games and cut the power; `make drill` plays the long ones."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.sandbox import Channel, ChannelType, Message, SandboxClock
from bot.sandbox.world import User
from tests.drill import games, power
from tests.drill.notes import Notes, Try
from tests.drill.recorded import What
from tests.drill.scorebook import Answered, Asked, Played
from tests.drill.toll import PROMISED
from tests.drill.umpire import Findings, Umpire
from tests.drill.worth import Given, away, marks, podium, worth

SEED, CUTS = "u", 4  # the first cut comes after some hundred writes, and what isn't synced by then is lost


async def test_games_whose_bot_is_killed_again_and_again_lose_no_answer_and_end_once_with_the_right_podium() -> None:
    played = await games.played("short", kills=2, servers=2, questions=2)
    found = played.findings
    assert played.kills == 2
    assert found == Findings(games=found.games, questions=found.questions, told=found.told)
    assert found.told > 0
    assert max(played.taken_up) < PROMISED
    assert played.apologies == 0


async def test_no_power_cut_takes_back_what_was_acknowledged() -> None:
    found = await power.played(SEED, cuts=CUTS)
    assert (found.level, found.cuts.total(), found.damaged) == ("FULL", CUTS, 0)
    assert found.promised[What.ANSWER] > 100
    assert found.broken.total() == 0


async def test_the_same_cuts_show_that_a_log_that_is_not_synced_loses_answers() -> None:
    found = await power.played(SEED, cuts=CUTS, synchronous=power.NORMAL)
    assert (found.level, found.cuts.total(), found.damaged) == ("NORMAL", CUTS, 0)
    assert found.broken[What.ANSWER] > 0


# --- what the umpire finds when a promise is broken

GAME, ADA, BEN = 7, 1, 2
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
OPENED = round(NOON.timestamp()) * 1000
RIGHT = Answered(member_id=ADA, text="B", at=OPENED + 4_000, points=900)
WRONG = Answered(member_id=BEN, text="A", at=OPENED + 5_000, points=0)
ASKED = Asked(
    number=1,
    slug="sheet",
    right="B",
    is_counted=True,
    opened=OPENED,
    closed=OPENED + 10_000,
    answers=(RIGHT, WRONG),
    delays=(),
)
PLAYED = Played(
    id=GAME,
    channel_id=3,
    scoring="speed",
    given=20_000,
    has_lobby=False,
    is_finished=True,
    asked=[ASKED],
    totals=[(ADA, 900, 1, 1), (BEN, 0, 0, 1)],
)
PODIUM = "**1** · ada · 900 points · 1 of 1 right · 4.0 s\n**2** · ben · 0 points · 0 of 1 right"
ALL_WELL = Findings(games=1, questions=1, told=2)


def message(number: int, custom_id: str, text: str = "") -> Message:
    button = {"type": 2, "style": 1, "label": "A", "custom_id": custom_id}
    parts = [{"type": 10, "content": text}, {"type": 1, "components": [button]}]
    author = User(9, "Recall", bot=True)
    return Message(id=number, channel_id=3, guild_id=4, author=author, timestamp=NOON, components=parts)


@pytest.fixture
def channel() -> Channel:
    sheets = (
        message(1, f"quiz:answer:{GAME}:1:0"),
        message(2, f"quiz:card:{GAME}:1:sheet"),
        message(3, f"quiz:review:{GAME}", PODIUM),
    )
    return Channel(id=3, type=ChannelType.TEXT, guild_id=4, messages={each.id: each for each in sheets})


@pytest.fixture
def umpire(channel: Channel) -> Umpire:
    notes = Notes(SandboxClock())
    for each in (RIGHT, WRONG):
        place = GAME, 1, each.member_id
        notes.tries[place].append(Try(each.text, datetime.fromtimestamp(each.at / 1000, UTC)))
        notes.told[place].add(each.text)
    return Umpire(notes=notes, channels=[channel], names={ADA: "ada", BEN: "ben"}, spellings={}, outages=[])


def test_the_umpire_has_nothing_to_say_where_all_went_well(umpire: Umpire) -> None:
    assert umpire.judge([PLAYED]) == ALL_WELL
    assert not ALL_WELL.broken


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (replace(PLAYED, is_finished=False), replace(ALL_WELL, unended=1)),
        (replace(PLAYED, totals=[(ADA, 1800, 2, 2), (BEN, 0, 0, 1)]), replace(ALL_WELL, misjudged=1)),
        (replace(PLAYED, totals=[]), replace(ALL_WELL, misjudged=1)),
        (replace(PLAYED, has_lobby=True), replace(ALL_WELL, missing=1)),
        (
            replace(PLAYED, asked=[replace(ASKED, answers=(replace(RIGHT, points=0), WRONG))]),
            replace(ALL_WELL, misjudged=1),
        ),
        (replace(PLAYED, asked=[replace(ASKED, closed=OPENED + 4_900)]), replace(ALL_WELL, hurried=1)),
        (
            replace(PLAYED, asked=[replace(ASKED, answers=(RIGHT, replace(WRONG, at=WRONG.at + 1)))]),
            replace(ALL_WELL, foreign=1),
        ),
        (
            replace(PLAYED, asked=[replace(ASKED, answers=(RIGHT, replace(WRONG, text="C")))]),
            replace(ALL_WELL, foreign=1, lost=1),
        ),
    ],
)
def test_the_umpire_finds_what_is_stored_otherwise(umpire: Umpire, changed: Played, found: Findings) -> None:
    assert umpire.judge([changed]) == found
    assert found.broken


def test_the_umpire_misses_an_acknowledged_answer_and_a_game_that_is_gone(umpire: Umpire) -> None:
    umpire.notes.told[GAME, 1, 3].add("B")
    umpire.notes.told[GAME + 1, 1, ADA].add("B")
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, told=3, lost=2)


def test_the_umpire_asks_who_was_told_two_answers(umpire: Umpire) -> None:
    umpire.notes.told[GAME, 1, ADA].add("C")
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, lost=1)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_umpire_counts_messages_that_are_out_twice_or_not_at_all(
    umpire: Umpire, channel: Channel, number: int
) -> None:
    channel.messages[4] = replace(channel.messages[number], id=4)
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, repeated=1)
    del channel.messages[4], channel.messages[number]
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, missing=1)


def test_the_umpire_reads_the_podium(umpire: Umpire, channel: Channel) -> None:
    channel.messages[3] = message(3, f"quiz:rematch:{GAME}", PODIUM.replace("900", "901"))
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, unlike=1)


def test_the_umpire_wants_a_question_to_wait_while_nobody_is_there(umpire: Umpire) -> None:
    gone, back = OPENED + 6_000, OPENED + 9_000
    umpire = replace(umpire, outages=[(gone, back)])
    assert umpire.judge([PLAYED]) == replace(ALL_WELL, hurried=1)
    waited = replace(PLAYED, asked=[replace(ASKED, delays=[(gone - 500, back - 1_000), (gone, back)])])
    assert umpire.judge([waited]) == ALL_WELL


def test_what_answers_are_worth_in_plain_numbers() -> None:
    first, equal, later, wrong = (
        Given(member_id=member_id, at=at, time=at, is_right=is_right)
        for member_id, at, is_right in ((1, 2_000, True), (2, 2_000, True), (3, 15_000, True), (4, 1_000, False))
    )
    answers = (first, equal, later, wrong)
    assert worth("speed", 20_000, answers) == {1: 950, 2: 950, 3: 625, 4: 0}
    assert worth("accuracy", 20_000, answers) == {1: 1000, 2: 1000, 3: 1000, 4: 0}
    assert worth("race", 20_000, answers) == {1: 500, 2: 500, 3: 0, 4: 0}
    names = {1: "ada", 2: "ben", 3: "cleo", 4: "dan"}
    lines = podium(marks([(answers, worth("speed", 20_000, answers))]), names, asked=1)
    assert [line[:5] for line in lines] == ["**1**", "**1**", "**3**", "**4**"]
    assert away([(0, 4), (2, 6), (8, 20)], since=1, until=10) == 7
