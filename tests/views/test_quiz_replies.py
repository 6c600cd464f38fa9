"""What players are told in private, and the line in which managers are asked to accept an answer."""

from dataclasses import replace

import pytest
from discord import ui

from bot.quiz import Answer, Option, Round, Vote
from bot.views.quiz import appeal, decided
from bot.views.quiz_replies import (
    Motion,
    already,
    appealed,
    appealed_already,
    begun,
    chosen,
    elsewhere,
    hosts_only,
    joined,
    review,
    running,
    settings,
    started,
    typed,
    voted,
)
from tests.views.quizzing import (
    ADA,
    BEN,
    CAT,
    CLUE,
    DROPOUT,
    GLOSSARY,
    NAMES,
    NOON,
    TYPED,
    answer,
    buttons,
    game,
    opened,
    play,
    text,
)

LINK = "https://discord.com/channels/1/2/3"


def test_a_tap_is_answered_with_what_was_chosen_and_not_whether_it_is_right() -> None:
    right, wrong = (text(chosen(CLUE, place)) for place in (1, 0))
    assert right.startswith("You chose **B** · Dropout\n")
    assert wrong.startswith("You chose **A** · Pruning\n")
    assert right.split("\n")[1] == wrong.split("\n")[1]


def test_a_typed_answer_is_repeated_safely() -> None:
    assert text(typed("@everyone `x`")).startswith("You answered `@everyone 'x'`\n")
    assert text(typed("\u200b")).startswith("You answered with nothing that can be seen\n")


def test_a_second_answer_is_told_which_one_counts() -> None:
    first = Answer(member_id=ADA, at=NOON, choice=2, is_right=False)
    said = Answer(member_id=ADA, at=NOON, said="drop", is_right=False)
    assert text(already(CLUE, first)).startswith("You chose **C** · ReLU\n")
    assert text(already(TYPED, said)).startswith("You answered `drop`\n")
    assert "first answer counts" in text(already(CLUE, first))


@pytest.mark.parametrize(
    ("vote", "motion", "said"),
    [
        (Vote(votes=2, needed=3, is_passed=False), Motion.SKIP, "2 of 3 votes to skip this question."),
        (Vote(votes=0, needed=1, is_passed=False), Motion.STOP, "0 of 1 vote to stop the quiz."),
        (Vote(votes=3, needed=3, is_passed=True), Motion.SKIP, "This question is skipped."),
        (Vote(votes=0, needed=3, is_passed=True), Motion.STOP, "The quiz is stopped."),
    ],
)
def test_a_vote_is_told_how_many_it_takes_or_what_came_of_it(vote: Vote, motion: Motion, said: str) -> None:
    assert text(voted(vote, motion)) == said


def test_a_start_and_a_second_start_lead_to_the_game() -> None:
    assert text(started(LINK)).endswith(LINK)
    assert "already" in text(running(LINK))
    assert text(running(LINK)).endswith(LINK)
    assert "http" not in text(running(None))


def test_where_and_by_whom_games_are_started_is_told() -> None:
    assert "<#6>" in elsewhere(6)
    assert "<@&5>" in hosts_only(5)


def test_joining_twice_is_told_apart() -> None:
    assert text(joined(is_new=True)) != text(joined(is_new=False))
    assert "already" in text(joined(is_new=False))


def misses_of(member_id: int, *turns: dict[int, int]) -> list[Round]:
    playing = play(game(*[CLUE] * len(turns)), *turns)
    return [each for each in playing.rounds if not (own := each.answers.get(member_id)) or not own.is_right]


def test_a_review_says_what_was_asked_what_one_chose_what_is_right_and_why() -> None:
    view = review(91, ADA, misses_of(ADA, {ADA: 0}), GLOSSARY)
    assert text(view) == (
        "### 1 question to look at again\n"
        "**Question 1**\n> A fresh mask silences some neurons at each step.\n"
        "You chose **A** · Pruning\nRight: **B** · Dropout\n-# It sets random outputs to zero while training."
    )
    assert buttons(view) == {"Dropout": "define:term:dropout"}


def test_a_question_that_was_not_answered_is_a_miss_too() -> None:
    assert "\nYou didn't answer\n" in text(review(91, ADA, misses_of(ADA, {BEN: 1}), GLOSSARY))


def test_a_typed_miss_shows_what_was_typed_and_the_name() -> None:
    playing = game(TYPED)
    played = opened(playing)
    answer(played, ADA, "drop <@1>")
    played.close()
    assert "\nYou answered `drop <@1>`\nRight: Dropout\n" in text(review(91, ADA, [played], GLOSSARY))


def test_who_missed_nothing_is_told_so() -> None:
    view = review(91, ADA, [], GLOSSARY)
    assert "You missed nothing." in text(view)
    assert buttons(view) == {}


