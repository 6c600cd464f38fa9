"""Likeness: no two definitions say nearly the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.glossary.style.language import words
from bot.glossary.style.remark import Remark
from bot.glossary.terms import Glossary

RUN = 3  # words that are compared as one
NEARLY = 0.4  # of all runs of two definitions, those that stand in both


def near_duplicates(glossary: Glossary) -> Iterator[Remark]:
    """Yield each definition that shares most of its wording with an earlier one."""
    holders = defaultdict[tuple[str, ...], list[str]](list)
    sizes = dict[str, int]()
    for term in glossary:
        runs = _runs(term.definition)
        sizes[term.slug] = len(runs)
        shared = Counter(slug for run in runs for slug in holders[run])
        for slug, number in shared.items():
            if number / (len(runs) + sizes[slug] - number) >= NEARLY:
                yield Remark(term.slug, ("definition",), f"nearly the words of the definition of `{slug}`")
        for run in runs:
            holders[run].append(term.slug)


def _runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[start : start + RUN]) for start in range(len(said) - RUN + 1)}
