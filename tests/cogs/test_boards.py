"""/leaderboard and /score as members use them: who is where, since when, and what is kept from whom."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import Guild, Interaction, Message, Permission, Person
from bot.storage import begin_game, hide, record_answer
from tests.cogs.quiz.conftest import GLOSSARY, SECOND, Club, labels, running
from tests.conftest import Recall, shown
from tests.storage.played import NOW as PLAYED
from tests.storage.played import ask, choice, chosen, close, end, lobby

pytestmark = pytest.mark.asyncio(loop_scope="module")

# A Wednesday. Berlin's clocks went forward on the Sunday before: its week began in summer, its month in winter time.
TODAY = datetime(2027, 3, 31, 12, tzinfo=UTC)
MONDAY = datetime(2027, 3, 29, tzinfo=UTC)
FIRST = datetime(2027, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRIVATE, PUBLIC = True, False
RIGHT, WRONG = True, False
NOBODY = "Nobody is on it yet."
Verdicts = Mapping[Person, bool]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """The bot that serves all clubs of this module, on that day."""
    async with running(tmp_path_factory.mktemp("boards")) as recall:
        recall.sandbox.clock.advance(TODAY - recall.sandbox.clock.now())
        yield recall


@pytest_asyncio.fixture(loop_scope="module")
async def club(served: Recall) -> AsyncGenerator[Club]:
    """A club that nobody has played in yet."""
    club = Club.found(served)
    yield club
    served.sandbox.faults.clear()
    club.guild.remove_bot()


async def play(
    club: Club, *rounds: Verdicts, ends: datetime = TODAY, slugs: tuple[str, ...] = (), guild: Guild | None = None
) -> None:
    """Play a game: by question who was right (that brings 1,000 points) and who was wrong."""
    database, questions = club.database, [chosen(slug) for slug in slugs or [f"term-{n}" for n, _ in enumerate(rounds)]]
    game_id = await lobby(database, questions, guild_id=(guild or club.guild).id, host_id=1)
    await begin_game(database, game_id, PLAYED)
    for number, verdicts in enumerate(rounds, 1):
        await ask(database, game_id, number)
        given = [(who, choice(who.id, is_right=is_right, after=number)) for who, is_right in verdicts.items()]
        await asyncio.gather(*(record_answer(database, game_id, number, each, who.name) for who, each in given))
        await close(database, game_id, number)
    await end(database, game_id, ends)


async def board(club: Club, who: Person | None = None, **options: Any) -> Message:
    """Return what `/leaderboard` answers, to Ada if not told otherwise."""
    reply = await (who or club.ada).use(club.room, "leaderboard", **options)
    assert reply.ephemeral is PRIVATE
    return shown(reply)


async def score(club: Club, who: Person, **options: Any) -> str:
    """Return what `/score` answers."""
    reply = await who.use(club.room, "score", **options)
    assert reply.ephemeral is PRIVATE
    return shown(reply).text


def lines(message: Message) -> list[str]:
    """Return the places of a board: place, name and points."""
    return [" · ".join(each.split(" · ")[:3]) for each in message.text.splitlines() if each.startswith("**")]


# --- /leaderboard


async def test_equal_points_share_a_place_and_the_next_one_is_left_out(club: Club) -> None:
    await play(club, {club.ada: WRONG, club.ben: RIGHT, club.cat: RIGHT}, {club.ben: RIGHT, club.cat: RIGHT})
    assert lines(await board(club)) == [
        "**1** · ben · 2,000 points",
        "**1** · cat · 2,000 points",
        "**3** · **ada** (you) · 0 points",
    ]


async def test_a_board_is_answered_to_nobody_else(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    await board(club)
    assert club.ben.sees(club.room) == []


async def test_a_game_that_was_played_counts_once_with_the_points_of_its_podium(club: Club) -> None:
    await club.start(questions=1)
    for who in (club.ada, club.ben):
        await club.right(who)
    await club.close()
    podium = await club.podium()
    for _ in range(2):
        text = (await board(club)).text
        assert text.count("1,000 points · 1 game") == text.count("· 1 game") == podium.text.count("1,000 points") == 2


async def test_who_plays_alone_is_on_no_board_and_there_is_nothing_to_show(club: Club) -> None:
    await play(club, {club.ada: RIGHT}, {club.ada: RIGHT})
    message = await board(club, period="All time")
    assert NOBODY in message.text
    assert "You have no place on it yet" in message.text
    assert message.buttons == []


async def in_zone(club: Club, zone: str | None) -> None:
    if zone:
        reply = await club.teacher.use(club.room, "daily setup", channel=club.room, time="8:30", timezone=zone)
        await (await reply.settled()).followed()


@pytest.mark.parametrize(
    ("zone", "week", "month"),
    [
        (None, MONDAY, FIRST),
        ("Europe/Berlin", MONDAY - 2 * HOUR, FIRST - HOUR),
        ("America/Los_Angeles", MONDAY + 7 * HOUR, FIRST + 8 * HOUR),
        ("Asia/Kathmandu", MONDAY - 5.75 * HOUR, FIRST - 5.75 * HOUR),
    ],
)
async def test_weeks_and_months_begin_at_midnight_where_the_daily_term_is_at_home(
    club: Club, zone: str | None, week: datetime, month: datetime
) -> None:
    await in_zone(club, zone)
    for winner, start in ((club.ada, week), (club.ben, month)):
        await play(club, {winner: RIGHT, club.teacher: WRONG}, ends=start - SECOND)
        await play(club, {winner: RIGHT, club.cat: WRONG}, ends=start)
    ada, ben, cat, teacher = "**1** · **ada** (you)", "ben", "cat", "teacher"
    assert [each.split(" · ")[1] for each in lines(await board(club, period="This week"))] == ["**ada** (you)", cat]
    assert lines(await board(club, period="This week"))[0] == f"{ada} · 1,000 points"
    assert [each.split(" · ")[1:] for each in lines(await board(club))] == [
        ["**ada** (you)", "2,000 points"],
        [ben, "1,000 points"],
        [teacher, "0 points"],
        [cat, "0 points"],
    ]
    assert lines(await board(club, period="All time"))[:2] == [f"{ada} · 2,000 points", "**1** · ben · 2,000 points"]


async def test_the_period_is_dated_as_it_is_in_the_zone_of_the_daily_term(club: Club) -> None:
    await in_zone(club, "Pacific/Kiritimati")  # where tomorrow, 1 April, has begun
    assert "### Leaderboard · April 2027\n" in (await board(club)).text
    assert "### Leaderboard · week of 29 March 2027\n" in (await board(club, period="This week")).text


async def crowded(club: Club) -> list[Person]:
    """Let twelve members play, the first of whom is best and the last alone has nothing."""
    crowd = club.crowd(12)
    await play(club, *({who: n <= 11 - place for place, who in enumerate(crowd)} for n in range(1, 12)))
    return crowd


async def test_a_board_has_pages_of_ten_and_ones_own_place_on_each(club: Club) -> None:
    crowd = await crowded(club)
    message = await board(club, crowd[10])
    own = "**11** · **member10** (you) · 1,000 points"
    assert lines(message) == [f"**{n}** · member{n - 1} · {12 - n},000 points" for n in range(1, 11)] + [own]
    assert labels(message) == ["Next", "Show to channel"]
    turned = await crowd[10].click(message, "Next")
    assert shown(turned).id == message.id
    assert lines(message) == [own, "**12** · member11 · 0 points"]
    assert labels(message) == ["Previous", "Show to channel"]
    await crowd[10].click(message, "Previous")
    assert lines(message)[0] == "**1** · member0 · 11,000 points"
    assert len(lines(message)) == 11


async def test_a_page_that_is_gone_is_the_last_one_there_is(club: Club) -> None:
    await crowded(club)
    message = await board(club)
    for page in ("2", "999999", "9" * 5000):
        await club.ada.forge(f"board:page:month:{page}", channel=club.room, message=message)
        assert "Page 2 of 2." in message.text


async def test_names_are_those_last_seen_with_an_answer_and_nothing_in_them_is_markup_or_a_mention(club: Club) -> None:
    dora = club.sandbox.person("<@1> **D** @everyone", guild=club.guild)
    await play(club, {dora: RIGHT, club.ben: WRONG})
    dora.name = "Dora, who has not answered by this name"
    message = await board(club)
    assert lines(message)[0] == "**1** · \\<\\@1\\> \\*\\*D\\*\\* \\@\u200beveryone · 1,000 points"
    assert "<@" not in message.text
    public = await posted(club, club.ada, message)
    assert "<@" not in public.text
    assert (public.pings.users, public.pings.everyone) == ((), False)


async def test_servers_have_boards_of_their_own(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG}, guild=club.sandbox.guild("Another"))
    assert NOBODY in (await board(club, period="All time")).text


async def test_outside_servers_there_are_no_boards(club: Club) -> None:
    for command in ("leaderboard", "score"):
        with pytest.raises(ValueError, match="not offered"):
            await club.ada.use(club.ada.direct(), command)


# --- Show to channel


async def posted(club: Club, who: Person, message: Message) -> Message:
    """Let somebody show a board, and return what the channel sees."""
    reply = await who.click(message, "Show to channel")
    assert reply.ephemeral is PUBLIC
    [public] = club.posts
    return public


async def test_a_shown_board_is_nobodys_own_and_has_no_buttons(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    public = await posted(club, club.ada, await board(club))
    assert lines(public) == ["**1** · ada · 1,000 points", "**2** · ben · 0 points"]
    assert public.buttons == []
    assert public in club.ben.sees(club.room)


async def test_a_board_is_shown_once_however_often_it_is_clicked(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    message = await board(club)
    replies = await asyncio.gather(*(club.ada.click(message, "Show to channel") for _ in range(3)))
    late = await club.ada.click(message, "Show to channel")
    assert len(club.posts) == 1
    refused = [reply for reply in (*replies, late) if reply.ephemeral]
    assert ["shown that page already" in shown(reply).text for reply in refused] == [True] * 3


async def test_another_page_and_another_board_can_be_shown_too(club: Club) -> None:
    await crowded(club)
    message = await board(club)
    await club.ada.click(message, "Show to channel")
    await club.ada.click(message, "Next")
    await club.ada.click(message, "Show to channel")
    await club.ada.click(await board(club), "Show to channel")
    assert [lines(post)[0].split(" · ")[1] for post in club.posts] == ["member0", "member10", "member0"]


async def test_a_board_can_be_shown_again_after_a_failure(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    message = await board(club)
    fault = club.sandbox.faults.answer("POST", r".*/callback", "drop")
    await club.ada.click(message, "Show to channel")
    assert (fault.left, club.posts) == (0, [])
    await posted(club, club.ada, message)


async def test_nobody_shows_a_board_where_they_may_not_write(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    message = await board(club)
    club.guild.overwrite(club.room, club.guild.everyone, deny=Permission.SEND_MESSAGES)
    reply = await club.ada.click(message, "Show to channel")
    assert reply.ephemeral is PRIVATE
    assert "may not write here" in shown(reply).text
    assert club.posts == []


async def test_who_hides_sees_their_place_in_private_and_shows_it_to_nobody(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG, club.cat: RIGHT})
    await hide(club.database, club.ada.id, hidden=True)
    own = await board(club)
    assert lines(own)[0] == "**1** · **ada** (you) · 1,000 points"
    assert lines(await board(club, club.ben)) == ["**1** · cat · 1,000 points", "**2** · **ben** (you) · 0 points"]
    public = await posted(club, club.ada, own)
    assert lines(public) == ["**1** · cat · 1,000 points", "**2** · ben · 0 points"]


# --- presses that can't be true

FORGED = (
    "board", "board:", "board:page", "board:page:month", "board:page:year:0", "board:page:month:-1",
    "board:page:month:²", "board:page:month:", "board:page:month:0:0", "board:clear:month:0", "board:show:month:x",
)  # fmt: skip


async def test_a_forged_press_is_refused_in_private(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    message = await board(club)
    before = message.text
    for custom_id in FORGED:
        refused(await club.ada.forge(custom_id, channel=club.room, message=message))
    assert message.text == before
    assert club.posts == []


@pytest.mark.parametrize("verb", ["page", "show"])
async def test_a_board_in_the_channel_can_be_changed_and_shown_by_nobody(club: Club, verb: str) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    public = await posted(club, club.ada, await board(club))
    before = public.text
    refused(await club.ben.forge(f"board:{verb}:all:0", channel=club.room, message=public))
    refused(await club.ben.forge(f"board:{verb}:all:0", channel=club.room))
    assert (public.text, club.posts) == (before, [public])


async def test_outside_servers_a_forged_press_is_refused(club: Club) -> None:
    private = shown(await club.ada.use(club.ada.direct(), "help"))
    for verb in ("page", "show"):
        refused(await club.ada.forge(f"board:{verb}:all:0", channel=club.ada.direct(), message=private))


def refused(reply: Interaction) -> None:
    assert reply.ephemeral is PRIVATE
    assert "no longer in use" in shown(reply).text


# --- /score


async def test_a_score_tells_games_answers_and_streak(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG}, {club.ada: RIGHT}, {club.ada: WRONG})
    await play(club, {club.ada: RIGHT})
    own = await score(club, club.ada)
    assert own.startswith("### Your quiz score\n**Games:** 2\n**Right:** 3 of 4 answers (75 %)\n**Best streak:** ")
    assert await score(club, club.ada, member=club.ada) == own
    assert await score(club, club.ben, member=club.ada) == own.replace("Your quiz score", "The quiz score of ada")


async def test_who_hides_is_told_their_score_and_nobody_else_is(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: WRONG})
    await hide(club.database, club.ada.id, hidden=True)
    assert "1 of 1 answer" in await score(club, club.ada)
    for stranger in (club.ben, club.teacher):
        assert await score(club, stranger, member=club.ada) == "This member keeps their score to themselves."


async def test_who_has_answered_nothing_is_told_so(club: Club) -> None:
    assert "`/quiz start` begins a game" in await score(club, club.ada)
    assert await score(club, club.ada, member=club.ben) == "ben hasn't answered a quiz question here yet."


async def test_who_has_left_still_has_a_score(club: Club) -> None:
    await play(club, {club.ada: RIGHT, club.ben: RIGHT})
    club.guild.leave(club.ben)
    assert (await score(club, club.ada, member=club.ben)).startswith("### The quiz score of ben\n**Games:** 1\n")
    assert "· ben ·" in (await board(club)).text


KEYS = sorted({term.category for term in GLOSSARY})


def title(place: int) -> str:
    return next(each.title for each in GLOSSARY.categories if each.key == KEYS[place]).replace("_", "\\_")


async def practice(club: Club, *figures: tuple[int, int]) -> str:
    """Let Ada answer so many of so many questions of each category right, and return the lines on categories."""
    first = {term.category: term.slug for term in GLOSSARY}
    verdicts = [(first[KEYS[n]], number < right) for n, (right, of) in enumerate(figures) for number in range(of)]
    slugs = tuple(slug for slug, _ in verdicts)
    await play(club, *({club.ada: is_right} for _, is_right in verdicts), slugs=slugs)
    return "\n".join((await score(club, club.ada)).splitlines()[4:])


async def test_the_strongest_and_weakest_categories_are_named_and_none_is_both(club: Club) -> None:
    assert await practice(club, (3, 3), (0, 3), (2, 4)) == (
        f"**Strongest:** {title(0)} (3 of 3)\n**To practice:** {title(1)} (0 of 3)"
    )


async def test_of_many_categories_three_are_named_at_either_end(club: Club) -> None:
    told = await practice(club, (3, 3), (4, 4), (2, 3), (1, 3), (1, 4), (0, 3), (0, 4))
    assert told == (
        f"**Strongest:** {title(1)} (4 of 4), {title(0)} (3 of 3), {title(2)} (2 of 3)\n"
        f"**To practice:** {title(6)} (0 of 4), {title(5)} (0 of 3), {title(4)} (1 of 4)"
    )


async def test_fewer_than_three_answers_say_nothing_of_a_category(club: Club) -> None:
    assert await practice(club, (2, 2), (0, 2)) == ""


async def test_who_has_all_right_has_nothing_to_practice_and_who_has_nothing_right_no_strength(club: Club) -> None:
    assert await practice(club, (4, 4), (3, 3)) == f"**Strongest:** {title(0)} (4 of 4)"
    ben = {club.ben: WRONG}
    first = {term.category: term.slug for term in GLOSSARY}
    await play(club, *[ben] * 7, slugs=(first[KEYS[0]],) * 3 + (first[KEYS[1]],) * 4)
    assert (await score(club, club.ben)).splitlines()[4:] == [f"**To practice:** {title(1)} (0 of 4)"]


@pytest.mark.parametrize(
    ("right", "head"), [(0, "To practice"), (1, "To practice"), (2, "Strongest"), (3, "Strongest")]
)
async def test_a_lone_category_is_strong_if_most_of_it_was_right(club: Club, right: int, head: str) -> None:
    assert await practice(club, (right, 3)) == f"**{head}:** {title(0)} ({right} of 3)"


async def test_terms_that_have_left_the_glossary_count_for_no_category(club: Club) -> None:
    await play(club, *[{club.ada: RIGHT}] * 4)
    told = await score(club, club.ada)
    assert "4 of 4 answers" in told
    assert len(told.splitlines()) == 4
