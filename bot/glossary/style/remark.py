"""Remarks: what a rule of style has to say about a part of an entry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A breach of style in the entry with that slug, at that path of keys and positions."""

    slug: str
    keys: tuple[int | str, ...]
    message: str
