"""Pairs of words that look like a slip and mean something else.

A number, a month, a weekday or a direction is never a slip for another word, and neither is a word
for the same one with “not” before it.
"""

from __future__ import annotations

import re

_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
hundred hundreds thousand thousands million millions billion billions trillion trillions
first second third fourth fifth sixth seventh eighth ninth tenth half quarter dozen dozens
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
north south east west northern southern eastern western
northeast northwest southeast southwest
deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
quarante cinquante soixante cent cents mille milliers milliard milliards
premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
lundi mardi mercredi jeudi vendredi samedi dimanche nord sud est ouest
eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn
zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend
millionen milliarde milliarden
erste zweite dritte vierte funfte sechste siebte achte neunte zehnte
januar februar marz juni juli oktober dezember
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
norden suden osten westen ost
not no never none nor without nicht kein keine nie ohne non pas jamais sans
"""
_TELLING = frozenset(_WORDS.split())
_DENYING = frozenset(
    [
        *("not", "no", "never", "none", "nor", "without", "nicht", "kein", "keine", "nie", "ohne"),
        *("non", "pas", "sans"),
    ]
)
_WITHOUT_A = (
    *("moral", "political", "typical", "symmetr", "theis", "social", "sexual", "septic"),
    "synchron",
)
"""How words begin that mean the opposite with an “a” before them; “in” and the like are no slip."""

_ROMAN = re.compile(r"(?=[mdclxvi]{2})m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop")


def is_another_word(typed: str, wanted: str) -> bool:
    """Whether a word that is not the wanted one is known to mean something else than it."""
    is_fixed = wanted in _DENYING or _ROMAN.fullmatch(wanted) is not None
    return typed in _TELLING or is_fixed or _denies(typed, wanted)


def _denies(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer == f"a{shorter}" and shorter.startswith(_WITHOUT_A)


def are_neighbours(one: str, other: str) -> bool:
    """Whether two letters lie side by side in a row of an English, French or German keyboard."""
    return any(one + other in row or other + one in row for row in _ROWS)
