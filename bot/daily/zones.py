"""Time zones as people look for them: by city, by country, by abbreviation, by what they were called before."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from zoneinfo import ZoneInfo

_DATA = files("tzdata") / "zoneinfo"  # the package, which every machine has alike
_MOST = 5
_HALF_A_YEAR = timedelta(days=182)

# The likeliest zones first, each with the places that are looked for and have no zone of their own.
_LIKELIEST = """
America/New_York: Eastern Time, Washington, Boston, Philadelphia, Atlanta, Miami
America/Los_Angeles: Pacific Time, California, San Francisco, San Diego, Seattle, Las Vegas
America/Chicago: Central Time, Texas, Houston, Dallas, Austin, Minneapolis
Europe/London: Greenwich, England, Scotland, Wales, Manchester, Edinburgh
Europe/Berlin: Munich, München, Hamburg, Cologne, Köln, Frankfurt
Europe/Paris: Lyon, Marseille
Asia/Kolkata: New Delhi, Mumbai, Bombay, Bangalore, Bengaluru, Chennai, Hyderabad, Pune
Asia/Shanghai: Beijing, Peking, Shenzhen, Guangzhou
Asia/Tokyo: Osaka, Kyoto
America/Sao_Paulo: Rio de Janeiro, Brasilia
Australia/Sydney: New South Wales
UTC: Coordinated Universal Time
America/Toronto: Ottawa, Quebec, Ontario
America/Denver: Mountain Time, Colorado, Salt Lake City
Europe/Madrid: Barcelona
Europe/Istanbul: Ankara
Europe/Moscow: Saint Petersburg
Africa/Cairo:
Africa/Lagos: Abuja
Asia/Karachi: Lahore, Islamabad
Asia/Dhaka:
Asia/Jakarta: Java, Sumatra
Asia/Singapore:
Asia/Manila:
Asia/Seoul: Busan
Europe/Rome: Milan, Naples
Europe/Amsterdam: Rotterdam
Europe/Warsaw: Krakow
Europe/Kyiv:
Europe/Lisbon: Porto
Asia/Dubai: Abu Dhabi
Asia/Jerusalem:
Asia/Tehran:
Asia/Riyadh: Mecca
Asia/Bangkok:
Asia/Ho_Chi_Minh: Hanoi
Asia/Hong_Kong:
America/Mexico_City:
America/Bogota:
America/Lima:
America/Argentina/Buenos_Aires:
America/Santiago:
America/Vancouver: British Columbia
Africa/Johannesburg: Cape Town, Pretoria
Africa/Nairobi:
Australia/Melbourne:
Pacific/Auckland: Wellington
Pacific/Honolulu: Hawaii
America/Anchorage: Alaska
Asia/Tashkent:
Asia/Makassar: Bali
Atlantic/Canary: Canary Islands
Australia/Hobart: Tasmania
"""

# What people call countries that the data calls otherwise.
_CALLED = """
AE: UAE
AS: American Samoa
BA: Bosnia
CD: DR Congo
CI: Ivory Coast
CZ: Czechia
GB: UK, United Kingdom, Great Britain
KP: North Korea
KR: South Korea, Korea
MM: Burma, Myanmar
NL: Holland
SZ: Swaziland, Eswatini
TR: Türkiye
US: USA, America
WS: Samoa
"""

# Abbreviations that people use and the data does not have.
_SPOKEN = """
ET: America/New_York, America/Toronto
CT: America/Chicago, America/Winnipeg
MT: America/Denver, America/Boise
PT: America/Los_Angeles, America/Tijuana
ART: America/Argentina/Buenos_Aires
BRT: America/Sao_Paulo
CLT: America/Santiago
COT: America/Bogota
PET: America/Lima
VET: America/Caracas
TRT: Europe/Istanbul
GST: Asia/Dubai
IRST: Asia/Tehran
NPT: Asia/Kathmandu
BST: Asia/Dhaka
ICT: Asia/Bangkok, Asia/Ho_Chi_Minh
SGT: Asia/Singapore
MYT: Asia/Kuala_Lumpur
PHT: Asia/Manila
MET: Europe/Berlin, Europe/Brussels
MEZ: Europe/Berlin, Europe/Vienna, Europe/Zurich
MESZ: Europe/Berlin, Europe/Vienna, Europe/Zurich
"""

# Old names that are abbreviations: no place, so nothing to be found by alone.
_NO_PLACE = frozenset({"CET", "EET", "EST", "HST", "MET", "MST", "WET"})
_ZERO = frozenset({"UTC", "GMT", "UCT", "GREENWICH", "UNIVERSAL", "ZULU"})
_SIGNS = str.maketrans("−–±", "--+")
_OFFSET = re.compile(
    r"(?=[A-Z+-])(?P<etc>ETC/)?(?:UTC|GMT|UT)? ?(?P<sign>[+-])? ?"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-5][0-9])|(?P<half>[.,]5))?"
)
_RULE = re.compile(r"([A-Z]{2,5})(?:[+-]?[0-9]{1,2}([A-Z]{3,5})?)?")  # "EST", "EST5EDT"
_SHORT = re.compile("[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone; its slug is the name that `ZoneInfo` loads it by."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    shared_aliases: tuple[str, ...]


@cache
def zones() -> tuple[Zone, ...]:
    """Return every zone that names a place, and UTC: the likeliest first, then each country's main one, then others."""
    owners, countries, likeliest, short = _owners(), _countries(), _table(_LIKELIEST), _abbreviations()
    earlier = _earlier_names({*owners, *chain.from_iterable(countries.values()), *_NO_PLACE})
    mains = {code: slug for slug, code in reversed(owners.items())}.values()
    others = sorted(owners.keys() - likeliest.keys(), key=lambda slug: (slug not in mains, slug))
    return tuple(
        Zone(
            slug,
            slug,
            _once(_city(slug), *likeliest.get(slug, ()), *earlier.get(slug, ())),
            _once(*countries.get(owners.get(slug, ""), ()), *short.get(slug, ())),
        )
        for slug in (*likeliest, *others)
    )


