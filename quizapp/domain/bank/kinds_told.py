"""What kind of thing a definition begins with, as anybody who knows English sees it.

A small table of the words that definitions begin with: “someone who ...”, “a vote in which ...”.
Only the head counts, up to the first word that begins what is said about it.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.bank.lint.writing import words

_SAID_ABOUT = (
    "that who whom whose which where when while in on at from by for with without to"
    " between among against into used made"
)
_BY_KIND = {
    "person": (
        "someone somebody anyone anybody person man woman child member leader ruler king queen"
        " president minister writer author scientist soldier citizen worker expert official"
    ),
    "group": (
        "group groups people peoples soldiers forces force fighters army armies police party"
        " organisation organization company union tribe community team body bodies alliance"
        " committee council government countries members class family"
    ),
    "place": (
        "place places city town village country region area land river sea lake mountain island"
        " building room capital state street site harbour port coast border"
    ),
    "event": (
        "event vote election war battle fight attack meeting revolution revolt rebellion disaster"
        " earthquake flood storm festival ceremony trial strike crisis situation accident"
        " conference discovery"
    ),
    "document": (
        "document text report letter book law treaty agreement contract statement list table map"
        " record speech declaration article certificate"
    ),
    "thing": (
        "thing things object tool device machine instrument vehicle weapon plant animal substance"
        " material metal organ"
    ),
    "idea": (
        "idea belief duty right principle theory view feeling quality rule plan promise ability"
        " method custom value"
    ),
}
_ENDS = frozenset(_SAID_ABOUT.split())
_KINDS: Mapping[str, str] = {word: kind for kind, held in _BY_KIND.items() for word in held.split()}


def kind_told(definition: str) -> str | None:
    """Return the kind that the head of a definition names; None where no word of it tells."""
    for word in words(definition):
        if word in _ENDS:
            return None
        if word in _KINDS:
            return _KINDS[word]
    return None
