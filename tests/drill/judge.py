"""What a town shows in the end, against what was promised."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import pairwise

from bot.daily import Outcome
from tests.drill.ledger import Ledger
from tests.drill.town import Day, Post, Server, Town

_TERMS = 5  # of the town's glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """How many dates of servers were due and posted, and how many promises were broken."""

    dates: int = 0
    posted: int = 0
    too_late: int = 0  # rightly closed: no bot was there until they had ended
    lost: int = 0
    double: int = 0
    repeated: int = 0  # terms that came again within a cycle, or at once after it
    unlike: int = 0  # dates, or rotas, of which the ledger says anything but what the channels show

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            **{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        )

    @property
    def broken(self) -> bool:
        """Whether any promise was broken."""
        return self.lost + self.double + self.repeated + self.unlike > 0


def judge(town: Town, excused: Collection[Day]) -> Findings:
    """Compare what is due by now with the channels and the ledger; the excused dates need no post."""
    ledger, now = town.read(), town.clock.now()
    return sum((_judged(server, ledger, now, excused) for server in town.servers), Findings())


def doubles(town: Town) -> Iterator[str]:
    """Tell of each date that is out more than once where, and when its posts came."""
    for server in town.servers:
        times: dict[date | None, list[str]] = defaultdict(list)
        for message in server.channel.history:
            times[Post.of(message).day].append(f"{message.timestamp:%d. %H:%M:%S}")
        yield from (f"{server.schedule.zone} {day}: {', '.join(at)}" for day, at in times.items() if len(at) > 1)


def _judged(server: Server, ledger: Ledger, now: datetime, excused: Collection[Day]) -> Findings:
    posts, due = server.posts, list(server.due(now))
    count = Counter(post.day for post in posts)
    once = sorted({post.day: post for post in reversed(posts)}.values(), key=lambda post: post.message_id)
    missing = [day for day in due if not count[day]]
    lost = [day for day in missing if (server, day) not in excused]
    return Findings(
        dates=len(due),
        posted=len(due) - len(missing),
        too_late=len(missing) - len(lost),
        lost=len(lost),
        double=sum(number - 1 for number in count.values()),
        repeated=_repeated([post.slug for post in once]),
        unlike=sum(_unlike(server, ledger, once, now)) + _another_rota(server, ledger, [post.slug for post in once]),
    )


def _repeated(slugs: Sequence[str | None]) -> int:
    again = sum(len(cycle) - len(set(cycle)) for cycle in _cycles(slugs))
    return again + sum(one == other for one, other in pairwise(slugs))


def _another_rota(server: Server, ledger: Ledger, slugs: Sequence[str | None]) -> bool:
    """Tell whether the ledger holds another running cycle, or another last term, than was posted."""
    running = _cycles(slugs)[-1:] or [[]]
    unlike = ledger.shown[server.id].symmetric_difference(running[0])
    return bool(unlike) or ledger.last[server.id] != (slugs[-1] if slugs else None)


def _cycles(slugs: Sequence[str | None]) -> Sequence[Sequence[str | None]]:
    return [slugs[start : start + _TERMS] for start in range(0, len(slugs), _TERMS)]


def _unlike(server: Server, ledger: Ledger, posts: Sequence[Post], now: datetime) -> Iterator[bool]:
    """Tell of each date that is due, in the ledger or posted whether the ledger says anything but what was posted."""
    lines, days = ledger.lines[server.id], set(server.due(now))
    by_day = {post.day: post for post in posts}
    for day in days.union(lines, by_day):
        if day is None or day not in days or (line := lines.get(day)) is None or not line.settled:
            yield True
        elif line.outcome is Outcome.SENT:
            yield by_day.get(day) != Post(day, line.slug, line.message_id or 0)
        else:
            yield day in by_day
