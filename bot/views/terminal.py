"""A term's card, and what is said instead of one, as text for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill, indent

from bot.glossary import Glossary, Source, Term
from bot.views.text import echo

_WIDTH = 78


def card_text(term: Term, glossary: Glossary) -> str:
    """Return everything the glossary says of `term`, in paragraphs of at most 78 columns."""
    return "\n\n".join(_paragraphs(term, glossary)) + "\n"


def suggestions_text(typed: str, terms: Sequence[Term]) -> str:
    """Return which of `terms` may have been meant by `typed`."""
    lines = [fill(f"{term.name}: {term.short}", _WIDTH, subsequent_indent="    ") for term in terms]
    return "\n".join([f"Not sure what {_quoted(typed)} means here. Perhaps:", *(f"  {line}" for line in lines)]) + "\n"


def miss_text(typed: str, known: int) -> str:
    """Return the answer to a text that none of the `known` terms is meant by."""
    return f"{_quoted(typed)} is in none of the {known} terms.\n"


def _paragraphs(term: Term, glossary: Glossary) -> Iterator[str]:
    yield f"{term.name}\n{term.difficulty.capitalize()} · {glossary.title_of(term)}"
    yield fill(term.definition, _WIDTH)
    if term.formula:
        meanings = [f"{symbol}: {meaning}" for symbol, meaning in term.formula.where.items()]
        yield indent("\n".join([term.formula.text, *meanings]), "    ")
    yield _labelled("Example", term.example)
    sound = f"{term.mnemonic.for_ or term.name} sounds like “{term.mnemonic.keyword}”"
    scene = fill(term.mnemonic.image, _WIDTH, initial_indent="  | ", subsequent_indent="  | ")
    yield "\n".join([_labelled("Remember it", sound), scene])
    for label, text in (("Why it matters", term.why), ("Picture it", term.analogy)):
        if text:
            yield _labelled(label, text)
    yield from _list("Watch out", term.pitfalls)
    yield from _list("Not the same as", (f"{glossary[o.slug].name}: {o.difference}" for o in term.confusable_with))
    yield _labelled("Related", ", ".join(glossary[slug].name for slug in term.related))
    yield from _list("Sources", map(_citation, term.sources))


def _labelled(label: str, text: str) -> str:
    return fill(f"{label}: {text}", _WIDTH, subsequent_indent="  ")


def _list(label: str, lines: Iterable[str]) -> Iterator[str]:
    if items := [fill(line, _WIDTH, initial_indent="  - ", subsequent_indent="    ") for line in lines]:
        yield "\n".join([f"{label}:", *items])


def _citation(source: Source) -> str:
    where = source.address or ", chapter ".join(part for part in (source.book, source.chapter) if part)
    return f"{source.title}, {where}" if where != source.title else where


def _quoted(typed: str) -> str:
    return echo(typed).replace("`", '"') or "That"
