"""The two searches that are measured side by side: ours, and rapidfuzz's WRatio over all names."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from bot.search import Answer, Nothing, Suggestions, TermIndex
from tests.bench.asked import Listed
from tests.bench.quality import Said, Slugs

SURE = 95.0  # WRatio's threshold: about one in two hundred is answered wrong
LIKE = 80.0  # and below this it finds nothing
LONGEST = 100  # characters of a query that WRatio is given: it has no limit of its own


class Ours:
    """The index of this repository."""

    def __init__(self, terms: Sequence[Listed]) -> None:
        """Build it."""
        self.index = TermIndex(terms)

    def find(self, query: str) -> Said:
        """Say the verdict."""
        match self.index.find(query):
            case Answer(entry):
                return Said((entry.slug,), is_sure=True)
            case Suggestions(entries):
                return Said(tuple(entry.slug for entry in entries), is_sure=False)
            case Nothing():
                return Said((), is_sure=False)

    def rank(self, query: str) -> Slugs:
        """Give the order, best first."""
        return tuple(entry.slug for entry, _ in self.index.rank(query))

    def complete(self, typed: str) -> Slugs:
        """Give the first five completions."""
        return tuple(entry.slug for entry in self.index.complete(typed, 5))


class Rival:
    """WRatio over names and aliases processed once."""

    def __init__(self, terms: Sequence[Listed]) -> None:
        """Process every name and alias."""
        named = [(name, term.slug) for term in terms for name in (term.name, *term.aliases, *term.shared_aliases)]
        self._names = [utils.default_process(name) for name, _ in named]
        self._slugs = [slug for _, slug in named]

    def find(self, query: str) -> Said:
        """Be sure from a threshold on."""
        like = [(slug, score) for slug, score in self._scored(query) if score >= LIKE]
        return Said(tuple(slug for slug, _ in like), is_sure=bool(like) and like[0][1] >= SURE)

    def rank(self, query: str) -> Slugs:
        """Give the order, best first."""
        return tuple(slug for slug, _ in self._scored(query))

    def complete(self, typed: str) -> Slugs:
        """Give the same for a text that is still being typed."""
        return self.rank(typed)

    def _scored(self, query: str) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        asked = utils.default_process(query[:LONGEST])
        for _, score, at in process.extract(asked, self._names, scorer=fuzz.WRatio, limit=15):
            best.setdefault(self._slugs[at], score)
        return list(best.items())[:5]
