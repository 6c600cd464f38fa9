"""A whole game: who plays, which question is asked, and when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from datetime import datetime
from enum import StrEnum

from bot.errors import Refusal
from bot.quiz.question import Question
from bot.quiz.round import NotOpen, Round, State
from bot.quiz.rules import Rules
from bot.quiz.scoring import Standing, accepted, scored, standings

_MISSES = 2  # questions in a row without an answer: of a member, who is waited for no longer, or of all
_ENOUGH = 2  # members whose answers make a game count


class Phase(StrEnum):
    """How far a game is."""

    LOBBY = "lobby"
    PLAYING = "playing"
    ENDED = "ended"


class Ending(StrEnum):
    """Why a game ended."""

    FINISHED = "finished"  # all questions were asked
    STOPPED = "stopped"
    ABANDONED = "abandoned"  # nobody answered any more
    CUT_OFF = "cut_off"  # the channel is gone, or closed to the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How many players are for it, how many it needs, and whether that is decided now."""

    votes: int
    needed: int
    is_passed: bool


class Begun(Refusal):
    """It is too late for the lobby."""

    def __init__(self) -> None:
        super().__init__("The game has begun. Answer a question, and you are in.")


class GameOver(Refusal):
    """The game has ended."""

    def __init__(self) -> None:
        super().__init__("That game is over.")


class NotPlaying(Refusal):
    """Only players vote."""

    def __init__(self) -> None:
        super().__init__("Only players can vote. Answer a question, and you are one.")


class NothingToAccept(Refusal):
    """There is no typed answer that could be made right."""

    def __init__(self) -> None:
        super().__init__("There is no typed answer to accept there.")


def planned(questions: Iterable[Question], rules: Rules) -> list[Round]:
    """Return the rounds of a game that has not begun."""
    return [Round(number=number, question=each, rules=rules) for number, each in enumerate(questions, 1)]


@dataclass(slots=True, kw_only=True)
class Game:
    """A game and all its rounds, in order; `joined` always has the host. Votes are of the moment: none is stored."""

    id: int
    guild_id: int
    channel_id: int
    host_id: int
    rules: Rules
    seed: str
    rounds: list[Round]
    joined: set[int] = field(default_factory=set[int])
    phase: Phase = Phase.LOBBY
    because: Ending | None = None  # why it has ended
    _for_skip: set[int] = field(default_factory=set[int], init=False, repr=False, compare=False)
    _for_stop: set[int] = field(default_factory=set[int], init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.joined = {self.host_id, *self.joined}

    @property
    def current(self) -> Round | None:
        """The round that is open."""
        return next((each for each in self.rounds if each.state is State.OPEN), None)

    @property
    def players(self) -> frozenset[int]:
        """Who is waited for and may vote: who joined, until two questions were missed, or answered of late."""
        present, missed = set[int](), 0
        for each in reversed(self.rounds):
            present.update(each.answers)
            # One that is open can still be answered, one that was skipped could not.
            missed += each.state is State.CLOSED
            if missed == _MISSES:
                return frozenset(present)
        return frozenset(present | self.joined)

    @property
    def due(self) -> datetime | None:
        """When the open round closes if nothing more comes in, None if none is open or its message is not out."""
        return None if (current := self.current) is None else current.due(self.players)

    @property
    def over(self) -> Ending | None:
        """Why there is no further question, None while there is one to ask or to close."""
        if self.phase is not Phase.PLAYING or self.current is not None:
            return self.because
        if all(each.state is not State.PLANNED for each in self.rounds):
            return Ending.FINISHED
        asked = [each for each in self.rounds if each.state is not State.PLANNED]
        ran_out = [each.state is State.CLOSED and not each.answers for each in asked[-_MISSES:]]
        return Ending.ABANDONED if len(ran_out) == _MISSES and all(ran_out) else None

    @property
    def counts(self) -> bool:
        """Whether it counts for the leaderboard: two members or more answered in rounds that count."""
        closed = [each for each in self.rounds if each.state is State.CLOSED]
        return len({member_id for each in closed for member_id in each.answers}) >= _ENOUGH

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where everyone stands, best first."""
        return standings(self.rounds)

    def round(self, number: int) -> Round:
        """Return a round by its number; NotOpen if there is none."""
        if not 1 <= number <= len(self.rounds):
            raise NotOpen
        return self.rounds[number - 1]

    def join(self, member_id: int) -> bool:
        """Take a member into the lobby; return whether that was just now. Begun or GameOver after it."""
        match self.phase:
            case Phase.PLAYING:
                raise Begun
            case Phase.ENDED:
                raise GameOver
            case Phase.LOBBY:
                is_new = member_id not in self.joined
                self.joined.add(member_id)
                return is_new

    def begin(self) -> bool:
        """End the lobby; return whether that was just now."""
        was_lobby = self.phase is Phase.LOBBY
        if was_lobby:
            self.phase = Phase.PLAYING
        return was_lobby

    def next_round(self) -> Round | None:
        """Return the open round, or open the next; None if there is nothing to ask (any more)."""
        if (current := self.current) is not None:
            return current
        if self.phase is not Phase.PLAYING or self.over is not None:
            return None
        self._for_skip.clear()
        following = next(each for each in self.rounds if each.state is State.PLANNED)
        following.ask()
        return following

    def vote_to_skip(self, member_id: int, at: datetime, *, decides: bool) -> Vote:
        """Count a vote to skip the question that was shown at `at`, and skip it if that passes; NotOpen, NotPlaying."""
        current = self.current
        # Stamped before this question came out, it was meant for the one before.
        if current is None or current.opened is None or at < current.opened:
            raise NotOpen
        vote = self._count(self._for_skip, member_id, decides=decides)
        if vote.is_passed:
            current.skip()
        return vote

    def vote_to_stop(self, member_id: int, *, decides: bool) -> Vote:
        """Count a vote to end the game, and end it if that passes; GameOver, NotPlaying."""
        if self.phase is Phase.ENDED:
            raise GameOver
        vote = self._count(self._for_stop, member_id, decides=decides)
        if vote.is_passed:
            self.end(Ending.STOPPED)
        return vote

    def end(self, because: Ending) -> bool:
        """End it with what is closed; return whether that was just now."""
        if self.phase is Phase.ENDED:
            return False
        if (current := self.current) is not None:
            current.skip()
        self.phase, self.because = Phase.ENDED, because
        return True

    def accept(self, number: int, member_id: int) -> dict[int, int]:
        """Make a typed answer right and return the points of its round; NothingToAccept if there is none."""
        played = self.round(number)
        answer = played.answers.get(member_id)
        if answer is None or answer.said is None or played.state is not State.CLOSED:
            raise NothingToAccept
        before = scored(played)
        played.answers[member_id] = with_changes(answer, is_right=True)
        return accepted(played, member_id, before)

    def _count(self, votes: set[int], member_id: int, *, decides: bool) -> Vote:
        players = self.players
        if not decides and member_id not in players:
            raise NotPlaying
        votes.add(member_id)
        counted = len(votes & players)  # who has left has no vote left
        needed = len(players) // 2 + 1
        return Vote(votes=counted, needed=needed, is_passed=decides or counted >= needed)
