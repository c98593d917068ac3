"""How responses came out, by how sure their learner was."""

from __future__ import annotations

from quizapp.domain.drills.confidence import Confidence, StepOutcome, outcomes_by_confidence
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.marking import Verdict


def look(position: int, verdict: Verdict, confidence: int | None) -> LookBack:
    return LookBack(
        position=position,
        total=9,
        type="choice",
        topic="Tides",
        stem="What pulls?",
        mode="one",
        options=(),
        is_unknown=False,
        mark=float(verdict == "right"),
        credit=float(verdict == "right"),
        max_mark=1.0,
        verdict=verdict,
        explanation=None,
        quotes=(),
        confidence=confidence,
    )


def test_steps_are_told_the_surest_first_with_what_was_missed() -> None:
    looks = [
        look(1, "right", Confidence.GUESSING),
        look(2, "wrong", Confidence.SURE),
        look(3, "right", Confidence.SURE),
        look(4, "partly", Confidence.SURE),
    ]

    assert outcomes_by_confidence(looks) == [
        StepOutcome(Confidence.SURE, 1, (2, 4)),
        StepOutcome(Confidence.GUESSING, 1, ()),
    ]
    assert outcomes_by_confidence(looks)[0].total == 3


def test_without_a_word_on_it_nothing_is_told() -> None:
    assert outcomes_by_confidence([look(1, "right", None), look(2, "unknown", None)]) == []
