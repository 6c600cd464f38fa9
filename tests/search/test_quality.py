"""The quality on the queries of the benchmark stays above floors a little below what is reached."""

from collections.abc import Sequence

import pytest

from bot.search import Answer, TermIndex
from tests.bench.asked import Asked, Listed, queries, terms
from tests.bench.quality import order, verdicts
from tests.bench.searches import Ours

TRAPS = (
    "perception recoil epic reluctant dropbox relic vicar graduate diffuse converse conversation optimistic polite "
    "regular special deep machine random language boost transform dropped moment kafka umap ddim gdp"
)
PHRASES = (
    "weight loss", "bias tape", "adam sandler", "college dropout", "swin transformer", "kernel panic", "vector field",
    "inception movie", "attention span", "global max pooling", "return policy", "bleu cheese", "layer cake",
    "what time is it", "dropout rate in high school", "random access memory", "neural tube",
)  # fmt: skip


@pytest.fixture(scope="module")
def asked() -> Sequence[Asked]:
    return queries("dev")


@pytest.fixture(scope="module")
def ours() -> Ours:
    return Ours(terms())


def test_right_terms_come_first(ours: Ours, asked: Sequence[Asked]) -> None:
    found = order([query for query in asked if query.right and not query.is_typing], ours)
    assert found.first >= 0.975
    assert found.five >= 0.99


def test_completions_offer_what_is_being_typed(ours: Ours, asked: Sequence[Asked]) -> None:
    assert order([query for query in asked if query.is_typing], ours).five >= 0.985


def test_verdicts_are_right_and_hardly_ever_wrong(ours: Ours, asked: Sequence[Asked]) -> None:
    found = verdicts(asked, ours)
    assert found.right >= 0.94
    assert found.wrong <= 0.005
    assert found.refused >= 0.985
    assert found.nothing >= 0.8


@pytest.mark.parametrize("query", [*TRAPS.split(), *PHRASES])
def test_a_trap_is_never_answered(ours: Ours, query: str) -> None:
    assert not isinstance(ours.index.find(query), Answer)


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.slug)
def test_every_listed_name_answers_its_own_term(ours: Ours, term: Listed) -> None:
    assert ours.index.find(term.name) == Answer(term)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("bptt", "backpropagation-through-time"),
        ("softmacks", "softmax"),
        ("descent gradient", "gradient-descent"),
        ("the relu thing", "relu"),
        ("xaiver init", "xavier-initialization"),
        ("whats a gan??", "generative-adversarial-network"),
        ("lr warmup", "learning-rate-warmup"),
        ("what does stride mean in cnns", "stride"),
        ("stocastic gradiant desent", "stochastic-gradient-descent"),
        ("attn mechanism", "attention-mechanism"),
        ("binary classifier", "binary-classification"),
        ("chat prompt template", "chat-template"),
        ("lstm layer", "lstm"),
    ],
)
def test_each_rung_answers_what_it_is_there_for(ours: Ours, query: str, slug: str) -> None:
    match ours.index.find(query):
        case Answer(entry):
            assert entry.slug == slug
        case other:
            pytest.fail(f"{other}")


def test_the_index_is_typed_by_its_entries() -> None:
    assert isinstance(TermIndex(terms()[:3]).complete("")[0], Listed)
