"""Discord takes every message of every question there is, with fifty players whose names are as long as can be."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.glossary import Mnemonic
from bot.quiz import Answer, Ending, Form, Game, Kind, Option, Question, Round, Rules, planned
from bot.quiz.questions import draw
from bot.sandbox.limits.modal import check_modal
from bot.views.quiz import Closed, answer_form, appeal, lobby, lobby_over, podium, question, reveal
from bot.views.quiz_replies import chosen, review, typed
from tests.views.quizzing import ADA, CLUE, DROPOUT, GLOSSARY, NOON, faults, game, opened, text

FIFTY = range(1, 51)
MORE_THAN_SHOWN = range(1, 9)  # leaders and fastest: more players make no message longer, and the test only slower
LOUD = dict.fromkeys(FIFTY, "_" * 32)  # each sign takes two characters: itself, and the backslash before it
SAID = "`" * 100

# Each text as long as its part of the schema allows, and every character of it to be escaped.
WHY = "_" * 300
LONGEST = [
    Question(
        form=form,
        slug="dropout",
        prompt="_" * 250,
        options=tuple(Option("*" * length, "" if place == 1 else why_not) for place in range(number)),
        right=1 if number else None,
        why=WHY,
        hint="_" * 120,
    )
    for form, number, length, why_not in [
        (Form.MEANING, 4, 100, "~" * 160),
        (Form.CLUE, 4, 60, "~" * 160),
        (Form.SCENARIO, 4, 80, WHY),  # its author gives one reason for all
        (Form.TRUE_FALSE, 2, 5, "~" * 160),
        (Form.TYPED, 0, 0, ""),
    ]
]
TERM = replace(
    DROPOUT,
    name="_" * 60,
    aliases=("_" * 60,) * 10,
    shared_aliases=("_" * 60,) * 5,
    mnemonic=Mnemonic(keyword="_" * 40, for_="*" * 40, image="~" * 200),
)


def answered(played: Round, members: Iterable[int] = FIFTY) -> Round:
    """Let them all answer at once, half of them right, each in words of their own."""
    asked = played.question
    assert played.opened is not None
    for member_id in members:
        is_right = member_id % 2 == 0
        at = played.opened + timedelta(seconds=7)
        if asked.options:
            right = asked.right or 0
            choice = right if is_right else (right + member_id) % len(asked.options)
            played.answer(Answer(member_id=member_id, at=at, choice=choice, is_right=choice == right))
        else:
            said = f"{member_id}{SAID}"[:100]
            played.answer(Answer(member_id=member_id, at=at, said=said, is_right=is_right))
    return played


def shown_by(playing: Game, members: Iterable[int] = FIFTY) -> Round:
    """Ask, answer and close the next question; each message of it must be taken by Discord."""
    played = answered(opened(playing), members)
    term = TERM if playing.rounds[0].question in LONGEST else GLOSSARY[played.question.slug]
    assert faults(question(playing, played, with_hint=True, closed=Closed.WON)) == [], played.question
    played.close()
    assert faults(reveal(playing, played, LOUD, term)) == [], played.question
    return played


@pytest.mark.parametrize("kind", Kind)
def test_every_question_of_every_term_is_taken_by_discord(kind: Kind) -> None:
    rules = Rules(questions=len(GLOSSARY), kind=kind)
    for asked in draw(GLOSSARY, rules, "limits"):
        playing = Game(
            id=10**18, guild_id=1, channel_id=2, host_id=ADA, rules=rules, seed="", rounds=planned([asked], rules)
        )
        shown_by(playing, MORE_THAN_SHOWN)


@pytest.mark.parametrize("asked", LONGEST, ids=lambda asked: asked.form)
def test_the_longest_question_that_the_schema_allows_is_taken_by_discord(asked: Question) -> None:
    playing = game(asked)
    played = shown_by(playing)
    if asked.options:
        assert faults(chosen(asked, 0)) == []
    else:
        assert faults(typed(SAID)) == []
        assert check_modal(answer_form(playing, played, with_hint=True).to_dict()) == []
        assert faults(appeal(playing, played, played.answers[1], LOUD, TERM)) == []


def test_a_lobby_and_a_podium_of_fifty_are_taken_by_discord() -> None:
    playing = game(category="math")
    playing.joined |= set(FIFTY)
    assert faults(lobby(playing, LOUD, GLOSSARY, NOON)) == []
    answered(opened(playing)).close()
    assert faults(lobby_over(playing, LOUD, GLOSSARY)) == []
    for because in Ending:
        playing.because = because
        assert faults(podium(playing, LOUD)) == []


@pytest.mark.parametrize("asked", LONGEST, ids=lambda asked: asked.form)
def test_a_review_of_fifty_misses_is_taken_by_discord_page_by_page(asked: Question) -> None:
    misses = game(*[asked] * 50).rounds
    for missed in misses:
        choice, said = (0, None) if asked.options else (None, SAID)
        missed.answers[ADA] = Answer(member_id=ADA, at=NOON, choice=choice, said=said, is_right=False)
    for page in (0, 1, 49):
        assert faults(review(10**18, ADA, misses, GLOSSARY, page=page)) == []


def test_what_a_phone_shows_of_a_usual_round_is_two_screens_at_the_most() -> None:
    names = {member_id: f"Player {member_id}" for member_id in FIFTY}
    rules = Rules(questions=50, kind=Kind.MIXED)
    for asked in draw(GLOSSARY, rules, "phone"):
        playing = game(asked)
        played = answered(opened(playing))
        assert len(text(question(playing, played, with_hint=True))) <= 900
        played.close()
        assert len(text(reveal(playing, played, names, GLOSSARY[asked.slug]))) <= 1700, asked
    assert len(text(question(game(CLUE), game(CLUE).rounds[0]))) <= 300
