"""The words of the gateway: opcodes, close codes, and how a frame is written."""

import zlib
from collections.abc import Callable
from enum import IntEnum

from bot.sandbox.wire import dumps


class Op(IntEnum):
    """What a frame is for."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Why Discord closes a connection."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


def frame(op: Op, data: object = None) -> str:
    """Return the text of a frame that is no event."""
    return dumps({"op": op, "d": data, "s": None, "t": None})


def event(name: str, sequence: int, data: object) -> str:
    """Return the text of an event's frame."""
    return dumps({"op": Op.DISPATCH, "t": name, "s": sequence, "d": data})


Pack = Callable[[str], bytes]


def packer() -> Pack:
    """Return what compresses one connection's frames for `compress=zlib-stream`."""
    stream = zlib.compressobj(level=1)
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)
