"""The hall: every game that runs, found by its id or its channel, and taken up again after a restart."""

import asyncio
import logging
from datetime import timedelta

from bot.cogs.quiz.house import House
from bot.cogs.quiz.table import Table
from bot.errors import Refusal
from bot.quiz import Ending, GameOver, Phase, Rules, draw
from bot.storage import (
    Record,
    Unreadable,
    end_game,
    game_of,
    note_podium,
    open_game,
    recent_slugs,
    see_games,
    unfinished_games,
)

log = logging.getLogger(__name__)

# After which a game that failed is played on, as after a restart: the disk may have been full for a moment.
_PAUSES = (timedelta(seconds=5), timedelta(seconds=30))


class Interrupted(Refusal):
    """The game has failed and goes on in a moment."""

    def __init__(self) -> None:
        super().__init__("Something went wrong on my side. The game goes on by itself within half a minute.")


class Hall:
    """Where games are played."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._tables: dict[int, Table] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def table(self, game_id: int) -> Table | None:
        """Return the table of a game, None if nobody can play it now."""
        return self._tables.get(game_id)

    def playing(self, game_id: int) -> Table:
        """Return the table of a game that can be played; Interrupted, GameOver."""
        if table := self._tables.get(game_id):
            return table
        raise Interrupted if game_id in self._tasks else GameOver

    def table_in(self, channel_id: int) -> Table | None:
        """Return the table of the game that runs in a channel; one that has ended may still show its podium there."""
        running = (table for table in self._tables.values() if table.game.phase is not Phase.ENDED)
        return next((table for table in running if table.game.channel_id == channel_id), None)

    async def start(
        self, *, guild_id: int, channel_id: int, host_id: int, host_name: str, rules: Rules, seed: str
    ) -> tuple[Table, bool]:
        """Return the table of a new game, or of the one that runs in the channel, and whether it is new; Refusal."""
        house = self._house
        recent = await recent_slugs(house.database, channel_id, len(house.glossary))
        questions = draw(house.glossary, rules, seed, recent)
        if not questions:
            raise Refusal("There is no question about terms like these. Leave out the category or the level.")
        opened = await open_game(
            house.database,
            guild_id=guild_id,
            channel_id=channel_id,
            host_id=host_id,
            host_name=host_name,
            rules=rules,
            seed=seed,
            questions=questions,
            at=house.clock.now(),
        )
        if opened.game_id in self._tasks:
            return self.playing(opened.game_id), opened.is_new
        if (table := self._tables.get(opened.game_id)) is None:
            record = await self._record(opened.game_id)
            # Two may start at once: the other one has perhaps sat down while this one read.
            if (table := self._tables.get(opened.game_id)) is None:
                table = self._seat(record, is_new=opened.is_new)
                self._play(table)
        return table, opened.is_new

    async def take_up(self) -> None:
        """Find the games of a life before, so that their buttons answer from the first interaction on."""
        for game_id in await unfinished_games(self._house.database):
            try:
                await self._seat(await self._record(game_id), is_new=False).back()
            except Unreadable:
                log.exception("Game %d is cut off.", game_id)
                await self._write_off(game_id, Ending.CUT_OFF, counts=False)

    async def go_on(self) -> None:
        """Play on with what was taken up, now that Discord can be spoken to."""
        for game_id, table in list(self._tables.items()):
            if game_id not in self._tasks:
                self._play(table)

    async def see(self) -> None:
        """Note that the bot is alive with every game."""
        if self._tasks:
            await see_games(self._house.database, self._house.clock.now())

    async def close(self) -> None:
        """Stop at once; the games go on after the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _seat(self, record: Record, *, is_new: bool) -> Table:
        table = Table(self._house, record, is_new=is_new)
        self._tables[table.game.id] = table
        return table

    async def _record(self, game_id: int) -> Record:
        record = await game_of(self._house.database, game_id)
        if record is None:
            raise LookupError(f"game {game_id} is gone")
        return record

    def _play(self, table: Table) -> None:
        self._tasks[table.game.id] = asyncio.create_task(self._played(table))

    async def _played(self, table: Table) -> None:
        game_id = table.game.id
        try:
            for pause in (None, *_PAUSES):
                try:
                    if pause:
                        table = await self._again(game_id, pause)
                    return await table.play()
                except Exception:
                    # The job wrapper: a game that fails must not block its channel for ever.
                    log.exception("Game %d failed.", game_id)
                    table.stage.give_up()
                if await table.stage.link() is None:  # whoever started it is told that there is no game
                    break
            table.game.end(Ending.CUT_OFF)
            await self._write_off(game_id, table.game.because or Ending.CUT_OFF, counts=table.game.counts)
        finally:
            self._tables.pop(game_id, None)
            self._tasks.pop(game_id, None)

    async def _again(self, game_id: int, pause: timedelta) -> Table:
        """Return a table for a game that failed, after a while in which nobody can play."""
        self._tables.pop(game_id, None)
        await self._house.clock.sleep_until(self._house.clock.now() + pause)
        return self._seat(await self._record(game_id), is_new=False)

    async def _write_off(self, game_id: int, because: Ending, *, counts: bool) -> None:
        await end_game(self._house.database, game_id, self._house.clock.now(), because, counts=counts)
        await note_podium(self._house.database, game_id, None)
