"""Quiz games as they are played in these tests: by their steps, or whole."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.quiz import Answer, Ending, Form, Game, Option, Question, Round, Rules, Scoring, scored
from bot.storage import (
    Database,
    begin_game,
    close_round,
    end_game,
    game_of,
    intend_round,
    open_game,
    open_round,
    record_answer,
)

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
GUILD, CHANNEL = 2**62 + 1, 2**62 + 2
ADA, BEN, CLEO, DAN = (2**62 + 10 + n for n in range(4))
EQUAL = Rules(scoring=Scoring.ACCURACY)  # each right answer brings 1,000 points


def chosen(slug: str) -> Question:
    options = tuple(Option(f'{slug} "{place}"\u2028\U0001f600', "" if place == 1 else "Not it.") for place in range(4))
    return Question(form=Form.CLUE, slug=slug, prompt=f"Which é \\ is {slug}?", options=options, right=1, why="So.")


def typed(slug: str) -> Question:
    return Question(form=Form.TYPED, slug=slug, prompt="Type it.", why="So.", hint="It begins with a letter.")


QUESTIONS = (chosen("adam"), typed("dropout"), chosen("relu"))


async def lobby(
    database: Database,
    questions: Sequence[Question] = QUESTIONS,
    rules: Rules = EQUAL,
    *,
    guild_id: int = GUILD,
    channel_id: int = CHANNEL,
    host_id: int = ADA,
    at: datetime = NOW,
) -> int:
    """Return the id of a game that was opened just now."""
    opened = await open_game(
        database,
        guild_id=guild_id,
        channel_id=channel_id,
        host_id=host_id,
        host_name=f"Host {host_id}",
        rules=rules,
        seed="seed",
        questions=questions,
        at=at,
    )
    assert opened.is_new
    return opened.game_id


async def begun(database: Database, questions: Sequence[Question] = QUESTIONS, rules: Rules = EQUAL) -> int:
    game_id = await lobby(database, questions, rules)
    assert await begin_game(database, game_id, NOW)
    return game_id


async def ask(database: Database, game_id: int, number: int, opened: datetime = NOW) -> None:
    assert await intend_round(database, game_id, number, opened)
    await open_round(database, game_id, number, 1000 + number, opened)


async def asked(database: Database, questions: Sequence[Question] = QUESTIONS, rules: Rules = EQUAL) -> int:
    """Return the id of a game whose first question is out."""
    game_id = await begun(database, questions, rules)
    await ask(database, game_id, 1)
    return game_id


def choice(member_id: int, *, is_right: bool = True, after: int = 1) -> Answer:
    return Answer(member_id=member_id, at=NOW + after * SECOND, choice=1 if is_right else 0, is_right=is_right)


def said(member_id: int, text: str = "drop out", *, is_right: bool = False, after: int = 1) -> Answer:
    return Answer(member_id=member_id, at=NOW + after * SECOND, said=text, is_right=is_right)


async def record(database: Database, game_id: int, number: int, answer: Answer) -> None:
    assert await record_answer(database, game_id, number, answer, f"Member {answer.member_id}") == answer


async def close(database: Database, game_id: int, number: int) -> None:
    """Close a round as the game would that is rebuilt from what is stored."""
    played = (await game(database, game_id)).round(number)
    assert played.close()
    points = scored(played)
    assert await close_round(database, game_id, number, NOW + 21 * SECOND, skipped=False, points=points)


async def game(database: Database, game_id: int) -> Game:
    found = await game_of(database, game_id)
    assert found is not None
    return found.game


async def stored_round(database: Database, game_id: int, number: int) -> Round:
    return (await game(database, game_id)).round(number)


async def end(database: Database, game_id: int, at: datetime = NOW + 60 * SECOND) -> None:
    counts = (await game(database, game_id)).counts
    assert await end_game(database, game_id, at, Ending.FINISHED, counts=counts)


async def play(
    database: Database, verdicts: Sequence[Mapping[int, bool]], *, guild_id: int = GUILD, ends: datetime = NOW
) -> int:
    """Play a whole game: for each question who was right and who was wrong; return its id."""
    questions = [chosen(f"term-{number}") for number, _ in enumerate(verdicts, 1)]
    game_id = await lobby(database, questions, guild_id=guild_id)
    await begin_game(database, game_id, NOW)
    for number, by_member in enumerate(verdicts, 1):
        await ask(database, game_id, number)
        for member_id, is_right in by_member.items():
            await record(database, game_id, number, choice(member_id, is_right=is_right, after=number))
        await close(database, game_id, number)
    await end(database, game_id, ends)
    return game_id
