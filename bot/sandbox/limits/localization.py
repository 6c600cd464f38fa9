"""Names and descriptions in other languages."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.limits.faults import Fault, Path
from bot.sandbox.limits.form import Check, Record, inner, is_record

LOCALES = frozenset(
    (
        "ar",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en-GB",
        "en-US",
        "es-419",
        "es-ES",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "ru",
        "sv-SE",
        "th",
        "tr",
        "uk",
        "vi",
        "zh-CN",
        "zh-TW",
    )
)


def localized(text: Check) -> Check:
    """Check an object that holds one text for each of some locales."""

    def check(value: Any, path: Path) -> Iterator[Fault]:
        if not is_record(value):
            yield Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for locale, translation in value.items():
            if locale in LOCALES:
                yield from text(translation, (*path, locale))
            else:
                yield Fault(path, "BASE_TYPE_CHOICES", "Keys must be locales that Discord knows.")

    return check


def longest(value: Record, key: str) -> int:
    """Return the length of a well-formed text or of its longest translation, which is what Discord counts."""
    return max(len(value.get(key) or ""), *map(len, inner(value, f"{key}_localizations").values()), 0)
