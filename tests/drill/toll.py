"""What kills have done to games: where they came, and what was found in the end."""

from collections import Counter
from dataclasses import dataclass, field, fields
from enum import Enum

from tests.bench.table import table as tabled
from tests.drill.scorebook import Moment
from tests.drill.umpire import Findings

PROMISED = 5.0  # seconds after it is ready in which the bot has taken up every game


class Aim(Enum):
    """When the bot is killed."""

    ANY = "at any time"
    TOLD = "as an answer is acknowledged"
    POST = "as a message of a game is posted"


@dataclass(slots=True)
class Played:
    """What was done to the bot, and what was found in the end."""

    kills: int = 0
    unborn: int = 0  # kills before the bot was ready, which are not among them
    beside: int = 0  # kills when no game was on, which are not among them either
    at: Counter[Moment] = field(default_factory=Counter[Moment])  # games, several for a kill
    aims: Counter[Aim] = field(default_factory=Counter[Aim])
    taken_up: list[float] = field(default_factory=list[float])  # seconds after the bot was ready
    refusals: int = 0
    apologies: int = 0
    findings: Findings = field(default_factory=Findings)

    def __add__(self, other: "Played") -> "Played":
        return Played(
            kills=self.kills + other.kills,
            unborn=self.unborn + other.unborn,
            beside=self.beside + other.beside,
            at=self.at + other.at,
            aims=self.aims + other.aims,
            taken_up=self.taken_up + other.taken_up,
            refusals=self.refusals + other.refusals,
            apologies=self.apologies + other.apologies,
            findings=self.findings + other.findings,
        )

    @property
    def is_broken(self) -> bool:
        """Whether a promise was not kept."""
        return self.findings.broken or self.apologies > 0 or max(self.taken_up, default=0) > PROMISED

    def shown(self, seed: int) -> str:
        """Return it all in two tables."""
        return f"{_kills(self, seed)}\n{_found(self)}"


def _kills(played: Played, seed: int) -> str:
    head = (f"{played.kills} kills, seed {seed}", "games")
    rows = [[moment.value, f"{played.at[moment]:,}"] for moment in Moment]
    rows += [[f"killed {aim.value}", f"{played.aims[aim]:,} kills"] for aim in Aim]
    rows += [["not counted: before it was ready again", f"{played.unborn:,} kills"]]
    rows += [["not counted: no game was on", f"{played.beside:,} kills"]]
    return tabled("kill -9 at random moments of games", head, rows)


def _found(played: Played) -> str:
    found, slowest = played.findings, max(played.taken_up, default=0)
    head = ("games", "questions", "answers acknowledged", "lost", "given by nobody", "scored otherwise")
    head += ("messages twice", "messages missing", "podiums unlike", "not ended", "questions hurried")
    head += ("refusals", "apologies", "games taken up", "slowest, in s")
    row = [f"{getattr(found, field.name):,}" for field in fields(found)]
    row += [f"{played.refusals:,}", f"{played.apologies:,}", f"{len(played.taken_up):,}", f"{slowest:.2f}"]
    return tabled("What members were told, and what became of it", head, [row])
