"""What discord.py's own builders make of a careful bot's wishes passes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.http import handle_message_parameters

from bot.sandbox.limits import check_callback, check_commands, check_message, check_modal


def sent(**wishes: Any) -> dict[str, Any]:
    """Return the JSON that discord.py sends for a message."""
    with handle_message_parameters(**wishes) as parameters:
        assert parameters.payload is not None
        return dict(parameters.payload)


def card() -> discord.Embed:
    embed = discord.Embed(title="Dropout", description="Forgets on purpose.", color=discord.Color.blurple())
    embed.set_footer(text="Level: beginner", icon_url="https://example.org/a.png")
    embed.set_author(name="Recall", url="https://example.org")
    embed.set_image(url="attachment://scene.png").set_thumbnail(url="https://example.org/b.png")
    embed.timestamp = datetime(2026, 7, 1, tzinfo=UTC)
    return embed.add_field(name="Formula", value="x · mask", inline=False)


def buttons() -> ui.View:
    view = ui.View(timeout=None)
    for letter in "ABCD":
        view.add_item(ui.Button(label=letter, custom_id=f"quiz:answer:1:{letter}", emoji="🎲"))
    view.add_item(ui.Button(label="More", url="https://example.org"))
    menu: ui.Select[ui.View] = ui.Select(custom_id="pick", placeholder="Which?", max_values=2)
    menu.add_option(label="One", value="1", default=True)
    menu.add_option(label="Two", value="2", description="the second", emoji="2️⃣")
    people: ui.UserSelect[ui.View] = ui.UserSelect(custom_id="who", default_values=[discord.Object(1)])
    return view.add_item(menu).add_item(people)


def layout() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    thumbnail: ui.Thumbnail[ui.LayoutView] = ui.Thumbnail("https://example.org/a.png")
    again: ui.Button[ui.LayoutView] = ui.Button(label="Again", custom_id="again")
    first: ui.Section[ui.LayoutView] = ui.Section("A short text", accessory=again)
    second: ui.Section[ui.LayoutView] = ui.Section("Another", accessory=thumbnail)
    picture: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery(
        discord.MediaGalleryItem("https://example.org/a.png", description="a scene")
    )
    box: ui.Container[ui.LayoutView] = ui.Container(
        ui.TextDisplay("# Dropout"),
        first,
        second,
        ui.Separator(spacing=discord.SeparatorSpacing.large),
        picture,
        accent_color=discord.Color.blurple(),
    )
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(ui.Button(label="More", custom_id="more"))
    return view.add_item(box).add_item(row)


def poll() -> discord.Poll:
    made = discord.Poll(question="Ready?", duration=timedelta(hours=1))
    return made.add_answer(text="Yes", emoji="👍").add_answer(text="No")


MESSAGES: list[dict[str, Any]] = [
    sent(content="hi", nonce="daily:1:2026-07-01", flags=discord.MessageFlags(suppress_notifications=True)),
    sent(content=None, embed=card(), allowed_mentions=discord.AllowedMentions.none()),
    sent(content="hi", allowed_mentions=discord.AllowedMentions(everyone=False, users=[discord.Object(1)])),
    sent(content="hi", embeds=[card()] * 2, view=buttons(), mention_author=False),
    sent(view=layout(), allowed_mentions=discord.AllowedMentions(roles=[discord.Object(1)])),
    sent(poll=poll()),
    sent(content="hi", message_reference={"message_id": 1, "channel_id": 2, "fail_if_not_exists": True}),
]


@pytest.mark.parametrize("payload", MESSAGES)
def test_a_message_of_the_library_passes(payload: dict[str, Any]) -> None:
    assert check_message(payload, interaction=False) == []
    assert check_callback({"type": 4, "data": payload}) == []
    assert check_message(payload, interaction=False, edit=True) == []


def test_a_layout_of_the_library_may_replace_a_layout() -> None:
    assert check_message(sent(view=layout()), interaction=False, edit=True, was_v2=True) == []


def test_a_modal_of_the_library_passes() -> None:
    modal = ui.Modal(title="Your answer", custom_id="quiz:said:1")
    modal.add_item(ui.TextDisplay("Spelling does not count."))
    modal.add_item(ui.Label(text="Answer", description="in a word", component=ui.TextInput(max_length=100)))
    options = [discord.SelectOption(label="Easy"), discord.SelectOption(label="Hard")]
    menu: ui.Select[ui.Modal] = ui.Select(options=options, required=True)
    modal.add_item(ui.Label(text="Level", component=menu))
    modal.add_item(ui.Label(text="Where", component=ui.ChannelSelect()))
    assert check_modal(modal.to_dict()) == []


def test_an_old_modal_of_the_library_passes() -> None:
    modal = ui.Modal(title="Your answer")
    modal.add_item(ui.TextInput(label="Answer", style=discord.TextStyle.long, default="so", required=False))
    assert check_modal(modal.to_dict()) == []


@app_commands.command()
@app_commands.describe(term="what to explain")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def define(_: discord.Interaction, term: str, *, private: bool = False) -> None:
    """Explain a term."""
    del term, private


@define.autocomplete("term")
async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=typed, value=typed)]


quiz = app_commands.Group(
    name="quiz",
    description="Plays.",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


@quiz.command()
@app_commands.choices(kind=[app_commands.Choice(name="Clue", value="clue")])
async def start(
    _: discord.Interaction,
    channel: discord.TextChannel,
    questions: app_commands.Range[int, 1, 50] = 10,
    word: app_commands.Range[str, 1, 30] = "x",
    ratio: app_commands.Range[float, 0, 1] = 0.5,
    kind: str = "clue",
) -> None:
    """Start a game."""
    del channel, questions, word, ratio, kind


@app_commands.context_menu(name="Show Score")
async def score(_: discord.Interaction, member: discord.Member) -> None:
    del member


def test_the_commands_of_the_library_pass() -> None:
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    payload = [define.to_dict(tree), quiz.to_dict(tree), score.to_dict(tree)]
    assert [command["name"] for command in payload] == ["define", "quiz", "Show Score"]
    assert check_commands(payload) == []
