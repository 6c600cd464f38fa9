"""Folding: when two names are the same name."""

import unicodedata


def fold(name: str) -> str:
    """Return the name's letters and digits without case, accents, spaces, hyphens and other signs.

    A name of signs alone is only itself. The search may take still more spellings for the same.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(filter(str.isalnum, plain)) or plain
