"""Whole games, whatever their members do and whenever the bot is away."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.quiz import (
    Answer,
    AnsweredAlready,
    Delay,
    Ending,
    Form,
    Game,
    NothingToAccept,
    NotOpen,
    NotPlaying,
    Phase,
    Question,
    Round,
    Rules,
    Scoring,
    State,
    TooLate,
    planned,
    scored,
    taken,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
MS = timedelta(milliseconds=1)
MEMBERS = range(1, 6)
NOBODY = 0


@dataclass
class Row:
    """What a database would hold of a round."""

    state: State = State.PLANNED
    opened: datetime | None = None
    delays: tuple[Delay, ...] = ()


class Playing(RuleBasedStateMachine):
    """A whole game: whatever happens is also written down as a database would, and judged by a simpler count."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.back = NOON  # when the bot was last back
        self.rows = list[Row]()
        self.answers = list[tuple[int, Answer]]()  # as they were acknowledged
        self.joined = {1}
        self.phase = Phase.LOBBY
        self.because: Ending | None = None
        self.missed = dict.fromkeys(MEMBERS, 2)  # questions in a row, as if nobody had ever been there
        self.missed[1] = 0

    @initialize(
        rules=st.builds(
            Rules,
            scoring=st.sampled_from(Scoring),
            lobby=st.sampled_from([0, 15]),
            seconds=st.sampled_from([5, 20]),
            questions=st.integers(3, 7),
        ),
        others=st.sets(st.sampled_from(MEMBERS)),
        so_far=st.lists(st.lists(st.sampled_from(MEMBERS)), max_size=4),
    )
    def start(self, rules: Rules, others: set[int], so_far: list[list[int]]) -> None:
        """Begin somewhere in a game: what chance alone tries seldom gets further than its first question."""
        self.how = rules
        self.rows = [Row() for _ in range(rules.questions)]
        self.game = self.rebuilt([], set())
        for member_id in others:
            assert self.game.join(member_id) is (member_id not in self.joined)
            self.joined.add(member_id)
            self.missed[member_id] = 0
        assert self.game.next_round() is None
        assert self.game.begin()
        self.phase = Phase.PLAYING
        for members in so_far:
            if self.phase is Phase.PLAYING:
                self.play(members, is_right=True)

    def rebuilt(self, answers: list[tuple[int, Answer]], joined: set[int]) -> Game:
        """Return the game as a restarted bot finds it."""
        asked = [Question(form=Form.TYPED, slug=slug, prompt="?", why="") for slug in "abcdefg"[: len(self.rows)]]
        rounds = planned(asked, self.how)
        for one, row in zip(rounds, self.rows, strict=True):
            one.state, one.opened, one.delays = row.state, row.opened, row.delays
            one.answers = {answer.member_id: answer for number, answer in answers if number == one.number}
        return Game(
            id=91, guild_id=7, channel_id=8, host_id=1, rules=self.how, seed="s", rounds=rounds,
            joined=joined, phase=self.phase, because=self.because,
        )  # fmt: skip

    @property
    def current(self) -> Round:
        one = self.game.current
        assert one is not None
        return one

    @property
    def row(self) -> Row:
        return self.rows[self.current.number - 1]

    def is_open(self) -> bool:
        return self.game.current is not None

    def is_out(self) -> bool:
        return self.game.current is not None and self.game.current.opened is not None

    def players(self) -> set[int]:
        return {member_id for member_id in MEMBERS if self.missed[member_id] < 2}

    def has_answered(self, member_id: int) -> bool:
        return any((number, answer.member_id) == (self.current.number, member_id) for number, answer in self.answers)

    def ended(self, row: Row, state: State) -> None:
        """Write down how the open round ended."""
        number = self.rows.index(row) + 1
        row.state = state
        if state is State.CLOSED:
            there = {answer.member_id for at, answer in self.answers if at == number}
            self.missed = {each: 0 if each in there else min(self.missed[each] + 1, 2) for each in MEMBERS}

    @rule(seconds=st.sampled_from([0.001, 0.3, 1, 2, 5, 21]))
    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.phase is Phase.PLAYING and not self.is_open())
    @rule(is_out=st.sampled_from([True, True, False]))
    def ask(self, *, is_out: bool) -> None:
        before = [each.state for each in self.game.rounds]
        one = self.game.next_round()
        if one is None:
            self.end()
            return
        assert (before[one.number - 1], self.phase) == (State.PLANNED, Phase.PLAYING)
        assert State.PLANNED not in before[: one.number - 1]
        self.rows[one.number - 1].state = State.OPEN
        if is_out:
            self.appear()

    @precondition(lambda self: self.phase is Phase.PLAYING and not self.is_open())
    @rule(members=st.lists(st.sampled_from(MEMBERS)), is_right=st.booleans())
    def play(self, members: list[int], *, is_right: bool) -> None:
        """A question goes by and nothing special happens."""
        self.ask(is_out=True)
        if self.is_open():
            self.answer(members, 0, is_right=is_right)
            self.close(waits=True)

    @precondition(lambda self: self.is_open() and not self.is_out())
    @rule()
    def appear(self) -> None:
        self.row.opened = self.now
        self.current.appear(self.now)

    @precondition(is_open)
    @rule(
        members=st.lists(st.sampled_from(MEMBERS), min_size=1),
        late=st.sampled_from([0, 1, 40, 900, 1500]),
        is_right=st.booleans(),
    )
    def answer(self, members: list[int], late: int, *, is_right: bool) -> None:
        """Answers arrive a little later than their stamps, and perhaps after those of others."""
        for member_id in members:
            self.answer_alone(member_id, late, is_right=is_right)

    def answer_alone(self, member_id: int, late: int, *, is_right: bool) -> None:
        one = self.current
        answer = Answer(member_id=member_id, at=self.now - late * MS, said="x", is_right=is_right)
        if self.has_answered(member_id):
            with pytest.raises(AnsweredAlready) as caught:
                one.answer(answer)
            assert (one.number, caught.value.answer) in self.answers
        elif one.deadline is not None and answer.at > one.deadline:
            with pytest.raises(TooLate):
                one.answer(answer)
        else:
            one.answer(answer)
            self.answers.append((one.number, answer))
            self.missed[member_id] = 0

    @precondition(is_out)
    @rule(waits=st.booleans())
    def close(self, *, waits: bool) -> None:
        one, row = self.current, self.row
        assert one.opened is not None
        due, closes = self.game.due, one.closes
        assert due is not None
        self.now = max(self.now, due) if waits else self.now
        assert closes is not None
        has_all = self.players() <= one.answers.keys()
        is_early = one.closes_early(self.game.players, self.now)
        # What may close it early is what makes it due.
        assert (self.now >= due) is (is_early or self.now >= closes)
        if self.now < due:
            return
        has_winner = self.how.scoring is Scoring.RACE and any(each.is_right for each in one.answers.values())
        ran = taken(self.now, one.opened, one.delays)
        if not has_winner:
            assert ran >= timedelta(seconds=5)
            assert has_all or self.now > one.opened + one.given
        if is_early:
            assert has_all
            assert one.number > 1 or self.how.lobby
        assert one.close()
        self.ended(row, State.CLOSED)

    @precondition(is_open)
    @rule(seconds=st.sampled_from([1, 30]), ago=st.sampled_from([0, 700]))
    def be_away(self, seconds: int, ago: int) -> None:
        """The bot dies, perhaps a moment after it was last seen; what it is rebuilt from has only what was stored."""
        start = max(self.now - ago * MS, self.back)
        self.now += timedelta(seconds=seconds)
        self.back = self.now
        number, before = self.current.number, self.current.deadline
        self.game = self.rebuilt(self.answers, self.joined)
        assert self.current.number == number
        self.current.delay(start, self.now - start)
        self.row.delays = (*self.row.delays, Delay(start, self.now - start))
        opened, after = self.current.opened, self.current.deadline
        if opened is None or before is None or after is None:
            assert after is None
        else:
            assert after - before == (self.now - max(start, opened) if start < before else timedelta())

    @precondition(is_out)
    @rule(member_id=st.sampled_from(MEMBERS), decides=st.sampled_from([False] * 5 + [True]))
    def vote_to_skip(self, member_id: int, *, decides: bool) -> None:
        row = self.row
        try:
            vote = self.game.vote_to_skip(member_id, self.now, decides=decides)
        except NotPlaying:
            assert member_id not in self.players()
            return
        assert vote.needed == len(self.players()) // 2 + 1
        assert vote.is_passed is (decides or 2 * vote.votes > len(self.players()))
        assert vote.is_passed is not self.is_open()
        if vote.is_passed:
            self.ended(row, State.SKIPPED)

    @precondition(lambda self: self.phase is not Phase.ENDED and len(self.answers) > 2)
    @rule(member_id=st.sampled_from([*MEMBERS, NOBODY]), decides=st.sampled_from([False] * 9 + [True]))
    def vote_to_stop(self, member_id: int, *, decides: bool) -> None:
        row = self.row if self.is_open() else None
        try:
            vote = self.game.vote_to_stop(member_id, decides=decides)
        except NotPlaying:
            assert member_id not in self.players()
            return
        assert vote.is_passed is (decides or 2 * vote.votes > len(self.players()))
        if vote.is_passed:
            self.phase, self.because = Phase.ENDED, Ending.STOPPED
            if row is not None:
                self.ended(row, State.SKIPPED)

    def end(self) -> None:
        because = self.game.over
        assert because is not None
        assert self.game.end(because)
        assert not self.game.end(Ending.STOPPED)
        self.phase, self.because = Phase.ENDED, because

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.answers) - 1))
        number, answer = self.answers[place]
        before = scored(self.game.round(number))
        try:
            after = self.game.accept(number, answer.member_id)
        except NothingToAccept:
            assert self.rows[number - 1].state is not State.CLOSED
            return
        self.answers[place] = (number, replace(answer, is_right=True))
        assert after == scored(self.game.round(number))
        assert after[answer.member_id] >= before[answer.member_id]
        if self.how.scoring is not Scoring.RACE:
            assert after == {**before, answer.member_id: after[answer.member_id]}
            assert after[answer.member_id] >= 500

    @invariant()
    def the_players_are_who_has_not_missed_two_in_a_row(self) -> None:
        assert self.game.players == self.players()

    @invariant()
    def a_restarted_bot_finds_the_same_game(self) -> None:
        """In whatever order the rows come."""
        assert self.rebuilt(self.answers, self.joined) == self.game
        again = self.rebuilt(self.answers[::-1], self.joined - {1})
        assert again == self.game
        assert (again.standings, again.over, again.due) == (self.game.standings, self.game.over, self.game.due)

    @invariant()
    def every_acknowledged_answer_is_there_once(self) -> None:
        kept = [(each.number, answer) for each in self.game.rounds for answer in each.answers.values()]
        assert sorted(kept, key=repr) == sorted(self.answers, key=repr)
        assert len({(number, answer.member_id) for number, answer in self.answers}) == len(self.answers)

    @invariant()
    def a_stale_or_forged_click_has_no_effect(self) -> None:
        is_open = [row.state is State.OPEN for row in self.rows]
        for number, each in enumerate([False, *is_open, False]):
            if not each:
                with pytest.raises(NotOpen):
                    self.game.round(number).answer(Answer(member_id=NOBODY, at=self.now, said="x", is_right=True))

    @invariant()
    def a_total_is_the_sum_of_the_points_of_the_answers(self) -> None:
        counted = [(n, answer) for n, answer in self.answers if self.rows[n - 1].state is State.CLOSED]
        won = {n: scored(self.game.round(n)) for n in range(1, len(self.rows) + 1)}
        for standing in self.game.standings:
            own = [(n, answer) for n, answer in counted if answer.member_id == standing.member_id]
            assert standing.points == sum(won[n][standing.member_id] for n, _ in own)
            assert standing.answered == len(own)
            assert standing.right == sum(answer.is_right for _, answer in own)
        who = {answer.member_id for _, answer in counted}
        assert {standing.member_id for standing in self.game.standings} == who
        assert self.game.counts is (len(who) > 1)

    @invariant()
    def places_are_honest(self) -> None:
        order = self.game.standings
        assert list(order) == sorted(order, key=lambda each: (-each.points, each.member_id))
        for each in order:
            assert each.place == 1 + sum(other.points > each.points for other in order)

    @invariant()
    def at_most_one_question_is_open_and_none_once_it_has_ended(self) -> None:
        states = [each.state for each in self.game.rounds]
        assert states.count(State.OPEN) <= (self.phase is Phase.PLAYING)
        assert states == [row.state for row in self.rows]
        assert (self.game.phase, self.game.because) == (self.phase, self.because)


TestPlaying = Playing.TestCase
TestPlaying.settings = settings(max_examples=50, stateful_step_count=40)
