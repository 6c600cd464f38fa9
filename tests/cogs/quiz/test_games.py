"""Whole games of each kind, from the first question to the podium."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.quiz import Form, Round, State
from bot.sandbox import Mentions, Message
from bot.storage import Record, leaderboard
from bot.views.text import plain
from tests.cogs.quiz.conftest import GLOSSARY, SECOND, Club, labels
from tests.conftest import Recall, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = {
    "clue": {Form.CLUE},
    "meaning": {Form.MEANING},
    "mnemonic": {Form.MNEMONIC},
    "typed": {Form.TYPED},
    "mixed": set(Form),
}
ASKED = {"clue": 4, "meaning": 4, "mnemonic": 4, "typed": 4, "mixed": 7}


def worth(seconds: float, given: float = 20) -> int:
    """Return what a right answer after so many seconds brings where speed counts."""
    return round(500 + 500 * (given - seconds) / given)


@dataclass(frozen=True, slots=True)
class Played:
    """A whole game: Ada was always right after a second, Ben in each odd question after four, Cat from the third on."""

    club: Club
    kind: str
    questions: list[Message]
    reveals: list[Message]
    podium: Message
    record: Record

    def rounds(self) -> Iterator[tuple[Round, Message, Message]]:
        """Yield each round with its question and its reveal."""
        return zip(self.record.game.rounds, self.questions, self.reveals, strict=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=KINDS)
async def played(shared: Recall, request: pytest.FixtureRequest) -> Played:
    """A whole game of each kind, played once for all that is to be seen of it."""
    club, kind, asked = Club.found(shared), str(request.param), ASKED[request.param]
    questions, reveals = list[Message](), list[Message]()
    await club.start(kind=kind, questions=asked)
    for number in range(1, asked + 1):
        questions.append(await (club.go_on(number) if number > 1 else club.question()))
        club.advance(1)
        await club.right(club.ada, number)
        club.advance(3)
        await (club.right if number % 2 else club.wrong)(club.ben, number)
        if number > 2:
            await club.right(club.cat, number)
        reveals.append(await club.close(number))
    return Played(club, kind, questions, reveals, await club.podium(), await club.record())


async def test_a_game_asks_in_the_forms_of_its_kind_about_a_new_term_each_time(played: Played) -> None:
    asked = [each.question for each in played.record.game.rounds]
    assert {each.form for each in asked} == KINDS[played.kind]
    assert len({each.slug for each in asked}) == ASKED[played.kind]


async def test_the_podium_adds_up_what_each_answer_brought_by_its_stamp(played: Played) -> None:
    asked = ASKED[played.kind]
    odd, late = (asked + 1) // 2, asked - 2
    lines = {
        "ada": (asked * worth(1), asked, "1.0 s"),
        "ben": (odd * worth(4), odd, "4.0 s"),
        "cat": (late * worth(4), late, "4.0 s"),
    }
    best_first = sorted(lines.items(), key=lambda each: -each[1][0])
    places = {name: 1 + sum(other[0] > line[0] for other in lines.values()) for name, line in lines.items()}
    assert played.podium.text.startswith("### The quiz is over\n**ada** wins.")
    assert [line for line in played.podium.text.splitlines() if " right · " in line] == [
        f"**{places[name]}** · {name} · {won:,} points · {right} of {asked} right · {time}"
        for name, (won, right, time) in best_first
    ]
    assert labels(played.podium) == ["Review my misses", "Rematch"]


async def test_a_reveal_says_why_each_option_is_right_or_wrong_and_how_many_chose_it(played: Played) -> None:
    for closed, question, reveal in played.rounds():
        asked = closed.question
        picks = Counter(answer.choice for answer in closed.answers.values())
        assert reveal.text.startswith(f"### Question {closed.number} of {ASKED[played.kind]} · ")
        assert plain(asked.why) in reveal.text
        lines = [line for line in reveal.text.splitlines() if re.match(r"\*\*[A-D]\*\* · ", line)]
        expected = list[str]()
        for place, option in enumerate(asked.options):
            chosen = f" · {picks[place]} pick{'s' if picks[place] > 1 else ''}" if picks[place] else ""
            right = " · **right**" if place == asked.right else ""
            expected.append(f"**{'ABCD'[place]}** · {plain(option.label)}{right}{chosen}")
            assert plain(option.why) in reveal.text
            # The letters say the same as they did while the question was open.
            assert any(shown in "\n".join([question.text, *labels(question)]) for shown in _shown(place, option.label))
        assert lines == expected


def _shown(place: int, label: str) -> tuple[str, str]:
    """Return what an option reads as in the message, and on a button."""
    return f"**{'ABCD'[place]}** · {plain(label)}", f"{'ABCD'[place]} · {label}"


async def test_a_reveal_names_the_term_and_how_to_remember_it(played: Played) -> None:
    for closed, _, reveal in played.rounds():
        asked, term = closed.question, GLOSSARY[closed.question.slug]
        assert labels(reveal)[0] == term.name
        assert asked.right is not None or f"· {plain(term.name)}\n" in reveal.text
        assert asked.form is Form.MNEMONIC or f"sounds like **“{plain(term.mnemonic.keyword)}”**" in reveal.text


async def test_a_reveal_tells_who_was_quickest_and_who_leads(played: Played) -> None:
    for closed, _, reveal in played.rounds():
        right, answered = sum(each.is_right for each in closed.answers.values()), len(closed.answers)
        assert f"{right} of {answered} had it right. **Fastest:** ada, 1.0 s" in reveal.text
        assert f"**1** · ada · {closed.number * worth(1):,} points (+{worth(1):,})" in reveal.text


async def test_every_answer_is_stored_with_its_own_stamp(played: Played) -> None:
    club = played.club
    for closed, question, _ in played.rounds():
        after = {member_id: (each.at - question.timestamp) / SECOND for member_id, each in closed.answers.items()}
        late = {club.cat.id: 4} if closed.number > 2 else {}
        assert after == {club.ada.id: 1, club.ben.id: 4, **late}
        assert closed.state is State.CLOSED
    assert played.record.counts


async def test_nothing_that_a_game_posts_pings_anybody(played: Played) -> None:
    assert len(played.club.posts) == 2 * ASKED[played.kind] + 1
    assert {post.pings for post in played.club.posts} == {Mentions()}


async def test_short_options_stand_on_the_buttons_and_long_ones_in_the_message(club: Club) -> None:
    await club.start(kind="meaning", questions=1)
    question = await club.question()
    assert labels(question) == ["A", "B", "C", "D"]
    await club.use("stop")
    await club.podium()
    await club.start(kind="clue", questions=1)
    question, options = await club.question(), (await club.round()).question.options
    if all(len(option.label) <= 34 for option in options):
        assert labels(question) == [f"{letter} · {each.label}" for letter, each in zip("ABCD", options, strict=True)]


async def test_one_edit_disables_the_buttons_and_the_reveal_is_a_message_of_its_own(club: Club) -> None:
    await club.start()
    question = await club.question()
    await club.right(club.ada)
    edit = ("PATCH", rf"/channels/{club.room.id}/messages/{question.id}")
    await club.sandbox.requests.seen(*edit)
    club.advance(10)
    await club.sandbox.requests.seen(*edit, times=2)
    reveal = await club.close()
    await club.go_on(2)
    assert len(club.sandbox.requests.find(*edit)) == 3
    assert all(button.disabled for button in question.buttons)
    assert "**Time is up** · 1 answered" in question.text
    assert reveal.id != question.id
    assert not any(button.disabled for button in reveal.buttons)


async def test_equal_points_share_a_place_and_the_next_is_left_out(club: Club) -> None:
    await club.start(scoring="accuracy", questions=1)
    for who in (club.ada, club.ben):
        await club.right(who)
    await club.wrong(club.cat)
    await club.close()
    podium = await club.podium()
    assert "**ada and ben** share first place!" in podium.text
    assert [line[:13] for line in podium.text.splitlines() if " right" in line and line[0] == "*"] == [
        "**1** · ada ·",
        "**1** · ben ·",
        "**3** · cat ·",
    ]


async def test_the_standings_show_five_leaders_and_the_podium_ten_players(club: Club) -> None:
    await club.start(questions=1)
    for who in club.crowd(12):
        await club.right(who)
    reveal, podium = await club.close(), await club.podium()
    assert reveal.text.count(" points (+") == 5
    assert "and 7 more players" in reveal.text
    assert podium.text.count(" of 1 right") == 10
    assert "and 2 more players" in podium.text


async def test_the_time_runs_from_the_question_s_own_timestamp(club: Club) -> None:
    await club.start(questions=1, seconds=60)
    question = await club.question()
    club.advance(12.345)
    await club.right(club.ben)
    await club.shows(question, f"Closes <t:{int((question.timestamp + 60 * SECOND).timestamp())}:R>")
    await club.close()
    played = await club.round()
    assert played.opened == question.timestamp
    assert played.answers[club.ben.id].at == question.timestamp + 12.345 * SECOND
    assert f"{worth(12.345, 60)} points" in (await club.podium()).text


async def test_a_game_of_two_counts_for_the_leaderboard_and_one_of_a_lone_player_does_not(club: Club) -> None:
    await club.start(questions=1)
    await club.right(club.ada)
    await club.close()
    assert "**ada** played alone and has 1,000 points." in (await club.podium()).text
    assert "Games count for the leaderboard when at least two people answer." in (await club.podium()).text
    assert await leaderboard(club.database, club.guild.id, None, None) == []
    await club.start(questions=1)
    await club.right(club.ada)
    await club.wrong(club.ben)
    await club.close()
    assert "Games count" not in (await club.podium()).text
    totals = await leaderboard(club.database, club.guild.id, None, None)
    assert {each.member_id: each.points for each in totals} == {club.ada.id: 1000, club.ben.id: 0}


async def test_a_game_in_which_nobody_is_right_names_no_winner(club: Club) -> None:
    await club.start(questions=1)
    await club.wrong(club.ada)
    await club.wrong(club.ben)
    assert "None of the 2 had it right." in (await club.close()).text
    podium = await club.podium()
    assert "Nobody was right this time." in podium.text
    assert "wins" not in podium.text


async def test_a_channel_s_next_game_asks_about_other_terms(club: Club) -> None:
    asked = list[str]()
    for _ in range(2):
        await club.start(category="training", questions=2)
        for number in (1, 2):
            await (club.go_on(number) if number > 1 else club.question())
            await club.right(club.ada, number)
            await club.close(number)
        await club.podium()
        asked += [each.question.slug for each in (await club.record()).game.rounds]
    assert len(set(asked)) == 4
    assert {GLOSSARY[slug].category for slug in asked} == {"training"}


async def test_a_level_is_asked_alone(club: Club) -> None:
    await club.start(level="advanced", questions=10)
    slugs = [each.question.slug for each in (await club.record()).game.rounds]
    assert {GLOSSARY[slug].difficulty for slug in slugs} == {"advanced"}


async def test_a_game_in_a_thread_is_played_like_any_other(club: Club) -> None:
    club.room = club.guild.thread(club.room, "quiz night")
    await club.start(questions=1)
    await club.right(club.ada)
    await club.close()
    assert "1 of 1 right" in (await club.podium()).text


async def test_the_term_s_card_opens_in_private_below_its_reveal(club: Club) -> None:
    await club.start(questions=1)
    await club.right(club.ada)
    reveal, slug = await club.close(), (await club.round()).question.slug
    card = await club.press(club.ben, reveal, GLOSSARY[slug].name)
    assert card.ephemeral
    assert shown(card).text.startswith(f"## {plain(GLOSSARY[slug].name)}")
