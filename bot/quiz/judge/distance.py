"""Distance: how far a text is from a name."""

from math import inf

from bot.quiz.judge.ear import sound_alike
from bot.quiz.judge.reading import Reading
from bot.quiz.judge.spelling import Stands, word_slips
from bot.quiz.judge.wording import Wording
from bot.search import slips

_RESPELLED, _INFLECTED, _TURNED = 0.1, 0.2, 0.3
_SHORTER, _LONGER = 2, 3  # letters by which a word may be shorter or longer than it should be


def distance(reading: Reading, name: Wording) -> float:
    """Return 0 for the very name, less than 1 for another form of it, the number of slips, or infinity."""
    said = reading.wording
    if not name.exact or not said.exact:
        return inf
    if said.exact == name.exact:
        return 0.0
    if said.plain == name.plain or said.tight == name.tight:
        return _RESPELLED
    found = min(_reformed(said, name), _misspelled(said, name))
    return inf if reading.is_bare and found > 1 else found


def _reformed(said: Wording, name: Wording) -> float:
    """Compare texts of the same words in another form or order."""
    if len(name.words) < 2:
        return inf
    if said.roots == name.roots:
        return _INFLECTED
    return _TURNED if name.may_turn and sorted(said.roots) == sorted(name.roots) else inf


def _misspelled(said: Wording, name: Wording) -> float:
    """Count the slips, word by word."""
    text, whole = said.tight, name.tight
    most = 1 + len(whole) // 5
    if slips(text, whole, most) > most and not sound_alike(text, whole):
        return inf
    if len(name.words) == 1:
        return word_slips(text, whole, Stands.ALONE | _stands(whole, said, name))
    if len(said.words) == len(name.words):
        pairs = zip(said.words, name.words, strict=True)
        found = sum(word_slips(word, other, _stands(other, said, name)) for word, other in pairs)
    else:
        found = _with_other_gaps(said, name)
    return found if found <= most + 1 else inf


def _with_other_gaps(said: Wording, name: Wording) -> float:
    """Count the slips from word to word of the name, wherever the gaps are in what was said."""
    ends = {0: 0.0}
    for word in name.words:
        ends = _through(ends, said.tight, word, _stands(word, said, name))
    return ends.get(len(said.tight), inf)


def _through(ends: dict[int, float], text: str, word: str, stands: Stands) -> dict[int, float]:
    """Return where a word may end in a text, each with the slips so far."""
    found: dict[int, float] = {}
    for start, before in ends.items():
        for end in range(start + max(1, len(word) - _SHORTER), min(len(text), start + len(word) + _LONGER) + 1):
            there = before + word_slips(text[start:end], word, stands)
            if there < found.get(end, inf):
                found[end] = there
    return found


def _stands(word: str, said: Wording, name: Wording) -> Stands:
    proper = Stands.PROPER if word in name.proper else Stands.FREE
    return proper | Stands.IN_PIECES if len(said.words) > len(name.words) else proper
