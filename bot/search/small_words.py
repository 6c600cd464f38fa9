"""Small words: those that people put around what they ask about, and those that say little of it."""

_OPENING = (
    "what whats is are was were does do did the a an of define definition explain describe tell me us about meaning "
    "please pls plz hey hi hello yo um umm uh wtf lol ok okay quick question remind anyone someone somebody know im "
    "confused purpose point so can could would will you i we dont understand want to need how why when who which term "
    "concept called eli5 help with give show exactly really in simple terms for"
)
_CLOSING = (
    "means meaning definition defined explained explanation please pls plz thanks thank you do does work works "
    "working used is are exactly again for me us to in simple terms words then anyway actually stand stands about "
    "like all even"
)
_EMPTY = (
    "a about actually again all also an and any anybody anyone anything are as at bad basically be beginner beginners "
    "behind briefly bro by calculate calculated called can compare compared could define definition describe "
    "did do does dummies else even exactly explain explained for from give good got guys have he hello help "
    "here hey how i if im in into intuition is it its just kind know like literally lot me mean meaning means meant "
    "mind my need no noob not of ok okay on or over per please pls plz quick quickly question real really remind see "
    "she simply so some somebody someone stand stands tell than thanks that the their them then there they think this "
    "tldr to too tutorial understand us use used uses using versus via vs want was we were what whats when where which "
    "why will with within work working works would wtf you your"
)
_FILLING = (
    "activation ai algorithm approach attack benchmark concept data difference example formula function idea keras "
    "kind layer layers libraries library llm llms method methods metric metrics model models name net network networks "
    "notebook optimizer package problem process pytorch regression score stuff system task technique tensorflow term "
    "theory thing things tool training trick type value"
)

OPENERS, CLOSERS = frozenset(_OPENING.split()), frozenset(_CLOSING.split())
"""What a question begins and ends with."""
EMPTY, FILLERS = frozenset(_EMPTY.split()), frozenset(_FILLING.split())
"""Words that mean nothing by themselves, and words that are said of almost everything in the field."""

SHORT_FORMS = {"attn": "attention", "avg": "average", "dev": "deviation", "img": "image", "std": "standard"}
"""What is written short and isn't the word's beginning."""
