"""The lobby of a game, and what stays of it."""

import pytest

from bot.glossary import Level
from bot.quiz import Ending, Game, Kind, Scoring
from bot.views.quiz import lobby, lobby_over
from bot.views.quiz.wording import everyone
from tests.views.quizzing import ADA, BEN, CAT, CLUE, GLOSSARY, NAMES, NOON, buttons, game, opened, text


def waiting(playing: Game) -> str:
    return text(lobby(playing, NAMES, GLOSSARY, NOON))


def test_a_lobby_says_what_is_played_who_is_in_and_when_it_begins() -> None:
    playing = game(seconds=15)
    playing.join(CAT)
    playing.join(BEN)
    said = waiting(playing)
    assert "**3 questions, 15 seconds each:** a clue each, and you pick the term." in said
    assert "500 to 1,000 points, the quicker the more." in said
    assert "**3 players:** Ada, Ben and Cat\n" in said
    assert f"It begins <t:{int(NOON.timestamp())}:R>." in said


def test_a_lobby_has_a_button_to_join_and_one_to_start() -> None:
    assert buttons(lobby(game(), NAMES, GLOSSARY, NOON)) == {"Join": "quiz:join:91", "Start now": "quiz:begin:91"}


def test_the_host_comes_first_whatever_the_ids() -> None:
    playing = game()
    playing.host_id, playing.joined = BEN, {ADA, BEN}
    assert "**2 players:** Ben and Ada" in waiting(playing)


def test_one_player_and_one_question_are_counted_in_the_singular() -> None:
    said = waiting(game(CLUE))
    assert "**1 player:** Ada\n" in said
    assert "**1 question, 20 seconds:**" in said


def test_each_kind_and_each_scoring_has_words_of_its_own() -> None:
    assert len({waiting(game(kind=kind)) for kind in Kind}) == len(Kind)
    assert len({waiting(game(scoring=scoring)) for scoring in Scoring}) == len(Scoring)


@pytest.mark.parametrize(
    ("category", "level", "said"),
    [
        ("math", None, " All about terms of **Math & statistics**.\n"),
        (None, Level.BEGINNER, " All about beginner terms.\n"),
        ("math", Level.ADVANCED, " All about advanced terms of **Math & statistics**.\n"),
        ("left-the-glossary", None, " All about terms of **left-the-glossary**.\n"),
    ],
)
def test_a_choice_of_terms_is_told(category: str | None, level: Level | None, said: str) -> None:
    assert said in waiting(game(category=category, level=level))
    assert "All about" not in waiting(game())


def test_more_players_than_can_be_shown_are_counted() -> None:
    playing = game()
    playing.joined = set(range(1, 1_002))
    names = {each: f"Member {each:019}, one" for each in playing.joined}  # 31 characters, and 2 between each two
    said = text(lobby(playing, names, GLOSSARY, NOON))
    assert said.count("Member 0") == 1_500 // 33
    assert f" and {1_001 - 1_500 // 33} more\n" in said
    assert "**1,001 players:**" in said


def test_one_name_is_shown_even_if_there_is_no_room_for_it() -> None:
    assert everyone([ADA, BEN], NAMES, room=1) == "Ada and 1 more"
    assert everyone([ADA], NAMES, room=1) == "Ada"


def test_once_begun_it_keeps_its_words_and_has_no_buttons() -> None:
    playing = game()
    opened(playing)
    view = lobby_over(playing, NAMES, GLOSSARY)
    assert text(view).startswith("### The quiz has begun\n**3 questions, 20 seconds each:**")
    assert "**1 player:** Ada" in text(view)
    assert "It begins" not in text(view)
    assert buttons(view) == {}


def test_a_game_that_ended_in_the_lobby_was_called_off() -> None:
    playing = game()
    playing.end(Ending.STOPPED)
    assert "called off" in text(lobby_over(playing, NAMES, GLOSSARY))


def test_a_game_that_ended_later_was_not_called_off() -> None:
    playing = game()
    opened(playing)
    playing.end(Ending.STOPPED)
    assert "called off" not in text(lobby_over(playing, NAMES, GLOSSARY))


def test_a_lobby_is_kept_by_nobody_once_it_is_sent() -> None:
    assert lobby(game(), NAMES, GLOSSARY, NOON).is_finished()
