"""Appeals: "I was right", what a manager decides, and the scores after it."""

import asyncio
import re

import pytest

from bot.sandbox import Interaction, Mentions, Message, Person
from bot.storage import leaderboard
from bot.views.text import plain
from tests.cogs.quiz.conftest import GLOSSARY, NONSENSE, Club, labels
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED, ALREADY = "I've asked the managers below.", "You have asked about this answer."
NOTHING, TOO_LATE = "There is no wrong answer of yours to ask about", "That game ended more than a day ago"
MANAGERS_ONLY, OWN = "Only managers of this server decide about answers.", "Nobody decides about their own answer."


async def closed(club: Club, *, questions: int = 1, scoring: str = "speed") -> Message:
    """Play a typed question that Ben gets wrong after two seconds and Ada right after four, and return its reveal."""
    await club.start(kind="typed", questions=questions, scoring=scoring)
    await club.question()
    club.advance(2)
    await club.wrong(club.ben)
    club.advance(2)
    await club.right(club.ada)
    if scoring == "race":
        club.advance(1)
        return await club.reveal()
    return await club.close()


async def appeal(club: Club, reveal: Message, who: Person | None = None) -> Message:
    """Let Ben, or somebody else, say that he was right, and return the line that asks the managers."""
    member = who or club.ben
    reply = await club.press(member, reveal, "I was right")
    assert reply.ephemeral
    assert ASKED in shown(reply).text
    return await club.posted(f"quiz:accept:{club.game_id}:1:{member.id}")


async def press(club: Club, who: Person, verb: str, *, member: Person | None = None) -> Interaction:
    """Let somebody send a decision, whether a button for it is there or not."""
    async with asyncio.timeout(10):
        return await who.forge(f"quiz:{verb}:{club.game_id}:1:{(member or club.ben).id}", channel=club.room)


async def totals(club: Club) -> dict[int, int]:
    board = await leaderboard(club.database, club.guild.id, None, None)
    return {each.member_id: each.points for each in board}


