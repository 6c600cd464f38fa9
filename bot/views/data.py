"""What members are told of their own data: the file, the way to be forgotten, and being hidden."""

from discord import ui

from bot.views.message import message
from bot.views.modal import modal

FILE_NAME = "recall-data.json"
CONFIRMATION = "delete"
NOT_CONFIRMED = f"Nothing was deleted. To delete your data, type `{CONFIRMATION}` into the window."
_WHAT = "your answers in quizzes and to daily questions, the names I knew you by, and your “I was right” requests"
_HIDDEN = "You are hidden on every server: leaderboards leave you out, and only you can see your `/score`."


def exported() -> ui.LayoutView:
    """Return the answer to `/data export`, which shows the attached file FILE_NAME."""
    view = message(["This is all I keep about you, on every server. Programs read it as JSON, any editor opens it."])
    view.add_item(ui.File[ui.LayoutView](f"attachment://{FILE_NAME}"))
    return view


def delete_form() -> ui.Modal:
    """Return the window in which CONFIRMATION is typed before anything is deleted."""
    about = (
        f"This deletes {_WHAT}, on every server. Your places on the leaderboards go with them. "
        "It can't be undone, and nobody else's score changes."
    )
    return modal("Delete my data", "data:delete", about, label=f"Type {CONFIRMATION} to go on", most=20)


def deleted(*, is_playing: bool) -> ui.LayoutView:
    """Return the answer to a confirmed `/data delete`; a game that is still running was left as it is."""
    lines = [f"Deleted: {_WHAT}, on every server. Nobody else's score changed."]
    if is_playing:
        lines.append(
            "Only the game that is still running keeps your answers. Once it's over, `/data delete` takes them too."
        )
    return message(["\n".join(lines)])


def hidden(*, is_hidden: bool) -> ui.LayoutView:
    """Return the answer to `/data hide`."""
    if is_hidden:
        return message([f"{_HIDDEN} Games that you play in still name you."])
    return message(["You are shown again on every server: on leaderboards, and to whoever asks for your `/score`."])
