"""The composer: what a date's post says."""

from datetime import date, datetime

from bot.daily import Entry, Outcome, Question, Schedule, Standing, question_on
from bot.glossary import Glossary, Level
from bot.storage import Database, last_entry, tally
from bot.views.daily import Result, post
from bot.views.message import Ordinary


class Composer:
    """Chooses terms and questions, and writes posts of them."""

    def __init__(self, glossary: Glossary, database: Database) -> None:
        self._glossary = glossary
        self._database = database
        self._slugs: dict[tuple[str | None, Level | None], tuple[str, ...]] = {}

    async def choose(self, standing: Standing, day: date, now: datetime) -> Entry | None:
        """Return the entry with which the post of `day` is intended at `now`, None if there is no term for it."""
        schedule = standing.schedule
        slugs = self.slugs(schedule)
        if not slugs:
            return None
        return Entry(
            day=day,
            outcome=Outcome.INTENDED,
            at=now,
            slug=(slug := standing.rota.next(slugs)),
            channel_id=schedule.channel_id,
            question=await self._question(schedule.guild_id, day, slug),
        )

    def slugs(self, schedule: Schedule) -> tuple[str, ...]:
        """Return the slugs of the terms that `schedule` chooses from."""
        chosen = (schedule.category, schedule.level)
        if chosen not in self._slugs:
            # Ten thousand servers are due at once, with a few dozen choices.
            self._slugs[chosen] = tuple(term.slug for term in schedule.terms(self._glossary))
        return self._slugs[chosen]

    def knows(self, entry: Entry) -> bool:
        """Return whether the entry's term is still in the glossary."""
        return entry.slug is not None and self._glossary.get(entry.slug) is not None

    async def write(self, guild_id: int, entry: Entry, role_id: int | None) -> Ordinary:
        """Return the post of an entry whose term is known."""
        before = await last_entry(self._database, guild_id, Outcome.SENT)
        return post(
            self._glossary[entry.slug or ""],
            self._glossary,
            entry.day,
            role_id=role_id,
            question=entry.question,
            asked_on=before.day if before else None,
            result=await self._result(guild_id, before) if before else None,
        )

    async def _question(self, guild_id: int, day: date, slug: str) -> Question | None:
        before = await last_entry(self._database, guild_id, Outcome.SENT)
        term = self._glossary.get(before.slug) if before and before.slug else None
        return question_on(term, self._glossary, f"{guild_id} {day}", beside=slug) if term else None

    async def _result(self, guild_id: int, entry: Entry) -> Result | None:
        asked = self._glossary.get(entry.question.slug) if entry.question else None
        return Result(asked.name, await tally(self._database, guild_id, entry.day)) if asked else None
