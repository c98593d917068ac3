"""Numbers as people write them: in digits of any script, with words such as million, by country.

What a text can be read as comes as a list, the likeliest reading first. Only two things can be read
in two ways: one comma or point before exactly three digits, `1,500`, and the word billion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product

MOST_TYPED = 200
_MOST_DIGITS = 40
_HIGHEST_POWER = 30
_MOST_PLACES = 75
_MOST_PARTS = 7
"""Each has a smaller word than the one before it. To read more of them would take for ever."""

NARROW_SPACE = "\u202f"
"""Between the digits of a long number, where a comma would be the decimal one."""

_POINT_LANGUAGES = frozenset(
    ("bn", "en", "he", "hi", "ja", "ko", "ms", "pa", "ta", "th", "ur", "zh")
)
"""Languages that write 1.5; others write 1,5 (Unicode CLDR)."""

_MILLION, _MILLIARD, _BILLION, _TRILLION = 10**6, 10**9, 10**12, 10**18
_SCALES: dict[str, tuple[int, ...]] = {
    word: powers
    for powers, words in {
        (100,): "hundred hundert",
        (1000,): "thousand thousands k mille tausend tsd",
        (_MILLION,): "million millions millionen mio mill mn mln m",
        (_MILLIARD,): "milliard milliards milliarde milliarden mrd md bn",
        (_MILLIARD, _BILLION): "billion billions",
        (_BILLION,): "billionen bio",
        (_BILLION, _TRILLION): "trillion trillions",
        (_TRILLION,): "trillionen",
    }.items()
    for word in words.split()
}
_ONE = re.compile(r"(?:an?|one|une?|eine?r?) (?=[^\W\d_])")
_HEDGE = re.compile(
    r"^(?:(?:about|around|approximately|approx\.?|roughly|ca\.?|circa|environ|etwa|rund|ungefähr)\s"
    r"|[~≈]\s*)"
)
_SIGN = re.compile(r"(?P<sign>[+-]|minus\b|moins\b)?\s*(?P<rest>.*)", re.DOTALL)
_POWER = re.compile(r"\s*[x×·*∙⋅]\s*10\s*\^\s*([+-]?[0-9])")
_PART = re.compile(
    r"(?P<digits>(?:[0-9][0-9.,' ]*)?[0-9.,][0-9]*(?:\s*/\s*[0-9]+)?)"
    r"(?:e(?P<power>[+-]?[0-9]{1,9})(?![0-9]))?"
    r"(?:\s*(?P<scale>[^\W\d_]+)\.?)?\s*"
)
_FRACTION = re.compile(r"(?:(?P<whole>[0-9]+) )?(?P<top>[0-9]+)\s*/\s*(?P<bottom>[0-9]+)")
_GROUPS_OF_THREE = re.compile(r"[0-9]{1,3}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_GROUPS_OF_TWO = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}")
_PERCENTS = ("%", "percent", "per cent", "pourcent", "pour cent", "prozent")
_PERCENT = re.compile(rf"\s*(?P<sign>{'|'.join(_PERCENTS)})$", re.IGNORECASE)
_JOINING = r"d[ei] |d'"
"""What French, Spanish, Portuguese and Italian put before what is counted: 1 million de civils."""
_ALIKE: tuple[tuple[str, ...], ...] = (
    ("$", "us$", "usd", "dollar", "dollars", "us dollar", "us dollars", "u.s. dollars"),
    ("€", "eur", "euro", "euros"),
    ("£", "gbp", "pound", "pounds", "livre", "livres"),
    ("m", "metre", "metres", "meter", "meters", "mètre", "mètres"),
    ("min", "minute", "minutes", "minuten", "m"),
)
"""Names of one unit. Where `m` is one, it is no million."""

_OTHER_LENGTHS = frozenset(
    ("km", "kilometre", "kilometres", "kilometer", "kilometers", "kilomètres", "cm", "mm")
)
_METRES = re.compile(r"(?<![^\W\d_])m\.?$")
NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""A unit is a word of its own: the end of `5 million` is no `n`, and that of `10 km` no `m`."""

