"""Laws of the rota, whatever terms and filters a server has."""

from collections.abc import Collection, Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.rota import Rota

LETTERS = [*"abcdefgh"]
GUILDS = st.integers(1, 2**63)
SLUGS = st.sets(st.sampled_from(LETTERS), min_size=1)
FILTERS = st.lists(SLUGS, min_size=1, max_size=25)


def shown(guild_id: int, filters: Collection[Collection[str]]) -> list[str]:
    """Return what a server sees if each day has its own terms to choose from."""
    return [slug for slug, _ in played(Rota(guild_id=guild_id), filters)]


def played(rota: Rota, filters: Collection[Collection[str]]) -> Iterator[tuple[str, Rota]]:
    for slugs in filters:
        slug = rota.next(slugs)
        rota = rota.after(slug, slugs)
        yield slug, rota


@given(GUILDS, SLUGS, st.integers(2, 5))
def test_each_cycle_shows_every_term_once(guild_id: int, slugs: set[str], cycles: int) -> None:
    days = shown(guild_id, [slugs] * (cycles * len(slugs)))
    for start in range(0, len(days), len(slugs)):
        assert sorted(days[start : start + len(slugs)]) == sorted(slugs)


@given(GUILDS, st.sets(st.sampled_from(LETTERS), min_size=2))
def test_no_cycle_begins_with_what_the_one_before_ended_with(guild_id: int, slugs: set[str]) -> None:
    days = shown(guild_id, [slugs] * (5 * len(slugs)))
    assert all(one != other for one, other in pairwise(days))


@given(GUILDS, FILTERS)
def test_whatever_filters_and_terms_do_no_term_comes_on_two_days_running_if_there_is_another(
    guild_id: int, filters: list[set[str]]
) -> None:
    days = shown(guild_id, filters)
    for (before, today), slugs in zip(pairwise(days), filters[1:], strict=True):
        assert before != today or slugs == {before}


@given(GUILDS, FILTERS)
def test_a_term_comes_again_only_once_all_that_could_be_chosen_have_come(
    guild_id: int, filters: list[set[str]]
) -> None:
    """The oracle: terms that a filter brings again are the only ones that are forgotten."""
    seen = set[str]()
    for slug, slugs in zip(shown(guild_id, filters), filters, strict=True):
        assert slug in slugs
        if slug in seen:
            assert slugs <= seen
            seen -= slugs
        seen.add(slug)


@given(GUILDS, SLUGS, SLUGS, st.data())
def test_terms_added_and_removed_join_and_leave_the_running_cycle(
    guild_id: int, before: set[str], now: set[str], data: st.DataObject
) -> None:
    """From the change on, what was not shown comes first, each term once."""
    days = data.draw(st.integers(0, len(before)))
    *_, (_, rota) = [("", Rota(guild_id=guild_id)), *played(Rota(guild_id=guild_id), [before] * days)]
    left = now - rota.shown
    assert rota.left(now) == len(left)
    assert {slug for slug, _ in played(rota, [now] * len(left))} == left


@given(GUILDS, SLUGS, st.integers(0, 20))
def test_what_is_left_counts_down_to_none_and_starts_anew(guild_id: int, slugs: set[str], days: int) -> None:
    rotas = [Rota(guild_id=guild_id), *(rota for _, rota in played(Rota(guild_id=guild_id), [slugs] * days))]
    size = len(slugs)
    assert [rota.left(slugs) for rota in rotas] == [size, *(size - 1 - day % size for day in range(days))]


@given(GUILDS, FILTERS)
def test_a_term_counts_as_shown_by_after_alone(guild_id: int, filters: list[set[str]]) -> None:
    for _, rota in played(Rota(guild_id=guild_id), filters):
        same = Rota(guild_id=rota.guild_id, cycle=rota.cycle, shown=rota.shown, last=rota.last)
        assert len({rota.next(LETTERS) for _ in range(3)}) == 1
        assert rota == same


@given(GUILDS, SLUGS)
def test_the_order_in_which_the_terms_are_given_does_not_matter(guild_id: int, slugs: set[str]) -> None:
    days = 3 * len(slugs)
    assert shown(guild_id, [sorted(slugs)] * days) == shown(guild_id, [sorted(slugs, reverse=True)] * days)


def test_servers_have_orders_of_their_own() -> None:
    """Of 40,320 orders, a hundred servers share none, and each term comes first somewhere."""
    orders = [tuple(shown(guild_id, [LETTERS] * len(LETTERS))) for guild_id in range(100)]
    assert len(set(orders)) >= 98
    assert {order[0] for order in orders} == set(LETTERS)


def test_the_next_cycle_has_another_order() -> None:
    days = [shown(guild_id, [LETTERS] * 16) for guild_id in range(50)]
    assert all(day[:8] != day[8:] for day in days)


def test_a_single_term_comes_every_day() -> None:
    assert shown(7, [["a"]] * 4) == [*"aaaa"]


def test_there_is_no_next_of_no_terms() -> None:
    with pytest.raises(ValueError, match="empty"):
        Rota(guild_id=7).next([])


def test_the_order_is_the_same_on_every_machine() -> None:
    assert "".join(shown(7, [LETTERS] * 16)) == "dhebacgfbfeghcad"
