"""Appeals: "I was right" asks the managers, one of them decides, and the scores follow."""

import contextlib
from datetime import timedelta
from typing import Any

import discord

from bot.client.rights import manages
from bot.client.sending import Refused, Silence
from bot.cogs.quiz.courier import Courier
from bot.cogs.quiz.hall import Hall
from bot.errors import Refusal
from bot.glossary import Glossary
from bot.quiz import Game, NothingToAccept, State
from bot.storage import AppealState, Database, appeal, decide, game_of, names_of, note_appeal
from bot.views import quiz as views
from bot.views import quiz_replies as replies

Interaction = discord.Interaction[Any]

_OPEN = timedelta(days=1)  # after the end of a game


class Appeals:
    """Takes appeals and decisions about them."""

    def __init__(self, glossary: Glossary, database: Database, *, hall: Hall, courier: Courier) -> None:
        self._glossary = glossary
        self._database = database
        self._hall = hall
        self._courier = courier

    async def ask(self, interaction: Interaction, game: Game, number: int) -> None:
        """Post a member's request below the reveal, once; Refusal if there is nothing to ask."""
        played, member_id = game.round(number), interaction.user.id
        answer = played.answers.get(member_id)
        # Before the close the same for everyone: whether there is something to ask would tell who is right.
        if played.state is not State.CLOSED or answer is None or answer.said is None or answer.is_right:
            raise Refusal(replies.NO_APPEAL)
        kept = await appeal(self._database, game.id, number, member_id, interaction.created_at)
        if kept is None:
            raise Refusal(replies.APPEAL_TOO_LATE)
        if not kept.is_new:
            await interaction.response.send_message(view=replies.appealed_already(), ephemeral=True)
            return
        await interaction.response.send_message(view=replies.appealed(), ephemeral=True)
        names = await names_of(self._database, game.guild_id, [member_id])
        view = views.appeal(game, played, answer, names, self._glossary.get(played.question.slug))
        about = f"{game.id}:{number}:{member_id}"
        message = await self._courier.post(
            game.channel_id, view, key=f"a{game.id}.{number}.{member_id}"[:25], marker=f"quiz:accept:{about}"
        )
        await note_appeal(self._database, game.id, number, member_id, message.id)

    async def decide(
        self, interaction: Interaction, game: Game, number: int, member_id: int, *, accepted: bool
    ) -> None:
        """Decide about a request, once; Refusal for those who may not."""
        if not manages(interaction):
            raise Refusal(replies.APPEAL_MANAGERS_ONLY)
        record = await game_of(self._database, game.id)
        if record and record.ended_at and interaction.created_at > record.ended_at + _OPEN:
            raise Refusal(replies.APPEAL_TOO_LATE)
        if interaction.user.id == member_id:
            raise Refusal(replies.APPEAL_OWN)
        decided = await decide(
            self._database, game.id, number, member_id, accepted=accepted, decided_by=interaction.user.id
        )
        if decided is None:
            raise NothingToAccept
        is_accepted, by_id = decided.state is AppealState.ACCEPTED, decided.decided_by or 0
        is_own, names = by_id == interaction.user.id, await names_of(self._database, game.guild_id, [member_id, by_id])
        if is_own:
            names[by_id] = interaction.user.display_name
        played = game.round(number)
        term = self._glossary.get(played.question.slug)
        answer = played.answers[member_id]
        view = views.decided(played, answer, names, term, by_id=by_id, is_accepted=is_accepted)
        if is_own:
            await interaction.response.edit_message(view=view)
        else:  # whose decision it was, the message says already, and who comes second may not know
            await interaction.response.send_message(view=view, ephemeral=True)
        if decided.is_new and is_accepted:
            await self._rescore(game, number, member_id)

    async def _rescore(self, game: Game, number: int, member_id: int) -> None:
        """Let a running game know, and a podium that is out show it."""
        if table := self._hall.table(game.id):
            table.game.accept(number, member_id)
            return
        record = await game_of(self._database, game.id)
        if record and record.podium_id:
            members = [standing.member_id for standing in record.game.standings]
            names = await names_of(self._database, game.guild_id, members)
            with contextlib.suppress(Refused, Silence):  # the boards have it all the same
                await self._courier.edit(game.channel_id, record.podium_id, views.podium(record.game, names))
