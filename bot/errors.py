"""Refusals: the one family of exceptions whose text is written for the people who get it."""


class Refusal(Exception):  # noqa: N818  (it is no error of ours: somebody asked for what can't be done)
    """What was asked can't be done; the text says so to a member, or to the owner at start."""
