"""The glossary that ships, read once for all tests: it never changes, and reading it takes most of a second."""

from functools import cache

from bot.glossary import Glossary, load, shipped

FOLDER = shipped()


@cache
def glossary() -> Glossary:
    """Return it."""
    return load(FOLDER)
