"""Messages: what `POST` and `PATCH` of one may hold, in a channel and as the answer to an interaction."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.limits.components import V1, V2, walk
from bot.sandbox.limits.embeds import EMBEDS
from bot.sandbox.limits.faults import EMPTY_MESSAGE, Fault, Path, duplicate
from bot.sandbox.limits.form import Check, Needed, Record, inner, is_record, listing, record, repeated, then
from bot.sandbox.limits.poll import POLL
from bot.sandbox.limits.scalars import INT64, boolean, integer, one_of, snowflake, text

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
SUPPRESS_NOTIFICATIONS = 1 << 12
VOICE_MESSAGE = 1 << 13
COMPONENTS_V2 = 1 << 15
SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE_MESSAGE | COMPONENTS_V2
LEGACY = ("content", "embeds", "poll", "sticker_ids")


def _nonce(value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, str):
        if len(value) > 25:
            yield Fault(path, "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")
    elif not isinstance(value, int) or isinstance(value, bool):
        yield Fault(path, "NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")


def _exclusive_mentions(mentions: Record, path: Path) -> Iterator[Fault]:
    for kind in ("users", "roles"):
        if mentions.get(kind) and kind in (mentions.get("parse") or ()):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield Fault(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def _distinct_attachments(attachments: list[Record], path: Path) -> Iterator[Fault]:
    ids = (((*path, i, "id"), str(one["id"])) for i, one in enumerate(attachments))
    yield from map(duplicate, repeated(ids))


ALLOWED_MENTIONS = then(
    record(
        parse=listing(one_of("users", "roles", "everyone"), 0, 3, unique=True),
        users=listing(snowflake, 0, 100, unique=True),
        roles=listing(snowflake, 0, 100, unique=True),
        replied_user=boolean,
    ),
    _exclusive_mentions,
)
ATTACHMENT = record(
    id=Needed(snowflake),
    filename=text(1, 1024),
    description=text(0, 1024),
    title=text(0, 1024),
)
FIELDS: dict[str, Check] = {
    "content": text(0, 2000),
    "embeds": EMBEDS,
    "allowed_mentions": ALLOWED_MENTIONS,
    "attachments": then(listing(ATTACHMENT, 0, 10), _distinct_attachments),
    "flags": integer(0, INT64),
    "poll": POLL,
    "sticker_ids": listing(snowflake, 0, 3),
    "tts": boolean,
    "nonce": _nonce,
    "enforce_nonce": boolean,
    "message_reference": record(
        message_id=Needed(snowflake),
        channel_id=snowflake,
        guild_id=snowflake,
        fail_if_not_exists=boolean,
        type=one_of(0, 1),
    ),
}
FORM_V1 = record(**FIELDS, components=V1)
FORM_V2 = record(**FIELDS, components=V2)
DEFERRAL = record(flags=integer(0, INT64))


def check_message(payload: object, *, interaction: bool, edit: bool = False, was_v2: bool = False) -> list[Fault]:
    """Return the faults of a message's JSON.

    `interaction`: an answer or follow-up, which may be ephemeral. `edit`: a change, where what is left out
    stays; `was_v2` then tells whether the message is one of components already.
    """
    v2 = _is_v2(payload)
    form = FORM_V2 if v2 else FORM_V1
    faults = list(form(payload, ()))
    if faults or not is_record(payload):
        return faults
    if v2:
        faults += _no_legacy_fields(payload)
    elif edit and was_v2:
        faults += _never_back(payload)
    if not edit:
        faults += _only_flags(payload, SETTABLE | EPHEMERAL if interaction else SETTABLE)
        faults += _uploads_named(payload)
    if _is_empty(payload, v2=v2, edit=edit):
        faults.append(EMPTY_MESSAGE)
    return faults


def check_deferral(payload: object) -> list[Fault]:
    """Return the faults of the data of a deferred answer: only its flags count."""
    faults = list(DEFERRAL(payload, ()))
    return faults if faults or not is_record(payload) else list(_only_flags(payload, SETTABLE | EPHEMERAL))


def _is_v2(payload: object) -> bool:
    flags = payload.get("flags") if is_record(payload) else None
    return isinstance(flags, int) and bool(flags & COMPONENTS_V2)


def _no_legacy_fields(message: Record) -> Iterator[Fault]:
    for key in LEGACY:
        if message.get(key):
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Fault((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _never_back(message: Record) -> Iterator[Fault]:
    # Text or embeds without the flag would need it gone, just as much as flags that leave it out.
    if message.get("flags") is not None or any(message.get(key) for key in LEGACY):
        words = "The IS_COMPONENTS_V2 flag cannot be removed"
        yield Fault(("flags",), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", words)


def _only_flags(message: Record, settable: int) -> Iterator[Fault]:
    if int(message.get("flags") or 0) & ~settable:
        words = f"Value must be made of the flags ({settable:#b})."
        yield Fault(("flags",), "BASE_TYPE_CHOICES", words)


def _uploads_named(message: Record) -> Iterator[Fault]:
    names = {f"attachment://{one.get('filename')}" for one in message.get("attachments") or ()}
    for place, component in walk(message.get("components") or (), ("components",)):
        for at, media in _media(component, place):
            if media["url"].startswith("attachment://") and media["url"] not in names:
                code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
                yield Fault((*at, "url"), code, "The referenced attachment was not found")


def _media(component: Record, path: Path) -> Iterator[tuple[Path, Record]]:
    match component["type"]:
        case 11:  # thumbnail
            yield (*path, "media"), component["media"]
        case 12:  # gallery
            for index, item in enumerate(component["items"]):
                yield (*path, "items", index, "media"), item["media"]
        case 13:  # file
            yield (*path, "file"), component["file"]
        case _:
            return


def _is_empty(message: Record, *, v2: bool, edit: bool) -> bool:
    stay = ("components",) if v2 else ("content", "embeds", "components", "attachments")
    parts = stay if v2 else (*stay, "poll", "sticker_ids")
    kept = edit and any(part not in message for part in stay)
    # A message that is forwarded brings no content of its own.
    forward = inner(message, "message_reference").get("type") == 1
    return not kept and not forward and not any(_holds(message.get(part)) for part in parts)


def _holds(part: object) -> bool:
    return bool(part.strip()) if isinstance(part, str) else bool(part)
