"""Components that only show something: text, pictures, files, lines."""

from bot.sandbox.limits.buttons import COMPONENT_ID
from bot.sandbox.limits.form import Check, Needed, listing, record
from bot.sandbox.limits.scalars import address, boolean, one_of, text

ALT_TEXT = text(1, 1024)
MEDIA = record(url=Needed(address(2048, "http", "https", "attachment")))
UPLOAD = record(url=Needed(address(2048, "attachment")))

TEXT_DISPLAY: Check = record(id=COMPONENT_ID, content=Needed(text(1, 4000)))
THUMBNAIL = record(id=COMPONENT_ID, media=Needed(MEDIA), description=ALT_TEXT, spoiler=boolean)
GALLERY = record(
    id=COMPONENT_ID,
    items=Needed(listing(record(media=Needed(MEDIA), description=ALT_TEXT, spoiler=boolean), 1, 10)),
)
FILE = record(id=COMPONENT_ID, file=Needed(UPLOAD), spoiler=boolean)
SEPARATOR = record(id=COMPONENT_ID, spacing=one_of(1, 2), divider=boolean)
