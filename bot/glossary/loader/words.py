"""Words: what the validator found, said to an author who has never programmed."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Any, get_args, get_type_hints

from pydantic_core import ErrorDetails

from bot.glossary.limits import ARXIV, DOI, HTTPS, ONE_GAP, SLUG
from bot.glossary.loader.nodes import Items, Node, Pairs, Scalar
from bot.glossary.terms import Term

Keys = Sequence[int | str]
PATTERNS = {
    SLUG: "be small letters and digits, with single hyphens between words, such as `batch-size`",
    ONE_GAP: "have exactly one gap, written as four underscores: ____",
    ARXIV: 'be an arXiv number in quotes, such as "1706.03762"',
    DOI: "be a DOI, which begins with `10.`",
    HTTPS: "be an address that begins with `https://`",
}
READ_AS = {"bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}
SHOWN = 40  # characters of what an author wrote


def did_you_mean(word: str, known: Sequence[str], *, alike: float = 0.8) -> str:
    """Return the end of a message about an unknown word: what it was meant to be, if one is `alike` (0 to 1)."""
    close = get_close_matches(word, known, n=1, cutoff=alike)
    return f"; did you mean `{close[0]}`?" if close else ""


def explain(error: ErrorDetails, keys: Keys, node: Node) -> str:
    """Return what is wrong at that path of an entry and what to do; `node` is what stands there."""
    part, limits = _label(keys), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"{part} is missing"
        case "unexpected_keyword_argument":
            return _unknown_key(keys)
        case "value_error":
            return str(limits["error"])
        case _ if isinstance(node, Scalar) and node.kind == "null":
            return f"{part} is empty: fill it in, or delete it"
        case kind:
            return _out_of_bounds(part, kind, node, limits) or _wrong_kind(part, kind, node, limits)


def _out_of_bounds(part: str, kind: str, node: Node, limits: dict[str, Any]) -> str | None:
    match kind:
        case "string_pattern_mismatch":
            return f"{part} must {PATTERNS[limits['pattern']]}, not {_shown(node)}"
        case "string_too_short" | "string_too_long" | "too_short" | "too_long":
            return _length(part, node, limits)
        case "greater_than_equal":
            return f"{part} must be {limits['ge']} or more, not {_shown(node)}"
        case "less_than_equal":
            return f"{part} must be {limits['le']} or less, not {_shown(node)}"
        case _:
            return None


def _wrong_kind(part: str, kind: str, node: Node, limits: dict[str, Any]) -> str:
    match kind:
        case "string_type":
            return _no_text(part, node)
        case "enum":
            choices = str(limits["expected"]).replace("'", "")
            return f"{part} must be {choices}, not {_shown(node)}"
        case "int_type":
            return f"{part} must be a whole number without quotes, such as 2017, not {_shown(node)}"
        case "bool_type":
            return f"{part} must be true or false, not {_shown(node)}"
        case "tuple_type":
            return f"{part} must be a list, such as [one, two] or a line with `- ` for each, not {_shown(node)}"
        case _:
            return f"{part} must be a group of lines `key: value`, not {_shown(node)}"


def _label(keys: Keys) -> str:
    match keys:
        case [*_, str(key), int(position)]:
            return f"`{key}`, item {position + 1},"
        case [*_, key]:
            return f"`{key}`"
        case _:
            return "an entry"


def _shown(node: Node) -> str:
    match node:
        case Items():
            return "a list"
        case Pairs():
            return "a group of keys"
        case Scalar(value=text):
            return f"`{text}`" if len(text) <= SHOWN else f"`{text[:SHOWN]}…`"


def _no_text(part: str, node: Node) -> str:
    match node:
        case Scalar(kind=kind, value=value) if kind in READ_AS:
            return f'{part} must be text, but {value} is read as {READ_AS[kind]}: write "{value}", in quotes'
        case Pairs():
            return f"{part} must be text: if it is one with a colon in it, put quotes around the whole of it"
        case _:
            return f"{part} must be text, not {_shown(node)}: if it begins with a sign, put quotes around it"


def _length(part: str, node: Node, limits: dict[str, Any]) -> str:
    what, has = ("characters", len(node.value.strip())) if isinstance(node, Scalar) else ("items", len(node.parts))
    if not has:
        return f"{part} is empty: fill it in, or delete it"
    least, most = limits.get("min_length"), limits.get("max_length")
    bound = f"at most {most} are allowed" if most is not None else f"it takes at least {least}"
    return f"{part} has {has} {what if has != 1 else what[:-1]}; {bound}"


def _unknown_key(keys: Keys) -> str:
    *above, key = (str(key) for key in keys if isinstance(key, str))
    here = KEYS.get(tuple(above), ())
    message = f"a key `{key}` is not known here"
    if (meant := did_you_mean(key, here, alike=0.6)) or not (
        homes := [home for home, known in KEYS.items() if key in known]
    ):
        return message + meant
    return f"{message}; it belongs {f'inside `{homes[0][-1]}`' if homes[0] else 'to the entry itself'}"


def _shapes(shape: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the keys that a dataclass knows, and below it those of the dataclasses in it, each with its path."""
    names = {field.name: field.metadata.get("alias", field.name) for field in fields(shape)}
    yield above, tuple(names.values())
    for name, hint in get_type_hints(shape).items():
        for inner in _dataclasses_in(hint):
            yield from _shapes(inner, (*above, names[name]))


def _dataclasses_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses_in(inner)


KEYS = dict(_shapes(Term))
