"""An evening of quizzes: a crowd that plays, and what it was told against what is recorded, shown and on the board."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from random import Random

from discord.utils import snowflake_time

from bot.quiz import LETTERS, Game
from bot.sandbox import Channel, Message, Person, Sandbox
from bot.sandbox.world import Button
from bot.storage import Database, game_of, leaderboard

NEVER = float("inf")
_PATIENCE = 10  # seconds for which a member looks at a click
_MESSAGES = 3  # of a game with one question and no lobby: question, reveal, podium
_SHOWN = 10  # places of a podium
_RIGHT = re.compile(r"· ([A-D]) is right")
_PLACE = re.compile(r"(?m)^\*\*(\d+)\*\* · (\S+) · ([\d,]+) points?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many play where, how often each clicks within how many seconds, and how soon they must be answered."""

    name: str
    games: int = 1
    players: int
    clicks: int = 1
    over: float
    given: int  # seconds for the question
    p99: float = NEVER
    slowest: float = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """What a member clicked, with which interaction, and what came back after how many seconds."""

    member: Person
    choice: int
    number: int
    seconds: float
    answer: str

    @property
    def is_first(self) -> bool:
        """Whether the member was told that this choice is theirs."""
        return self.answer.startswith(f"You chose **{LETTERS[self.choice]}** · ") and not self.is_refused

    @property
    def is_refused(self) -> bool:
        """Whether the member was told kindly that they have answered."""
        return "You have answered this one, and the first answer counts." in self.answer


@dataclass(frozen=True, slots=True)
class Table:
    """A game: its channel, whoever plays, and what they clicked."""

    channel: Channel
    players: Sequence[Person]
    clicks: list[Click]

    @property
    def question(self) -> Message:
        """The first message that its channel shows."""
        return next(message for message in self.channel.messages.values() if message.only_for is None)

    @property
    def right(self) -> int:
        """The choice that the second message shows to be right."""
        return LETTERS.index(_RIGHT.findall(self.channel.history[1].text)[0])

    @property
    def first(self) -> dict[Person, Click]:
        """What each clicked first."""
        return {each.member: each for each in sorted(self.clicks, key=lambda each: -each.number)}


class Evening:
    """A crowd from the start of its games to their podiums."""

    def __init__(self, sandbox: Sandbox, crowd: Crowd) -> None:
        self.crowd = crowd
        self.guild = sandbox.guild("Crowd")
        self.tables = [self._table(sandbox, number) for number in range(crowd.games)]
        self._sandbox = sandbox

    async def begin(self) -> None:
        """Start every game, and return once all have asked."""
        await asyncio.gather(*(self._start(table) for table in self.tables))
        await self._out(1)

    async def answer(self) -> None:
        """Let everybody click, spread over the time, and return once each click was answered or has failed."""
        chance, start = Random("crowd"), time.perf_counter()
        await asyncio.gather(
            *(
                self._click(table, member, chance.choice(buttons), start + chance.uniform(0, self.crowd.over))
                for table, buttons in [(table, table.question.buttons) for table in self.tables]
                for member in table.players
                for _ in range(self.crowd.clicks)
            )
        )

    async def end(self) -> None:
        """Return once all podiums are out."""
        await self._out(_MESSAGES)

    def worth(self, table: Table) -> Mapping[Person, int]:
        """Return what first clicks are worth, by the letter that the channel was shown and Discord's clock alone."""
        opened, right = snowflake_time(table.question.id), table.right
        given = timedelta(seconds=self.crowd.given)

        def points(click: Click) -> int:
            left = given - (snowflake_time(click.number) - opened)
            return 500 + round(500 * left / given) if click.choice == right else 0

        return {member: points(click) for member, click in table.first.items()}

    async def _out(self, number: int) -> None:
        await self._sandbox.until(lambda: all(len(each.channel.history) >= number for each in self.tables), within=60)

    def _table(self, sandbox: Sandbox, number: int) -> Table:
        players = [sandbox.person(f"m{number}x{each}", guild=self.guild) for each in range(self.crowd.players)]
        return Table(self.guild.channel(f"quiz-{number}"), players, [])

    async def _start(self, table: Table) -> None:
        host, given = table.players[0], self.crowd.given
        await host.use(table.channel, "quiz start", questions=1, seconds=given, lobby=0, wait=_PATIENCE)

    async def _click(self, table: Table, member: Person, button: Button, at: float) -> None:
        await asyncio.sleep(at - time.perf_counter())
        clicked, custom_id = time.perf_counter(), button.custom_id or ""
        # As honest as a click, which would cost twice: the sandbox looks at every button of the message again.
        interaction = await member.forge(custom_id, channel=table.channel, message=table.question, wait=_PATIENCE)
        seconds = time.perf_counter() - clicked if interaction.answered else NEVER
        text = interaction.message.text if interaction.message else ""
        choice = int(custom_id.split(":")[-1])
        table.clicks.append(Click(member=member, choice=choice, number=interaction.id, seconds=seconds, answer=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """How many members are recorded, and how many promises were broken."""

    recorded: int = 0
    refused: int = 0  # clicks, kindly: that member has answered
    lost: int = 0  # clicks that were told to count, and are not recorded
    double: int = 0  # members who were told so of two
    silent: int = 0  # clicks without an answer, or with an odd one
    unlike: int = 0  # podiums, and members on the board, with anything but what the first clicks are worth

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            **{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        )

    @property
    def broken(self) -> bool:
        """Whether any promise was."""
        return self.lost + self.double + self.silent + self.unlike > 0


async def judge(evening: Evening, database: Database) -> Findings:
    """Compare what members clicked, and what they were told, with what is recorded, shown and on the board."""
    board = {each.member_id: each.points for each in await leaderboard(database, evening.guild.id, None, None)}
    found = Findings()
    for table in evening.tables:
        record = await game_of(database, _game_id(table))
        worth = evening.worth(table)
        found += _answers(table, record.game if record else None)
        found += Findings(unlike=_unlike(table, worth) + sum(board.get(each.id) != worth[each] for each in worth))
    return found


def _game_id(table: Table) -> int:
    return int((table.question.buttons[0].custom_id or "").split(":")[2])


def _answers(table: Table, game: Game | None) -> Findings:
    answers = game.round(1).answers if game else {}
    told = [each for each in table.clicks if each.is_first]
    kept = [(answers.get(each.member.id), each.choice) for each in told]
    return Findings(
        recorded=len(answers),
        refused=sum(each.is_refused for each in table.clicks),
        lost=sum(answer is None or answer.choice != choice for answer, choice in kept),
        double=sum(number > 1 for number in Counter(each.member for each in told).values()),
        silent=sum(not each.is_first and not each.is_refused for each in table.clicks),
    )


def _unlike(table: Table, worth: Mapping[Person, int]) -> bool:
    """Tell whether the channel shows anything but three messages, the last with the ten best."""
    history = table.channel.history
    best = sorted(worth, key=lambda each: (-worth[each], each.id))[:_SHOWN]
    places = [1 + sum(points > worth[each] for points in worth.values()) for each in best]
    expected = [(f"{place}", each.name, f"{worth[each]:,}") for place, each in zip(places, best, strict=True)]
    return len(history) != _MESSAGES or _PLACE.findall(history[-1].text) != expected
