from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.daily.zones import Zone, zones, zones_at
from bot.search import Answer, Suggestions, TermIndex

WINTER, SUMMER = datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC)
RULES = {"CET", "EET", "EST", "HST", "MET", "MST", "WET", "CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT"}


@pytest.fixture(scope="module")
def index() -> TermIndex[Zone]:
    return TermIndex(zones())


def offered(index: TermIndex[Zone], typed: str) -> list[str]:
    return [zone.slug for zone in index.complete(typed)]


def meant(text: str, now: datetime) -> list[str]:
    return [zone.slug for zone in zones_at(text, now)]


def data(name: str) -> str:
    return (files("tzdata") / name).read_text(encoding="utf-8")


def clocks(name: str) -> bytes:
    """Return the rules of a zone: its file, byte for byte."""
    return (files("tzdata") / "zoneinfo").joinpath(*name.split("/")).read_bytes()


def rows(name: str) -> list[list[str]]:
    lines = data(f"zoneinfo/{name}").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_there_is_every_zone_of_the_table_once_and_utc() -> None:
    assert Counter(zone.slug for zone in zones()) == Counter({row[2] for row in rows("zone.tab")} | {"UTC"})


def test_every_zone_can_be_loaded_by_its_slug() -> None:
    assert [ZoneInfo(zone.slug).key for zone in zones()] == [zone.slug for zone in zones()]


def test_what_is_no_place_is_no_zone() -> None:
    slugs = {zone.slug for zone in zones()}
    assert {"EST", "EST5EDT", "CET", "GMT", "GMT+0", "Etc/UTC", "Etc/GMT+5"}.isdisjoint(slugs)


def test_no_zone_is_called_the_same_twice() -> None:
    for zone in zones():
        for called in (zone.aliases, zone.shared_aliases):
            assert len(called) == len(set(called))
            assert all(name == name.strip() != "" for name in called)


def test_every_other_name_of_the_data_is_offered_with_its_own_clocks(index: TermIndex[Zone]) -> None:
    names = [name for name in data("zones").split() if not name.startswith(("Etc/", "GMT"))]
    places = [name for name in names if name not in RULES | {"Factory", "Greenwich"}]
    assert [name for name in places if clocks(offered(index, name)[0]) != clocks(name)] == []


def test_what_is_no_place_is_no_name_of_a_zone_alone() -> None:
    names = {alias for zone in zones() for alias in zone.aliases}
    assert names.isdisjoint(RULES)
    assert [name for name in names if name.startswith("Etc/")] == []


def test_a_city_is_called_as_people_write_it_and_so_are_its_country_and_its_time() -> None:
    new_york = next(zone for zone in zones() if zone.slug == "America/New_York")
    assert new_york.aliases[0] == "New York"
    assert {"United States", "USA", "EST", "EDT"} <= set(new_york.shared_aliases)


