"""/data as members use it: what is kept about them is theirs to get, to delete and to hide, and nobody else's."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox import Channel, Interaction, Person, Response
from bot.sandbox.interactions import Action, Kind
from bot.sandbox.people import Installed
from bot.storage import everything_of, is_hidden, leaderboard, names_of
from tests.cogs.quiz.conftest import Club, running
from tests.conftest import Recall, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

Somewhere = tuple[Channel, Installed]
PRIVATE = True
NOT_CONFIRMED = "Nothing was deleted."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Recall]:
    """The bot that serves all clubs of this module."""
    async with running(tmp_path_factory.mktemp("data")) as recall:
        yield recall


@pytest_asyncio.fixture(loop_scope="module")
async def club(served: Recall) -> AsyncGenerator[Club]:
    """A club in which Ada and Ben have played a game that Ada hosted, and both were right."""
    club = Club.found(served)
    await played(club)
    yield club
    served.sandbox.faults.clear()
    club.guild.remove_bot()


async def played(club: Club) -> None:
    """Play a game of one question."""
    await club.start(questions=1)
    for who in (club.ada, club.ben):
        await club.right(who)
    await club.close()
    await club.podium()


async def data(
    who: Person, where: Channel, command: str, *, installed: Installed = "guild", **options: Any
) -> Interaction:
    """Let somebody use `/data command`; return once it is answered in full."""
    return await (await who.use(where, f"data {command}", installed=installed, **options)).settled()


async def confirm(who: Person, opened: Interaction, typed: str = "delete") -> str:
    """Type that into the window and return what the member is told."""
    reply = await (await who.submit(opened, typed=typed)).settled()
    assert reply.ephemeral is PRIVATE
    return shown(reply).text


async def has_traces(club: Club, who: Person) -> bool:
    """Return whether anything but an empty form is kept about somebody."""
    kept = await everything_of(club.database, who.id)
    return any(kept[part] for part in ("names", "games", "answers", "appeals", "decisions", "daily_answers"))


async def points(club: Club) -> dict[int, int]:
    totals = await leaderboard(club.database, club.guild.id, None, None)
    return {each.member_id: each.points for each in totals}


@pytest.fixture(params=["server", "direct", "user-installed"])
def somewhere(club: Club, request: pytest.FixtureRequest) -> Somewhere:
    """Each kind of place where Ada can use the bot, and how it is installed there."""
    match request.param:
        case "server":
            return club.room, "guild"
        case "direct":
            return club.ada.direct(), "guild"
        case _:
            elsewhere = club.sandbox.guild("Elsewhere", bot=False)
            elsewhere.join(club.ada)
            return elsewhere.channel("general"), "user"


# --- export


def export(reply: Interaction) -> Any:
    """Return what the file holds that an answer shows."""
    [file] = shown(reply).attachments
    assert file.filename == "recall-data.json"
    return json.loads(file.data.decode())


async def test_the_export_is_a_private_file_of_all_that_is_kept_wherever_it_is_asked_for(
    club: Club, somewhere: Somewhere
) -> None:
    channel, installed = somewhere
    reply = await data(club.ada, channel, "export", installed=installed)
    assert reply.ephemeral is PRIVATE
    told = export(reply)
    assert told == await everything_of(club.database, club.ada.id)
    assert told["names"] == [{"server": str(club.guild.id), "name": "ada"}]
    assert [(game["game"], game["is_host"]) for game in told["games"]] == [(club.game_id, True)]
    assert [(each["is_right"], each["points"]) for each in told["answers"]] == [(True, 1000)]


async def test_the_export_tells_of_nobody_else(club: Club) -> None:
    everything = json.dumps(export(await data(club.ada, club.room, "export")))
    assert str(club.ada.id) in everything
    assert str(club.ben.id) not in everything
    assert '"ben"' not in everything


async def test_letters_of_every_script_can_be_read_in_the_file(club: Club) -> None:
    zoe = club.sandbox.person("Zoë 😀 “東京”", guild=club.guild)
    await club.start(questions=1)
    await club.right(zoe)
    [file] = shown(await data(zoe, club.room, "export")).attachments
    assert '"name": "Zoë 😀 “東京”"' in file.data.decode()


async def test_a_stranger_gets_a_file_that_says_so(club: Club) -> None:
    told = export(await data(club.cat, club.room, "export"))
    assert told.pop("member") == str(club.cat.id)
    assert not any(told.values())


# --- delete


async def test_deleting_takes_everything_of_ones_own_and_nobody_elses_wherever_it_is_asked_for(
    club: Club, somewhere: Somewhere
) -> None:
    channel, installed = somewhere
    ben, score = await everything_of(club.database, club.ben.id), (await points(club))[club.ben.id]
    opened = await club.ada.use(channel, "data delete", installed=installed)
    assert await has_traces(club, club.ada)
    told = await confirm(club.ada, opened)
    assert told.startswith("Deleted: ")
    assert "still running" not in told
    assert not await has_traces(club, club.ada)
    assert await points(club) == {club.ben.id: score}
    assert await everything_of(club.database, club.ben.id) == ben


async def test_deleting_reaches_every_server(club: Club) -> None:
    other = Club.found(club.recall, "Another")
    other.ada = club.ada
    other.guild.join(club.ada)
    await played(other)
    assert len(export(await data(club.ada, club.room, "export"))["games"]) == 2
    await confirm(club.ada, await club.ada.use(club.room, "data delete"))
    assert not await has_traces(club, club.ada)
    assert list(await points(other)) == [other.ben.id]
    other.guild.remove_bot()


async def test_who_is_deleted_is_on_no_board_and_has_no_score(club: Club) -> None:
    await confirm(club.ada, await club.ada.use(club.room, "data delete"))
    board, score = await club.ben.use(club.room, "leaderboard"), await club.ada.use(club.room, "score")
    assert "ada" not in shown(board).text
    assert "**ben** (you) · 1,000 points" in shown(board).text
    assert "You haven't answered a quiz question here yet." in shown(score).text


async def test_anything_else_than_the_word_deletes_nothing(club: Club) -> None:
    before = await everything_of(club.database, club.ada.id)
    for typed in ("no", "deleted", "delete me", "d", " ", "DELETE!"):
        assert NOT_CONFIRMED in await confirm(club.ada, await club.ada.use(club.room, "data delete"), typed), typed
    assert await everything_of(club.database, club.ada.id) == before


@pytest.mark.parametrize("typed", ["DELETE", " Delete "])
async def test_the_word_counts_however_it_is_written(club: Club, typed: str) -> None:
    assert "Deleted: " in await confirm(club.ada, await club.ada.use(club.room, "data delete"), typed)
    assert not await has_traces(club, club.ada)


async def test_two_members_may_have_the_window_open_at_once(club: Club) -> None:
    of_ada = await club.ada.use(club.room, "data delete")
    of_ben = await club.ben.use(club.room, "data delete")
    assert NOT_CONFIRMED in await confirm(club.ben, of_ben, "no")
    assert "Deleted: " in await confirm(club.ada, of_ada)
    assert (await has_traces(club, club.ada), await has_traces(club, club.ben)) == (False, True)


async def test_a_game_that_runs_is_left_to_its_end_and_can_be_deleted_then(club: Club) -> None:
    await club.start(questions=1)
    await club.right(club.ada)
    told = await confirm(club.ada, await club.ada.use(club.room, "data delete"))
    assert "still running" in told
    kept = await everything_of(club.database, club.ada.id)
    assert len(kept["games"]) == len(kept["answers"]) == 1  # pyright: ignore[reportArgumentType]  (both are lists)
    await club.right(club.ben)
    await club.close()
    assert "ada" in (await club.podium()).text
    assert "still running" not in await confirm(club.ada, await club.ada.use(club.room, "data delete"))
    assert not await has_traces(club, club.ada)
    assert await names_of(club.database, club.guild.id, [club.ada.id]) == {}


async def test_the_window_can_be_opened_before_a_restart(club: Club) -> None:
    opened = await club.ada.use(club.room, "data delete")
    await club.recall.stop()
    await club.recall.start()
    assert "Deleted: " in await confirm(club.ada, opened)
    assert not await has_traces(club, club.ada)


# --- what no honest client sends


async def submit(who: Person, channel: Channel, custom_id: str, *components: Any) -> str:
    """Send a submission of no window that was ever open, and return what is answered."""
    action = Action(
        Kind.MODAL, who, channel, who.world.home(channel), {"custom_id": custom_id, "components": components}
    )
    reply = who.desk.open(action)
    await reply.answer(3)
    await reply.settled()
    assert reply.ephemeral is PRIVATE
    return shown(reply).text


def field(custom_id: str, value: object) -> dict[str, Any]:
    return {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": custom_id, "value": value}}


FORGED: tuple[tuple[Any, ...], ...] = (
    (),
    (field("other", "delete"),),
    ({"type": 10, "id": 1},),
    ({"type": 1, "id": 1, "components": [field("typed", "delete")["component"]]},),
    (field("typed", "no"), field("typed", "delete")),
)


async def test_a_submission_without_the_word_in_its_field_deletes_nothing(club: Club) -> None:
    for form in FORGED:
        assert NOT_CONFIRMED in await submit(club.ada, club.room, "data:delete", *form), form
    assert await has_traces(club, club.ada)


async def test_a_submission_of_another_window_is_refused(club: Club) -> None:
    for custom_id in ("data", "data:", "data:hide", "data:forget", "data:export"):
        assert "no longer in use" in await submit(club.ada, club.room, custom_id, field("typed", "delete")), custom_id
    assert await has_traces(club, club.ada)
    assert not await is_hidden(club.database, club.ada.id)


async def test_a_forged_submission_can_reach_nobodys_data_but_ones_own(club: Club) -> None:
    told = await submit(club.cat, club.room, f"data:delete:{club.ada.id}", field("typed", "delete"))
    assert told.startswith("Deleted: ")
    assert await has_traces(club, club.ada)


async def test_there_are_no_buttons_that_a_press_could_come_from(club: Club) -> None:
    for custom_id in ("data:delete", "data:export", "data:hide:true", "data"):
        reply = await club.ada.forge(custom_id, channel=club.room)
        assert reply.ephemeral is PRIVATE
        assert "no longer in use" in shown(reply).text, custom_id
    assert await has_traces(club, club.ada)
    assert not await is_hidden(club.database, club.ada.id)


# --- hide


async def test_who_hides_is_hidden_everywhere_until_they_show_themselves(club: Club, somewhere: Somewhere) -> None:
    channel, installed = somewhere
    for hidden in (True, True, False):
        reply = await data(club.ada, channel, "hide", hidden=hidden, installed=installed)
        assert reply.ephemeral is PRIVATE
        assert ("You are hidden on every server" if hidden else "You are shown again") in shown(reply).text
        board = shown(await club.ben.use(club.room, "leaderboard")).text
        score = shown(await club.ben.use(club.room, "score", member=club.ada)).text
        assert ("ada" not in board) is hidden
        assert ("keeps their score to themselves" in score) is hidden
        assert export(await data(club.ada, channel, "export", installed=installed))["is_hidden"] is hidden


async def test_hiding_hides_nobody_else_and_outlasts_deleting(club: Club) -> None:
    await data(club.ada, club.room, "hide", hidden=True)
    assert not await is_hidden(club.database, club.ben.id)
    await confirm(club.ada, await club.ada.use(club.room, "data delete"))
    assert await is_hidden(club.database, club.ada.id)


async def test_the_window_is_asked_for_by_the_command_alone(club: Club) -> None:
    opened = await club.ada.use(club.room, "data delete")
    assert opened.response_type is Response.MODAL
    assert opened.message is None
