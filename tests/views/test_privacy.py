"""The privacy page: it fits into a message, reads there as it does in the repository, and leaves nothing out."""

import re
import sqlite3
from pathlib import Path

from discord import ui

from bot.sandbox.limits import check_message
from bot.storage import Database
from bot.views.privacy import privacy_page
from tests.views.quizzing import buttons, text

PAGE = Path(__file__).parents[2] / "PRIVACY.md"
_LONGEST = 4000  # characters of text in a Components V2 message

# Every column that holds a member, and what the page calls it.
TOLD = {
    "answers.member_id": "Your answers in quizzes",
    "daily_answers.member_id": "to daily questions",
    "results.member_id": "the points",
    "players.member_id": "That you joined",
    "games.host_id": "or started a game",
    "names.member_id": "The display name",
    "appeals.member_id": 'Your "I was right" requests',
    "appeals.decided_by": "as a manager what you decided",
    "hidden.member_id": "That you chose to be hidden",
}
# Every other column that holds an id, or a text that might.
OTHERS = {
    "id", "application_id", "guild_id", "channel_id", "role_id", "host_role_id", "message_id", "reveal_id", "lobby_id",
    "podium_id", "game_id",
}  # fmt: skip


def written() -> str:
    return PAGE.read_text(encoding="utf-8")


def page() -> str:
    return text(privacy_page())


def test_the_page_fits_into_one_message_and_has_nothing_but_text() -> None:
    view = privacy_page()
    assert len(page()) < _LONGEST
    assert check_message({"components": view.to_components(), "flags": 1 << 15}, interaction=True) == []
    assert buttons(view) == {}
    assert {type(item) for item in view.walk_children()} == {ui.Container, ui.TextDisplay}


def test_it_reads_as_in_the_repository() -> None:
    assert page().split() == written().split()


def test_a_sentence_goes_on_in_its_line_and_a_heading_a_point_and_a_paragraph_begin_one() -> None:
    lines = page().splitlines()
    assert "" in lines
    assert all(each.startswith(("# ", "- ", "**", "`")) or each[0].isupper() for each in lines if each)
    assert all(each.endswith((".", "**", ":")) or each.startswith("# ") for each in lines if each)
    points = [each for each in written().splitlines() if each.startswith("- ")]
    assert len([each for each in lines if each.startswith("- ")]) == len(points) > 5


async def test_every_column_that_holds_a_member_is_told_of(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "recall.db")
    columns = await database.read(_columns)
    await database.close()
    is_an_id = re.compile(r"(^|_)(id|by)$")
    ids = {each for each in columns if is_an_id.search(each) and each.partition(".")[2] not in OTHERS}
    assert ids == TOLD.keys()
    assert [words for words in TOLD.values() if words not in page()] == []


def _columns(connection: sqlite3.Connection) -> list[str]:
    query = """
SELECT tables.name || '.' || columns.name
FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
"""
    return [row[0] for row in connection.execute(query)]


def test_the_page_is_kept_by_nobody_once_it_is_sent() -> None:
    assert privacy_page().is_finished()
