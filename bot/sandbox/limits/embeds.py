"""Embeds: what each may hold, and what all of a message may hold together."""

from collections.abc import Iterator, Sequence

from bot.sandbox.limits.faults import Fault, Path, required
from bot.sandbox.limits.form import Needed, Record, inner, listing, record, then
from bot.sandbox.limits.scalars import address, boolean, integer, moment, text

SIZE = 6000
PARTS = ("title", "description", "author", "fields", "footer", "image", "thumbnail")

LINK = address(2048, "http", "https")
PICTURE = address(2048, "http", "https", "attachment")
MEDIA = record(url=PICTURE, description=text(0, 4096))


def _something_to_show(embed: Record, path: Path) -> Iterator[Fault]:
    # Discord asks for the description of an embed that would show nothing.
    if not any(embed.get(part) for part in PARTS):
        yield required((*path, "description"))


def _whole_size(embeds: Sequence[Record], path: Path) -> Iterator[Fault]:
    if sum(len(shown) for embed in embeds for shown in _shown(embed)) > SIZE:
        yield Fault(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {SIZE}")


def _shown(embed: Record) -> Iterator[str]:
    fields: Sequence[Record] = embed.get("fields") or ()
    for part, keys in ((embed, ("title", "description")), *((field, ("name", "value")) for field in fields)):
        yield from (part.get(key) or "" for key in keys)
    yield inner(embed, "footer").get("text") or ""
    yield inner(embed, "author").get("name") or ""


EMBED = record(
    title=text(0, 256),
    description=text(0, 4096),
    url=LINK,
    color=integer(0, 0xFFFFFF),
    timestamp=moment,
    author=record(name=text(0, 256), url=LINK, icon_url=PICTURE),
    footer=record(text=text(0, 2048), icon_url=PICTURE),
    image=MEDIA,
    thumbnail=MEDIA,
    fields=listing(
        record(name=Needed(text(0, 256)), value=Needed(text(0, 1024)), inline=boolean),
        0,
        25,
    ),
)
EMBEDS = then(listing(then(EMBED, _something_to_show), 0, 10), _whole_size)
