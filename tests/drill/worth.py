"""What answers are worth by the rules as members read them, in plain numbers and by none of the bot's code."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Span = tuple[int, int]  # in milliseconds
_SECOND, _MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What one member has in a game."""

    member_id: int
    points: int
    right: int
    answered: int
    times: tuple[int, ...]  # of the right answers

    def line(self, place: int, name: str, asked: int) -> str:
        """Return the member's line on the podium."""
        points = f"{self.points:,} point{'' if self.points == 1 else 's'}"
        facts = [f"**{place}**", name, points, f"{self.right} of {asked} right"]
        if self.times:
            facts.append(f"{sum(self.times) * _MILLISECOND / len(self.times) / _SECOND:,.1f} s")
        return " · ".join(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer: its stamp, how long its question had been open by then, and whether it is right."""

    member_id: int
    at: int
    time: int
    is_right: bool


def milliseconds(moment: datetime) -> int:
    """Return a moment as whole milliseconds since 1970, as the database has it."""
    return (moment - _EPOCH) // _MILLISECOND


def away(spans: Collection[Span], since: int, until: int) -> int:
    """Return for how long of a time somebody was away, by spans that may overlap."""
    total, reached = 0, since
    for start, end in sorted(spans):
        begun, over = max(start, reached), min(end, until)
        if over > begun:
            total, reached = total + over - begun, over
    return total


def worth(scoring: str, given: int, answers: Collection[Given]) -> dict[int, int]:
    """Return the points of each member for one question that was open for a `given` time."""
    first = min((answer.at for answer in answers if answer.is_right), default=None)
    sharing = sum(answer.is_right and answer.at == first for answer in answers)
    won = dict[int, int]()
    for answer in answers:
        match scoring:
            case "speed":
                points = 500 + round(500 * max(given - answer.time, 0) / given)
            case "accuracy":
                points = 1000
            case _:
                points = 1000 // max(sharing, 1) if answer.at == first else 0
        won[answer.member_id] = points if answer.is_right else 0
    return won


def marks(questions: Sequence[tuple[Collection[Given], Mapping[int, int]]]) -> list[Marks]:
    """Return what each member who answered has for all questions that count, best first, by id where equal."""
    own: dict[int, list[tuple[Given, int]]] = {}
    for answers, won in questions:
        for answer in answers:
            own.setdefault(answer.member_id, []).append((answer, won[answer.member_id]))
    all_of = [
        Marks(
            member_id=member_id,
            points=sum(points for _, points in got),
            right=sum(answer.is_right for answer, _ in got),
            answered=len(got),
            times=tuple(answer.time for answer, _ in got if answer.is_right),
        )
        for member_id, got in own.items()
    ]
    return sorted(all_of, key=lambda each: (-each.points, each.member_id))


def podium(standing: Sequence[Marks], names: Mapping[int, str], asked: int) -> list[str]:
    """Return the lines of the podium: who has as many points shares a place, and the place after is left out."""
    places = [1 + sum(other.points > each.points for other in standing) for each in standing]
    return [
        each.line(place, names[each.member_id], asked) for place, each in list(zip(places, standing, strict=True))[:10]
    ]
