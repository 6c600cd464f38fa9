"""A bot that speaks the protocol by hand: it sends what no library would."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox import Sandbox

WITHIN = 20  # seconds; a busy machine is no fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request got."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> int | None:
        return self.body.get("code") if isinstance(self.body, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  (JSON)


class Wire:
    """One websocket, frame by frame."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        self._socket = socket
        self._token = token
        self.events: list[dict[str, Any]] = []

    async def frame(self) -> dict[str, Any]:
        message = await self._socket.receive(WITHIN)
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return json.loads(message.data)

    async def op(self, op: int) -> dict[str, Any]:
        """Return the next frame with an opcode; keep the events on the way."""
        while True:
            frame = await self.frame()
            if frame["op"] == op:
                return frame
            self.events.append(frame)

    async def event(self, name: str) -> dict[str, Any]:
        """Return the payload of the next event with a name; keep every event on the way."""
        while True:
            frame = await self.op(0)
            self.events.append(frame)
            if frame["t"] == name:
                return frame["d"]

    async def closed(self) -> int | None:
        """Return the code with which the other side closes."""
        while True:
            message = await self._socket.receive(WITHIN)
            if message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING}:
                return self._socket.close_code

    async def say(self, op: int, data: object = None) -> None:
        await self._socket.send_json({"op": op, "d": data})

    async def say_text(self, text: str) -> None:
        await self._socket.send_str(text)

    async def identify(self, intents: int = 1, **more: Any) -> dict[str, Any]:
        await self.say(2, {"token": self._token, "intents": intents, "properties": {}, **more})
        return await self.event("READY")

    async def hang_up(self, code: int = 4000) -> None:
        await self._socket.close(code=code)

    async def silence(self) -> list[str]:
        """Return the names of the events that came before the answer to a heartbeat."""
        await self.say(1, None)
        start = len(self.events)
        await self.op(11)
        return [event["t"] for event in self.events[start:]]


class RawBot:
    """The REST API and the gateway, by hand."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self._http = http

    async def call(
        self,
        method: str,
        path: str,
        payload: object = None,
        *,
        token: str | None = "",
        data: Any = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        headers = {} if token is None else {"Authorization": f"Bot {token or self.sandbox.token}"}
        if payload is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(payload)
        url = self.sandbox.api_url + path
        async with self._http.request(method, url, data=data, headers=headers, params=query) as response:
            text = await response.text()
            is_json = response.headers.get("Content-Type") == "application/json"
            return Answer(response.status, json.loads(text) if is_json else text, response.headers)

    async def post(self, channel: Any, content: str = "hello", **more: Any) -> Answer:
        return await self.call("POST", f"/channels/{channel.id}/messages", {"content": content, **more})

    async def answer(self, told: Mapping[str, Any], kind: int, data: object = None) -> Answer:
        """Answer an interaction for the first time."""
        path = f"/interactions/{told['id']}/{told['token']}/callback"
        payload = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.call("POST", path, payload, token=None, query={"with_response": "1"})

    async def webhook(self, method: str, told: Mapping[str, Any], below: str = "", payload: object = None) -> Answer:
        path = f"/webhooks/{self.sandbox.application_id}/{told['token']}{below}"
        return await self.call(method, path, payload, token=None)

    async def register(self, *definitions: Mapping[str, Any]) -> Answer:
        return await self.call("PUT", f"/applications/{self.sandbox.application_id}/commands", definitions)

    @asynccontextmanager
    async def connect(self, query: str = "?v=10&encoding=json", url: str = "") -> AsyncGenerator[Wire]:
        async with self._http.ws_connect((url or self.sandbox.gateway.url) + query, autoclose=False) as socket:
            wire = Wire(socket, self.sandbox.token)
            yield wire

    @asynccontextmanager
    async def online(self, intents: int = 1) -> AsyncGenerator[Wire]:
        """Be connected and identified."""
        async with self.connect() as wire:
            await wire.op(10)
            await wire.identify(intents)
            await asyncio.wait_for(self.sandbox.ready(), WITHIN)
            yield wire
