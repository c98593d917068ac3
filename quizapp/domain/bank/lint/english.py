"""Words of English that rules look for."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

ABSOLUTES = _set(
    "absolutely all always completely entirely every everybody everyone everything everywhere"
    " impossible never nobody none nothing nowhere only totally"
)

HEDGES = _set(
    "almost about around can could generally likely many may might most often probably some"
    " sometimes usually"
)

STOPWORDS = _set(
    "about above after again against along also although among another answer around article"
    " because been before began being best between both cannot could did does doing during each"
    " either else even ever every first following from further given gives goes going have having"
    " here hers himself into itself just like made main make many might more most much must name"
    " named neither next none only other others over part people place same says should since"
    " some still such than that their them then there these they thing things this those three"
    " through under until upon used very want wants were what when where whether which while whom"
    " whose will with within without would year years your"
)
"""Words too common to tell anything, of four letters or more; shorter ones are never counted."""

IMPERATIVES = _set(
    "arrange calculate choose classify compare complete compute consider decide define describe"
    " determine estimate evaluate explain fill find give identify indicate judge label list mark"
    " match name order pick put rank read say select show solve sort state tell think tick"
    " translate underline use write"
)
"""First words of a task that is set without a question mark."""


def is_english(language: str) -> bool:
    """Whether a bank with this tag of a language, such as `en-CA`, is in English."""
    return language.lower().partition("-")[0] == "en"


def telling(words: frozenset[str] | set[str]) -> set[str]:
    """Return those words that carry meaning: four letters or more, and not everywhere."""
    return {word for word in words if len(word) > 3 and word not in STOPWORDS}
