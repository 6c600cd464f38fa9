"""Typed answers: the window in which they are given, who is right, and the hint at half time."""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import Interaction, Mentions
from bot.sandbox.world.components import texts
from bot.views.text import plain
from tests.cogs.quiz.conftest import NONSENSE, SECOND, Club, running
from tests.conftest import Recall, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAILING = Path(__file__).parents[2] / "glossary" / "sailing"
NAMES = {"tacking": "Tacking", "jibing": "Jibing", "reefing": "Reefing", "halyard": "Halyard", "sheet": "Sheet"}
SLIPS = {"tacking": "takcing", "jibing": "jibbing", "reefing": "reafing", "halyard": "haliard", "sheet": "sheeet"}
ALIASES = {"tacking": "Coming about", "jibing": "gybing"}
SAID, ALREADY = "You answered", "You have answered this one, and the first answer counts."
NOT_OPEN, TOO_LATE = "That question isn't open now.", "Time was up before your answer"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """A bot that knows five terms: whichever is asked for, its other spellings are known here."""
    async with running(tmp_path_factory.mktemp("sailing"), SAILING) as recall:
        yield recall


async def begin(club: Club, **options: Any) -> str:
    """Start a typed game and return the slug that its first question asks for."""
    given: dict[str, Any] = {"kind": "typed", "questions": 1, **options}
    await club.start(**given)
    await club.question()
    return (await club.round()).question.slug


async def window(club: Club, opened: Interaction) -> str:
    """Return what a member reads in the window that was opened for them."""
    assert opened.modal is not None
    return "\n".join([opened.modal["title"], *texts(opened.modal["components"])])


async def verdicts(club: Club) -> dict[int, bool]:
    return {member_id: each.is_right for member_id, each in (await club.round()).answers.items()}


async def test_the_window_repeats_the_clue_and_the_closing_time(club: Club) -> None:
    await begin(club)
    question = await club.question()
    text = await window(club, await club.press(club.ada, question, "Answer"))
    assert text.startswith("Question 1 of 1\n")
    assert f"> {plain((await club.round()).question.prompt)}" in text
    assert f"Closes <t:{int((question.timestamp + 20 * SECOND).timestamp())}:R>." in text
    assert "Your first answer counts." in text


async def test_what_was_typed_is_confirmed_in_private_and_not_judged_yet(club: Club) -> None:
    slug = await begin(club)
    for who, said in ((club.ada, NAMES[slug]), (club.ben, NONSENSE)):
        reply = await club.say(who, 1, said)
        assert reply.ephemeral
        assert shown(reply).text == f"You answered `{said}`\n-# Whether it's right comes when the question closes."
        assert shown(reply) not in club.cat.sees(club.room)


@pytest.mark.parametrize("spell", [str, str.upper, "  {}  ".format, "{}!".format])
async def test_the_name_is_right_however_it_is_written(club: Club, spell: type[str]) -> None:
    slug = await begin(club)
    await club.say(club.ada, 1, spell(NAMES[slug]))
    assert await verdicts(club) == {club.ada.id: True}


async def test_a_slip_of_spelling_is_right(club: Club) -> None:
    slug = await begin(club)
    await club.say(club.ada, 1, SLIPS[slug])
    assert await verdicts(club) == {club.ada.id: True}


async def test_an_alias_is_right(club: Club) -> None:
    await club.start(kind="typed", questions=3, category="moves")
    for number in (1, 2, 3):
        await (club.go_on(number) if number > 1 else club.question())
        slug = (await club.round(number)).question.slug
        await club.say(club.ada, number, ALIASES.get(slug, NAMES[slug]))
        await club.close(number)
    assert "3 of 3 right" in (await club.podium()).text


async def test_another_term_and_nonsense_are_wrong(club: Club) -> None:
    slug = await begin(club)
    other = next(name for name in NAMES if name != slug)
    await club.say(club.ada, 1, NAMES[other])
    await club.say(club.ben, 1, NONSENSE)
    await club.say(club.cat, 1, " ")
    assert await verdicts(club) == {club.ada.id: False, club.ben.id: False, club.cat.id: False}


async def test_the_reveal_gives_the_term_and_what_was_typed_instead(club: Club) -> None:
    slug = await begin(club)
    for who in (club.ben, club.cat):
        await club.say(who, 1, NONSENSE)
    await club.say(club.ada, 1, SLIPS[slug])
    reveal = await club.close()
    assert reveal.text.startswith(f"### Question 1 of 1 · {NAMES[slug]}\n")
    assert f"**Not it:** `{NONSENSE}` (2 times)" in reveal.text
    assert SLIPS[slug] not in reveal.text
    assert "1 of 3 had it right. **Fastest:** ada" in reveal.text


