"""How fast a search is, and how much memory it takes."""

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from tests.bench.asked import Listed
from tests.bench.searches import Ours

_TRIES = 3  # the best counts: what other programs take from a shared machine is no fault of ours


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds per call."""

    median: float
    p99: float
    slowest: float


def times(call: Callable[[str], object], texts: Sequence[str], tries: int = _TRIES) -> Times:
    """Measure a call with each of the texts."""
    taken = sorted(min(seconds(lambda text=text: call(text)) for _ in range(tries)) for text in texts)
    return Times(taken[len(taken) // 2], taken[len(taken) * 99 // 100], taken[-1])


def slow(call: Callable[[str], object], texts: Sequence[str], most: int) -> list[str]:
    """Return the texts that took longest when each was tried once."""
    return sorted(texts, key=lambda text: -seconds(lambda: call(text)))[:most]


def seconds(call: Callable[[], object]) -> float:
    """Measure one call."""
    start = perf_counter()
    call()
    return perf_counter() - start


def memory(terms: Sequence[Listed]) -> int:
    """Return the bytes that an index of the terms keeps."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    ours = Ours(terms)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del ours
    return after - before
