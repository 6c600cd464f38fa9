"""The settler: takes one date of one server from due to sent or closed, a step of the ledger at a time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import discord

from bot.cogs.daily.composer import Composer
from bot.cogs.daily.delivery import Delivery, Refused
from bot.daily import Entry, Fault, Outcome, Schedule, Standing, Step, local_date, next_step
from bot.storage import Database, entry_of, intend, last_entry, mark_missed, mark_sent, move_on, standing_of, withdraw
from bot.views.message import Ordinary

LEASE = timedelta(minutes=1)  # after which a date is looked at again if nothing has come of its intent


class Settler:
    """Posts a date once; every step leaves the database so that the next one can be taken by another process."""

    def __init__(self, database: Database, composer: Composer, delivery: Delivery) -> None:
        self._database = database
        self._composer = composer
        self._delivery = delivery

    async def settle(self, standing: Standing, day: date, now: datetime) -> Entry:
        """Return what became of `day`, which is due, at `now`; Refused or Silence if it stays open."""
        guild_id, closes = standing.schedule.guild_id, standing.schedule.closes(day)
        entry = await entry_of(self._database, guild_id, day)
        if entry and entry.outcome is not Outcome.INTENDED:
            then = standing.schedule.day_after(day)
            await move_on(self._database, guild_id, then, standing.schedule.due(then))
            return entry
        step = next_step(entry, now, closes)
        if entry and (step is Step.LOOK or not self._composer.knows(entry)):
            return await self._look(standing, entry, now)
        match step:
            case Step.CLOSE:
                return await self._close(standing, day, now)
            case Step.SEND_AGAIN if entry:
                return await self._deliver(standing, entry)
            case _:
                return await self._send(standing, day, now)

    async def preview(self, standing: Standing, now: datetime) -> Ordinary | None:
        """Return the post of the standing's date as it would be now, None if there is no term for it."""
        entry = await self._composer.choose(standing, standing.day, now)
        role_id = self._delivery.role(standing.schedule.guild_id, standing.schedule.role_id)
        return await self._composer.write(standing.schedule.guild_id, entry, role_id) if entry else None

    async def post_today(self, standing: Standing, now: datetime) -> Entry:
        """Return the entry of today's post, sent now if it is not out, be it due or not; Refused or Silence."""
        schedule = standing.schedule
        today = local_date(now, schedule.zone)
        if standing.day > today and (last := await self._last_on(schedule, today)):
            return last
        if standing.day < today and now < schedule.due(standing.day):
            today = standing.day  # a gap at midnight moved it past the date's end
        if standing.day < today:
            # Yesterday's may still be late: whoever wants today's now gives it up.
            await self._give_up(standing, now)
            standing = await standing_of(self._database, schedule.guild_id) or standing
        return await self.settle(standing, today, now)

    async def _last_on(self, schedule: Schedule, today: date) -> Entry | None:
        """Return the last post if it was today, by its date or, in a zone chosen since, by the clock."""
        last = await last_entry(self._database, schedule.guild_id, Outcome.SENT)
        return last if last and today in (last.day, local_date(last.at, schedule.zone)) else None

    async def _give_up(self, standing: Standing, now: datetime) -> Entry:
        entry = await entry_of(self._database, standing.schedule.guild_id, standing.day)
        if entry and entry.outcome is Outcome.INTENDED and (message := await self._found(standing, entry, now)):
            return await self._mark(standing, entry, message)
        return await self._close(standing, standing.day, now)

    async def _send(self, standing: Standing, day: date, now: datetime) -> Entry:
        guild_id = standing.schedule.guild_id
        if fault := self._delivery.obstacle(guild_id, standing.schedule.channel_id):
            raise Refused(fault)
        chosen = await self._composer.choose(standing, day, now)
        if chosen is None:
            raise Refused(Fault.NO_TERM)
        entry = await intend(self._database, guild_id, chosen, now + LEASE)
        try:
            return await self._deliver(standing, entry)
        except Refused:
            await withdraw(self._database, guild_id, day)
            raise

    async def _deliver(self, standing: Standing, entry: Entry) -> Entry:
        guild_id = standing.schedule.guild_id
        role_id = self._delivery.role(guild_id, standing.schedule.role_id)
        post = await self._composer.write(guild_id, entry, role_id)
        due = standing.schedule.due(entry.day)
        message = await self._delivery.deliver(guild_id, entry, post, due)
        return await self._mark(standing, entry, message)

    async def _look(self, standing: Standing, entry: Entry, now: datetime) -> Entry:
        """Mark what the channel's history shows; what it doesn't show is begun anew or closed."""
        guild_id, too_late = standing.schedule.guild_id, now >= standing.schedule.closes(entry.day)
        try:
            message = await self._found(standing, entry, now)
        except Refused:
            if not too_late:
                raise
            return await self._close(standing, entry.day, now)  # whether it is out will never be known
        if message:
            return await self._mark(standing, entry, message)
        if too_late:
            return await self._close(standing, entry.day, now)
        await withdraw(self._database, guild_id, entry.day)
        return await self._send(standing, entry.day, now)

    async def _found(self, standing: Standing, entry: Entry, now: datetime) -> discord.Message | None:
        # A clock that was ahead when it was intended and is right by now must not hide it.
        return await self._delivery.find(standing.schedule.guild_id, entry, since=min(entry.at, now))

    async def _mark(self, standing: Standing, entry: Entry, message: discord.Message) -> Entry:
        schedule, slug = standing.schedule, entry.slug or ""
        then = schedule.day_after(entry.day)
        await mark_sent(
            self._database,
            schedule.guild_id,
            entry.day,
            message_id=message.id,
            at=message.created_at,
            rota=standing.rota.after(slug, self._composer.slugs(schedule)),
            next_day=then,
            look_at=schedule.due(then),
        )
        return replace(entry, outcome=Outcome.SENT, at=message.created_at, message_id=message.id)

    async def _close(self, standing: Standing, day: date, now: datetime) -> Entry:
        schedule = standing.schedule
        then = schedule.day_after(day)
        await mark_missed(
            self._database,
            schedule.guild_id,
            day,
            channel_id=schedule.channel_id,
            at=now,
            next_day=then,
            look_at=schedule.due(then),
        )
        return Entry(day=day, outcome=Outcome.MISSED, at=now, slug=None, channel_id=schedule.channel_id)
