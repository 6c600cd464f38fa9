"""What a drill raises when the bot did not keep a promise."""


class Broken(Exception):  # noqa: N818  (a promise is)
    """A promise was broken; the text is the drill's table and what is wrong in it."""
