"""Reading what a request brings, and writing what it gets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import ApiError, Code, invalid, refuse
from bot.sandbox.wire import is_object
from bot.sandbox.world import Upload

_FILE_FIELD = "files["


@dataclass(frozen=True, slots=True)
class Body:
    """A request's JSON, and the files beside it; `fault` if it can't be read."""

    payload: Any = None
    files: tuple[Upload, ...] = ()
    fault: ApiError | None = None


BODY = web.RequestKey("body", Body)


async def read(request: web.Request) -> Body:
    """Read a request's body, JSON or multipart with `payload_json`."""
    try:
        if request.content_type == "multipart/form-data":
            return await _multipart(request)
        text = await request.text()
        return Body(_parse(text) if text else None)
    except ApiError as fault:
        return Body(fault=fault)


async def _multipart(request: web.Request) -> Body:
    payload: Any = None
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.name == "payload_json":
            payload = _parse(await part.text())
        elif part.name.startswith(_FILE_FIELD):
            files.append(await _upload(part, part.name))
    return Body(payload, tuple(files))


async def _upload(part: BodyPartReader, name: str) -> Upload:
    number = name.removeprefix(_FILE_FIELD).removesuffix("]")
    kind = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(int(number), part.filename or "unknown", bytes(await part.read()), kind)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as fault:
        raise refuse(Code.INVALID_JSON) from fault


def payload_of(request: web.Request) -> Mapping[str, Any]:
    """Return the request's JSON object; an empty one where there is no body."""
    payload = request[BODY].payload
    if payload is None:
        return {}
    if not is_object(payload):
        raise invalid("_", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    return payload


def number(request: web.Request, name: str) -> int:
    """Return an id from the request's path."""
    text = request.match_info[name]
    if not text.isdecimal() or len(text) > 20:
        raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


def integer(query: Mapping[str, str], name: str, default: int) -> int:
    """Return a whole number from a request's query."""
    text = query.get(name, str(default))
    if not text.isdecimal():
        raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
    return int(text)
