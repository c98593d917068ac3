"""What a form for setting a quiz says will happen, before it is set: one source of the sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.accommodating import OtherwiseSet, others_terms
from quizapp.assignments.assigning import NewAssignment
from quizapp.assignments.setting import ClassToSet
from quizapp.domain.assignments import Counting, FeedbackTime, Terms


@dataclass(frozen=True)
class ReadBack:
    """For whom, when, and by which terms; moments are shown in `zone`.

    Attributes:
        opens_now: Whether it opens at once.
        elsewhere: The classes that live by other clocks, with the names of their zones.
        others: The terms of learners for whom something holds in every assignment.
        slip: What is wrong with the form, so that nothing can be set yet.
    """

    classes: tuple[str, ...] = ()
    learners: int = 0
    terms: Terms | None = None
    opens_now: bool = False
    feedback: FeedbackTime = FeedbackTime.AFTER_EACH
    counting: Counting = Counting.BEST
    weight: float = 1.0
    is_sequential: bool = False
    zone: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()
    others: tuple[OtherwiseSet, ...] = ()
    slip: str | None = None


def read_back(
    chosen: Iterable[ClassToSet], new: NewAssignment, now: datetime, zone: str
) -> ReadBack:
    """What setting a quiz for these classes means, in the zone of the page.

    One query for each class: what holds for single learners there.
    """
    chosen = tuple(chosen)
    return ReadBack(
        classes=tuple(each.classroom.title for each in chosen),
        learners=sum(each.learners for each in chosen),
        terms=new.terms,
        opens_now=new.terms.opens_at <= now,
        feedback=new.feedback,
        counting=new.counting,
        weight=new.weight,
        is_sequential=new.is_sequential,
        zone=zone,
        elsewhere=tuple(
            (each.classroom.title, each.classroom.time_zone)
            for each in chosen
            if each.classroom.time_zone != zone
        ),
        others=tuple(
            other for each in chosen for other in others_terms(each.classroom.id, new.terms)
        ),
    )
