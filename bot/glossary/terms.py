"""Terms: what the glossary knows, as plain values; the loader holds what authors write against these types."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from bot.errors import Refusal
from bot.glossary.limits import ARXIV, DOI, HTTPS, ONE_GAP, SLUG, Limit

Name = Annotated[str, Limit(1, 60)]
Slug = Annotated[str, Limit(1, 48, SLUG)]
Option = Annotated[str, Limit(1, 80)]


class Level(StrEnum):
    """How much a reader must know already, easiest first."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Status(StrEnum):
    """How far an entry has come."""

    DRAFT = "draft"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as plain text, as LaTeX where it has it, and what each of its symbols means."""

    text: Annotated[str, Limit(1, 150)]
    latex: Annotated[str, Limit(1, 220)] | None = None
    where: Annotated[Mapping[str, Name], Limit(most=8)] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mnemonic:
    """A keyword that sounds like the name, or the part of it in `for_`, and a scene in which it acts."""

    keyword: Annotated[str, Limit(1, 40)]
    for_: Annotated[str, Limit(1, 40)] | None = field(default=None, metadata={"alias": "for"})
    image: Annotated[str, Limit(40, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusable:
    """An entry that is taken for this one, and what sets the two apart."""

    slug: str
    difference: Annotated[str, Limit(1, 140)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts come from: at least one of arXiv id, DOI, address and book."""

    title: Annotated[str, Limit(1, 160)]
    authors: Annotated[str, Limit(1, 80)] | None = None
    year: Annotated[int, Limit()] | None = None
    arxiv: Annotated[str, Limit(pattern=ARXIV)] | None = None
    doi: Annotated[str, Limit(pattern=DOI)] | None = None
    url: Annotated[str, Limit(pattern=HTTPS)] | None = None
    book: Annotated[str, Limit(1, 80)] | None = None
    chapter: Annotated[str, Limit(1, 20)] | None = None

    def __post_init__(self) -> None:
        if not (self.arxiv or self.doi or self.url or self.book):
            raise ValueError("a source needs at least one of `arxiv`, `doi`, `url` and `book`")

    @property
    def address(self) -> str | None:
        """Return where the source can be read, None for a book on a shelf."""
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A question about a case, its right answer, the wrong ones, and why."""

    q: Annotated[str, Limit(1, 250)]
    a: Option
    wrong: Annotated[tuple[Option, ...], Limit(2, 3)]
    because: Annotated[str, Limit(1, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse:
    """A statement that is right or wrong, and why."""

    statement: Annotated[str, Limit(1, 160)]
    answer: Annotated[bool, Limit()]
    because: Annotated[str, Limit(1, 160)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """What the quiz asks about an entry; distractors are slugs of entries that are wrong answers."""

    clue: Annotated[str, Limit(30, 220)]
    cloze: Annotated[str, Limit(1, 220, ONE_GAP)]
    hint: Annotated[str, Limit(1, 120)] | None = None
    distractors: Annotated[tuple[str, ...], Limit(3, 6)]
    scenario: Scenario | None = None
    true_false: Annotated[tuple[TrueFalse, ...], Limit(most=2)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry of the glossary; `related`, `prerequisites` and the distractors are slugs of others."""

    slug: Slug
    name: Name
    aliases: Annotated[tuple[Name, ...], Limit(most=10)] = ()
    shared_aliases: Annotated[tuple[Name, ...], Limit(most=5)] = ()
    pronunciation: Annotated[str, Limit(1, 40)] | None = None
    category: str
    difficulty: Level
    year: Annotated[int, Limit(1700, 2030)] | None = None
    short: Annotated[str, Limit(15, 100)]
    definition: Annotated[str, Limit(80, 350)]
    why: Annotated[str, Limit(1, 200)] | None = None
    example: Annotated[str, Limit(20, 300)]
    formula: Formula | None = None
    analogy: Annotated[str, Limit(1, 200)] | None = None
    mnemonic: Mnemonic
    pitfalls: Annotated[tuple[Annotated[str, Limit(1, 160)], ...], Limit(most=3)] = ()
    confusable_with: Annotated[tuple[Confusable, ...], Limit(most=4)] = ()
    related: Annotated[tuple[str, ...], Limit(2, 6)]
    prerequisites: Annotated[tuple[str, ...], Limit(most=4)] = ()
    sources: Annotated[tuple[Source, ...], Limit(1, 4)]
    quiz: Quiz
    status: Status | None = None

    def __hash__(self) -> int:
        return hash(self.slug)


@dataclass(frozen=True, slots=True)
class Category:
    """A key that names a file of entries and a filter, and the title that members read."""

    key: Slug
    title: Annotated[str, Limit(1, 100)]  # Discord's limit for the name of a choice


class Glossary:
    """Every term, in the order of the categories and then of their files, and each by its slug."""

    __slots__ = ("_terms", "categories")

    def __init__(self, terms: Iterable[Term], categories: Iterable[Category]) -> None:
        self._terms = {term.slug: term for term in terms}
        self.categories = tuple(categories)

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def __getitem__(self, slug: str) -> Term:
        return self._terms[slug]

    def get(self, slug: str) -> Term | None:
        """Return the term with that slug, or None."""
        return self._terms.get(slug)

    def title_of(self, term: Term) -> str:
        """Return the title of a term's category."""
        return next(category.title for category in self.categories if category.key == term.category)

    def terms_in(self, category: str) -> tuple[Term, ...]:
        """Return the terms of the category with that key, in the order of their file."""
        return tuple(term for term in self if term.category == category)

    def category(self, text: str) -> Category:
        """Return the category with that key or title, in whatever case; Refusal."""
        asked = text.strip().casefold()
        for each in self.categories:
            if asked in (each.key, each.title.casefold()):
                return each
        raise Refusal("There is no such category. Choose one from the list that opens while you type.")

    def categories_like(self, typed: str) -> tuple[Category, ...]:
        """Return the categories with `typed` in their title or key, all of them for ""."""
        asked = typed.strip().casefold()
        return tuple(each for each in self.categories if asked in each.title.casefold() or asked in each.key)
