"""Names: no name, alias or slug leads to two entries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.glossary.faults import Fault, Place
from bot.glossary.fold import fold
from bot.glossary.loader.entries import Written

KINDS = {"name": "name", "slug": "slug", "aliases": "alias", "shared_aliases": "shared alias"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that an entry goes by, and what it is to it: name, slug, alias or shared alias."""

    slug: str
    kind: str
    text: str
    place: Place

    @property
    def shared(self) -> bool:
        """Return whether other entries may go by the name too."""
        return self.kind == "shared alias"


def name_faults(entries: Sequence[Written], *, whole: bool) -> Iterator[Fault]:
    """Yield every clash; what nobody else shares only where the entries are the `whole` glossary."""
    claims = defaultdict[str, list[Claim]](list)
    for claim in (claim for entry in entries for claim in _claims(entry)):
        claims[fold(claim.text)].append(claim)
    for same in claims.values():
        yield from _clashes(same)
        if whole and same[0].shared and len({claim.slug for claim in same}) == 1:
            yield same[0].place.fault(f"no other entry shares `{same[0].text}`: make it one of the `aliases`")


def _claims(entry: Written) -> Iterator[Claim]:
    for key, kind in KINDS.items():
        for text, place in entry.texts(key):
            yield Claim(entry.slug or "", kind, text, place)


def _clashes(same: Sequence[Claim]) -> Iterator[Fault]:
    """Yield a fault for each entry whose claim to a name clashes with an earlier one."""
    blamed = set[str]()
    for number, claim in enumerate(same):
        rival = next((other for other in same[:number] if _clash(claim, other)), None)
        if rival and claim.slug not in blamed:
            blamed.add(claim.slug)
            yield claim.place.fault(
                f"`{claim.text}`, the {claim.kind} of `{claim.slug}`,"
                f" is the {rival.kind} of `{rival.slug}` as well ({rival.place})"
            )


def _clash(one: Claim, other: Claim) -> bool:
    # An entry may spell its own name twice ("Mini-Batch", "minibatch"), but not share what is its own.
    same_entry = one.slug == other.slug
    return one.shared != other.shared if same_entry else not (one.shared and other.shared)
