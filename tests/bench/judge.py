"""The judge of typed answers beside rapidfuzz: which other terms each accepts, and how many honest answers."""

import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from bot.glossary import Glossary, Term, fold, load, shipped
from bot.quiz.judge import is_right
from bot.search import TermIndex
from tests.bench.asked import terms
from tests.bench.speed import times
from tests.bench.table import table

_DATA = Path(__file__).parents[1] / "quiz" / "data"
_LIKEST = 2  # names of other terms that each name is tried on

HOSTILE = (
    "", " ", "\0", "\ud800", "🙂" * 3000, "relu " * 2000, "i " * 3000, "the relu function " * 300, "a" * 100_000,
    "ﷺ" * 5000, "one two three four five six seven eight nine ten eleven twelve ", "e\u0301" * 4000, "-" * 9000,
    "see you are why " * 30, "unsuperviseddd learnnning" * 9, string.printable, "((((" * 500, "١٢٣", "½²³",
)  # fmt: skip

Accepts = Callable[[str, Term], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody typed when asked for a term."""

    said: str
    term: Term


def names(term: Term) -> tuple[str, ...]:
    """Return everything that a term is called."""
    return (term.name, *term.aliases, *term.shared_aliases)


def cases(file: str, glossary: Glossary) -> tuple[Case, ...]:
    """Return the cases of one of the files: `variants`, `fresh_variants` or `strangers`."""
    return tuple(Case(said, glossary[slug]) for slug, said in _lines(file))


def pairs(glossary: Glossary) -> tuple[tuple[Term, Term], ...]:
    """Return the pairs of different terms that are easily taken for one another."""
    return tuple((glossary[slug], glossary[other]) for slug, other in _lines("pairs"))


def swapped(paired: Sequence[tuple[Term, Term]]) -> Iterator[Case]:
    """Give every name of either term of each pair as an answer for the other, but for names that they share."""
    for pair in paired:
        for term, other in (pair, pair[::-1]):
            yield from (Case(said, term) for said in names(other) if not _is_called(term, said))


def likest(glossary: Glossary) -> Iterator[Case]:
    """Give every name of the glossary and of the longer list as an answer for the other terms with the likest names."""
    choices = {(term, name): utils.default_process(name) for term in glossary for name in names(term)}
    said = {name for term in (*glossary, *terms()) for name in (term.name, *term.aliases, *term.shared_aliases)}
    for name in sorted(said):
        near = process.extract(utils.default_process(name), choices, scorer=fuzz.ratio, limit=4 * _LIKEST)
        others = [term for _, _, (term, _) in near if not _is_called(term, name)]
        yield from (Case(name, term) for term in dict.fromkeys(others[:_LIKEST]))


def judge() -> Accepts:
    """Return the judge of this repository, on the glossary that ships."""
    index = TermIndex(load(shipped()))
    return lambda said, term: is_right(said, term, index)


def tables() -> Iterator[str]:
    """Give the table of all three, as it is measured."""
    glossary, ours = load(shipped()), judge()
    paired = pairs(glossary)
    wrong = {
        f"of {len(paired)} pairs": tuple(swapped(paired)),
        "likest names": tuple(likest(glossary)),
        "strangers": cases("strangers", glossary),
    }
    right = {name: cases(file, glossary) for name, file in (("honest", "variants"), ("fresh", "fresh_variants"))}
    head = ("judge", *(f"{name} ({len(each)})" for name, each in (wrong | right).items()), "median", "slowest")
    groups = [*wrong.values(), *right.values()]
    judges = {
        "ours": ours,
        "rapidfuzz ratio, 85": _by(fuzz.ratio, 85),
        "rapidfuzz WRatio, 90": _by(fuzz.WRatio, 90),
    }
    rows = [_row(name, accepts, *groups) for name, accepts in judges.items()]
    yield table("Typed answers: other terms accepted, then honest answers accepted", head, rows)


def _row(name: str, accepts: Accepts, *groups: Sequence[Case]) -> list[str]:
    counts = [str(sum(accepts(case.said, case.term) for case in group)) for group in groups]
    said = {case.said: case.term for group in groups for case in group} | dict.fromkeys(HOSTILE, groups[0][0].term)
    taken = times(lambda text: accepts(text, said[text]), tuple(said))
    return [name, *counts, f"{taken.median * 1000:.2f} ms", f"{taken.slowest * 1000:.2f} ms"]


def _by(scorer: Callable[..., float], least: float) -> Accepts:
    def accepts(said: str, term: Term) -> bool:
        return any(scorer(said[:100], name, processor=utils.default_process) >= least for name in names(term))

    return accepts


def _is_called(term: Term, name: str) -> bool:
    return fold(name) in set(map(fold, names(term)))


def _lines(file: str) -> Iterator[tuple[str, str]]:
    text = (_DATA / f"{file}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            slug, _, said = line.partition(" | ")
            yield slug, said