def test_a_review_says_how_one_came_out_even_beyond_the_tenth_place() -> None:
    playing = play(game(), dict.fromkeys(range(10, 30), 1) | {ADA: 0})
    own = next(each for each in playing.standings if each.member_id == ADA)
    assert "Your place: **21** with 0 points, 0 of 1 right." in text(review(91, ADA, [], GLOSSARY, standing=own))


def many_misses() -> list[Round]:
    slugs = [term.slug for term in GLOSSARY][:12]
    playing = play(game(*(replace(CLUE, slug=slug, prompt=slug) for slug in slugs)), *[{ADA: 0, BEN: 1}] * 12)
    return playing.rounds


def pages(misses: list[Round]) -> list[ui.LayoutView]:
    return [review(91, ADA, misses, GLOSSARY, page=page) for page in range(3)]


def test_many_misses_are_paged_and_each_is_on_one_page() -> None:
    shown = [text(view) for view in pages(many_misses())]
    for missed in many_misses():
        assert sum(f"**Question {missed.number}**\n" in page for page in shown) == 1
    assert [page.split("\n")[-1] for page in shown] == ["-# Page 1 of 3", "-# Page 2 of 3", "-# Page 3 of 3"]


def test_pages_lead_to_the_next_and_back() -> None:
    first, second, third = (
        {label: where for label, where in buttons(view).items() if where.startswith("quiz:")}
        for view in pages(many_misses())
    )
    assert first == {"Next": "quiz:review:91:1"}
    assert second == {"Previous": "quiz:review:91:0", "Next": "quiz:review:91:2"}
    assert third == {"Previous": "quiz:review:91:1"}


@pytest.mark.parametrize(("asked_for", "shown"), [(-5, 1), (99, 3)])
def test_a_page_that_never_was_is_the_nearest_one(asked_for: int, shown: int) -> None:
    assert f"Page {shown} of 3" in text(review(91, ADA, many_misses(), GLOSSARY, page=asked_for))


def test_a_miss_about_a_term_that_is_gone_has_no_button() -> None:
    playing = play(game(replace(CLUE, slug="gone")), {ADA: 0})
    assert buttons(review(91, ADA, playing.rounds, GLOSSARY)) == {}


def test_settings_say_who_may_start_games_and_where_each_with_clear() -> None:
    view = settings(5, 6)
    assert "<@&5>" in text(view)
    assert "<#6>" in text(view)
    assert buttons(view) == {"Clear host role": "quiz:clear:host_role", "Clear channel": "quiz:clear:channel"}
    assert "everyone" in text(settings(None, None))
    assert buttons(settings(None, None)) == {}


def appealing(typed_by_cat: str = "drop-outs") -> tuple[Round, Answer]:
    playing = game(TYPED)
    played = opened(playing)
    given = answer(played, CAT, typed_by_cat)
    played.close()
    return played, given


def test_a_request_says_who_typed_what_for_which_term_and_asks_managers() -> None:
    played, given = appealing()
    view = appeal(game(TYPED), played, given, NAMES, DROPOUT)
    assert text(view) == "**Cat** typed `drop-outs` for **Dropout** (question 1). Managers, does that count?"
    assert buttons(view) == {"Accept": "quiz:accept:91:1:3", "Refuse": "quiz:refuse:91:1:3"}


def test_a_decided_request_says_by_whom_and_what_came_of_it_and_has_no_buttons() -> None:
    accepted, refused = (
        decided(*appealing(), NAMES, DROPOUT, by_id=ADA, is_accepted=is_accepted) for is_accepted in (True, False)
    )
    assert text(accepted).endswith("**Accepted by Ada: the scores are updated.**")
    assert text(refused).endswith("**Refused by Ada: the scores stay.**")
    assert text(accepted).startswith("**Cat** typed `drop-outs`")
    assert buttons(accepted) == buttons(refused) == {}


def test_a_request_stays_one_line_whatever_was_typed() -> None:
    view = appeal(game(TYPED), *appealing("a\nb `@everyone` " + "c" * 80), NAMES, DROPOUT)
    assert "\n" not in text(view)
    assert "can't be shown" in text(appeal(game(TYPED), *appealing("\u200b"), NAMES, DROPOUT))


def test_no_reply_is_kept_once_it_is_sent() -> None:
    replies = [
        chosen(CLUE, 0),
        typed("x"),
        review(91, ADA, many_misses(), GLOSSARY),
        settings(5, 6),
        begun(),
        appealed(),
    ]
    assert all(view.is_finished() for view in replies)


def test_asking_twice_about_an_answer_is_told_apart() -> None:
    assert text(appealed()) != text(appealed_already())


def test_a_choice_is_shown_as_written() -> None:
    asked = replace(CLUE, options=(Option("a*b*c", ""), Option("d", "")))
    assert r"a\*b\*c" in text(chosen(asked, 0))
