"""The open pages: each is somebody's, and is told of every fact that changes for them."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable

from aiohttp import WSCloseCode, web

from bot.sandbox.page.facts import Fact, Facts
from bot.sandbox.people import Person
from bot.sandbox.signal import Signal
from bot.sandbox.wire import dumps, is_object

_FREQUENT_ENOUGH = 0.02  # seconds between two tellings: a burst of changes is one


class Seat:
    """One open page: who sits there, and what the page was told."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._told: dict[str, str] = {}
        self.person: Person | None = None
        self.stale = asyncio.Event()

    def sit(self, person: Person) -> None:
        """Become somebody (else): what the page was told holds no longer."""
        self.person = person
        self._told.clear()
        self.stale.set()

    async def hang_up(self) -> None:
        """Close the page's socket."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY)

    async def tell(self, facts: Iterable[Fact]) -> None:
        """Tell the page what is new, what is different and what is gone."""
        texts = {name: dumps(value) for name, value in facts}
        changed = {name: text for name, text in texts.items() if self._told.get(name) != text}
        gone = [name for name in self._told if name not in texts]
        if changed or gone:
            fresh = "true" if not self._told else "false"
            body = ",".join(f"{dumps(name)}:{text}" for name, text in changed.items())
            self._told = texts
            await self._socket.send_str(f'{{"fresh":{fresh},"set":{{{body}}},"gone":{dumps(gone)}}}')


class Seats:
    """Opens a page's socket, and keeps all of them up to date."""

    def __init__(self, facts: Facts, *signals: Signal) -> None:
        self._facts = facts
        self._signals = signals
        self._seats: set[Seat] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [web.get("/page/socket", self.connect)]

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one page for as long as it is open."""
        if "Origin" not in request.headers:
            raise web.HTTPForbidden(text="Only a page may connect here.\n")
        socket = web.WebSocketResponse(timeout=1, heartbeat=20, max_msg_size=4096)
        await socket.prepare(request)
        seat = Seat(socket)
        self._open(seat)
        telling = asyncio.create_task(self._keep_telling(seat))
        try:
            async for message in socket:
                self._hear(seat, message.data)
        finally:
            telling.cancel()
            self._close(seat)
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def close(self, _app: web.Application) -> None:
        """Hang up on every page; they will try again."""
        await asyncio.gather(*(seat.hang_up() for seat in self._seats))

    def refresh(self) -> None:
        """Look again at what every page shows."""
        for seat in self._seats:
            seat.stale.set()

    def _open(self, seat: Seat) -> None:
        self._seats.add(seat)
        for signal in self._signals:
            signal.watch(seat.stale.set)
        self.refresh()

    def _close(self, seat: Seat) -> None:
        self._seats.discard(seat)
        for signal in self._signals:
            signal.unwatch(seat.stale.set)
        self.refresh()

    def _hear(self, seat: Seat, text: object) -> None:
        # A page says one thing only: who sits there.
        said = _parsed(text)
        for person in self._facts.people():
            if is_object(said) and said.get("person") == str(person.id):
                seat.sit(person)
        self.refresh()

    async def _keep_telling(self, seat: Seat) -> None:
        while await seat.stale.wait():
            seat.stale.clear()
            tabs = Counter(one.person.id for one in self._seats if one.person is not None)
            own = () if seat.person is None else self._facts.of(seat.person)
            await seat.tell((*self._facts.common(tabs), *own))
            await asyncio.sleep(_FREQUENT_ENOUGH)


def _parsed(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
