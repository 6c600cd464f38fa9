"""The buttons and the modal of a game; what they are about is in their ids, so that they work after a restart too."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import Press, typed
from bot.client.rights import managers_only
from bot.cogs.quiz.appeals import Appeals
from bot.cogs.quiz.hall import Hall
from bot.cogs.quiz.starting import Starting
from bot.cogs.quiz.table import Table
from bot.errors import Refusal
from bot.glossary import Glossary, Term
from bot.quiz import Answer, AnsweredAlready, Form, Game, GameOver, Question, State, is_right
from bot.search import TermIndex
from bot.storage import Database, game_of, quiz_settings_of, set_host_role, set_quiz_channel
from bot.views import quiz_replies as replies
from bot.views.card import card
from bot.views.modal import FIELD
from bot.views.quiz import answer_form

Interaction = discord.Interaction[Any]

_LARGEST = 2**63 - 1  # that the database holds
UNKNOWN = "That button is no longer in use. `/quiz start` begins a new game."


class Presses:
    """Takes the presses: each has one effect, or a refusal that says why."""

    def __init__(
        self,
        glossary: Glossary,
        index: TermIndex[Term],
        database: Database,
        *,
        hall: Hall,
        starting: Starting,
        appeals: Appeals,
    ) -> None:
        self._glossary = glossary
        self._index = index
        self._database = database
        self._hall = hall
        self._starting = starting
        self._appeals = appeals

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a press; Refusal for one that can't be true."""
        numbers = _numbers(press.arguments)
        match press.verb, numbers:
            case "join", [game_id]:
                await self._join(interaction, self._table(interaction, game_id))
            case "begin", [game_id]:
                await self._begin(interaction, self._table(interaction, game_id))
            case "answer", [game_id, number, choice]:
                await self._answer(interaction, self._table(interaction, game_id), number, choice=choice)
            case "type", [game_id, number]:
                await self._open_form(interaction, self._table(interaction, game_id), number)
            case "said", [game_id, number] if interaction.type is discord.InteractionType.modal_submit:
                await self._answer(
                    interaction, self._table(interaction, game_id), number, said=typed(interaction, FIELD)
                )
            case _:
                await self._pressed_later(interaction, press, numbers)

    async def _pressed_later(self, interaction: Interaction, press: Press, numbers: Sequence[int]) -> None:
        """Answer what is pressed below a reveal, a podium or an answer of ours."""
        match press.verb, numbers:
            case "card", [_, _, *_]:
                await self._card(interaction, press.arguments[-1])
            case "appeal", [game_id, number]:
                await self._appeals.ask(interaction, await self._game(interaction, game_id), number)
            case ("accept" | "refuse") as verb, [game_id, number, member_id]:
                game = await self._game(interaction, game_id)
                await self._appeals.decide(interaction, game, number, member_id, accepted=verb == "accept")
            case "review", [game_id, *page]:
                await self._review(interaction, await self._game(interaction, game_id), page[0] if page else None)
            case "rematch", [game_id]:
                await self._starting.rematch(interaction, await self._game(interaction, game_id))
            case "clear", []:
                await self._clear(interaction, press.argument)
            case _:
                raise Refusal(UNKNOWN)

    async def _join(self, interaction: Interaction, table: Table) -> None:
        is_new = await table.join(interaction.user.id, interaction.user.display_name)
        await interaction.response.send_message(view=replies.joined(is_new=is_new), ephemeral=True)

    async def _begin(self, interaction: Interaction, table: Table) -> None:
        if interaction.user.id not in table.game.joined:
            raise Refusal("Join first, then you can start it.")
        table.begin()
        await interaction.response.send_message(view=replies.begun(), ephemeral=True)

    async def _answer(
        self, interaction: Interaction, table: Table, number: int, *, choice: int | None = None, said: str | None = None
    ) -> None:
        question = table.game.round(number).question
        answer = Answer(
            member_id=interaction.user.id,
            at=interaction.created_at,
            choice=choice,
            said=said,
            is_right=self._is_right(question, choice, said),
        )
        try:
            await table.answer(number, answer, interaction.user.display_name)
        except AnsweredAlready as already:
            view = replies.already(question, already.answer)
        else:
            view = replies.chosen(question, choice) if choice is not None else replies.typed(said or "")
        await interaction.response.send_message(view=view, ephemeral=True)

    def _is_right(self, question: Question, choice: int | None, said: str | None) -> bool:
        if question.form is not Form.TYPED:
            return choice == question.right
        term = self._glossary.get(question.slug)
        return term is not None and said is not None and is_right(said, term, self._index)

    async def _open_form(self, interaction: Interaction, table: Table, number: int) -> None:
        played = table.game.round(number)
        if first := await table.first_answer(number, interaction.user.id):
            await interaction.response.send_message(view=replies.already(played.question, first), ephemeral=True)
        elif played.state is not State.OPEN or played.question.form is not Form.TYPED:
            raise Refusal("That question isn't open now.")
        else:
            await interaction.response.send_modal(
                answer_form(table.game, played, with_hint=table.stage.shows_hint(played))
            )

    async def _card(self, interaction: Interaction, slug: str) -> None:
        term = self._glossary.get(slug)
        if term is None:
            raise Refusal("That term is no longer in the glossary. Try `/define` to see what is.")
        await interaction.response.send_message(view=card(term, self._glossary), ephemeral=True)

    async def _review(self, interaction: Interaction, game: Game, page: int | None) -> None:
        member_id = interaction.user.id
        misses = [
            each
            for each in game.rounds
            if each.state is State.CLOSED and not ((own := each.answers.get(member_id)) and own.is_right)
        ]
        standing = next((each for each in game.standings if each.member_id == member_id), None)
        view = replies.review(game.id, member_id, misses, self._glossary, standing=standing, page=page or 0)
        is_ours = interaction.message is not None and interaction.message.flags.ephemeral
        if page is not None and is_ours:
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _clear(self, interaction: Interaction, what: str) -> None:
        managers_only(interaction)
        if interaction.guild_id is None or what not in ("host_role", "channel"):
            raise Refusal(UNKNOWN)
        await (set_host_role if what == "host_role" else set_quiz_channel)(self._database, interaction.guild_id, None)
        settings = await quiz_settings_of(self._database, interaction.guild_id)
        view = replies.settings(settings.host_role_id, settings.channel_id)
        await interaction.response.send_message(view=view, ephemeral=True)

    def _table(self, interaction: Interaction, game_id: int) -> Table:
        """Return the table of a running game that is played where the press comes from; Refusal."""
        table = self._hall.playing(game_id)
        if table.game.channel_id != interaction.channel_id:
            raise GameOver
        return table

    async def _game(self, interaction: Interaction, game_id: int) -> Game:
        """Return a game, running or over, that was played on the server that the press comes from; Refusal."""
        if table := self._hall.table(game_id):
            game: Game | None = table.game
        else:
            record = await game_of(self._database, game_id)
            game = record.game if record else None
        if game is None or game.channel_id != interaction.channel_id:
            raise Refusal(UNKNOWN)
        return game


def _numbers(arguments: Sequence[str]) -> list[int]:
    """Return the leading arguments that are numbers as the database can hold them."""
    numbers = list[int]()
    for each in arguments:
        if not (each.isascii() and each.isdecimal() and int(each) <= _LARGEST):
            break
        numbers.append(int(each))
    return numbers
