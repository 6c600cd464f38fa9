"""`make bench`: every table that the README quotes, each side by side in one run."""

import asyncio

from tests.bench import define


async def main() -> None:
    """Print the tables as they are measured."""
    print(await define.latency())
    print(await define.load())
    print(await define.start(terms=343))


if __name__ == "__main__":
    asyncio.run(main())