def zones_at(text: str, now: datetime) -> tuple[Zone, ...]:
    """Return up to five zones that an offset at the aware `now` or an abbreviation may mean; none for other texts."""
    said = " ".join(text.translate(_SIGNS).upper().split())
    if (offset := _offset(said)) is not None:
        return _with_offset(offset, now)
    if rule := _RULE.fullmatch(said):
        wanted = {short for short in rule.groups() if short}
        having = _abbreviations()
        called = (zone for zone in zones() if wanted.issubset(map(str.upper, having.get(zone.slug, ()))))
        return tuple(islice(called, _MOST))
    return ()


def _offset(said: str) -> timedelta | None:
    """Read an offset from UTC; the sign of `Etc/GMT+5` is the other way round."""
    if said.startswith("ETC/") and said.removeprefix("ETC/") in _ZERO:
        return timedelta()
    if not (read := _OFFSET.fullmatch(said)):
        return None
    minutes = 30 if read["half"] else int(read["minutes"] or 0)
    is_west = (read["sign"] == "-") != bool(read["etc"])
    return timedelta(hours=int(read["hours"]), minutes=minutes) * (-1 if is_west else 1)


def _with_offset(offset: timedelta, now: datetime) -> tuple[Zone, ...]:
    """Return those whose clocks are so far ahead now; if nobody's are, those whose are half a year from now."""
    there: list[Zone] = []
    later: list[Zone] = []
    for zone in zones():
        clock = ZoneInfo(zone.slug)
        if now.astimezone(clock).utcoffset() == offset:
            there.append(zone)
        elif (now + _HALF_A_YEAR).astimezone(clock).utcoffset() == offset:
            later.append(zone)
        if len(there) == _MOST:
            break
    return tuple((there or later)[:_MOST])


def _owners() -> dict[str, str]:
    """Return each zone's country, both in the order of the data: a country's main zone mostly goes first."""
    return {slug: code for code, _, slug, *_ in _rows("zone.tab")}


def _countries() -> Mapping[str, tuple[str, ...]]:
    """Return what each country is called, by its code."""
    called = _table(_CALLED)
    return {code: (name, *called.get(code, ())) for code, name in _rows("iso3166.tab")}


def _rows(table: str) -> list[list[str]]:
    lines = _read(table).decode().splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _earlier_names(known: Collection[str]) -> Mapping[str, list[str]]:
    """Return what each zone was called before and is still called by some."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    links = (line.split() for line in _read("tzdata.zi").decode().splitlines() if line.startswith("L "))
    for _, zone, earlier in links:
        if earlier not in known and not earlier.startswith("Etc/"):
            found[zone.removeprefix("Etc/")].append(earlier)
    return found


@cache
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Return each zone's abbreviations: by the rule in force, which ends its file (RFC 9636), and as spoken."""
    found = {slug: tuple(_SHORT.findall(_read(slug).decode("latin-1").splitlines()[-1])) for slug in _owners()}
    for short, slugs in _table(_SPOKEN).items():
        found |= {slug: (*found[slug], short) for slug in slugs}
    return found


def _read(name: str) -> bytes:
    return _DATA.joinpath(*name.split("/")).read_bytes()


def _table(text: str) -> dict[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in text.split("\n") if line)
    return {key: tuple(filter(None, items.strip().split(", "))) for key, _, items in lines}


def _city(slug: str) -> str:
    return slug.rpartition("/")[2].replace("_", " ")


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
