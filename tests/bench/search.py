"""The search beside rapidfuzz's WRatio: order, verdicts, keystrokes, speed, memory."""

import random
import string
from collections.abc import Iterator, Sequence

from bot.search.ordinary import prepare
from tests.bench.asked import Asked, Listed, by_kind, queries, terms
from tests.bench.made_up import with_made_up
from tests.bench.quality import Search, keystrokes, order, verdicts
from tests.bench.searches import Ours, Rival
from tests.bench.speed import memory, seconds, slow, times
from tests.bench.table import table

SIZES = (636, 10_000, 100_000)
_RANDOM = 100_000
_SAMPLE = 40  # queries by which the speed of WRatio is measured where each takes long


def tables(file: str) -> Iterator[str]:
    """Give the tables of one file of queries, as they are measured."""
    listed, asked = terms(), queries(file)
    ours, rival = Ours(listed), Rival(listed)
    yield _order(file, asked, ours, rival)
    yield _verdicts(asked, ours, rival)
    yield _keystrokes(listed, ours, rival)
    yield _extremes(ours)
    yield _sizes(listed, asked)


def _order(file: str, asked: Sequence[Asked], ours: Ours, rival: Rival) -> str:
    known = [query for query in asked if query.right]
    rows = [_ordered(kind, same, ours, rival) for kind, same in by_kind(known).items()]
    rows.append(_ordered("all that is asked", [query for query in known if not query.is_typing], ours, rival))
    rows.append(_ordered("all that is typed", [query for query in known if query.is_typing], ours, rival))
    head = ("kind", "queries", "right first", "WRatio", "in the first five", "WRatio")
    return table(f"Search over {len(known)} queries with a right answer ({file})", head, rows)


def _ordered(name: str, asked: Sequence[Asked], ours: Ours, rival: Rival) -> list[str]:
    mine, other = order(asked, ours), order(asked, rival)
    return [name, str(len(asked)), *(f"{share:.3f}" for share in (mine.first, other.first, mine.five, other.five))]


def _verdicts(asked: Sequence[Asked], ours: Ours, rival: Rival) -> str:
    rows = [_verdict("ours", asked, ours), _verdict("WRatio", asked, rival)]
    head = ("search", "right answered", "wrong answered", "not answerable: refused", "nothing found")
    return table("Verdicts", head, rows)


def _verdict(name: str, asked: Sequence[Asked], search: Search) -> list[str]:
    found = verdicts(asked, search)
    return [name, *(f"{share:.4f}" for share in (found.right, found.wrong, found.refused, found.nothing))]


def _keystrokes(listed: Sequence[Listed], ours: Ours, rival: Rival) -> str:
    shares = [f"{keystrokes(listed, search.complete):.4f}" for search in (ours, rival)]
    return table("Keystrokes until the term is among the first five, share of its name", ("ours", "WRatio"), [shares])


def _extremes(ours: Ours) -> str:
    chance = random.Random(99)  # noqa: S311  (the same each time is the point)
    letters = string.ascii_lowercase * 3 + string.digits + " " * 20 + "-'αβéßﷺ🙂漢"
    texts = ["".join(chance.choices(letters, k=chance.randint(0, 120))) for _ in range(_RANDOM)]
    slowest = times(ours.index.find, slow(ours.index.find, texts, 100), tries=5).slowest
    long = times(ours.index.find, ["attention is all you need " * 200, "ﷺ" * 5000, "gradeint " * 555], tries=5).slowest
    cells = [f"{long * 1000:.2f} ms", f"{slowest * 1000:.2f} ms"]
    return table("Extremes", ("query of 5,000 characters", f"slowest of {_RANDOM:,} random texts"), [cells])


def _sizes(listed: Sequence[Listed], asked: Sequence[Asked]) -> str:
    prepare()  # the English words are read once in a process, whatever is indexed
    head = (
        "terms",
        "names",
        "WRatio median",
        "find median",
        "p99",
        "complete p99",
        "build in WRatios",
        "memory per name",
    )
    rows = [_size(with_made_up(listed, size), asked) for size in SIZES]
    return table("Speed as a share of WRatio's median, by size", (*head, "right first"), rows)


def _size(listed: Sequence[Listed], asked: Sequence[Asked]) -> list[str]:
    names = sum(1 + len(term.aliases) + len(term.shared_aliases) for term in listed)
    bytes_kept = memory(listed)
    build = min(seconds(lambda: Ours(listed)) for _ in range(2))
    ours, rival = Ours(listed), Rival(listed)
    texts = [query.text for query in asked if not query.is_typing]
    typed = [query.text for query in asked if query.is_typing] + _beginnings(listed)
    yard = times(rival.rank, texts[:: max(1, len(texts) // _SAMPLE)]).median
    find, complete = times(ours.index.find, texts), times(ours.index.complete, typed)
    return [
        f"{len(listed):,}",
        f"{names:,}",
        f"{yard * 1000:.2f} ms",
        *(f"1/{yard / taken:.0f}" for taken in (find.median, find.p99, complete.p99)),
        f"{build / yard:.1f}",
        f"{bytes_kept / names:.0f} B",
        f"{order([query for query in asked if query.right and not query.is_typing], ours).first:.3f}",
    ]


def _beginnings(listed: Sequence[Listed]) -> list[str]:
    """Return every beginning of some of the names."""
    return [term.name[:length] for term in listed[:636:9] for length in range(1, len(term.name) + 1)]
