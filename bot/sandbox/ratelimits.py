"""How much a bot may ask: buckets per route, fifty requests a second in all, and a ban for the reckless."""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock

_GLOBAL_LIMIT = 50
_BAN_AFTER = 10_000
_BAN_WINDOW = timedelta(minutes=10)
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")
_OUTSIDE_GLOBAL = ("/interactions/", "/webhooks/")
_MANY_BUCKETS = 5_000


@dataclass(frozen=True, slots=True)
class Rule:
    """So many requests in so many seconds."""

    limit: int
    seconds: float


_ORDINARY = Rule(50, 1)
_RULES = {
    "POST /channels/{channel_id}/messages": Rule(5, 5),
    "PATCH /channels/{channel_id}/messages/{message_id}": Rule(5, 5),
    "DELETE /channels/{channel_id}/messages/{message_id}": Rule(5, 1),
    "POST /channels/{channel_id}/messages/{message_id}/crosspost": Rule(10, 3600),
    "POST /channels/{channel_id}/threads": Rule(50, 300),
    "POST /channels/{channel_id}/messages/{message_id}/threads": Rule(50, 300),
    "PATCH /channels/{channel_id}": Rule(5, 15),
    "POST /users/@me/channels": Rule(10, 10),
    "POST /webhooks/{webhook_id}/{webhook_token}": Rule(5, 2),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": Rule(5, 2),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": Rule(5, 2),
}


@dataclass(eq=False, slots=True)
class Bucket:
    """What is used of one rule until its window ends; the next begins with the first request after that."""

    rule: Rule
    hash: str
    ends: datetime
    used: int = 0

    def headers(self, now: datetime) -> dict[str, str]:
        """Return the headers that tell a client where it stands."""
        return {
            "X-RateLimit-Limit": str(self.rule.limit),
            "X-RateLimit-Remaining": str(max(0, self.rule.limit - self.used)),
            "X-RateLimit-Reset": f"{self.ends.timestamp():.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, (self.ends - now).total_seconds()):.3f}",
            "X-RateLimit-Bucket": self.hash,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a request is told of its limits: `wait` seconds if it is one too many."""

    headers: Mapping[str, str]
    wait: float = 0
    everywhere: bool = False


UNLIMITED = Verdict({})


class RateLimits:
    """Counts requests in the sandbox's time; switched off, every request passes and hears nothing of limits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}
        self._global = Bucket(Rule(_GLOBAL_LIMIT, 1), "global", clock.now())
        self._invalid: deque[datetime] = deque()
        self.on = True

    def ask(self, method: str, route: str, parameters: Mapping[str, str]) -> Verdict:
        """Count a request, and tell whether it is one too many."""
        if not self.on:
            return UNLIMITED
        now = self._clock.now()
        outside = route.startswith(_OUTSIDE_GLOBAL)
        if not outside and self._full(self._global, now):
            return Verdict({}, (self._global.ends - now).total_seconds(), everywhere=True)
        bucket = self._bucket(f"{method} {route}", parameters, now)
        if self._full(bucket, now):
            return Verdict(bucket.headers(now), (bucket.ends - now).total_seconds())
        bucket.used += 1
        self._global.used += not outside
        return Verdict(bucket.headers(now))

    def note(self, status: int) -> None:
        """Count an answer that says the client does not know what it is doing."""
        if status in {401, 403, 429}:
            self._invalid.append(self._clock.now())

    @property
    def invalid(self) -> int:
        """How many such answers there were in the last ten minutes."""
        oldest = self._clock.now() - _BAN_WINDOW
        while self._invalid and self._invalid[0] <= oldest:
            self._invalid.popleft()
        return len(self._invalid)

    @property
    def banned(self) -> bool:
        """Whether the client's address is banned for a while."""
        return len(self._invalid) >= _BAN_AFTER and self.invalid >= _BAN_AFTER

    def _bucket(self, key: str, parameters: Mapping[str, str], now: datetime) -> Bucket:
        major = ":".join(parameters.get(name, "") for name in _MAJOR)
        if len(self._buckets) > _MANY_BUCKETS:
            self._buckets = {name: one for name, one in self._buckets.items() if one.ends > now}
        found = self._buckets.get(key + major)
        if found is None:
            name = hashlib.sha256(key.encode()).hexdigest()[:32]
            found = self._buckets[key + major] = Bucket(_RULES.get(key, _ORDINARY), name, now)
        return found

    def _full(self, bucket: Bucket, now: datetime) -> bool:
        if now >= bucket.ends:
            bucket.ends, bucket.used = now + timedelta(seconds=bucket.rule.seconds), 0
        return bucket.used >= bucket.rule.limit
