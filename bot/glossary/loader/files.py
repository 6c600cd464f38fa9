"""Files: which ones a glossary's folder holds, and the text in each."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.glossary.faults import GlossaryError, Place

MOST_BYTES = 8 * 1024 * 1024  # a thousand entries in one file take a quarter of it
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def yaml_files(folder: Path) -> list[Path]:
    """Return everything in the folder that is named like YAML, hidden files left out, by name."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise GlossaryError([Place(folder).fault(_why_not(error, "folder"))]) from error
    return [path for path in found if path.suffix.lower() in {".yaml", ".yml"} and path.name[0] != "."]


def read_text(path: Path) -> str:
    """Return the text of a file, without a byte order mark; GlossaryError if it can't be text of ours."""
    if path.suffix != ".yaml":
        raise GlossaryError([Place(path).fault(f"rename this file to `{path.stem}.yaml`")])
    text = _decode(path, _read(path)).removeprefix("\ufeff")
    if faults := [place.fault(message) for place, message in _invisible(path, text)]:
        raise GlossaryError(faults)
    return text


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            raise GlossaryError([Place(path).fault("this is not a file")])
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise GlossaryError([Place(path).fault(_why_not(error, "file"))]) from error
    if len(raw) > MOST_BYTES:
        message = f"this file is larger than {MOST_BYTES // 1024**2} MB; split it into categories"
        raise GlossaryError([Place(path).fault(message)])
    return raw


def _decode(path: Path, raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        message = "this character is not UTF-8; save the file with the encoding UTF-8"
        raise GlossaryError([place_of(path, before, len(before)).fault(message)]) from error


def _invisible(path: Path, text: str) -> Iterator[tuple[Place, str]]:
    for found in INVISIBLE.finditer(text):
        code = ord(found[0])
        yield place_of(path, text, found.start()), f"an invisible control character (U+{code:04X}); delete it"


def place_of(path: Path, text: str, offset: int) -> Place:
    """Return the place in a file of that offset in its text."""
    before = text[:offset]
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _why_not(error: OSError, what: str) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no such {what}"
        case NotADirectoryError():
            return f"this is not a {what}"
        case PermissionError():
            return f"this {what} may not be read: give yourself the right to read it"
        case _:
            return f"this {what} can't be read: {error.strerror}"
