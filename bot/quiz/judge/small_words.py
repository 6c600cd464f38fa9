"""Small words of an answer: what people put around a name, read out of it, or leave out of it."""

_BEFORE = (
    "a actually ah an and answer are be by called clearly course definitely gotta guess haha hey hm hmm honestly i id "
    "idk im is it its just like maybe must my obviously of oh ok okay pretty probably say so sounds suppose sure "
    "surely that thats the their theyre these they think this those uh uhh um umm was we well what whats would yeah "
    "yep yes you"
)
_BEHIND = (
    "answer course definitely for guess haha i idk is it know lol maybe obviously of ofc ok okay one or please pls "
    "probably right something stuff sure surely that then thing thingy think this tho though yes you"
)
_LETTERS = (
    "a:ay b:be b:bee c:cee c:see d:dee e:ee f:ef f:eff g:gee h:aitch i:eye j:jay k:kay l:el l:ell m:em n:en o:oh p:pea "
    "p:pee q:cue q:queue r:ar r:are s:es s:ess t:tea t:tee u:you v:vee x:ex y:why z:zed z:zee"
)
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_LINKS = "an and as by for from of or the using versus via vs with"
_VAGUE_KINDS = "approach concept technique techniques"
_CLOSE_KINDS = (
    "activation algorithm algorithms architecture function functions layer layers method methods optimiser optimizer "
    "principle problem process"
)
_OTHER_KINDS = "loss model models network networks"
_TAILS = "algorithm architecture hypothesis mechanism method model problem technique theorem tradeoff"

BEFORE, BEHIND = frozenset(_BEFORE.split()), frozenset(_BEHIND.split())
"""What an answer may begin and end with; nothing that denies or turns it."""
LETTERS = {name: letter for letter, name in (each.split(":") for each in _LETTERS.split())}
"""Letters by their names, as they are heard."""
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS.split())} | {"fifty": "50"}
"""Numbers by their names."""
WHOLE = {"net": "network", "nets": "networks"}
"""What is said short."""
LINKS = frozenset(_LINKS.split())
"""What links the words of a name and may be another, or missing."""
VAGUE_KINDS = frozenset(_VAGUE_KINDS.split())
"""The kinds of thing that people say behind a name and that make no other thing even of an everyday word."""
CLOSE_KINDS = VAGUE_KINDS | frozenset(_CLOSE_KINDS.split())
"""Those that make no other thing of a word of the field, as `method` does of `kernel`."""
KINDS = CLOSE_KINDS | frozenset(_OTHER_KINDS.split())
"""Those that make no other thing of initials or of several words, as `loss` does of `softmax`."""
TAILS = frozenset(_TAILS.split())
"""What is left out behind a name of several words."""
