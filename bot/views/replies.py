"""What members read besides cards: questions back, misses, help, refusals and apologies."""

from collections.abc import Sequence

from discord import ButtonStyle, app_commands, ui

from bot.errors import Refusal
from bot.glossary import Term
from bot.views.message import button, message
from bot.views.text import echo, plain

_CHANGED = "That command has changed since your Discord loaded it. Reload Discord (Ctrl+R) and try again."
_HELP = """## Recall
I explain a term the moment you ask, with a picture that makes each one stick.
- **/define** `term`: the card of a term, however you spell it, for everyone to see. With `private: True` only you see \
it, and you can still show it to the channel.
- **/daily**: one term a day in a channel of your server, and a question on the one before. `/daily status` says when \
the next one comes; managers start it with `/daily setup`.
- **/quiz start**: a round for the whole channel. Everybody answers in private, and each answer is explained. Players \
vote with `/quiz skip` and `/quiz stop`.
- **/leaderboard** and **/score**: who leads this week, this month or of all time, and how you are doing.
- **/data**: get a copy of what I keep about you (`export`), `delete` it, or `hide` from the boards.
- **/help**: this page.

The buttons below a card open related terms for you alone. **More** says why a term matters, what to watch out for and \
what to know first."""


def suggestions(typed: str, terms: Sequence[Term]) -> ui.LayoutView:
    """Return the question which of `terms` (1 to 5, best first) was meant by what a member `typed`."""
    asked = echo(typed)
    head = f"I'm not sure what {asked} means here." if asked else "I'm not sure what you mean."
    lines = [f"- **{plain(term.name)}**: {plain(term.short)}" for term in terms]
    question = "Did you mean this?" if len(terms) == 1 else "Which one did you mean?"
    return message(
        ["\n".join([f"{head} {question}", *lines])],
        rows=[[button(term.name, f"define:pick:{term.slug}", style=ButtonStyle.primary) for term in terms]],
    )


def miss(typed: str, known: int) -> ui.LayoutView:
    """Return the answer to a text that none of the `known` terms is meant by."""
    asked = echo(typed)
    head = f"I don't know {asked} yet." if asked else "There is no word in that for me to look up."
    return message([f"{head} I know {known} terms: start typing after `/define` and I'll show what fits."])


def help_page() -> ui.LayoutView:
    """Return what `/help` answers."""
    return message([_HELP], rows=[[button("Privacy", "help:privacy")]])


def explain(error: BaseException, report: str) -> ui.LayoutView:
    """Return what a member is told of `error`: a refusal in its own words, else an apology with the `report` id."""
    match unwrapped(error):
        case Refusal() as refusal:
            return message([str(refusal)])
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return message([_CHANGED])
        case _:
            return message([f"Sorry, that went wrong on my side. Please try again in a moment. (Report `{report}`)"])


def is_nobodys_fault(cause: BaseException) -> bool:
    """Return whether the unwrapped `cause` is a refusal or a Discord that has loaded older commands."""
    return isinstance(cause, Refusal | app_commands.CommandSignatureMismatch | app_commands.CommandNotFound)


def unwrapped(error: BaseException) -> BaseException:
    """Return what was raised, out of what the library wraps around it."""
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
        error = error.__cause__
    return error
