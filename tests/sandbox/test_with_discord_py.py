"""What a bot does every day, done by the unmodified discord.py."""

import asyncio
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox import Channel, Guild, Permission, Person, Sandbox
from tests.sandbox.bare import Bare


class Form(ui.Modal, title="Answer"):
    """A modal with one field."""

    word: ui.TextInput["Form"] = ui.TextInput(label="Word", custom_id="word", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You said {self.word.value}", ephemeral=True)


class Buttons(ui.View):
    """Buttons for every way to answer a click."""

    @ui.button(label="Change", custom_id="change")
    async def change(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        button.disabled = True
        await interaction.response.edit_message(content="changed", view=self)

    @ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @ui.select(custom_id="level", options=[discord.SelectOption(label=word) for word in ("Easy", "Hard")])
    async def level(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(f"{select.values[0]} it is", ephemeral=True)


class Layout(ui.LayoutView):
    """A message of components alone."""

    box: ui.Container["Layout"] = ui.Container(ui.TextDisplay("In a box"), accent_colour=0x336699)


@pytest.fixture
async def online(bare: Bare, study: Channel) -> Bare:
    """A bot with commands, ready."""
    del study

    @bare.tree.command(description="Answers.")
    @app_commands.allowed_installs(guilds=True, users=True)
    async def ping(interaction: discord.Interaction, word: str, private: bool = False) -> None:  # noqa: FBT001, FBT002  # pyright: ignore[reportUnusedFunction]  (an option)
        await interaction.response.send_message(f"pong {word}", ephemeral=private, view=Buttons())
        await interaction.followup.send("and more")

    @ping.autocomplete("word")
    async def words(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:  # pyright: ignore[reportUnusedFunction]  (registered)
        return [app_commands.Choice(name=typed.upper(), value=typed)]

    @bare.tree.command(description="Thinks.")
    async def think(interaction: discord.Interaction) -> None:  # pyright: ignore[reportUnusedFunction]  (registered)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("thought")

    @bare.tree.command(description="Picks.")
    async def pick(  # pyright: ignore[reportUnusedFunction]  (registered)
        interaction: discord.Interaction, channel: discord.TextChannel, member: discord.Member, role: discord.Role
    ) -> None:
        await interaction.response.send_message(f"{channel.name} {member.display_name} {role.name}")

    @bare.tree.command(description="Shows.")
    async def show(interaction: discord.Interaction) -> None:  # pyright: ignore[reportUnusedFunction]  (registered)
        await interaction.response.send_message(view=Layout())

    await bare.begin()
    return bare


async def test_a_command_is_answered_and_followed_up(online: Bare, study: Channel, ada: Person, ben: Person) -> None:
    del online
    reply = await ada.use(study, "ping", word="hello", private=True)
    assert reply.message is not None
    assert (reply.message.text, reply.ephemeral) == ("pong hello", True)
    [more] = await reply.followed()
    assert [message.text for message in ada.sees(study)] == ["pong hello", "and more"]
    assert ben.sees(study) == [more]


async def test_a_command_is_answered_in_private_and_where_only_the_person_has_the_app(
    online: Bare, sandbox: Sandbox, ada: Person
) -> None:
    del online
    elsewhere = sandbox.guild("Elsewhere", bot=False)
    elsewhere.join(ada)
    room = elsewhere.channel("general")
    for reply in (
        await ada.use(ada.direct(), "ping", word="x"),
        await ada.use(room, "ping", installed="user", word="x"),
    ):
        assert reply.message is not None
        assert reply.message.text == "pong x"


async def test_a_deferred_answer_settles(online: Bare, study: Channel, ada: Person) -> None:
    del online
    reply = await (await ada.use(study, "think")).settled()
    assert reply.message is not None
    assert (reply.message.text, reply.ephemeral, reply.followups) == ("thought", True, [])


async def test_picked_things_arrive_as_what_they_are(
    online: Bare, guild: Guild, study: Channel, ada: Person, ben: Person
) -> None:
    del online
    reply = await ada.use(study, "pick", channel=study, member=ben, role=guild.role("Teacher"))
    assert reply.message is not None
    assert reply.message.text == "study ben Teacher"


async def test_autocomplete_suggests(online: Bare, study: Channel, ada: Person) -> None:
    del online
    [choice] = await ada.autocomplete(study, "ping", focused="word", word="dr")
    assert (choice.name, choice.value) == ("DR", "dr")


async def test_buttons_selects_and_modals_work(online: Bare, study: Channel, ada: Person, ben: Person) -> None:
    del online
    message = (await ada.use(study, "ping", word="hello")).message
    assert message is not None
    await (await ben.click(message, "Later")).settled()
    assert message.text == "later"
    chosen = await ben.select(message, "level", ["Hard"])
    assert chosen.message is not None
    assert chosen.message.text == "Hard it is"
    opened = await ben.click(message, "Form")
    said = await ben.submit(opened, word="dropout")
    assert said.message is not None
    assert (said.message.text, said.ephemeral) == ("You said dropout", True)
    await ben.click(message, "Change")
    assert message.text == "changed"
    with pytest.raises(ValueError, match="disabled"):
        await ben.click(message, "Change")


async def test_a_layout_is_shown(online: Bare, study: Channel, ada: Person) -> None:
    del online
    message = (await ada.use(study, "show")).message
    assert message is not None
    assert (message.text, message.v2) == ("In a box", True)


async def test_messages_are_sent_once_read_edited_and_deleted(online: Bare, study: Channel) -> None:
    channel = online.get_channel(study.id)
    assert isinstance(channel, discord.TextChannel)
    first = await channel.send("hello", nonce="daily-1", embed=discord.Embed(title="Dropout"))
    assert (await channel.send("hello", nonce="daily-1")).id == first.id
    await first.edit(content="changed")
    read = [message async for message in channel.history(after=discord.Object(first.id - 1))]
    assert [(message.content, message.embeds[0].title) for message in read] == [("changed", "Dropout")]
    await first.delete()
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(first.id)


async def test_what_the_bot_may_not_do_is_forbidden_and_it_knew(
    online: Bare, sandbox: Sandbox, guild: Guild, study: Channel
) -> None:
    updated = asyncio.ensure_future(online.hear("guild_channel_update"))
    guild.overwrite(study, sandbox.world.bot, deny=Permission.SEND_MESSAGES)
    _, channel = await updated
    assert not channel.permissions_for(channel.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as caught:
        await channel.send("hello")
    assert caught.value.code == 50013


async def test_a_file_is_sent_along(online: Bare, study: Channel, tmp_path: Any) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    channel = online.get_channel(study.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("see", file=discord.File(path))
    assert [(one.filename, one.data) for one in study.history[0].attachments] == [("notes.txt", b"notes")]


async def test_members_and_direct_messages_are_reached(online: Bare, guild: Guild, ada: Person) -> None:
    member = await online.guilds[0].fetch_member(ada.id)
    assert member.display_name == "ada"
    await member.send("hello")
    assert [message.text for message in ada.sees(ada.direct())] == ["hello"]
    del guild


async def test_a_thread_is_started_and_written_in(online: Bare, guild: Guild, study: Channel) -> None:
    channel = online.get_channel(study.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("questions here")
    thread = await message.create_thread(name="questions")
    await thread.send("first")
    assert [one.text for one in guild.channels[thread.id].history] == ["first"]
