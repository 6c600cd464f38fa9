"""Members who play in a channel for as long as there is a game: they join, answer, click twice, and try again."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bot.sandbox import Channel, Interaction, Message, Person
from tests.drill.notes import Notes, Place

_PRESS = re.compile(r"quiz:(join|answer|type):(\d+)(?::(\d+))?(?::\d+)?")
_CHOSE = re.compile(r"You (?:chose \*\*([A-D])\*\*|answered `([^`]*)`)")
_IN = re.compile(r"You're in")
_SORRY = re.compile(r"Sorry")
_OVER = re.compile(r"quiz:rematch:\d+")
_LOOK = 0.03  # seconds between two looks at the channel
_THINKS = 0.3  # seconds over a question, at the most
_TWICE = 0.3  # how probable it is that a member clicks two buttons at once
_AGAIN = 0.06  # how probable it is, at each look, that a member clicks where nothing more can come of it
_RECENT = 4  # messages


@dataclass(frozen=True, slots=True)
class Call:
    """What a message asks of a member: to join a game, or to answer a question of it."""

    message: Message
    verb: str
    game_id: int
    number: int  # 0 for the lobby


class Player:
    """One member in one channel; `spellings` is what they type."""

    def __init__(
        self, person: Person, channel: Channel, chance: Random, notes: Notes, spellings: Sequence[str]
    ) -> None:
        self._person = person
        self._channel = channel
        self._chance = chance
        self._notes = notes
        self._spellings = spellings
        self._done: set[tuple[int, int]] = set()

    async def play(self) -> None:
        """Play for ever."""
        while True:
            await asyncio.sleep(self._chance.uniform(0, 2 * _LOOK))
            call = next(_calls(self._channel), None)
            if call and self._is_tempted(call):
                await asyncio.sleep(self._chance.uniform(0, _THINKS))
                await self._answer(call)

    def _is_tempted(self, call: Call) -> bool:
        return (call.game_id, call.number) not in self._done or self._chance.random() < _AGAIN

    async def _answer(self, call: Call) -> None:
        if _closed(call.message):
            return
        match call.verb:
            case "join":
                await self._join(call)
            case "answer":
                buttons = [button.custom_id or "" for button in call.message.buttons]
                places = self._chance.sample(range(len(buttons)), 2 if self._chance.random() < _TWICE else 1)
                await asyncio.gather(*(self._choose(call, place, buttons[place]) for place in places))
            case _:
                await self._type(call)

    async def _join(self, call: Call) -> None:
        async with self._notes.waiting():
            interaction = await self._person.click(call.message, "Join")
        if (text := _text(interaction)) is not None:
            self._done.add((call.game_id, call.number))
            self._take(text, is_kind=_IN.match(text) is not None)

    async def _choose(self, call: Call, place: int, custom_id: str) -> None:
        if _closed(call.message):
            return
        async with self._notes.waiting():
            interaction = await self._person.click(call.message, custom_id)
        self._told(call, "ABCD"[place], interaction)

    async def _type(self, call: Call) -> None:
        async with self._notes.waiting():
            opening = await self._person.click(call.message, "Answer")
        if opening.modal is None:
            self._told(call, None, opening)
            return
        said = self._chance.choice(self._spellings)
        await asyncio.sleep(self._chance.uniform(0, _THINKS))
        async with self._notes.waiting():
            sent = await self._person.submit(opening, typed=said)
        self._told(call, said, sent)

    def _told(self, call: Call, answer: str | None, interaction: Interaction) -> None:
        place: Place = call.game_id, call.number, self._person.id
        if answer is not None:
            self._notes.tried(place, answer, interaction)
        if (text := _text(interaction)) is None:
            return  # nobody was there: it is to be tried again
        self._done.add((call.game_id, call.number))
        told = _CHOSE.match(text)
        self._take(text, is_kind=told is not None)
        if told:
            self._notes.hear(place, told[1] or told[2])

    def _take(self, text: str, *, is_kind: bool) -> None:
        if is_kind:
            self._notes.kind_words[self._channel.id] += 1
        elif _SORRY.match(text):
            self._notes.apologies += 1
        else:
            self._notes.refusals += 1


class Host:
    """The member who starts the next game, of up to `questions`, whenever one is over."""

    def __init__(self, person: Person, channel: Channel, chance: Random, notes: Notes, questions: int) -> None:
        self._person = person
        self._channel = channel
        self._chance = chance
        self._notes = notes
        self._questions = questions

    async def invite(self) -> None:
        """Start game after game."""
        while True:
            last = next(iter(self._channel.history[-1:]), None)
            if last is None or _is_over(last):
                async with self._notes.waiting():
                    await self._start(last)
            await asyncio.sleep(self._chance.uniform(0, 10 * _LOOK))

    async def _start(self, last: Message | None) -> None:
        if last and self._chance.random() < 1 / 3:
            await self._person.click(last, "Rematch")
            return
        await self._person.use(
            self._channel,
            "quiz start",
            questions=self._chance.randint(2, self._questions),
            seconds=self._chance.choice((10, 20, 30)),
            kind=self._chance.choice(("clue", "typed", "mixed")),
            scoring=self._chance.choice(("speed", "speed", "accuracy", "race")),
            lobby=self._chance.choice((0, 5, 10)),
        )


def _calls(channel: Channel) -> Iterator[Call]:
    """Yield what can be pressed, newest first."""
    for message in reversed(channel.history[-_RECENT:]):
        for button in message.buttons[:1]:
            if not button.disabled and (press := _PRESS.fullmatch(button.custom_id or "")):
                yield Call(message, press[1], int(press[2]), int(press[3] or 0))


def _closed(message: Message) -> bool:
    return all(button.disabled for button in message.buttons)


def _is_over(message: Message) -> bool:
    return any(_OVER.fullmatch(button.custom_id or "") for button in message.buttons)


def _text(interaction: Interaction) -> str | None:
    return interaction.message.text if interaction.message else None
