"""Limits: what an author's text, list or number must keep to, written beside the attribute it holds for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_GAP = r"^[^_]*____[^_]*$"
ARXIV = r"^\d{4}\.\d{4,5}$"
DOI = r"^10\."
HTTPS = r"^https://"


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds for a text's or list's length or for a number, and a pattern for text; types are strict."""

    least: int | None = None
    most: int | None = None
    pattern: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        """Hand the bounds to the loader's validator, which asks for them by this name."""
        schema = handler(source)
        low, high = ("ge", "le") if schema["type"] == "int" else ("min_length", "max_length")
        bounds = {low: self.least, high: self.most, "pattern": self.pattern, "strict": True}
        return schema | {name: bound for name, bound in bounds.items() if bound is not None}
