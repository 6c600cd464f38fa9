"""The gateway: sessions of the bot, and a hand on their connections for tests."""

import asyncio
import secrets
from datetime import timedelta

from bot.sandbox.gateway.frames import Op, frame
from bot.sandbox.gateway.line import Line
from bot.sandbox.gateway.session import Session, Shard
from bot.sandbox.signal import Signal
from bot.sandbox.wire import Json, dumps
from bot.sandbox.world import Event, Guild, Intents, World


class Gateway:
    """Knows every session and every connected line; what tests do to connections, they do here."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.changed = Signal()
        self._refusals = 0
        self.sessions: dict[str, Session] = {}
        self.lines: dict[Line, Session | None] = {}
        self.identifies = 0
        self.resumes = 0
        self.url = self.resume_url = ""
        self.shards = 1  # what GET /gateway/bot recommends
        self.heartbeat_interval = timedelta(milliseconds=41_250)
        world.ground.listeners.append(self._hear)

    # --- what tests do

    async def ready(self, within: float) -> None:
        """Return once every shard of a bot is connected and was told of its guilds."""
        await self.changed.until(self._complete, within)
        for line in tuple(self.lines):
            await asyncio.wait_for(line.flushed(), within)

    async def until_connected(self, sessions: int, within: float = 10) -> None:
        """Return once so many sessions are connected."""
        await self.changed.until(lambda: len(self.connected) == sessions, within)

    @property
    def connected(self) -> list[Session]:
        """The sessions that have a connection."""
        return [session for session in self.lines.values() if session is not None]

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for line in self.lines:
            line.drop()
        await self._gone()

    def refuse(self, times: int) -> None:
        """Answer the next `times` attempts to connect with 503."""
        self._refusals = times

    async def reconnect(self) -> None:
        """Ask every bot to reconnect and resume (op 7); return once they have hung up."""
        self._send_text(frame(Op.RECONNECT))
        await self._gone()

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every bot that its session is invalid (op 9); return once they have hung up."""
        if not resumable:
            self.sessions.clear()
        self._send_text(frame(Op.INVALID_SESSION, resumable))
        await self._gone()

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for line in self.lines:
            line.close(code)
        await self._gone()

    async def send(self, payload: object) -> None:
        """Send any JSON value as a frame to every connection, as it is."""
        self._send_text(dumps(payload))

    def silence(self) -> None:
        """Neither hear nor say anything any more on the connections that are open now."""
        for line in self.lines:
            line.mute()

    def _send_text(self, text: str) -> None:
        for line in self.lines:
            line.send(text)

    async def _gone(self, within: float = 10) -> None:
        lines = set(self.lines)
        await self.changed.until(lambda: lines.isdisjoint(self.lines), within)

    # --- what connections do

    def refuses(self) -> bool:
        """Tell, and count, whether an attempt to connect is refused."""
        refused = self._refusals > 0
        self._refusals -= int(refused)
        return refused

    def open(self, line: Line) -> None:
        """Take note of a new connection."""
        self.lines[line] = None

    def lost(self, line: Line, code: int | None) -> None:
        """Take note of a lost connection; closed by the bot with 1000 or 1001, its session is over."""
        session = self.lines.pop(line)
        if session is not None and session.line is line:
            session.line, session.lost = None, self._world.ground.now()
            if code in {1000, 1001} and not line.hung_up:
                self.sessions.pop(session.id, None)
        self.changed.notify()

    def identify(self, line: Line, shard: Shard, intents: Intents) -> Session:
        """Start a session: READY with guilds that are unavailable, then each guild."""
        self.identifies += 1
        now = self._world.ground.now()
        self.sessions = {key: one for key, one in self.sessions.items() if not one.over(now)}
        session = Session(secrets.token_hex(16), shard, intents, line)
        self.sessions[session.id] = self.lines[line] = session
        guilds = [one for one in self._world.guilds.values() if self._meets(session, one)]
        session.tell("READY", self._ready(session, guilds))
        if Intents.GUILDS in intents:
            for guild in guilds:
                if guild.available:
                    session.tell("GUILD_CREATE", {**guild.payload(), "unavailable": False})
        self.changed.notify()
        return session

    def resume(self, line: Line, session_id: str, sequence: int) -> Session | None:
        """Take a session up again over a new line; None if that is not possible."""
        session = self.sessions.get(session_id)
        now = self._world.ground.now()
        if session is None or session.over(now) or not session.can_resume(sequence):
            return None
        self.resumes += 1
        if session.line is not None:
            session.line.drop()
        self.lines[line] = session
        session.resume(line, sequence)
        self.changed.notify()
        return session

    def _hear(self, happened: Event) -> None:
        for session in self.sessions.values():
            session.hear(happened)

    def _complete(self) -> bool:
        connected = self.connected
        return any(
            {one.shard.id for one in connected if one.shard.count == count} == set(range(count))
            for count in {one.shard.count for one in connected}
        )

    def _meets(self, session: Session, guild: Guild) -> bool:
        return guild.has(self._world.bot) and session.shard.has(guild.id)

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        application = self._world.application
        return {
            "v": 10,
            "user": {**self._world.bot.payload(), "verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.resume_url,
            "shard": [session.shard.id, session.shard.count],
            "application": {"id": str(application.id), "flags": application.flags},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "geo_ordered_rtc_regions": [],
            "guild_join_requests": [],
            "_trace": [],
        }
