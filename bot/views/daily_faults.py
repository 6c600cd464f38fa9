"""What is wrong where a daily post can't be out, and how to mend it, in words."""

from dataclasses import dataclass

from bot.daily import Fault

_ALLOW = "for me in the channel's settings, under Permissions."
_CHOOSE = "Choose another channel with `/daily setup`."


@dataclass(frozen=True, slots=True)
class _Advice:
    wrong: str
    until: str  # what happens as long as it is so
    mend: str


_ADVICE = {
    Fault.NO_CHANNEL: _Advice("The channel is gone.", "Nothing can be posted.", _CHOOSE),
    Fault.NO_MESSAGES_THERE: _Advice(
        "That channel takes no plain messages, as forums and categories don't.", "Nothing can be posted.", _CHOOSE
    ),
    Fault.CANT_SEE: _Advice(
        "I can't see the channel.", "Nothing is posted until I can.", f"Allow **View Channel** {_ALLOW}"
    ),
    Fault.CANT_SEND: _Advice(
        "I may not write there.",
        "Nothing is posted until I may.",
        f"Allow **Send Messages** (in a thread **Send Messages in Threads**) {_ALLOW}",
    ),
    Fault.CANT_EMBED: _Advice(
        "I may not embed there, and most of a post is an embed.",
        "Nothing is posted until I may.",
        f"Allow **Embed Links** {_ALLOW}",
    ),
    Fault.CANT_READ: _Advice(
        "I may not read the channel's history.",
        "After a crash I can't tell whether a post is out, and would rather leave one out than post twice.",
        f"Allow **Read Message History** {_ALLOW}",
    ),
    Fault.THREAD_LOCKED: _Advice(
        "The thread is locked.",
        "Nothing is posted until it is open.",
        "Unlock it, or choose another channel with `/daily setup`.",
    ),
    Fault.NO_TERM: _Advice(
        "The glossary has no term of that category and level any more.",
        "Nothing can be posted.",
        "Choose others with `/daily setup`.",
    ),
    Fault.UNREACHABLE: _Advice("Discord does not answer me.", "I keep trying.", "There is nothing you need to do."),
    Fault.OURS: _Advice(
        "Something went wrong on my side.", "I keep trying.", "If it stays so, tell whoever runs me: the log has more."
    ),
}


def advice(fault: Fault) -> str:
    """Return what is wrong, what comes of it, and how to mend it."""
    told = _ADVICE[fault]
    return f"**{told.wrong}** {told.until} {told.mend}"