_FULL_STOP = re.compile(r"(?<!\.)\.$")
_RAISED = re.compile(r"[0-9][⁰¹²³⁴⁵⁶⁷⁸⁹]")
_LIKE = str.maketrans(
    dict.fromkeys("−–—‒﹣", "-")
    | dict.fromkeys("’‘ʼ`´", "'")
    | {"⁄": "/", "٫": ".", "٬": "'", "٪": "%"}
    | {"،": ",", "_": " "}
)


@lru_cache(maxsize=4096)
def number_readings(
    text: str, language: str = "en", unit: str | None = None
) -> tuple[Fraction, ...]:
    """Return the numbers that a text can mean, the likeliest first; none if it is no number.

    Args:
        text: What was typed.
        language: Decides which of two readings is the likelier; both are there.
        unit: What may stand before or after the number.
    """
    if len(text) > MOST_TYPED or _RAISED.search(text):
        return ()
    counted = plain_text(unit or "")
    plain = _without_unit(_HEDGE.sub("", plain_text(text)), counted)
    if counted in _OTHER_LENGTHS and _METRES.search(plain):
        return ()
    is_share = not counted.startswith(_PERCENTS) and percent_sign(plain) is not None
    signed = _SIGN.fullmatch(_PERCENT.sub("", plain) if is_share else plain)
    if signed is None or not signed["rest"]:
        return ()
    factor = Fraction(1 if signed["sign"] in (None, "+") else -1, 100 if is_share else 1)
    found = _unsigned(_ONE.sub("1 ", signed["rest"]), language)
    return tuple(dict.fromkeys(factor * value for value in found))


def scaling_of(unit: str | None) -> tuple[tuple[int, ...], str]:
    """Return what the first word of a unit multiplies by, `million people`, and its other words.

    One letter is a unit: metres, kelvins.
    """
    word, _, rest = plain_text(unit or "").partition(" ")
    scales = _SCALES.get(word.rstrip("."), ()) if len(word) > 1 else ()
    return scales, re.sub(rf"^(?:{_JOINING})", "", rest)


def percent_sign(text: str) -> str | None:
    """Return the sign or word for per cent that a text ends with, as it is written there."""
    found = _PERCENT.search(text)
    return found["sign"] if found else None


def exact_text(value: Fraction) -> str:
    """Write a number in the one way in which equals are equal: `1500000`, `-0.5`, `1/3`."""
    places = next((at for at in range(_MOST_PLACES) if not (value * 10**at).denominator > 1), None)
    if places is None:
        return str(value)
    digits = f"{abs(value.numerator * 10**places // value.denominator):0{places + 1}}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def spoken_text(value: Fraction, language: str) -> str:
    """Write a number as it is read in a language: 1,500.5 or 1 500,5."""
    exact = exact_text(value)
    if "/" in exact:
        return exact
    whole, _, places = exact.removeprefix("-").partition(".")
    is_point = _has_point(language)
    grouped = f"{int(whole):,}".replace(",", "," if is_point else NARROW_SPACE)
    sign = "−" if exact.startswith("-") else ""
    return sign + grouped + (f"{'.' if is_point else ','}{places}" if places else "")


def plain_text(text: str) -> str:
    """Return a text in one form of each sign: digits, spaces, minus, apostrophes, letters."""
    spaced = "".join(f" {sign}" if _is_fraction(sign) else sign for sign in text)
    composed = unicodedata.normalize("NFKC", spaced).translate(_LIKE).casefold()
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in composed)
    visible = "".join(sign for sign in digits if unicodedata.category(sign) != "Cf")
    return " ".join(visible.split()).rstrip(" !?;:")


def _is_fraction(sign: str) -> bool:
    return unicodedata.decomposition(sign).startswith("<fraction>")


def _without_unit(text: str, unit: str) -> str:
    """Return a text without the unit, and without the full stop of a sentence behind it."""
    plain = _FULL_STOP.sub("", text)
    known = _names_of(unit)
    if not known:
        return plain
    names = "|".join(map(re.escape, known))
    bare = "|".join(re.escape(name.rstrip(".")) for name in known)
    behind = rf"(?:\s+(?:{_JOINING}))?\s*{NO_LETTER_BEFORE}(?:{bare})\.?$"
    before = rf"^(?:{names}){_NO_LETTER_AFTER}"
    return re.sub(before, "", re.sub(behind, "", plain)).strip()


