"""One round: a question that is open for a while, and the first answer of each member."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import Refusal
from bot.quiz.question import Question
from bot.quiz.rules import Rules, Scoring

LETTERS = "ABCD"
GRACE = timedelta(seconds=1)  # an answer that was stamped in time is still on its way
CALM = timedelta(seconds=5)  # however quick the players are
_LONGEST_ECHO = 60
_NO_TIME = timedelta()


class State(StrEnum):
    """How far a round is."""

    PLANNED = "planned"
    OPEN = "open"  # its message may be out
    CLOSED = "closed"  # it counts
    SKIPPED = "skipped"  # it counts for nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a member chose or typed, at the interaction's own timestamp."""

    member_id: int
    at: datetime
    choice: int | None = None  # the place of an option
    said: str | None = None
    is_right: bool


@dataclass(frozen=True, slots=True, order=True)
class Delay:
    """A time for which the bot was away."""

    start: datetime
    by: timedelta

    @property
    def end(self) -> datetime:
        """The instant at which it was back."""
        return self.start + self.by


class NotOpen(Refusal):
    """That question is not asked now."""

    def __init__(self) -> None:
        super().__init__("That question isn't open now.")


class TooLate(Refusal):
    """The answer was given after the deadline."""

    def __init__(self) -> None:
        super().__init__("Time was up before your answer, so it doesn't count.")


class NoSuchAnswer(Refusal):
    """The question can't be answered like that: only a forged click tries."""

    def __init__(self) -> None:
        super().__init__("That question has no such answer.")


class AnsweredAlready(Refusal):
    """The member has answered that question before; `answer` is the one that counts."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"You have already answered {_shown(answer)}. Only the first answer counts.")
        self.answer = answer


def _shown(answer: Answer) -> str:
    if answer.choice is not None:
        return f"**{LETTERS[answer.choice]}**"
    said = " ".join((answer.said or "").replace("`", "'").split())
    return f"`{said if len(said) <= _LONGEST_ECHO else said[: _LONGEST_ECHO - 1] + '…'}`" if said else "this question"


def taken(at: datetime, opened: datetime, delays: Iterable[Delay] = ()) -> timedelta:
    """Return how long a question had been open at `at`, its clock standing still while the bot was away."""
    time = at - opened
    for start, end in _pauses(opened, delays) if delays else ():
        if start < at:
            time -= min(end, at) - start
    # Two of Discord's machines stamp the question and the answer: their order may be odd.
    return max(time, _NO_TIME)


def _pauses(opened: datetime, delays: Iterable[Delay]) -> Iterator[tuple[datetime, datetime]]:
    """Yield when the clock stood still from when until when, in order; what overlaps counts once."""
    reached = opened
    for delay in sorted(delays):
        if delay.end > reached:
            yield max(delay.start, reached), delay.end
            reached = delay.end


@dataclass(slots=True, kw_only=True)
class Round:
    """A question of a game and how it goes; `number` counts from 1, `opened` is its message's own timestamp."""

    number: int
    question: Question
    rules: Rules
    state: State = State.PLANNED
    opened: datetime | None = None
    answers: dict[int, Answer] = field(default_factory=dict[int, Answer])  # by member
    delays: tuple[Delay, ...] = ()
    # What its close has brought to each; None until it is stored. It stays although somebody's answers are deleted.
    kept: dict[int, int] | None = field(default=None, compare=False)

    @property
    def given(self) -> timedelta:
        """The time to answer."""
        return timedelta(seconds=self.rules.seconds)

    @property
    def deadline(self) -> datetime | None:
        """The last instant that is in time, None until the question is out."""
        return self._instant(self.given)

    @property
    def closes(self) -> datetime | None:
        """The instant at which it closes whoever has answered, None until the question is out."""
        if (deadline := self.deadline) is None:
            return None
        if self.rules.scoring is Scoring.RACE:
            deadline = min([deadline, *(answer.at for answer in self.answers.values() if answer.is_right)])
        return deadline + GRACE

    def due(self, players: Collection[int]) -> datetime | None:
        """Return when it closes if nothing more comes in: earlier than `closes` once all `players` have answered."""
        calm = self._instant(CALM)
        if (closes := self.closes) is None or calm is None:
            return None
        return min(calm, closes) if self._has_all(players) else closes

    def closes_early(self, players: Collection[int], now: datetime) -> bool:
        """Return whether all `players` have answered and it may close before its time."""
        calm = self._instant(CALM)
        return calm is not None and now >= calm and self._has_all(players)

    def ask(self) -> None:
        """Open it: from here on an answer counts, even if it is here before the message is known to be out."""
        if self.state is State.PLANNED:
            self.state = State.OPEN

    def appear(self, opened: datetime) -> None:
        """Note when its message came out; the first one holds."""
        if self.opened is None:
            self.opened = opened

    def answer(self, answer: Answer) -> None:
        """Take in the first answer of a member; NotOpen, TooLate, NoSuchAnswer or AnsweredAlready if it can't count."""
        if (first := self.answers.get(answer.member_id)) is not None:
            raise AnsweredAlready(first)
        if self.state is not State.OPEN:
            raise NotOpen
        if not self._fits(answer):
            raise NoSuchAnswer
        if (deadline := self.deadline) is not None and answer.at > deadline:
            raise TooLate
        self.answers[answer.member_id] = answer

    def delay(self, start: datetime, by: timedelta) -> None:
        """Stop its clock for the time that the bot was away; told twice of the same time, it stops once."""
        delay = Delay(start, by)
        if self.state is State.OPEN and by > timedelta() and delay not in self.delays:
            self.delays = (*self.delays, delay)

    def close(self) -> bool:
        """End it so that it counts; return whether that was just now."""
        if self.state is State.OPEN and self.opened is None:
            raise ValueError(f"question {self.number} closes before it is out")
        return self._end(State.CLOSED)

    def skip(self) -> bool:
        """End it so that it counts for nobody; return whether that was just now."""
        return self._end(State.SKIPPED)

    def _end(self, state: State) -> bool:
        was_open = self.state is State.OPEN
        if was_open:
            self.state = state
        return was_open

    def _instant(self, ran: timedelta) -> datetime | None:
        """Return when it has been open for the time `ran`, without the delays."""
        if self.opened is None:
            return None
        instant = self.opened + ran
        for start, end in _pauses(self.opened, self.delays):
            if start < instant:
                instant += end - start
        return instant

    def _has_all(self, players: Collection[int]) -> bool:
        # Who started a game without a lobby is alone at first: the others need the time to come.
        runs_its_time = self.number == 1 and not self.rules.lobby
        return bool(players) and not runs_its_time and self.answers.keys() >= set(players)

    def _fits(self, answer: Answer) -> bool:
        if self.question.options:
            return answer.said is None and answer.choice in range(len(self.question.options))
        return answer.choice is None and answer.said is not None
