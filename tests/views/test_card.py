"""The card: what a phone shows of a term, inside Discord's limits, and the rest behind "More"."""

from dataclasses import replace
from typing import Any

import pytest
from discord import ui

from bot.glossary import Confusable, Formula, Source, Term
from bot.views.card import LONGEST_CARD, card, more
from bot.views.terminal import card_text
from tests import shipped

GLOSSARY = shipped.glossary()
DROPOUT = GLOSSARY["dropout"]


def texts(view: ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]


def buttons(view: ui.LayoutView) -> dict[str, str]:
    items: list[ui.Button[Any]] = [item for item in view.walk_children() if isinstance(item, ui.Button)]
    return {str(item.label): str(item.custom_id) for item in items}


def shown(term: Term) -> str:
    return "\n".join(texts(card(term, GLOSSARY)))


def test_a_card_has_everything_a_learner_needs_at_once() -> None:
    text = shown(DROPOUT)
    assert text.startswith("## Dropout\n-# Beginner · Regularization\n")
    for part in (DROPOUT.mnemonic.keyword, "Example:", "Not the same as", "Source"):
        assert part in text


def test_the_related_terms_are_buttons_that_name_their_slug() -> None:
    related = {GLOSSARY[slug].name: f"define:term:{slug}" for slug in DROPOUT.related}
    assert buttons(card(DROPOUT, GLOSSARY)) == {"More": "define:more:dropout"} | related


def test_show_to_channel_is_there_only_when_asked_for() -> None:
    assert buttons(card(DROPOUT, GLOSSARY, show_button=True))["Show to channel"] == "define:show:dropout"
    assert "Show to channel" not in buttons(card(DROPOUT, GLOSSARY))


def test_a_formula_stands_in_a_code_block_that_it_can_not_leave() -> None:
    text = shown(replace(DROPOUT, formula=Formula(text="y = ```x``` * 2", where={"x": "input_1"})))
    assert "```\ny = x * 2\n```" in text
    assert r"`x` input\_1" in text


def test_an_address_is_a_link_and_a_book_is_text() -> None:
    sources = (
        Source(title="A [new] layer", arxiv="1207.0580"),
        Source(title="Deep Learning", book="Deep Learning", chapter="7.12"),
    )
    text = shown(replace(DROPOUT, sources=sources))
    assert "[A (new) layer](https://arxiv.org/abs/1207.0580)" in text
    assert "Deep Learning, chapter 7.12" in text


LONG = replace(
    DROPOUT,
    definition="d" * 350,
    example="e" * 300,
    formula=Formula(text="f" * 150, where={f"w{n}": "w" * 60 for n in range(8)}),
    confusable_with=tuple(
        Confusable(slug=slug, difference=slug[0] * 140) for slug in ("overfitting", "epoch", "relu", "adam")
    ),
    sources=tuple(Source(title=f"{n}" * 160, url=f"https://example.org/{n}") for n in range(4)),
)


def test_the_longest_entry_that_the_schema_allows_stays_under_1500_characters() -> None:
    assert sum(map(len, texts(card(LONG, GLOSSARY)))) <= LONGEST_CARD


def test_what_a_card_has_no_room_for_is_behind_more() -> None:
    both = shown(LONG) + "\n".join(texts(more(LONG, GLOSSARY)))
    for part in (*(other.difference for other in LONG.confusable_with), *(s.title for s in LONG.sources), "`w7`"):
        assert part in both


def test_more_holds_what_the_card_leaves_out() -> None:
    term = replace(DROPOUT, why="w" * 30, analogy="a" * 30, pitfalls=("p" * 30,), pronunciation="DROP-out", year=2012)
    text = "\n".join(texts(more(term, GLOSSARY)))
    for part in ("w" * 30, "a" * 30, "p" * 30, "DROP-out", "2012", *term.aliases):
        assert part in text
    assert set(buttons(more(term, GLOSSARY)).values()) == {f"define:term:{slug}" for slug in term.prerequisites}


@pytest.mark.parametrize("term", list(GLOSSARY), ids=lambda term: term.slug)
def test_every_term_renders_inside_the_limits(term: Term) -> None:
    view = card(term, GLOSSARY, show_button=True)
    assert sum(map(len, texts(view))) <= LONGEST_CARD
    assert sum(map(len, texts(more(term, GLOSSARY)))) <= 4000
    assert len(list(view.walk_children())) <= 40
    assert card_text(term, GLOSSARY).startswith(term.name)


def test_the_terminal_shows_no_line_beyond_its_width() -> None:
    for term in GLOSSARY:
        wide = [line for line in card_text(term, GLOSSARY).splitlines() if len(line) > 78 and " " in line.strip()]
        assert wide == [], term.slug
