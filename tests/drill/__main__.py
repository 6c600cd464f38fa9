"""`make drill`: every drill that is too long for the suite, each with its table; exit status 1 if a promise is broken.

`python -m tests.drill kill owners` runs those two; a number behind them is the seed that an earlier run has printed.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping

from tests.drill import crowd, games, kill, minute, owners, power, tick, times
from tests.drill.promise import Broken

Drill = Callable[[int | None], str | Awaitable[str]]

DRILLS: Mapping[str, Drill] = {
    "times": lambda _: times.table(),
    "tick": lambda _: tick.table(),
    "minute": lambda _: minute.table(),
    "kill": kill.table,
    "owners": owners.table,
    "crowd": lambda _: crowd.table(),
    "games": games.table,
    "power": power.table,
}


def main(arguments: list[str], drills: Mapping[str, Drill] = DRILLS) -> int:
    """Run the drills that are named, or all; return 0, 1 if a promise was broken, 2 if there is no such drill."""
    seed = next((int(each) for each in arguments if each.isdecimal()), None)
    names = [each for each in arguments if not each.isdecimal()] or list(drills)
    if unknown := set(names) - set(drills):
        print(f"There is no drill {', '.join(sorted(unknown))}; there are {', '.join(drills)}.", file=sys.stderr)
        return 2
    return max([asyncio.run(_run(name, drills[name], seed)) for name in names])


async def _run(name: str, drill: Drill, seed: int | None) -> int:
    try:
        shown = drill(seed)
        print(shown if isinstance(shown, str) else await shown, flush=True)
    except Broken as broken:
        print(f"{broken}\n\nBROKEN: {name}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