async def test_the_hint_comes_at_half_time_and_not_before(club: Club) -> None:
    await begin(club, questions=2)
    question, hint = await club.question(), (await club.round()).question.hint
    assert hint
    club.advance(9.999)
    early = await window(club, await club.press(club.ada, question, "Answer"))
    await club.say(club.ben, 1, NONSENSE)
    await club.shows(question, "1 answered")
    assert "Hint" not in early + question.text
    club.advance(0.001)
    await club.shows(question, f"**Hint:** {plain(hint)}")
    assert f"**Hint:** {plain(hint)}" in await window(club, await club.press(club.ada, question, "Answer"))


async def test_the_moment_of_a_typed_answer_is_that_of_its_submission(club: Club) -> None:
    slug = await begin(club)
    question = await club.question()
    club.advance(1)
    opened = await club.press(club.ada, question, "Answer")
    club.advance(7)
    await club.ada.submit(opened, typed=NAMES[slug])
    assert (await club.round()).answers[club.ada.id].at == question.timestamp + 8 * SECOND
    await club.close()
    assert f"has {500 + 500 * 12 // 20} points" in (await club.podium()).text


async def test_two_members_can_have_the_window_open_at_once(club: Club) -> None:
    slug = await begin(club)
    question = await club.question()
    first, second = [await club.press(who, question, "Answer") for who in (club.ada, club.ben)]
    replies = await asyncio.gather(club.ben.submit(second, typed=NONSENSE), club.ada.submit(first, typed=NAMES[slug]))
    assert [shown(reply).text.split("`")[1] for reply in replies] == [NONSENSE, NAMES[slug]]
    assert await verdicts(club) == {club.ada.id: True, club.ben.id: False}


async def test_of_two_windows_of_one_member_the_first_submission_counts(club: Club) -> None:
    slug = await begin(club)
    question = await club.question()
    first, second = [await club.press(club.ada, question, "Answer") for _ in range(2)]
    await club.ada.submit(second, typed=NONSENSE)
    reply = await club.ada.submit(first, typed=NAMES[slug])
    assert reply.ephemeral
    assert shown(reply).text.startswith(f"You answered `{NONSENSE}`\n")
    assert ALREADY in shown(reply).text
    assert await verdicts(club) == {club.ada.id: False}


async def test_who_has_answered_is_told_which_instead_of_a_second_window(club: Club) -> None:
    await begin(club)
    await club.say(club.ada, 1, NONSENSE)
    again = await club.press(club.ada, await club.question(), "Answer")
    assert again.modal is None
    assert again.ephemeral
    assert f"`{NONSENSE}`" in shown(again).text
    assert ALREADY in shown(again).text


async def test_a_window_submitted_after_the_deadline_or_the_close_does_not_count(club: Club) -> None:
    slug = await begin(club, questions=2)
    question = await club.question()
    opened = [await club.press(who, question, "Answer") for who in (club.ada, club.ben)]
    club.advance(20.5)
    late = await club.ada.submit(opened[0], typed=NAMES[slug])
    assert late.ephemeral
    assert TOO_LATE in shown(late).text
    await club.close()
    after = await club.ben.submit(opened[1], typed=NAMES[slug])
    assert after.ephemeral
    assert NOT_OPEN in shown(after).text
    await club.go_on(2)
    assert await verdicts(club) == {}


async def test_a_window_submitted_after_the_end_of_the_game_is_refused(club: Club) -> None:
    slug = await begin(club)
    opened = await club.press(club.ben, await club.question(), "Answer")
    await club.use("stop")
    await club.podium()
    reply = await club.ben.submit(opened, typed=NAMES[slug])
    assert reply.ephemeral
    assert shown(reply).text == "That game is over."


async def test_no_window_opens_for_a_question_that_is_closed(club: Club) -> None:
    await begin(club, questions=2)
    question = await club.question()
    await club.close()
    reply = await club.ben.forge(f"quiz:type:{club.game_id}:1", channel=club.room, message=question)
    assert reply.modal is None
    assert NOT_OPEN in shown(reply).text


async def test_a_click_that_pretends_to_be_a_submission_is_no_answer(club: Club) -> None:
    slug = await begin(club)
    for verb in (f"said:{club.game_id}:1", f"answer:{club.game_id}:1:0"):
        reply = await club.ada.forge(f"quiz:{verb}", channel=club.room)
        assert reply.ephemeral
        assert SAID not in shown(reply).text
    await club.say(club.ada, 1, NAMES[slug])
    assert await verdicts(club) == {club.ada.id: True}


@pytest.mark.parametrize(
    "said", ["@everyone", "<@&1> <@1>", "**bold** ||spoiler||", "`code` \u202e backwards", "x" * 100]
)
async def test_whatever_is_typed_is_shown_as_it_is_and_pings_nobody(club: Club, said: str) -> None:
    await begin(club)
    reply = await club.say(club.ada, 1, said)
    await club.say(club.ben, 1, NONSENSE)
    reveal = await club.close()
    for text in (shown(reply).text, reveal.text):
        [line] = [each for each in text.splitlines() if each.startswith((SAID, "**Not it:**"))]
        outside = re.sub(r"`[^`]*`", "", line)
        assert not set(outside) & set("@<>|\u202e")
    assert reveal.pings == shown(reply).pings == Mentions()
