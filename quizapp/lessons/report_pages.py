"""A lesson looked back on: what the discussions moved, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.lessons.outcomes import Outcome, outcome
from quizapp.domain.lessons.votes import FEWEST_ADVISED, VoteCount
from quizapp.lessons.blueprint import bp
from quizapp.lessons.leading_pages import ONE
from quizapp.lessons.reporting import QuestionReport, lesson_report


@dataclass(frozen=True)
class ReportRow:
    """A question with what its last vote says; `favourite` is the wrong answer chosen most then."""

    report: QuestionReport
    last: VoteCount
    outcome: Outcome
    favourite: str | None


@bp.get(f"{ONE}/report")
@in_classroom
def view_report(classroom: ClassFacts, lesson_id: str) -> str:
    """Show question by question what was voted first and last, and what that says."""
    report = lesson_report(classroom.id, lesson_id)
    return render_template(
        "lessons/view_report.html",
        classroom=classroom,
        lesson_id=lesson_id,
        report=report,
        rows=[_row(each) for each in report.questions],
        fewest_advised=FEWEST_ADVISED,
    )


def _row(report: QuestionReport) -> ReportRow:
    last = report.second if report.second.n else report.first
    return ReportRow(report, last, outcome(last, report.moved), _favourite(report, last))


def _favourite(report: QuestionReport, last: VoteCount) -> str | None:
    """The wrong option that most chose in the last vote; None where nobody chose one."""
    options = zip(report.option_ids, report.look.options, strict=True)
    wrong = [(last.counts.get(key, 0), each.text) for key, each in options if not each.is_key]
    count, text = max(wrong, default=(0, ""))
    return text if count else None
