"""The daily post: what a lock screen shows, what a phone shows below it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from discord import ui

from bot.daily import Option, Question, Tally, question_on
from bot.glossary import Confusable, Formula, Glossary, Level, Mnemonic, Scenario, Source, Term
from bot.sandbox.limits import check_message
from bot.views.daily import Result, day_in, more, post
from bot.views.message import Ordinary
from bot.views.text import plain
from tests import shipped

GLOSSARY = shipped.glossary()
DROPOUT = GLOSSARY["dropout"]
DAY = date(2026, 3, 6)
ROLE = 123456789012345678
LINK = re.compile(r"\[(.+?)\]\(https?://[^)]*\)")
PING = re.compile(r"@everyone|@here|<@[!&]?\d+>")


def asked(*labels: str, slug: str = "relu", prompt: str = "What comes out at -3?") -> Question:
    options = tuple(Option(label, f"Because of {label}.") for label in labels or ("0", "-3", "3"))
    return Question(slug, prompt, options, 0)


def buttons(shown: Ordinary) -> list[dict[str, str]]:
    rows: list[dict[str, Any]] = shown.view.to_components()
    return [{each["label"]: each["custom_id"] for each in row["components"]} for row in rows]


def ids(shown: Ordinary) -> list[str]:
    return [custom_id for row in buttons(shown) for custom_id in row.values()]


def below(shown: Ordinary) -> str:
    return str(shown.embed.description)


def faults(shown: Ordinary) -> list[Any]:
    payload = {"content": shown.content, "embeds": [shown.embed.to_dict()], "components": shown.view.to_components()}
    return check_message(payload, interaction=False)


def seen(shown: Ordinary) -> str:
    return LINK.sub(r"\1", f"{shown.content}\n{below(shown)}")


def test_a_lock_screen_shows_the_role_then_the_name_then_how_it_sounds_then_the_scene() -> None:
    assert post(DROPOUT, GLOSSARY, DAY, role_id=ROLE).content == (
        f"<@&{ROLE}> **Dropout** sounds like **“{DROPOUT.mnemonic.keyword}”**\n> {DROPOUT.mnemonic.image}"
    )


def test_a_sound_for_a_part_of_the_name_stands_after_the_whole_name() -> None:
    content = post(GLOSSARY["regularization"], GLOSSARY, DAY).content
    assert content.startswith("**Regularization**: **Regular-** sounds like **“Wriggler”**\n")


def test_name_and_sound_of_every_term_are_in_what_a_lock_screen_shows() -> None:
    for term in GLOSSARY:
        first = post(term, GLOSSARY, DAY).content.replace("*", "")[:90]
        assert first.startswith(term.name), term.slug
        assert f"“{term.mnemonic.keyword}”" in first, term.slug


def test_only_the_role_is_pinged_and_without_one_nobody() -> None:
    assert [role.id for role in post(DROPOUT, GLOSSARY, DAY, role_id=ROLE).pings] == [ROLE]
    assert post(DROPOUT, GLOSSARY, DAY).pings == ()
    assert PING.findall(post(DROPOUT, GLOSSARY, DAY).content) == []


def test_the_embed_holds_the_rest_of_the_card_and_not_the_mnemonic_again() -> None:
    text = below(post(DROPOUT, GLOSSARY, DAY))
    assert text.startswith("-# Beginner · Regularization\nA regularization method")
    assert DROPOUT.formula is not None
    for part in (DROPOUT.formula.text, "**Example:** At rate 0.5", "**Not the same as**\n- **", "-# Source: [Dropout"):
        assert part in text
    assert DROPOUT.mnemonic.keyword not in text


def test_the_color_tells_the_level() -> None:
    posts = [post(replace(DROPOUT, difficulty=level), GLOSSARY, DAY) for level in Level]
    assert len({str(each.embed.color) for each in posts}) == len(Level)


def test_a_post_is_kept_by_nobody_once_it_is_sent() -> None:
    assert post(DROPOUT, GLOSSARY, DAY).view.is_finished()


def test_below_are_more_and_at_most_four_related_terms() -> None:
    assert len(DROPOUT.related) > 4
    related = {GLOSSARY[slug].name: f"define:term:{slug}" for slug in DROPOUT.related[:4]}
    assert buttons(post(DROPOUT, GLOSSARY, DAY)) == [{"More": "daily:more:2026-03-06:dropout"} | related]


def test_short_options_are_buttons_above_those_and_stand_nowhere_else() -> None:
    shown = post(DROPOUT, GLOSSARY, DAY, question=asked("zero", "minus three", "three"))
    first, second = buttons(shown)
    assert first == {
        "A · zero": "daily:answer:2026-03-06:0",
        "B · minus three": "daily:answer:2026-03-06:1",
        "C · three": "daily:answer:2026-03-06:2",
    }
    assert "More" in second
    assert "minus three" not in below(shown)


@pytest.mark.parametrize(("length", "on_the_buttons"), [(34, True), (35, False)])
def test_an_option_of_more_than_34_characters_moves_all_of_them_into_the_text(
    length: int, *, on_the_buttons: bool
) -> None:
    shown = post(DROPOUT, GLOSSARY, DAY, question=asked("zero", "m" * length, "three"))
    labels = list(buttons(shown)[0])
    if on_the_buttons:
        assert labels == ["A · zero", f"B · {'m' * 34}", "C · three"]
        assert "**A** · zero" not in below(shown)
    else:
        assert labels == ["A", "B", "C"]
        assert f"**A** · zero\n**B** · {'m' * 35}\n**C** · three\n" in below(shown)


@pytest.mark.parametrize(
    ("asked_on", "which"),
    [
        (DAY - timedelta(days=1), "Do you remember yesterday's?"),
        (DAY - timedelta(days=2), "Do you remember the last one?"),
        (DAY, "Do you remember the last one?"),
        (None, "Do you remember the last one?"),
    ],
)
def test_only_the_day_before_is_called_yesterday(asked_on: date | None, which: str) -> None:
    assert f"\n\n### {which}\n" in below(post(DROPOUT, GLOSSARY, DAY, question=asked(), asked_on=asked_on))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (asked(), "**ReLU:** What comes out at -3?"),
        (asked(prompt="Which of these describes “relu”?"), "Which of these describes “relu”?"),
        (asked("ReLU", "Tanh", "GELU", prompt="Which term is this?"), "Which term is this?"),
        (asked(slug="left-the-glossary"), "What comes out at -3?"),
    ],
    ids=["named", "named in the prompt", "the name is the answer", "no longer known"],
)
def test_a_question_says_which_term_it_is_about_unless_that_is_said_or_asked(question: Question, line: str) -> None:
    assert f"\n{line}\n" in below(post(DROPOUT, GLOSSARY, DAY, question=question))


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (Tally(9, 12), "Last time, 9 of 12 remembered **ReLU**."),
        (Tally(1, 1), "Last time, 1 of 1 remembered **ReLU**."),
        (Tally(0, 3), "Last time, 0 of 3 remembered **ReLU**."),
    ],
)
def test_the_next_post_says_how_many_remembered_with_or_without_a_new_question(tally: Tally, line: str) -> None:
    result = Result("ReLU", tally)
    assert below(post(DROPOUT, GLOSSARY, DAY, result=result)).endswith(f"\n\n-# {line}")
    assert below(post(DROPOUT, GLOSSARY, DAY, result=result, question=asked())).endswith(f" {line}")


def test_nothing_is_said_of_a_question_that_nobody_answered() -> None:
    plainly = post(DROPOUT, GLOSSARY, DAY)
    assert below(post(DROPOUT, GLOSSARY, DAY, result=Result("ReLU", Tally(0, 0)))) == below(plainly)


def test_every_shipped_term_with_its_questions_is_taken_by_discord_and_fills_two_screens_at_most() -> None:
    terms = list(GLOSSARY)
    for before, term in zip([terms[-1], *terms], terms, strict=False):
        for seed in ("a", "b"):
            question = question_on(before, GLOSSARY, seed)
            result = Result(before.name, Tally(10_000, 12_000))
            shown = post(term, GLOSSARY, DAY, role_id=ROLE, question=question, result=result)
            assert faults(shown) == [], term.slug
            assert len(seen(shown)) <= 1750, term.slug  # a card alone has up to 1500
            assert day_in(ids(shown)) == DAY, term.slug
            assert PING.findall(shown.content) == [f"<@&{ROLE}>"], term.slug


# Each character takes two: itself, and the backslash that keeps it from being markup.
LONG = replace(
    DROPOUT,
    name="_" * 60,
    definition="_" * 350,
    example="*" * 300,
    formula=Formula(text="f" * 150, where={f"w{n}": "_" * 60 for n in range(8)}),
    mnemonic=Mnemonic(keyword="_" * 40, for_="*" * 40, image="~" * 200),
    confusable_with=tuple(
        Confusable(slug=slug, difference=slug[0] + "_" * 139) for slug in ("overfitting", "epoch", "relu", "adam")
    ),
    sources=tuple(Source(title=f"{n}" + "_" * 159, url=f"https://example.org/{'x' * 200}{n}") for n in range(4)),
)


def test_the_longest_entry_that_the_schema_allows_is_taken_by_discord() -> None:
    question = Question("dropout", "_" * 250, tuple(Option(f"{n}" + "_" * 99, "w") for n in range(3)), 0)
    everything = Glossary([LONG if term is DROPOUT else term for term in GLOSSARY], GLOSSARY.categories)
    shown = post(LONG, everything, DAY, role_id=ROLE, question=question, result=Result("_" * 60, Tally(1, 2)))
    assert faults(shown) == []


def behind(term: Term) -> str:
    return "\n".join(item.content for item in more(term, GLOSSARY).walk_children() if isinstance(item, ui.TextDisplay))


def test_what_a_post_has_no_room_for_is_behind_more() -> None:
    for term in GLOSSARY:
        both = below(post(term, GLOSSARY, DAY)) + behind(term)
        for part in (*(other.difference for other in term.confusable_with), *(s.address or "" for s in term.sources)):
            assert plain(part) in both, term.slug


def test_the_symbols_of_a_formula_are_the_last_to_give_way_and_are_behind_more() -> None:
    assert "`w7`" not in below(post(LONG, GLOSSARY, DAY))
    assert "`w7`" in behind(LONG)
    tight = below(post(DROPOUT, GLOSSARY, DAY))
    assert DROPOUT.confusable_with[-1].difference not in tight
    assert "`p` dropout rate" in tight


HOSTILE = "@everyone @here <@&123456789012345678> <@1> <#2> **x** [y](https://z.org) ``` <t:0>"


def test_nothing_that_an_author_wrote_is_markup_or_a_mention() -> None:
    term = replace(
        DROPOUT,
        name=HOSTILE[:60],
        definition=HOSTILE,
        example=HOSTILE,
        mnemonic=Mnemonic(keyword=HOSTILE[:40], image=HOSTILE),
        confusable_with=(),
        quiz=replace(DROPOUT.quiz, scenario=Scenario(q=HOSTILE, a="a", wrong=("b", "c"), because="d")),
    )
    question = asked(HOSTILE, HOSTILE + "2", HOSTILE + "3", prompt=HOSTILE)
    shown = post(term, GLOSSARY, DAY, role_id=ROLE, question=question, result=Result(HOSTILE, Tally(1, 2)))
    assert PING.findall(shown.content) == [f"<@&{ROLE}>"]
    for text in (shown.content.removeprefix(f"<@&{ROLE}>"), below(shown)):
        assert re.findall(r"(?<!\\)<", text) == []
        assert r"\*\*x\*\*" in text
        assert r"\[y](https://z.org)" in text
    assert re.findall(r"(?<!\\)```", below(shown)) == ["```", "```"]  # the formula's own
