from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily.schedule import Schedule
from bot.glossary import Glossary, Level, load

SAILING = Path(__file__).parents[1] / "glossary" / "sailing"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load(SAILING)


def schedule(category: str | None = None, level: Level | None = None) -> Schedule:
    return Schedule(guild_id=1, channel_id=2, at=time(23, 30), zone=BERLIN, category=category, level=level)


@pytest.mark.parametrize(
    ("category", "level", "slugs"),
    [
        (None, None, ["tacking", "jibing", "reefing", "halyard", "sheet"]),
        ("moves", None, ["tacking", "jibing", "reefing"]),
        ("rig", None, ["halyard", "sheet"]),
        (None, Level.BEGINNER, ["tacking", "jibing", "halyard", "sheet"]),
        (None, Level.ADVANCED, []),
        ("moves", Level.INTERMEDIATE, ["reefing"]),
        ("rig", Level.INTERMEDIATE, []),
        ("knots", None, []),
        ("knots", Level.BEGINNER, []),
    ],
)
def test_a_schedule_chooses_from_its_category_and_level(
    glossary: Glossary, category: str | None, level: Level | None, slugs: list[str]
) -> None:
    assert [term.slug for term in schedule(category, level).terms(glossary)] == slugs


def test_a_schedule_knows_when_its_post_is_due_and_until_when_it_may_be_late() -> None:
    evening = schedule()
    assert evening.due(date(2026, 3, 5)) == datetime(2026, 3, 5, 22, 30, tzinfo=UTC)
    assert evening.closes(date(2026, 3, 5)) == datetime(2026, 3, 6, 0, 30, tzinfo=UTC)
    assert evening.day_after(date(2026, 3, 5)) == date(2026, 3, 6)
