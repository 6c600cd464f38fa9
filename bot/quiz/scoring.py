"""What answers are worth, and where that puts everyone."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.quiz.round import Answer, Delay, Round, State, taken
from bot.quiz.rules import Scoring

MOST = 1_000
LEAST = 500  # for a right answer, however late
_NONE = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a member stands; equal points share a place, and the place after them is left out (1, 1, 3)."""

    place: int
    member_id: int
    points: int
    right: int
    answered: int
    asked: int  # questions that count, the same for everyone
    mean_time: timedelta | None  # of the right answers


def points(
    scoring: Scoring, answers: Collection[Answer], opened: datetime, given: timedelta, delays: Collection[Delay] = ()
) -> dict[int, int]:
    """Return what each member who answered has for it, 0 for a wrong answer."""
    right = [answer for answer in answers if answer.is_right]
    match scoring:
        case Scoring.SPEED:
            worth = {answer.member_id: _quick(taken(answer.at, opened, delays), given) for answer in right}
        case Scoring.ACCURACY:
            worth = {answer.member_id: MOST for answer in right}
        case Scoring.RACE:
            worth = _race(right)
    return {answer.member_id: worth.get(answer.member_id, 0) for answer in answers}


def _quick(time: timedelta, given: timedelta) -> int:
    left = max(given - time, timedelta())
    # In this order the fraction is rounded once, whatever the numbers.
    return LEAST + round((MOST - LEAST) * left / given)


def _race(right: Collection[Answer]) -> dict[int, int]:
    first = min((answer.at for answer in right), default=None)
    winners = [answer.member_id for answer in right if answer.at == first]
    # Rounded down for each alike: three have 333, and the one that is over nobody has.
    return {member_id: MOST // len(winners) for member_id in winners}


def scored(played: Round) -> dict[int, int]:
    """Return the points of one round by member, as its close brought them: none unless it is closed."""
    if played.state is not State.CLOSED or played.opened is None:
        return {}
    if played.kept is not None:
        return {member_id: played.kept.get(member_id, 0) for member_id in played.answers}
    return points(played.rules.scoring, played.answers.values(), played.opened, played.given, played.delays)


def accepted(played: Round, member_id: int, before: Mapping[int, int]) -> dict[int, int]:
    """Return the points of a closed round once a member's answer was made right: nobody else's rise above `before`."""
    played.kept = None
    # Whoever won a race may have had their answers deleted: that hands nobody else their points.
    played.kept = {
        each: won if each == member_id else min(won, before.get(each, won)) for each, won in scored(played).items()
    }
    return played.kept


def standings(rounds: Iterable[Round]) -> tuple[Standing, ...]:
    """Return where everyone stands who answered in a round that counts, best first, by id within a tie."""
    counted = [each for each in rounds if each.state is State.CLOSED]
    tallies = defaultdict[int, _Tally](_Tally)
    for each in counted:
        for member_id, won in scored(each).items():
            tallies[member_id].add(each, each.answers[member_id], won)
    best_first = sorted(tallies.items(), key=lambda each: (-each[1].points, each[0]))
    ascending = sorted(tally.points for tally in tallies.values())
    return tuple(
        _standing(member_id, tally, 1 + len(ascending) - bisect_right(ascending, tally.points), asked=len(counted))
        for member_id, tally in best_first
    )


@dataclass(slots=True)
class _Tally:
    """What a member has so far: a thousand players have fifty thousand answers, and each is looked at once."""

    points: int = 0
    right: int = 0
    answered: int = 0
    time: timedelta = _NONE  # of the right answers together

    def add(self, played: Round, answer: Answer, won: int) -> None:
        self.points += won
        self.answered += 1
        if answer.is_right and played.opened is not None:
            self.right += 1
            self.time += taken(answer.at, played.opened, played.delays)


def _standing(member_id: int, tally: _Tally, place: int, *, asked: int) -> Standing:
    return Standing(
        place=place,
        member_id=member_id,
        points=tally.points,
        right=tally.right,
        answered=tally.answered,
        asked=asked,
        mean_time=tally.time / tally.right if tally.right else None,
    )
