"""Slips: tells a misspelling of a word from another word that happens to be near it.

No dictionary is at hand, so the shape of the difference decides. Ordinary words that are near a term differ from it
at their first letter (raining), in their ending (perception) or by one consonant (repression). Fingers swap, double
and drop letters inside a word, and ears mistake vowels. Digits never slip: L1 is not L2.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA, Levenshtein

SHORTEST = 5  # letters; in less, every slip is another word
_LONG, _VERY_LONG = 8, 14
_ENDING = 3
_VOWELS = frozenset("aeiouy")
_MOST_SLIPS = 2


def is_slip(said: str, meant: str) -> bool:
    """Tell whether a folded phrase is another one with a slip or two in it, word by word."""
    pairs = [(a, b) for a, b in _pairs(said.split(), meant.split()) if a != b]
    in_company = len(meant.split()) > 1
    return sum(OSA.distance(a, b) for a, b in pairs) <= _MOST_SLIPS and all(
        _is_forgiven(a, b, in_company=in_company) for a, b in pairs
    )


def _pairs(said: list[str], meant: list[str]) -> Iterator[tuple[str, str]]:
    if len(said) == len(meant):
        yield from zip(said, meant, strict=True)
    else:
        yield "".join(said), "".join(meant)


def _is_forgiven(said: str, meant: str, *, in_company: bool) -> bool:
    length = min(len(said), len(meant))
    if length < SHORTEST - 1 or len(meant) < SHORTEST or not _agree_where_it_counts(said, meant):
        return False
    edits = OSA.distance(said, meant)
    if length < _LONG - 1 or len(meant) < _LONG:
        return edits == 1 and _is_small(said, meant, in_company=in_company)
    return edits <= (1 if length < _VERY_LONG else 2) and _sounds_alike(said, meant)


def _agree_where_it_counts(said: str, meant: str) -> bool:
    return (said[0], said[-1]) == (meant[0], meant[-1]) and _digits(said) == _digits(meant)


def _digits(word: str) -> list[str]:
    return [c for c in word if c.isdigit()]


def _is_small(said: str, meant: str, *, in_company: bool) -> bool:
    """Forgive swapped and doubled letters always, one more or less if the other words speak for it."""
    if len(said) == len(meant):
        return _swaps(said, meant)
    return in_company or _undoubled(said) == _undoubled(meant)


def _swaps(said: str, meant: str) -> bool:
    return OSA.distance(said, meant) < Levenshtein.distance(said, meant)


def _undoubled(word: str) -> str:
    return "".join(c for c, before in zip(word, " " + word, strict=False) if c != before)


def _sounds_alike(said: str, meant: str) -> bool:
    if _swaps(said, meant):
        return True
    replaced = [op for op in Levenshtein.editops(said, meant) if op.tag == "replace"]
    return all(_may_replace(said[op.src_pos], meant, op.dest_pos) for op in replaced)


def _may_replace(letter: str, meant: str, at: int) -> bool:
    two = {letter, meant[at]}
    in_ending = at >= len(meant) - _ENDING
    if two == {"s", "z"}:
        return True
    if two <= _VOWELS:
        return in_ending or len(meant) > _LONG  # gradiant, convergance; but boasting is not boosting
    return not in_ending and len(meant) >= 12