async def test_one_line_asks_the_managers_and_pings_nobody(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    asked = await appeal(club, reveal)
    name = plain(GLOSSARY[(await club.round()).question.slug].name)
    assert asked.text == f"**ben** typed `{NONSENSE}` for **{name}** (question 1). Managers, does that count?"
    assert labels(asked) == ["Accept", "Refuse"]
    assert asked.pings == Mentions()


async def test_an_accepted_answer_changes_the_podium_the_board_and_the_game(club: Club) -> None:
    reveal = await closed(club)
    podium = await club.podium()
    assert "**1** · ada · 900 points" in podium.text
    assert await totals(club) == {club.ada.id: 900, club.ben.id: 0}
    asked = await appeal(club, reveal)
    await club.press(club.teacher, asked, "Accept")
    assert "**Accepted by teacher: the scores are updated.**" in asked.text
    assert asked.buttons == []
    await club.shows(podium, "**1** · ben · 950 points · 1 of 1 right · 2.0 s")
    assert "**2** · ada · 900 points" in podium.text
    assert "**ben** wins." in podium.text
    assert await totals(club) == {club.ada.id: 900, club.ben.id: 950}
    text = shown(await club.press(club.ben, podium, "Review my misses")).text
    assert "You missed nothing." in text


async def test_a_refused_answer_changes_nothing(club: Club) -> None:
    reveal = await closed(club)
    podium = await club.podium()
    before = podium.payload()
    asked = await appeal(club, reveal)
    await club.press(club.teacher, asked, "Refuse")
    assert "**Refused by teacher: the scores stay.**" in asked.text
    assert asked.buttons == []
    assert podium.payload() == before
    assert await totals(club) == {club.ada.id: 900, club.ben.id: 0}


async def test_an_answer_accepted_in_mid_game_counts_from_the_next_reveal_on(club: Club) -> None:
    reveal = await closed(club, questions=2)
    await club.press(club.teacher, await appeal(club, reveal), "Accept")
    await club.go_on(2)
    await club.right(club.ben, 2)
    assert "**1** · ben · 1,950 points (+1,000)" in (await club.close(2)).text
    podium = await club.podium()
    assert "**1** · ben · 1,950 points · 2 of 2 right" in podium.text
    assert "**2** · ada · 900 points" in podium.text
    assert await totals(club) == {club.ada.id: 900, club.ben.id: 1950}


async def test_in_a_race_an_accepted_earlier_answer_wins_it(club: Club) -> None:
    reveal = await closed(club, scoring="race")
    podium = await club.podium()
    assert "**1** · ada · 1,000 points" in podium.text
    await club.press(club.teacher, await appeal(club, reveal), "Accept")
    await club.shows(podium, "**1** · ben · 1,000 points")
    assert "**2** · ada · 0 points" in podium.text
    assert await totals(club) == {club.ada.id: 0, club.ben.id: 1000}


async def test_a_second_appeal_posts_nothing_more(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    await appeal(club, reveal)
    before = club.posts
    again = await club.press(club.ben, reveal, "I was right")
    assert again.ephemeral
    assert ALREADY in shown(again).text
    assert club.posts == before


async def test_of_appeals_at_once_one_asks(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    replies = await asyncio.gather(*(club.press(club.ben, reveal, "I was right") for _ in range(4)))
    texts = [shown(reply).text for reply in replies]
    assert sorted(ASKED in text for text in texts) == [False, False, False, True]
    assert sorted(ALREADY in text for text in texts) == [False, True, True, True]
    await club.posted(f"quiz:accept:{club.game_id}:1:{club.ben.id}")
    assert sum("Accept" in labels(post) for post in club.posts) == 1


async def test_who_was_right_or_did_not_answer_has_nothing_to_ask(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    before = club.posts
    for who in (club.ada, club.cat, club.teacher):
        reply = await club.press(who, reveal, "I was right")
        assert reply.ephemeral
        assert NOTHING in shown(reply).text
    assert club.posts == before


async def test_there_is_nothing_to_ask_about_chosen_answers_and_where_all_were_right(club: Club) -> None:
    await club.start(questions=1)
    await club.wrong(club.ben)
    assert "I was right" not in labels(await club.close())
    await club.podium()
    forged = await club.ben.forge(f"quiz:appeal:{club.game_id}:1", channel=club.room)
    assert NOTHING in shown(forged).text
    await club.start(kind="typed", questions=1)
    await club.right(club.ben)
    assert "I was right" not in labels(await club.close())


async def test_an_open_question_s_answer_can_t_be_appealed(club: Club) -> None:
    await club.start(kind="typed", questions=1)
    await club.wrong(club.ben)
    forged = await club.ben.forge(f"quiz:appeal:{club.game_id}:1", channel=club.room)
    assert forged.ephemeral
    assert ASKED not in shown(forged).text
    # Whether it is right shows nowhere before the close: a right answer is told the same.
    await club.right(club.ada)
    same = await club.ada.forge(f"quiz:appeal:{club.game_id}:1", channel=club.room)
    assert shown(same).text == shown(forged).text


async def test_members_decide_about_nothing(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    asked = await appeal(club, reveal)
    before = asked.text
    for who in (club.ada, club.ben, club.cat):
        for label in ("Accept", "Refuse"):
            reply = await club.press(who, asked, label)
            assert reply.ephemeral
            assert MANAGERS_ONLY in shown(reply).text
    assert asked.text == before
    assert labels(asked) == ["Accept", "Refuse"]


async def test_managers_don_t_decide_about_their_own_answer(club: Club) -> None:
    await club.start(kind="typed", questions=1)
    await club.wrong(club.teacher)
    reveal = await club.close()
    await club.podium()
    asked = await appeal(club, reveal, club.teacher)
    refused = await club.press(club.teacher, asked, "Accept")
    assert refused.ephemeral
    assert OWN in shown(refused).text
    other = club.sandbox.person("principal", guild=club.guild, manager=True)
    await club.press(other, asked, "Accept")
    assert "**Accepted by principal" in asked.text


async def test_a_decision_is_made_once(club: Club) -> None:
    reveal = await closed(club)
    podium = await club.podium()
    asked = await appeal(club, reveal)
    other = club.sandbox.person("principal", guild=club.guild, manager=True)
    replies = await asyncio.gather(club.press(club.teacher, asked, "Refuse"), club.press(other, asked, "Accept"))
    [verdict] = re.findall(r"\*\*(Accepted by principal|Refused by teacher): ", asked.text)
    was_accepted, before = verdict.startswith("Accepted"), asked.text
    [second] = [reply for reply in replies if shown(reply) is not asked]
    again = [
        await who.forge(f"quiz:{verb}:{club.game_id}:1:{club.ben.id}", channel=club.room, message=asked)
        for who in (club.teacher, other)
        for verb in ("accept", "refuse")
    ]
    assert second.ephemeral
    assert all(f"**{verdict.split()[0]} by " in shown(reply).text for reply in (second, *again))
    assert asked.text == before
    assert (await totals(club))[club.ben.id] == (950 if was_accepted else 0)
    await club.shows(podium, "**1** · ben · 950 points" if was_accepted else "**1** · ada · 900 points")


async def test_nothing_can_be_accepted_that_nobody_asked_for(club: Club) -> None:
    await closed(club)
    await club.podium()
    for member in (club.ben, club.ada, club.cat):
        reply = await press(club, club.teacher, "accept", member=member)
        assert reply.ephemeral
        assert shown(reply).text == "There is no typed answer to accept there."
    assert await totals(club) == {club.ada.id: 900, club.ben.id: 0}


async def test_a_day_after_the_end_it_is_too_late_to_ask(club: Club) -> None:
    reveal = await closed(club)
    await club.podium()
    before = club.posts
    club.advance(24 * 60 * 60 + 0.001)
    reply = await club.press(club.ben, reveal, "I was right")
    assert reply.ephemeral
    assert TOO_LATE in shown(reply).text
    assert club.posts == before


async def test_until_a_day_after_the_end_one_can_ask(club: Club) -> None:
    reveal = await closed(club)
    podium = await club.podium()
    club.advance(24 * 60 * 60)
    await club.press(club.teacher, await appeal(club, reveal), "Accept")
    await club.shows(podium, "**1** · ben · 950 points")


async def test_an_appeal_can_be_decided_when_its_podium_is_gone(club: Club) -> None:
    reveal = await closed(club)
    podium = await club.podium()
    asked = await appeal(club, reveal)
    club.sandbox.world.board.remove(club.room, podium)
    accepted = await club.press(club.teacher, asked, "Accept")
    await club.sandbox.requests.seen("PATCH", rf"/channels/\d+/messages/{podium.id}", status=404)
    assert "**Accepted by teacher" in asked.text
    await club.press(club.ben, reveal, "I was right")
    assert accepted.followups == []  # no apology
    assert (await totals(club))[club.ben.id] == 950


async def test_what_was_typed_is_shown_to_managers_as_it_is(club: Club) -> None:
    await club.start(kind="typed", questions=1)
    await club.say(club.ben, 1, "`@everyone` **x** <@1>")
    asked = await appeal(club, await club.close())
    assert "typed `'@everyone' **x** <@1>` for" in asked.text
    assert asked.pings == Mentions()
