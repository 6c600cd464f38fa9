"""Trust: whether the likest entry is near enough, and alone enough, to be the answer."""

from collections.abc import Sequence

from bot.search.likeness import INITIALS, Like
from bot.search.ordinary import is_common, is_ordinary
from bot.search.reading import Part

_LEAD, _FAR = 1.5, 15.0  # points before the next entry
_SLIP, _SLIP_OF_A_WORD = 0.55, 0.66  # how well a misspelling is covered, and one that is another word
_ASKED, _NAMED, _ALONE = 0.62, 0.48, 0.4
_SHORTEST = 4  # letters; with a slip in fewer, it is another word
_WHOLE, _SAID = 0.8, 0.9

Covered = Sequence[tuple[Part, float]]
"""The words of a query, each with how well the entry covers it."""


def is_trusted(ranked: Sequence[Like], parts: Sequence[Part]) -> bool:
    """Tell whether the first of the entries is what was meant, beyond reasonable doubt."""
    best, lead = ranked[0], ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0)
    covered = [(part, cover) for part, cover in zip(parts, best.covers, strict=True) if not part.is_empty]
    heavy = [(part, cover) for part, cover in covered if part.is_heavy]
    if not heavy or lead < _LEAD:
        return False
    if _is_all_there(covered, best) or _is_name_in_company(heavy, best, lead):
        return True
    if len(heavy) == 1:
        return best.asked >= _ASKED and _stands_alone(*heavy[0], best, is_lone=len(covered) == 1)
    return best.asked >= _ASKED and best.named >= _NAMED and _is_covered(heavy)


def _is_all_there(covered: Covered, best: Like) -> bool:
    """Tell whether both sides have several words, and the same."""
    return len(covered) > 1 and best.named >= _WHOLE and all(cover >= _WHOLE for _, cover in covered)


def _is_name_in_company(heavy: Covered, best: Like, lead: float) -> bool:
    """Tell whether a whole name is said beside other words of the field, and no other name is near."""
    said = [part for part, cover in heavy if cover >= INITIALS]
    if not said or best.named <= _SAID or not all(part.is_known for part, _ in heavy):
        return False
    is_jargon = not any(is_ordinary(part.text) for part in said)
    return is_jargon or (len(said) > 1 and lead >= _FAR)


def _is_covered(heavy: Covered) -> bool:
    in_company = any(cover >= INITIALS for _, cover in heavy)
    return all(_is_meant(part, cover, in_company=in_company) for part, cover in heavy)


def _is_meant(part: Part, cover: float, *, in_company: bool) -> bool:
    if is_ordinary(part.text) and cover < INITIALS:
        return in_company and cover >= _SLIP_OF_A_WORD
    return cover >= _SLIP


def _stands_alone(part: Part, cover: float, best: Like, *, is_lone: bool) -> bool:
    """Tell whether the one word that tells says enough of a name and is no other word of the language."""
    if part.is_known and best.named >= _WHOLE:
        return cover >= 1
    if part.is_unique:
        return best.named > _ALONE and not is_common(part.text)
    is_long_enough = len(part.text) >= _SHORTEST or bool(part.short_for) or not is_lone
    return is_long_enough and cover >= _SLIP and best.named >= _NAMED and not is_ordinary(part.text)
