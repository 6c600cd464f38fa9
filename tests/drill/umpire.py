"""What games came to, worked out anew from what members did and were told, against what is stored and what is shown."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from bot.sandbox import Channel
from tests.drill.notes import Notes
from tests.drill.scorebook import Answered, Asked, Played
from tests.drill.worth import Given, Span, away, marks, milliseconds, podium, worth

_CALM = 5_000  # milliseconds for which a question is open at least
_ROUNDED = 5  # milliseconds that are lost where moments are cut to milliseconds
_OUT = re.compile(r"quiz:(answer|type|card|review|rematch):(\d+)(?::(\d+))?.*")
_SHEETS = {"answer": "question", "type": "question", "card": "reveal", "review": "podium", "rematch": "podium"}
_LINE = re.compile(r"\*\*\d+\*\* · .*")
_LOBBY = "lobby"  # carries no button any more

Sheet = tuple[str, int, int]  # which message, of which game (a lobby: of which channel), of which question


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """How many games were played, and how many promises were broken."""

    games: int = 0
    questions: int = 0
    told: int = 0  # answers that were acknowledged
    lost: int = 0  # of these: not stored, or otherwise
    foreign: int = 0  # answers that are stored, and that nobody gave at that moment
    misjudged: int = 0  # questions and totals with other points than they are worth
    repeated: int = 0  # messages
    missing: int = 0  # messages
    unlike: int = 0  # podiums that show anything else
    unended: int = 0  # games that did not end, or not after all questions
    hurried: int = 0  # questions that closed too early, or whose time ran on while nobody was there

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            **{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        )

    @property
    def broken(self) -> bool:
        """Whether any promise was broken."""
        return sum(getattr(self, field.name) for field in fields(self)[3:]) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Umpire:
    """Judges games once they are over, by what is known of them outside."""

    notes: Notes
    channels: Sequence[Channel]
    names: Mapping[int, str]
    spellings: Mapping[str, str]  # by slug: what is right of all that members type
    outages: Sequence[Span]  # from a kill to the next start

    def judge(self, games: Sequence[Played]) -> Findings:
        """Return what is found."""
        known = {game.id for game in games}
        strays = sum(game_id not in known for game_id, _, _ in self.notes.told)
        out, wanted = Counter(self._out()), Counter(sheet for game in games for sheet in _wanted(game))
        of_all = Findings(lost=strays, repeated=(out - wanted).total(), missing=(wanted - out).total())
        return sum(map(self._judged, games), of_all)

    def _judged(self, game: Played) -> Findings:
        told = {place: texts for place, texts in self.notes.told.items() if place[0] == game.id}
        stored = {(game.id, asked.number, each.member_id): each for asked in game.asked for each in asked.answers}
        counting = [asked for asked in game.asked if asked.is_counted]
        scored = [(given := self._given(asked), worth(game.scoring, game.given, given)) for asked in counting]
        standing = marks(scored)
        totals = [(each.member_id, each.points, each.right, each.answered) for each in standing]
        lines = podium(standing, self.names, len(counting))
        return Findings(
            games=1,
            questions=len(game.asked),
            told=len(told),
            lost=sum(place not in stored or texts != {stored[place].text} for place, texts in told.items()),
            foreign=sum(not self._was_given(game.id, asked, each) for asked in game.asked for each in asked.answers),
            misjudged=sum(
                won != {each.member_id: each.points for each in asked.answers}
                for asked, (_, won) in zip(counting, scored, strict=True)
            )
            + (sorted(totals) != list(game.totals) if len(totals) > 1 else bool(game.totals)),
            unlike=any(shown != lines for shown in self._podiums(game.id)),
            unended=not game.is_finished,
            hurried=sum(self._is_hurried(game, asked) for asked in counting),
        )

    def _given(self, asked: Asked) -> list[Given]:
        return [
            Given(
                member_id=each.member_id,
                at=each.at,
                time=_ran(asked, each.at),
                is_right=each.text == (asked.right or self.spellings[asked.slug]),
            )
            for each in asked.answers
        ]

    def _was_given(self, game_id: int, asked: Asked, stored: Answered) -> bool:
        tries = self.notes.tries[game_id, asked.number, stored.member_id]
        return any(each.answer == stored.text and milliseconds(each.at) == stored.at for each in tries)

    def _is_hurried(self, game: Played, asked: Asked) -> bool:
        if game.scoring != "race" and _ran(asked, asked.closed) < _CALM - _ROUNDED:
            return True
        outages = [(gone, back) for gone, back in self.outages if asked.opened <= gone and back <= asked.closed]
        return any(away(asked.delays, gone, back) < back - gone - _ROUNDED for gone, back in outages)

    def _out(self) -> Iterator[Sheet]:
        for channel in self.channels:
            for message in channel.history:
                button = next(iter(message.buttons), None)
                press = _OUT.fullmatch(button.custom_id or "") if button else None
                if press:
                    sheet = _SHEETS[press[1]]
                    yield sheet, int(press[2]), 0 if sheet == "podium" else int(press[3])
                else:
                    yield _LOBBY, channel.id, 0

    def _podiums(self, game_id: int) -> Iterator[list[str]]:
        ids = {f"quiz:review:{game_id}", f"quiz:rematch:{game_id}"}
        for channel in self.channels:
            for message in channel.history:
                if not ids.isdisjoint(button.custom_id or "" for button in message.buttons):
                    yield [line for line in message.text.splitlines() if _LINE.fullmatch(line)]


def _wanted(game: Played) -> Iterator[Sheet]:
    """Yield which messages a game that is over has posted, each once."""
    if game.has_lobby:
        yield _LOBBY, game.channel_id, 0
    for asked in game.asked:
        yield "question", game.id, asked.number
        yield "reveal", game.id, asked.number
    yield "podium", game.id, 0


def _ran(asked: Asked, at: int) -> int:
    """Return for how many milliseconds a question had been open, its clock standing still while nobody was there."""
    return max(at - asked.opened - away(asked.delays, asked.opened, at), 0)