@pytest.mark.parametrize(("text", "slug"), [("saigon", "Asia/Ho_Chi_Minh"), ("Calcutta", "Asia/Kolkata")])
def test_a_city_that_changed_its_name_is_still_known_by_the_old_one(
    index: TermIndex[Zone], text: str, slug: str
) -> None:
    assert [index.find(text)] == [Answer(zone) for zone in zones() if zone.slug == slug]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("berl", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("newyork", "America/New_York"),
        ("york", "America/New_York"),
        ("kolkata", "Asia/Kolkata"),
        ("kolkatta", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("calcutta", "Asia/Kolkata"),
        ("mumbai", "Asia/Kolkata"),
        ("germany", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("india", "Asia/Kolkata"),
        ("lord", "Australia/Lord_Howe"),
        ("sao paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("tokio", "Asia/Tokyo"),
        ("est", "America/New_York"),
        ("EDT", "America/New_York"),
        ("pst", "America/Los_Angeles"),
        ("cet", "Europe/Berlin"),
        ("gmt", "Europe/London"),
        ("utc", "UTC"),
        ("usa", "America/New_York"),
        ("united states", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("california", "America/Los_Angeles"),
        ("hawaii", "Pacific/Honolulu"),
        ("uk", "Europe/London"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("south korea", "Asia/Seoul"),
        ("canada", "America/Toronto"),
        ("australia", "Australia/Sydney"),
        ("brazil", "America/Sao_Paulo"),
        ("spain", "Europe/Madrid"),
        ("chile", "America/Santiago"),
        ("mongolia", "Asia/Ulaanbaatar"),
        ("greenland", "America/Nuuk"),
        ("samoa", "Pacific/Apia"),
        ("iceland", "Atlantic/Reykjavik"),
        ("portugal", "Europe/Lisbon"),
    ],
)
def test_the_likeliest_zone_is_offered_first(index: TermIndex[Zone], typed: str, slug: str) -> None:
    assert offered(index, typed)[0] == slug


def test_for_no_text_zones_from_all_over_the_world_are_offered(index: TermIndex[Zone]) -> None:
    found = offered(index, "")
    assert len(found) == 25
    assert found[0] == "America/New_York"
    assert "UTC" in found
    assert {slug.partition("/")[0] for slug in found} >= {"Africa", "America", "Asia", "Australia", "Europe"}


def test_an_abbreviation_of_several_zones_is_never_taken_for_one(index: TermIndex[Zone]) -> None:
    for text in ("EST", "CST", "CET", "IST", "GMT", "BST", "MET"):
        assert isinstance(index.find(text), Suggestions)


@given(place=st.integers(0, 1_000))
def test_a_zone_is_found_by_its_slug_and_offered_first(index: TermIndex[Zone], place: int) -> None:
    zone = zones()[place % len(zones())]
    assert index.find(zone.slug) == Answer(zone)
    assert index.complete(zone.slug)[0] == zone


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("EST", "America/New_York", "America/Toronto"),
        ("EST5EDT", "America/New_York", "America/Toronto"),
        ("PST8PDT", "America/Los_Angeles", "America/Tijuana"),
        ("ET", "America/New_York", "America/Toronto"),
        ("CST", "America/Chicago", "Asia/Shanghai"),
        ("CEST", "Europe/Berlin", "Europe/Paris"),
        ("MESZ", "Europe/Berlin", "Europe/Vienna"),
        ("GMT", "Europe/London", "Africa/Accra"),
        ("BST", "Europe/London", "Asia/Dhaka"),
        ("IST", "Asia/Kolkata", "Europe/Dublin"),
        ("ChST", "Pacific/Guam", "Pacific/Saipan"),
    ],
)
def test_an_abbreviation_may_mean_whose_time_is_called_so(text: str, first: str, also: str) -> None:
    found = meant(text, WINTER)
    assert found == meant(text, SUMMER)
    assert found[0] == first
    assert also in found


@pytest.mark.parametrize(
    ("text", "winter", "summer"),
    [
        ("UTC+2", "Africa/Cairo", "Europe/Berlin"),
        ("utc +02:00", "Africa/Cairo", "Europe/Berlin"),
        ("GMT-5", "America/New_York", "America/Chicago"),
        ("GMT−5", "America/New_York", "America/Chicago"),  # with the sign for minus
        ("-5", "America/New_York", "America/Chicago"),
        ("Etc/GMT+5", "America/New_York", "America/Chicago"),
        ("Etc/GMT-1", "Europe/Berlin", "Europe/London"),
        ("-8", "America/Los_Angeles", "America/Anchorage"),
        ("+05:30", "Asia/Kolkata", "Asia/Kolkata"),
        ("+530", "Asia/Kolkata", "Asia/Kolkata"),
        ("UTC+5.5", "Asia/Kolkata", "Asia/Kolkata"),
        ("  UTC  5:30 ", "Asia/Kolkata", "Asia/Kolkata"),
        ("+14", "Pacific/Kiritimati", "Pacific/Kiritimati"),
        ("UTC+0", "Europe/London", "UTC"),
        ("UTC±0", "Europe/London", "UTC"),
        ("GMT0", "Europe/London", "UTC"),
        ("Etc/UTC", "Europe/London", "UTC"),
        ("Etc/GMT", "Europe/London", "UTC"),
    ],
)
def test_an_offset_may_mean_whose_clocks_are_so_far_ahead_now(text: str, winter: str, summer: str) -> None:
    assert meant(text, WINTER)[0] == winter
    assert meant(text, SUMMER)[0] == summer


@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_an_offset_that_nobody_has_now_may_be_meant_for_the_other_half_of_the_year(now: datetime) -> None:
    assert meant("-2:30", now) == ["America/St_Johns"]


@settings(max_examples=15)  # each may look at the clocks of every zone
@given(
    quarters=st.integers(-14 * 4, 14 * 4),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  (aware by it)
)
def test_what_an_offset_may_mean_has_it_at_one_time_of_the_year(quarters: int, now: datetime) -> None:
    hours, rest = divmod(abs(quarters), 4)
    found = zones_at(f"{'-' if quarters < 0 else '+'}{hours}:{rest * 15:02}", now)
    assert len(found) <= 5
    for zone in found:
        ahead = [when.astimezone(ZoneInfo(zone.slug)).utcoffset() for when in (now, now + timedelta(days=182))]
        assert quarters * timedelta(minutes=15) in ahead


@pytest.mark.parametrize(
    "text",
    ["", "  ", "UTC", "banana", "Berlin", "Europe/Berlin", "8", "530", "8:30", "+", "UTC+", "+99", "+1:75", "-12"],
)
def test_what_is_neither_or_nobodys_means_no_zone(text: str) -> None:
    assert zones_at(text, SUMMER) == ()


@given(st.text(max_size=12) | st.text("+-0123456789:.UTCGMETSETC/ ", max_size=10))
def test_no_text_means_more_than_five_zones_or_brings_it_down(text: str) -> None:
    found = zones_at(text, WINTER)
    assert len(found) == len(set(found)) <= 5


@pytest.mark.parametrize("text", ["EST", "CEST", "GMT", "UTC+2", "-5"])
def test_of_many_zones_the_five_likeliest_are_named(text: str) -> None:
    assert len(zones_at(text, WINTER)) == 5


def test_few_zones_are_named_by_a_text_however_long() -> None:
    assert zones_at("+" * 100_000, WINTER) == ()
    assert zones_at("EST" * 100_000, WINTER) == ()
