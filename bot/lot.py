"""The lot: chance that a seed decides."""

from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Lot:
    """Chance that is the same on every machine and for ever, which the `random` module doesn't promise."""

    seed: str

    def __call__(self, *words: str) -> bytes:
        """Return the place that the words have in a drawn order."""
        return blake2b("\n".join((self.seed, *words)).encode(), digest_size=8).digest()

    def number(self, below: int, *words: str) -> int:
        """Return a whole number from 0 on, each of them as likely."""
        return int.from_bytes(self(*words)) % below
