"""Names of members as text: no markup, no mention and no trick in them has an effect anywhere in a game."""

import re

import pytest

from bot.sandbox import Mentions, Message, Person
from bot.storage import leaderboard
from tests.cogs.quiz.conftest import Club, labels
from tests.conftest import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


def renamed(club: Club, who: Person, nick: str) -> None:
    """Give a member a display name on this server."""
    club.guild.members[who.id].nick = nick


async def played(club: Club) -> list[Message]:
    """Play a typed question that Ada gets right and Ben asks to have looked at again; return all that was posted."""
    await club.start(lobby=15, questions=1, kind="typed")
    lobby = await club.lobby()
    await club.press(club.ben, lobby, "Join")
    await club.shows(lobby, "2 players")
    await club.press(club.ada, lobby, "Start now")
    await club.right(club.ada)
    await club.wrong(club.ben)
    await club.shows(await club.question(), "2 answered")
    reveal = await club.close()
    await club.podium()
    await club.press(club.ben, reveal, "I was right")
    asked = await club.posted(f"quiz:accept:{club.game_id}:1")
    await club.press(club.teacher, asked, "Refuse")
    return club.posts


@pytest.mark.parametrize(
    ("nick", "plain"),
    [
        ("**Bo**ld", r"\*\*Bo\*\*ld"),
        ("[a](https://x.y)", r"\[a\](https\://x.y)"),
        ("`code`", r"\`code\`"),
        ("<t:0:R>", r"\<t\:0\:R\>"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
    ],
)
async def test_markup_in_a_name_is_text_wherever_it_stands(club: Club, nick: str, plain: str) -> None:
    renamed(club, club.ada, nick)
    renamed(club, club.ben, nick)
    renamed(club, club.teacher, nick)
    lobby, _, reveal, podium, asked = await played(club)
    assert f"**2 players:** {plain} and {plain}" in lobby.text
    assert f"**Fastest:** {plain}, " in reveal.text
    assert f"**1** · {plain} · " in podium.text
    assert f"**{plain}** wins." in podium.text
    assert asked.text.startswith(f"**{plain}** typed ")
    assert f"**Refused by {plain}: the scores stay.**" in asked.text


@pytest.mark.parametrize("nick", ["@everyone", "@here", "<@{ben}>", "<@&{role}>", "<#{room}>", "</quiz start:1>"])
async def test_a_mention_in_a_name_mentions_nobody(club: Club, nick: str) -> None:
    role = club.guild.role("Loud", mentionable=True)
    written = nick.format(ben=club.ben.id, role=role.id, room=club.room.id)
    for who in (club.ada, club.ben, club.teacher):
        renamed(club, who, written)
    for post in await played(club):
        assert post.mentions == post.pings == Mentions()
        assert written not in post.text
        assert not re.search(r"(?<!\\)<[@#/]|@(everyone|here)", post.text)


async def test_a_name_with_nothing_to_see_is_somebody(club: Club) -> None:
    renamed(club, club.ada, "\u200b\u2800\u3164")
    _, _, _, podium, _ = await played(club)
    assert "**Somebody** wins." in podium.text


async def test_the_longest_name_is_shown_in_one_line(club: Club) -> None:
    renamed(club, club.ada, "W" * 32)
    renamed(club, club.ben, "a\nb\n### c")
    *_, podium, asked = await played(club)
    assert f"**1** · {'W' * 32} · " in podium.text
    assert "**2** · a b \\#\\#\\# c · " in podium.text
    assert asked.text.startswith("**a b \\#\\#\\# c** typed")


async def test_the_name_of_the_last_answer_is_shown_and_kept(club: Club) -> None:
    await club.start(questions=2)
    await club.right(club.ada)
    await club.close()
    await club.go_on(2)
    renamed(club, club.ada, "Countess")
    await club.right(club.ada, 2)
    await club.right(club.ben, 2)
    assert "**1** · Countess · " in (await club.close(2)).text
    assert "**1** · Countess · " in (await club.podium()).text
    board = await club.ben.use(club.room, "leaderboard")
    assert "Countess" in shown(board).text
    assert len(await leaderboard(club.database, club.guild.id, None, None)) == 2


async def test_nothing_in_a_game_s_messages_carries_an_id_of_a_member_but_an_appeal_s_buttons(club: Club) -> None:
    posts = await played(club)
    for post in posts:
        for who in (club.ada, club.ben, club.teacher):
            assert str(who.id) not in post.text
            assert all(str(who.id) not in (button.custom_id or "") for button in post.buttons)
    assert labels(posts[-1]) == []
