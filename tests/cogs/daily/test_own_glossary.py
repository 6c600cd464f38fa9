"""The daily term of a glossary of one's own: on sailing, with mischief in it."""

import re
import shutil
from collections.abc import AsyncGenerator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.sandbox import Mentions, Permission, Sandbox
from bot.settings import Settings
from tests.cogs.daily.conftest import Group, slug_of
from tests.conftest import Recall, shown

SAILING = Path(__file__).parents[2] / "glossary" / "sailing"
ALL = ["halyard", "jibing", "reefing", "sheet", "tacking"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return shutil.copytree(SAILING, tmp_path / "book")


@pytest.fixture
async def recall(sandbox: Sandbox, settings: Settings, book: Path) -> AsyncGenerator[Recall]:
    recall = Recall(sandbox, replace(settings, glossary=book))
    await recall.start()
    yield recall
    await recall.stop()


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_category_and_level_without_a_term_are_refused_and_either_alone_is_not(own: Group) -> None:
    reply = await own.set_up(category="rig", level="intermediate")
    assert "no term" in shown(reply).text
    assert reply.followups == []
    assert "isn't set up" in shown(await own.use("status")).text
    assert "2 terms of **Rig & lines**" in shown(await own.set_up(category="rig")).text
    assert "1 intermediate term," in shown(await own.set_up(level="intermediate")).text


async def test_every_term_comes_once_before_any_comes_again_and_never_twice_in_a_row(own: Group) -> None:
    await own.set_up()
    for _ in range(4 * len(ALL)):
        await own.next_post()
    slugs = list(map(slug_of, own.posts()))
    cycles = [slugs[n : n + len(ALL)] for n in range(0, len(slugs), len(ALL))]
    assert [sorted(cycle) for cycle in cycles] == [ALL] * 4
    assert all(one != other for one, other in pairwise(slugs))
    assert len({tuple(cycle) for cycle in cycles}) > 1


async def test_the_only_term_of_a_filter_comes_every_day(own: Group) -> None:
    await own.set_up(level="intermediate")
    for _ in range(3):
        await own.next_post()
    assert list(map(slug_of, own.posts())) == ["reefing"] * 3


async def test_what_the_glossary_says_pings_nobody(recall: Recall, own: Group, book: Path) -> None:
    role = own.guild.role("captains", mentionable=True)
    loud = f"@everyone @here <@{own.ada.id}> <@!{own.ben.id}> <@&{role.id}>"
    rewrite(book / "moves.yaml", "A tin king on the bow", f"A tin king {loud} on the bow")
    rewrite(book / "moves.yaml", "To reach a buoy 1 km upwind", f"To reach a buoy {loud} 1 km upwind")
    await recall.stop()
    await recall.start()
    own.guild.overwrite(own.study, own.sandbox.world.bot, allow=Permission.MENTION_EVERYONE)
    [preview] = (await own.set_up(category="moves", role=own.guild.role("learners", mentionable=True))).followups
    for _ in range(3):
        await own.next_post()
    [post] = [each for each in own.posts() if slug_of(each) == "tacking"]
    [learners] = [one for one in own.guild.roles.values() if one.name == "learners"]
    assert "everyone" in post.content
    assert post.pings == Mentions(role_ids=(learners.id,))
    for tokens in ("@everyone", "@here", f"<@{own.ada.id}>", f"<@!{own.ben.id}>", role.mention):
        assert tokens not in post.content
    assert preview.pings == Mentions()


async def test_a_term_that_leaves_the_glossary_leaves_the_rota_and_is_not_asked_about(
    recall: Recall, own: Group, book: Path
) -> None:
    await own.set_up(category="rig")
    first = slug_of(await own.next_post())
    [second] = {"halyard", "sheet"} - {first}
    rename(book, first, f"{first}-2")
    await recall.stop()
    await recall.start()
    post = await own.next_post()
    assert "Do you remember" not in post.text
    assert {slug_of(post), slug_of(await own.next_post())} == {second, f"{first}-2"}
    assert "Do you remember" in own.posts()[-1].text


def rename(book: Path, slug: str, new: str) -> None:
    for file in book.glob("*.yaml"):
        file.write_text(re.sub(rf"\b{slug}\b", new, file.read_text(encoding="utf-8")), encoding="utf-8")
