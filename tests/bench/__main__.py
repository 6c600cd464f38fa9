"""`make bench`: every table that the README quotes, each side by side in one run.

`python -m tests.bench search` prints those of the search alone, with `aside` behind it for the queries put aside;
`quiz` those of the judge of typed answers and of recording answers.
"""

import asyncio
import sys

from tests.bench import define, judge, recording, search


async def through_the_sandbox() -> None:
    """Print the tables of /define as they are measured."""
    print(await define.latency())
    print(await define.load())
    print(await define.start(terms=343))


def main(arguments: list[str]) -> None:
    """Print the tables as they are measured."""
    every = not {"search", "quiz"} & set(arguments)
    if every or "search" in arguments:
        for table in search.tables("aside" if "aside" in arguments else "dev"):
            print(table, flush=True)
    if every or "quiz" in arguments:
        for table in judge.tables():
            print(table, flush=True)
        print(asyncio.run(recording.table()), flush=True)
    if every:
        asyncio.run(through_the_sandbox())


if __name__ == "__main__":
    main(sys.argv[1:])
