import pytest

from bot.search import Answer, Entry, Nothing, Suggestions, TermIndex

ORDINARY = (
    "perception recoil epic dropbox reluctant transformed optimized raining training boasting convergent "
    "attentive encode celebration graduate vicar relic polite conversation l3-regularization"
)


def answered(index: TermIndex[Entry], query: str) -> str | None:
    match index.find(query):
        case Answer(entry):
            return entry.slug
        case _:
            return None


def suggested(index: TermIndex[Entry], query: str) -> list[str]:
    match index.find(query):
        case Suggestions(entries):
            return [entry.slug for entry in entries]
        case _:
            return []


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Dropout", "dropout"),
        ("dROPOUT", "dropout"),
        ("drop out", "dropout"),
        ("mini batch", "mini-batch"),
        ("pre–training", "pre-training"),
        ("bayes theorem", "bayes-theorem"),
        ("ε-greedy", "epsilon-greedy"),
    ],
)
def test_a_name_in_any_spelling_answers_its_entry(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize(
    ("query", "slug"),
    [("sgd", "stochastic-gradient-descent"), ("C.N.N.", "convolutional-neural-network"), ("∇", "gradient")],
)
def test_an_alias_answers_its_entry(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize("query", ["vanishing-gradient", "encoder-decoder", "lstm"])
def test_a_slug_answers_its_entry(index: TermIndex[Entry], query: str) -> None:
    assert answered(index, query) == query


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("lr", ["learning-rate", "logistic-regression"]),
        ("what does LR stand for?", ["learning-rate", "logistic-regression"]),
        ("Kernel", ["convolution-kernel", "kernel-trick", "gpu-kernel"]),
        ("kernels", ["convolution-kernel", "kernel-trick", "gpu-kernel"]),
    ],
)
def test_a_shared_alias_suggests_exactly_those_who_share_it(
    index: TermIndex[Entry], query: str, slugs: list[str]
) -> None:
    assert suggested(index, query) == slugs


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("what is a transformer?", "transformer"),
        ("What's dropout", "dropout"),
        ("whats an LSTM", "lstm"),
        ("define ReLU please", "relu"),
        ("explain backprop to me", "backpropagation"),
        ("meaning of epoch", "epoch"),
        ("epoch meaning", "epoch"),
        ("what does dropuot mean", "dropout"),
        ("what does SGD stand for", "stochastic-gradient-descent"),
        ("how does batch normalization work?", "batch-normalization"),
        ("hey can you please explain to me what the term momentum means", "momentum"),
        ("what is k means", "k-means"),
        ("what are recurrent neural networks", "recurrent-neural-network"),
    ],
)
def test_the_words_of_a_question_are_no_part_of_the_name(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("transformers", "transformer"),
        ("GANs", "generative-adversarial-network"),
        ("losses functions", "loss-function"),
        ("back props", "backpropagation"),
        ("cross entropies", "cross-entropy-loss"),
        ("neural nets", "neural-network"),
    ],
)
def test_the_plural_of_a_name_answers_its_entry(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


def test_a_name_with_known_surroundings_answers_its_entry(index: TermIndex[Entry]) -> None:
    assert answered(index, "what is dropout in neural networks") == "dropout"
    assert answered(index, "dropout in the rain") is None


@pytest.mark.parametrize(
    ("query", "slug"),
    [("descent gradient", "gradient-descent"), ("network neural convolutional", "convolutional-neural-network")],
)
def test_the_words_of_a_name_in_another_order_answer_its_entry(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("attention mech", "attention-mechanism"),
        ("generative adversarial", "generative-adversarial-network"),
        ("rectified linear", "relu"),
        ("natural language", "natural-language-processing"),
    ],
)
def test_the_telling_words_of_a_name_answer_it(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("transform", "transformer"),
        ("regular", "regularization"),
        ("moment", "momentum"),
        ("general", "generalization"),
        ("average", "average-pooling"),
        ("speech", "speech-recognition"),
        ("time", "time-series-forecasting"),
    ],
)
def test_one_word_begun_is_suggested_and_never_answered(index: TermIndex[Entry], query: str, first: str) -> None:
    assert suggested(index, query)[0] == first


def test_a_beginning_of_several_names_suggests_them(index: TermIndex[Entry]) -> None:
    assert set(suggested(index, "explain max")) == {"max-pooling"}
    assert {"mini-batch", "mini-batch-gradient-descent"} <= set(suggested(index, "mini"))


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("backpropogation", "backpropagation"),
        ("back propogation", "backpropagation"),
        ("bakpropagatoin", "backpropagation"),
        ("gradent descent", "gradient-descent"),
        ("gradiant", "gradient"),
        ("tranformer", "transformer"),
        ("dropuot", "dropout"),
        ("droppout", "dropout"),
        ("overfiting", "overfitting"),
        ("neual network", "neural-network"),
        ("fine turning", "fine-tuning"),
        ("convolutonal neural netwrok", "convolutional-neural-network"),
        ("batch normalisation", "batch-normalization"),
        ("what is a percpetron", "perceptron"),
        ("l1 regularizaton", "l1-regularization"),
        ("dropot", "dropout"),
        ("sofmax", "softmax"),
        ("stokastik gradiant desent", "stochastic-gradient-descent"),
        ("max polling", "max-pooling"),
        ("gradient explosion", "exploding-gradient"),
    ],
)
def test_slips_are_forgiven(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert answered(index, query) == slug


@pytest.mark.parametrize(
    "query",
    ORDINARY.split(),
)
def test_an_ordinary_word_near_a_term_is_never_answered(index: TermIndex[Entry], query: str) -> None:
    assert answered(index, query) is None


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("perception", "perceptron"),
        ("recoil", "recall"),
        ("cnn news", "convolutional-neural-network"),
        ("l3 regularization", "l1-regularization"),
    ],
)
def test_what_is_near_is_suggested(index: TermIndex[Entry], query: str, slug: str) -> None:
    assert slug in suggested(index, query)


def test_both_sides_of_a_comparison_are_suggested(index: TermIndex[Entry]) -> None:
    assert {"adam", "stochastic-gradient-descent"} <= set(suggested(index, "adam vs sgd"))


@pytest.mark.parametrize(
    "query", ["", " ", "🙂", "???", "pizza", "minecraft", "how to cook pasta", "what is the meaning of life", "n"]
)
def test_what_is_near_nothing_finds_nothing(index: TermIndex[Entry], query: str) -> None:
    assert index.find(query) == Nothing()
