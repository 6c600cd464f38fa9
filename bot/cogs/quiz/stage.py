"""The stage: what a channel sees of one game, each message posted once and noted, whatever happens in between."""

import asyncio
import logging
from datetime import datetime, timedelta

import discord
from discord import ui
from discord.utils import snowflake_time

from bot.client.sending import Refused, Silence
from bot.cogs.quiz.face import Face
from bot.cogs.quiz.house import House
from bot.quiz import Game, Round, Scoring, State
from bot.storage import Record, Trace, intend_reveal, intend_round, note_lobby, note_podium, note_reveal, open_round
from bot.views import quiz as views
from bot.views.quiz import Closed

log = logging.getLogger(__name__)


class Stage:
    """Shows a game; `names` are the display names of its members, which whoever lets them in keeps up to date."""

    def __init__(self, house: House, record: Record, names: dict[int, str], *, is_new: bool) -> None:
        """Take over what a life before has left; a game that `is_new` has left nothing that nobody knows of."""
        self._house = house
        self._game: Game = record.game
        self._record = record
        self._names = names
        self._is_new = is_new
        self._lobby = self._face(record.lobby_id)
        self._asked: Face | None = None
        self._is_out = asyncio.Event()
        self._link: str | None = None
        for message_id in (record.lobby_id, *(each for trace in record.traces for each in _messages(trace))):
            if message_id:
                self._out(message_id)

    async def link(self) -> str | None:
        """Return the address of the game's last message once one is out, None if none could be."""
        await self._is_out.wait()
        return self._link

    async def open_lobby(self) -> datetime:
        """Post the lobby and return when it is over, on Discord's clock."""
        wait = timedelta(seconds=self._game.rules.lobby)
        if self._lobby is None:
            message = await self._post(
                self._lobby_view(self._house.clock.now() + wait),
                key=f"lobby {self._game.id}",
                marker=f"quiz:join:{self._game.id}",
                intended=None if self._is_new else self._record.opened_at,
            )
            self._lobby = self._face(message.id)
            await note_lobby(self._house.database, self._game.id, message.id)
            return message.created_at + wait
        return snowflake_time(self._lobby.message_id) + wait

    def show_lobby(self, begins: datetime) -> None:
        """Let the lobby show who is in by now."""
        if self._lobby:
            self._lobby.show(lambda: self._lobby_view(begins))

    async def close_lobby(self) -> None:
        """Take the lobby's buttons away."""
        if self._lobby:
            await self._lobby.settle(views.lobby_over(self._game, self._names, self._house.glossary))

    async def ask(self, played: Round) -> None:
        """Post a round's question and open its time."""
        game, database, number = self._game, self._house.database, played.number
        trace = self._record.trace(number)
        if trace.message_id is not None:
            self._asked = self._face(trace.message_id)
            return
        await intend_round(database, game.id, number, trace.intended_at or self._house.clock.now())
        message = await self._post(
            views.question(game, played),
            key=f"question {game.id}.{number}",
            marker=f"quiz:{'answer' if played.question.options else 'type'}:{game.id}:{number}",
            intended=trace.intended_at,
        )
        played.appear(message.created_at)
        self._asked = self._face(message.id)
        await open_round(database, game.id, number, message.id, message.created_at)

    def is_of_before(self, played: Round) -> bool:
        """Return whether a life before meant to ask a round, so that its message may be older than this life."""
        return self._record.trace(played.number).intended_at is not None

    def show_question(self, played: Round) -> None:
        """Let the question show how many have answered by now, and the hint once its time has come."""
        if self._asked:
            self._asked.show(lambda: views.question(self._game, played, with_hint=self.shows_hint(played)))

    def hint_at(self, played: Round) -> datetime:
        """Return when half of the time is over, on the bot's clock."""
        return self._house.courier.here((played.deadline or self._house.clock.now()) - played.given / 2)

    def shows_hint(self, played: Round) -> bool:
        """Return whether half of the question's time is over."""
        return self._house.clock.now() >= self.hint_at(played)

    def unfinished(self) -> Round | None:
        """Return the round that a life before has ended and not revealed."""
        ended = [each for each in self._game.rounds if each.state in (State.CLOSED, State.SKIPPED)]
        if not ended or self._record.trace(ended[-1].number).reveal_id is not None:
            return None
        self._asked = self._face(self._record.trace(ended[-1].number).message_id)
        return ended[-1]

    async def end_round(self, played: Round) -> None:
        """Disable the question's buttons with one edit, and post the reveal."""
        settling = self._settle(played, self._why(played))
        _, reveal_id = await asyncio.gather(settling, self._reveal(played))
        # Last of all: until then the next life does both again, and nobody sees a difference.
        await note_reveal(self._house.database, self._game.id, played.number, reveal_id)

    async def stop_round(self, played: Round) -> None:
        """Disable the question's buttons, for a game that is over."""
        await self._settle(played, Closed.STOPPED)

    async def show_podium(self) -> None:
        """Post the podium of an ended game in which anything was asked, and note that the game is done."""
        podium_id, shown = None, self._game.standings
        if any(each.opened for each in self._game.rounds):
            try:
                message = await self._post(
                    views.podium(self._game, self._names),
                    key=f"podium {self._game.id}",
                    marker=f"quiz:rematch:{self._game.id}",
                    intended=self._record.ended_at,
                )
                podium_id = message.id
            except (Refused, Silence) as error:
                log.info("Game %d has no podium: %r", self._game.id, error)
        await note_podium(self._house.database, self._game.id, podium_id)
        if podium_id and self._game.standings != shown:  # an appeal was accepted while it was on its way
            await Face(self._house.courier, self._game.channel_id, podium_id).settle(
                views.podium(self._game, self._names)
            )
        self.give_up()

    def give_up(self) -> None:
        """Let nobody wait for a first message any more."""
        self._is_out.set()

    def close(self) -> None:
        """Leave every message as it is."""
        for face in (self._lobby, self._asked):
            if face:
                face.close()

    def _lobby_view(self, begins: datetime) -> ui.LayoutView:
        return views.lobby(self._game, self._names, self._house.glossary, begins)

    async def _settle(self, played: Round, closed: Closed) -> None:
        if self._asked:
            await self._asked.settle(views.question(self._game, played, closed=closed))

    def _why(self, played: Round) -> Closed:
        if played.state is State.SKIPPED:
            return Closed.SKIPPED
        if played.rules.scoring is Scoring.RACE and any(each.is_right for each in played.answers.values()):
            return Closed.WON
        now = self._house.clock.now()
        is_early = played.deadline is not None and now < self._house.courier.here(played.deadline)
        return Closed.ALL_ANSWERED if is_early else Closed.TIME_UP

    async def _reveal(self, played: Round) -> int:
        game, database, number = self._game, self._house.database, played.number
        before = self._record.trace(number).reveal_intended_at
        await intend_reveal(database, game.id, number, before or self._house.clock.now())
        message = await self._post(
            views.reveal(game, played, self._names, self._house.glossary.get(played.question.slug)),
            key=f"reveal {game.id}.{number}",
            marker=f"quiz:card:{game.id}:{number}",
            intended=before,
        )
        return message.id

    async def _post(self, view: ui.LayoutView, *, key: str, marker: str, intended: datetime | None) -> discord.Message:
        message = await self._house.courier.post(self._game.channel_id, view, key=key, marker=marker, intended=intended)
        self._out(message.id)
        return message

    def _face(self, message_id: int | None) -> Face | None:
        return Face(self._house.courier, self._game.channel_id, message_id) if message_id else None

    def _out(self, message_id: int) -> None:
        self._link = f"https://discord.com/channels/{self._game.guild_id}/{self._game.channel_id}/{message_id}"
        self._is_out.set()


def _messages(trace: Trace) -> tuple[int | None, int | None]:
    return trace.message_id, trace.reveal_id
