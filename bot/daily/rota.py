"""The rota: every term once before any comes again, in an order of each server's own."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Where a server is in its terms: the running cycle, what that has shown so far, and the term shown last."""

    guild_id: int
    cycle: int = 0
    shown: frozenset[str] = frozenset()
    last: str | None = None

    def next(self, slugs: Collection[str]) -> str:
        """Return the term that comes next of `slugs`; ValueError if there is none."""
        if left := set(slugs) - self.shown:
            return min(left, key=lambda slug: self._place(slug, self.cycle))
        # All were shown: a new cycle, which doesn't begin with what the old one ended with.
        anew = set(slugs) - {self.last} or set(slugs)
        return min(anew, key=lambda slug: self._place(slug, self.cycle + 1))

    def after(self, slug: str, slugs: Collection[str]) -> Self:
        """Return the rota once `slug` was shown, chosen from `slugs`."""
        if set(slugs) <= self.shown:
            # What only other filters choose from stays shown: changing them back doesn't begin that anew.
            return self._moved(self.cycle + 1, self.shown.difference(slugs) | {slug}, slug)
        return self._moved(self.cycle, self.shown | {slug}, slug)

    def left(self, slugs: Collection[str]) -> int:
        """Return how many of `slugs` are still to come in the running cycle."""
        return len(set(slugs) - self.shown)

    def _moved(self, cycle: int, shown: frozenset[str], last: str) -> Self:
        return type(self)(guild_id=self.guild_id, cycle=cycle, shown=shown, last=last)

    def _place(self, slug: str, cycle: int) -> bytes:
        return blake2b(f"{self.guild_id} {cycle} {slug}".encode(), digest_size=16).digest()
