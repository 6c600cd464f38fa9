"""Folding: spellings that a reader takes for the same become the same text."""

import re
import unicodedata

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu "
    "nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
_GREEK_CAPITALS_LIKE_LATIN = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
_GREEK_SMALL_LIKE_LATIN = str.maketrans("αικνορτυχ", "aikvoptux")
_LIKE_LATIN = dict(zip("авекмнорстухіјѕһԁԛԝıłøđħŧ", "abekmhopctyxijshdqwilodht", strict=True)) | {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_SIGNS = {"&": " and ", "×": "x", "∇": " nabla ", "∞": " infinity "} | dict.fromkeys("'’‘ʼʹ`′", "")
_CAPITALS = {"ẞ": "SS"} | {small.upper(): latin.upper() for small, latin in _LIKE_LATIN.items()}
_PLAIN = str.maketrans(_LIKE_LATIN | _CAPITALS | _SIGNS)
_LETTERS = re.compile(r"[A-Za-zΑ-ΡΣ-Ωα-ω]+")  # the gap is no letter
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_GAP = re.compile("[^a-z0-9]+")
_ASCII_SIGNS = str.maketrans({"&": " and ", "'": "", "`": ""})
_GREEK_WORD = 3  # so many Greek letters on their own are a word in Greek; fewer are symbols


def fold(text: str) -> str:
    """Fold a text to its words in small plain letters, one space between two; may be empty, folds to itself."""
    if text.isascii() and text.isprintable():
        return " ".join(_GAP.split(text.translate(_ASCII_SIGNS).lower())).strip()
    latin = _LETTERS.sub(_without_greek, _stripped(text).translate(_PLAIN))
    small = _stripped(latin.casefold())
    return " ".join("".join(c if _is_of_a_word(c) else " " for c in small).split())


def squeeze(folded: str) -> str:
    """Close the gaps of a folded text, so that "pre training" and "pretraining" are one key."""
    return folded.replace(" ", "")


def _stripped(text: str) -> str:
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    if seen.isascii() and seen.isprintable():
        return seen
    return "".join(c if c.isupper() else c.casefold() for c in seen if _is_seen(c))


def _is_seen(char: str) -> bool:
    """Accents (not the vowel signs of other scripts), format characters, controls and half surrogates are not."""
    match unicodedata.category(char):
        case "Cf" | "Cs" | "Me":
            return False
        case "Cc":
            return char.isspace()
        case _:
            return unicodedata.combining(char) in range(2, 200) or not unicodedata.combining(char)


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _without_greek(letters: re.Match[str]) -> str:
    """Greek letters among Latin ones are look-alikes where they can be; alone they are symbols with a name."""
    word = letters.group()
    if word.isascii():
        return word
    if any(c.isascii() for c in word):
        word = word.translate(_GREEK_CAPITALS_LIKE_LATIN)
        if any(c.isascii() and c.islower() for c in word):
            word = word.translate(_GREEK_SMALL_LIKE_LATIN)
    elif len(word) >= _GREEK_WORD:
        return word
    return "".join(c if c.isascii() else f" {_GREEK[c.casefold()]} " for c in word)