def _names_of(unit: str) -> tuple[str, ...]:
    """Return what may stand for a unit: of money, its sign, its word and its code; and the like."""
    kinds = ((unit, *_PERCENTS),) if unit.startswith(_PERCENTS) else _ALIKE
    alike = next((names for names in kinds if unit in names), (unit,))
    return tuple(sorted(filter(None, alike), key=len, reverse=True))


def _unsigned(text: str, language: str) -> Iterator[Fraction]:
    """Yield the sums of parts such as `1 million 500 thousand`; mostly there is one part.

    Each part fits into the word of the one before it: 3 thousand 2 million is no number.
    """
    read = [list(_part(found, language)) for found in _parts(text)]
    for parts in product(*read) if read else ():
        if all(then < scale for (_, scale), (then, _) in pairwise(parts)):
            yield sum((value for value, _ in parts), Fraction())


def _parts(text: str) -> list[re.Match[str]]:
    """Part a text into numbers, each but the last with a word behind it; none if it is not so."""
    plain = _POWER.sub(r"e\1", text)
    whole = f"1 {plain}" if plain.rstrip(".") in _SCALES else plain
    found: list[re.Match[str]] = []
    while (at := found[-1].end() if found else 0) < len(whole):
        part = _PART.match(whole, at)
        is_ended = len(found) == _MOST_PARTS or (found and found[-1]["scale"] is None)
        if part is None or is_ended:
            return []
        found.append(part)
    return found


def _part(found: re.Match[str], language: str) -> Iterator[tuple[Fraction, int]]:
    """Yield what a number and the word behind it can mean, with the size of that word."""
    power = int(found["power"] or 0)
    scales = _SCALES.get(found["scale"], ()) if found["scale"] else (1,)
    if abs(power) > _HIGHEST_POWER:
        return
    in_order = scales if language.partition("-")[0] == "en" else tuple(reversed(scales))
    for value, scale in product(_digits(found["digits"].strip(), language), in_order):
        yield value * scale * Fraction(10) ** power, scale


def _digits(text: str, language: str) -> Iterator[Fraction]:
    """Yield what digits with their points, commas, spaces and apostrophes can mean."""
    if not 0 < sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return
    if fraction := _FRACTION.fullmatch(text):
        if bottom := int(fraction["bottom"]):
            yield int(fraction["whole"] or 0) + Fraction(int(fraction["top"]), bottom)
    elif _is_grouped(text):
        yield from _in_groups(text, language)
    elif (value := _with_decimals(text)) is not None:
        yield value


def _in_groups(text: str, language: str) -> tuple[Fraction, ...]:
    """Return what digits in groups mean; the mark between two groups may be a decimal one."""
    whole = Fraction(re.sub(r"\D", "", text))
    marks = re.sub(r"\d", "", text)
    if marks not in (",", "."):
        return (whole,)
    decimal = Fraction(text.replace(",", "."))
    return (whole, decimal) if _groups_by(marks, language) else (decimal, whole)


def _with_decimals(text: str) -> Fraction | None:
    """Return what digits mean of which the last comma or point is the decimal one."""
    before, mark, after = max((text.rpartition(mark) for mark in ".,"), key=lambda it: len(it[0]))
    if not mark:
        before, after = text, ""
    is_whole = before == "" or before.isdigit() or (mark not in before and _is_grouped(before))
    if not is_whole or not (after == "" or after.isdigit()):
        return None
    return Fraction(f"{re.sub(r'[^0-9]', '', before) or 0}.{after or 0}")


def _is_grouped(text: str) -> bool:
    """Whether digits stand in groups; none of them begins with a nought, as 0.125 does."""
    is_so = _GROUPS_OF_THREE.fullmatch(text) or _GROUPS_OF_TWO.fullmatch(text)
    return bool(is_so) and not text.startswith("0")


def _groups_by(mark: str, language: str) -> bool:
    """Whether a mark before three digits is likelier one between groups."""
    return (mark == ",") is _has_point(language)


def _has_point(language: str) -> bool:
    return language.partition("-")[0] in _POINT_LANGUAGES
