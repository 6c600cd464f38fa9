"""A table: one game that is played, from its lobby to its podium. All it needs is stored, so that it can be killed."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.client.sending import Refused, Silence
from bot.cogs.quiz.house import House
from bot.cogs.quiz.stage import Stage
from bot.quiz import Answer, Ending, Game, NotOpen, Phase, Round, State, Vote, scored
from bot.storage import (
    Record,
    begin_game,
    close_round,
    delay_round,
    end_game,
    join_game,
    names_of,
    record_answer,
)

log = logging.getLogger(__name__)

READING = timedelta(seconds=6)  # between a reveal and the next question
GATHERED = 0.05  # seconds for which news are gathered


class Table:
    """One running game."""

    def __init__(self, house: House, record: Record, *, is_new: bool) -> None:
        """Sit down to a stored game; one that `is_new` has left no messages that nobody knows of."""
        self.game: Game = record.game
        self._house = house
        self._is_away = not is_new  # until it is played on
        # Who has answered has seen the bot alive.
        answers = current.answers.values() if (current := record.game.current) else ()
        self._left_at = None if is_new else max([record.seen_at, *(answer.at for answer in answers)])
        self._names: dict[int, str] = {}
        self.stage = Stage(house, record, self._names, is_new=is_new)
        self._news = asyncio.Event()
        self._saving: dict[tuple[int, int], asyncio.Event] = {}  # by round and member
        self._kept_names: dict[int, str] = {}  # as this game had them stored: a running game's stay

    async def play(self) -> None:
        """Play the game from wherever it is to its end."""
        game = self.game
        await self.back()
        self._is_away = False
        members = {*game.joined, *(member_id for each in game.rounds for member_id in each.answers)}
        self._names |= await names_of(self._house.database, game.guild_id, members)
        try:
            await self._open()
            if played := self.stage.unfinished():
                await (self._end_round(played) if game.phase is Phase.PLAYING else self.stage.stop_round(played))
            while played := game.next_round():
                await self._play(played)
        except (Refused, Silence) as error:
            log.info("Game %d is cut off: %r", game.id, error)
            game.end(Ending.CUT_OFF)
        finally:
            self.stage.close()
        game.end(game.over or Ending.CUT_OFF)
        await self._store_end()
        await self.stage.show_podium()

    # What members do.

    async def join(self, member_id: int, name: str) -> bool:
        """Take a member into the lobby; return whether that was just now; Refusal if it is too late."""
        is_new = self.game.join(member_id)
        self._names[member_id] = name
        await join_game(self._house.database, self.game.id, member_id, name)
        self._news.set()
        return is_new

    def begin(self) -> bool:
        """Begin before the lobby's time is over; return whether that was just now."""
        is_begun = self.game.begin()
        self._news.set()
        return is_begun

    async def answer(self, number: int, answer: Answer, name: str) -> None:
        """Take in the answer of a member and return once it is durable; Refusal if it can't count."""
        played = self.game.round(number)
        if self._is_away and played.deadline and answer.at > played.deadline:
            await self.back()
        await self.first_answer(number, answer.member_id)
        # In the room first, without waiting: whatever closes the round later comes later in the database too.
        played.answer(answer)
        self._names[answer.member_id] = name
        self._news.set()
        await self._save(played, answer, name)

    async def first_answer(self, number: int, member_id: int) -> Answer | None:
        """Return what a member has answered; while it is written, nobody knows whether it counts."""
        while writing := self._saving.get((number, member_id)):
            await writing.wait()
        return self.game.round(number).answers.get(member_id)

    async def vote_to_skip(self, member_id: int, at: datetime, *, decides: bool) -> Vote:
        """Count a vote to skip the question; Refusal."""
        played = self.game.current
        vote = self.game.vote_to_skip(member_id, at, decides=decides)
        if vote.is_passed and played:
            await self._close(played)
        self._news.set()
        return vote

    async def vote_to_stop(self, member_id: int, *, decides: bool) -> Vote:
        """Count a vote to stop the game; Refusal."""
        vote = self.game.vote_to_stop(member_id, decides=decides)
        if vote.is_passed:
            await self._store_end()
        self._news.set()
        return vote

    async def back(self) -> None:
        """Let the open question's clock have stood still since the life before this one, if there was one."""
        played = self.game.current
        if self._left_at is None or played is None:
            return
        # One whose message is not known yet may have been out before: its clock stood still too.
        start = max(self._left_at, played.opened or self._left_at)
        by = self._house.clock.now() - start
        played.delay(start, by)
        await delay_round(self._house.database, self.game.id, played.number, start, by)
        self._news.set()

    async def _save(self, played: Round, answer: Answer, name: str) -> None:
        """Return once an answer is durable; if it can't be, it has not been given."""
        key, is_durable = (played.number, answer.member_id), False
        self._saving[key] = asyncio.Event()
        try:
            new_name = None if self._kept_names.get(answer.member_id) == name else name
            stands = await record_answer(self._house.database, self.game.id, played.number, answer, new_name)
            is_durable = stands is not None
            if is_durable:
                self._kept_names[answer.member_id] = name
        finally:
            if not is_durable:
                del played.answers[answer.member_id]
            self._saving.pop(key).set()
        if not is_durable:
            raise NotOpen

    # What the game does by itself.

    async def _open(self) -> None:
        """Hold the lobby until it is over, if the game has one and has not begun."""
        game = self.game
        # One that has begun may have a lobby that is out and not known yet.
        if game.phase is not Phase.ENDED and game.rules.lobby:
            begins = await self.stage.open_lobby()
            while game.phase is Phase.LOBBY and await self._wait(self._house.courier.here(begins)):
                self.stage.show_lobby(begins)
        if game.phase is not Phase.ENDED:
            game.begin()
            await begin_game(self._house.database, game.id, self._house.clock.now())
        await self.stage.close_lobby()

    async def _play(self, played: Round) -> None:
        """Ask a question, wait for its answers, and reveal it."""
        was_known = played.opened is not None
        await self.stage.ask(played)
        if not was_known and self.stage.is_of_before(played):
            await self.back()
        while here := self._closes(played):
            now, hint_at = self._house.clock.now(), self.stage.hint_at(played)
            await self._wait(min(here, hint_at) if now < hint_at else here)
            if self._closes(played):  # if not, one edit says so and shows the rest too
                self.stage.show_question(played)
        played.close()
        await self._close(played)
        if self.game.phase is Phase.PLAYING:
            await self._end_round(played)
        else:
            await self.stage.stop_round(played)

    def _closes(self, played: Round) -> datetime | None:
        """Return when an open question closes on the bot's clock if nothing more comes in, None once that is so."""
        due = self.game.due if played.state is State.OPEN else None
        here = due and self._house.courier.here(due)
        return here if here and self._house.clock.now() < here else None

    async def _end_round(self, played: Round) -> None:
        await self.stage.end_round(played)
        if self.game.over is None:
            until = self._house.clock.now() + READING
            while self.game.phase is Phase.PLAYING and await self._wait(until):
                pass

    async def _close(self, played: Round) -> None:
        await close_round(
            self._house.database,
            self.game.id,
            played.number,
            self._house.clock.now(),
            skipped=played.state is State.SKIPPED,
            points=scored(played),
        )

    async def _store_end(self) -> None:
        game = self.game
        because = game.because or Ending.CUT_OFF
        await end_game(self._house.database, game.id, self._house.clock.now(), because, counts=game.counts)

    async def _wait(self, until: datetime) -> bool:
        """Return True at the next news, False once the bot's clock shows `until`."""
        waiting = [asyncio.ensure_future(each) for each in (self._news.wait(), self._house.clock.sleep_until(until))]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()
        if not self._news.is_set():
            return False
        # A thousand answers in a second need not be looked at a thousand times.
        await asyncio.sleep(GATHERED)
        self._news.clear()
        return True
