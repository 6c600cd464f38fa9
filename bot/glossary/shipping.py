"""Shipping: where the glossary that comes with Recall lies."""

from pathlib import Path

HERE = Path(__file__).parent


def shipped() -> Path:
    """Return the folder inside the package, where a wheel carries it, else the repository's own."""
    inside = HERE / "shipped"
    return inside if inside.is_dir() else HERE.parents[1] / "glossary"
