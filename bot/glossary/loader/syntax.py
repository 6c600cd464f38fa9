"""Syntax: what the YAML reader says about broken YAML, in words for an author."""

import yaml

QUOTE = "put quotes around the whole text"
WORDS = (
    (
        "mapping values are not allowed",
        f"a colon with a space after it, inside a text: {QUOTE}; or check the indentation",
    ),
    ("tab character", "a tab; indent with spaces only"),
    ("unexpected end of stream", "a quote that is opened and never closed"),
    ("expected ',' or ']'", "a `[` list is not closed, or something is missing before this: a comma, a quote or a `]`"),
    (
        "expected ',' or '}'",
        "a `{` group is not closed, or something is missing before this: a comma, a quote or a `}`",
    ),
    ("expected alphabetic or numeric", f"a text can't begin with `*` or `&`: {QUOTE}"),
    ("expected node content", "something is missing here: a value, or the bracket that closes"),
    ("unknown escape", "a backslash inside double quotes; use single quotes instead"),
    ("expected '-' indicator", "this line should begin with `- `, as its neighbors do, or be indented further"),
    ("expected key", "this does not fit here: check the indentation, and the quotes just before"),
    ("could not find expected ':'", "a key without its colon, or a text that needs a `>-` or more indentation"),
    ("block sequence entries are not allowed", "a list must begin on a line of its own, or stand in `[ ]`"),
    ("nesting depth", "brackets or lists nested too deeply"),
)


def in_words(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what is wrong and what to do about it."""
    problem = error.problem or ""
    if "cannot start any token" in problem and error.problem_mark:
        return _bad_start(_character(text, error.problem_mark))
    known = (words for part, words in WORDS if part in problem)
    return next(known, f"this is not valid YAML: {problem}")


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab; indent with spaces only"
    return f"a text can't begin with `{character}`: {QUOTE}"


def _character(text: str, mark: yaml.Mark) -> str:
    line = text.splitlines()[mark.line : mark.line + 1]
    return line[0][mark.column : mark.column + 1] if line else ""
