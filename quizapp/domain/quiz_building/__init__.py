"""What a teacher sees while a quiz is put together: what there is to choose, and what it makes."""

from __future__ import annotations

from quizapp.domain.quiz_building.coverage import Cover, PassageCover, SectionCover, coverage
from quizapp.domain.quiz_building.offers import (
    FEW,
    Ease,
    Offer,
    Record,
    Search,
    found,
    offers,
)
from quizapp.domain.quiz_building.orders import by_article, by_topic, drawn, drawn_by_topic
from quizapp.domain.quiz_building.remarks import QuizRemark, RemarkKind, quiz_remarks

__all__ = [
    "FEW",
    "Cover",
    "Ease",
    "Offer",
    "PassageCover",
    "QuizRemark",
    "Record",
    "RemarkKind",
    "Search",
    "SectionCover",
    "by_article",
    "by_topic",
    "coverage",
    "drawn",
    "drawn_by_topic",
    "found",
    "offers",
    "quiz_remarks",
]
