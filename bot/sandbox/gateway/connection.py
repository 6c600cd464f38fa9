"""What a connected bot may say, and what it hears back."""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.sandbox.gateway.frames import Close, Op, frame, packer
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.line import Line
from bot.sandbox.gateway.session import Session, Shard
from bot.sandbox.wire import is_object
from bot.sandbox.world import EVERY_INTENT, Application, Intents

GATEWAY, RESUME = "/gateway", "/resume"
_LARGEST_FRAME = 4096
_FRAMES_A_MINUTE = 120


class Hangup(Exception):  # noqa: N818  (it is how a conversation ends, not an error of ours)
    """The bot said something that ends the connection."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


class Connection:
    """One conversation with a bot, from HELLO to the end."""

    def __init__(self, gateway: Gateway, application: Application, token: str, line: Line) -> None:
        self._gateway = gateway
        self._application = application
        self._token = token
        self._line = line
        self._session: Session | None = None
        self._said: deque[float] = deque(maxlen=_FRAMES_A_MINUTE)
        self._beat: asyncio.TimerHandle | None = None

    async def hold(self, socket: web.WebSocketResponse) -> None:
        """Talk until either side closes."""
        self._gateway.open(self._line)
        writer = asyncio.create_task(self._line.write())
        interval = self._gateway.heartbeat_interval.total_seconds()
        self._line.send(frame(Op.HELLO, {"heartbeat_interval": int(interval * 1000), "_trace": []}))
        self._watch(interval)
        try:
            await self._listen(socket)
        finally:
            self._unwatch()
            self._gateway.lost(self._line, socket.close_code)
            writer.cancel()

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            try:
                self._hear(message)
            except Hangup as end:
                self._line.close(end.code)

    def _hear(self, message: WSMessage) -> None:
        if self._line.hung_up:
            return
        self._pace()
        said = _read(message)
        data = said.get("d")
        match said.get("op"):
            case Op.HEARTBEAT:
                self._heartbeat(data)
            case Op.IDENTIFY if is_object(data):
                self._identify(data)
            case Op.RESUME if is_object(data):
                self._resume(data)
            case Op.PRESENCE_UPDATE | Op.VOICE_STATE_UPDATE | Op.REQUEST_GUILD_MEMBERS:
                if self._session is None:
                    raise Hangup(Close.NOT_AUTHENTICATED)
            case Op.IDENTIFY | Op.RESUME:
                raise Hangup(Close.DECODE_ERROR)
            case _:
                raise Hangup(Close.UNKNOWN_OPCODE)

    def _heartbeat(self, sequence: object) -> None:
        if self._session is not None and isinstance(sequence, int):
            self._session.acknowledge(sequence)
        self._watch(self._gateway.heartbeat_interval.total_seconds())
        self._line.send(frame(Op.HEARTBEAT_ACK))

    def _identify(self, data: Mapping[str, Any]) -> None:
        if self._session is not None:
            raise Hangup(Close.ALREADY_AUTHENTICATED)
        if data.get("token") != self._token:
            raise Hangup(Close.AUTHENTICATION_FAILED)
        intents = _intents(data.get("intents"))
        if not self._application.allows(intents):
            raise Hangup(Close.DISALLOWED_INTENTS)
        self._session = self._gateway.identify(self._line, _shard(data.get("shard", [0, 1])), intents)

    def _resume(self, data: Mapping[str, Any]) -> None:
        if self._session is not None:
            raise Hangup(Close.ALREADY_AUTHENTICATED)
        if data.get("token") != self._token:
            raise Hangup(Close.AUTHENTICATION_FAILED)
        sequence = data.get("seq")
        if not isinstance(sequence, int):
            raise Hangup(Close.INVALID_SEQUENCE)
        self._session = self._gateway.resume(self._line, str(data.get("session_id")), sequence)
        if self._session is None:
            self._line.send(frame(Op.INVALID_SESSION, False))

    def _pace(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._said) == _FRAMES_A_MINUTE and now - self._said[0] < 60:
            raise Hangup(Close.RATE_LIMITED)
        self._said.append(now)

    def _watch(self, interval: float) -> None:
        # A bot that misses two heartbeats is gone.
        self._unwatch()
        loop = asyncio.get_running_loop()
        self._beat = loop.call_later(2 * interval, self._line.close, Close.SESSION_TIMED_OUT)

    def _unwatch(self) -> None:
        if self._beat is not None:
            self._beat.cancel()


def _read(message: WSMessage) -> Mapping[str, Any]:
    if message.type is not WSMsgType.TEXT or len(message.data) > _LARGEST_FRAME:
        raise Hangup(Close.DECODE_ERROR)
    try:
        said = json.loads(message.data)
    except ValueError as fault:
        raise Hangup(Close.DECODE_ERROR) from fault
    if not is_object(said):
        raise Hangup(Close.DECODE_ERROR)
    return said


def _intents(said: object) -> Intents:
    if not isinstance(said, int) or isinstance(said, bool) or said | EVERY_INTENT != EVERY_INTENT:
        raise Hangup(Close.INVALID_INTENTS)
    return Intents(said)


def _shard(said: object) -> Shard:
    match said:
        case [int(number), int(count)] if 0 <= number < count:
            return Shard(number, count)
        case _:
            raise Hangup(Close.INVALID_SHARD)


def connecting(gateway: Gateway, application: Application, token: str) -> list[web.RouteDef]:
    """Return the routes at which bots connect."""

    async def connect(request: web.Request) -> web.StreamResponse:
        if gateway.refuses():
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False, timeout=1)
        await socket.prepare(request)
        if request.query.get("v") not in {"9", "10"}:
            await socket.close(code=Close.INVALID_VERSION)
            return socket
        pack = packer() if request.query.get("compress") == "zlib-stream" else None
        line = Line(request, socket, pack)
        await Connection(gateway, application, token, line).hold(socket)
        return socket

    return [web.get(path, connect) for path in (GATEWAY, GATEWAY + "/", RESUME, RESUME + "/")]
