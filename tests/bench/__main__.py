"""`make bench`: every table that the README quotes, each side by side in one run.

`python -m tests.bench search` prints those of the search alone, with `aside` behind it for the queries put aside.
"""

import asyncio
import sys

from tests.bench import define, search


async def through_the_sandbox() -> None:
    """Print the tables of /define as they are measured."""
    print(await define.latency())
    print(await define.load())
    print(await define.start(terms=343))


def main(arguments: list[str]) -> None:
    """Print the tables as they are measured."""
    for table in search.tables("aside" if "aside" in arguments else "dev"):
        print(table, flush=True)
    if "search" not in arguments:
        asyncio.run(through_the_sandbox())


if __name__ == "__main__":
    main(sys.argv[1:])
