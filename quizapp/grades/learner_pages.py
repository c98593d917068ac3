"""A learner in a class, on screen and as a report to print."""

from __future__ import annotations

from flask import render_template

from quizapp.assignments.assigned_banks import served_banks
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.classes.rosters import access_in_class
from quizapp.grades.blueprint import bp
from quizapp.grades.class_learners import (
    LearnerReport,
    attempts_behind,
    class_reports,
    learner_report,
)
from quizapp.grades.words import remarks
from quizapp.web import clock

PLACE = "/teach/classrooms/<public_id:classroom_id>/learners/<public_id:learner_id>"


@bp.get(PLACE)
@in_classroom
def view_class_learner(classroom: ClassFacts, learner_id: str) -> str:
    """Show how a learner stands in the class."""
    report = learner_report(classroom, learner_id, served_banks(), clock.now(), clock.zone())
    return render_template(
        "grades/view_learner.html",
        classroom=classroom,
        report=report,
        attempts=attempts_behind(report, clock.now()),
        remarks=remarks,
        access=access_in_class(classroom.id, learner_id),
    )


@bp.get(f"{PLACE}/report")
@in_classroom
def print_report(classroom: ClassFacts, learner_id: str) -> str:
    """Show a learner's report, to be printed."""
    report = learner_report(classroom, learner_id, served_banks(), clock.now(), clock.zone())
    return _reports_page(classroom, [report], learner_name=report.learner.name)


@bp.get("/teach/classrooms/<public_id:classroom_id>/reports")
@in_classroom
def print_reports(classroom: ClassFacts) -> str:
    """Show the reports of the whole class, each on pages of its own."""
    reports = class_reports(classroom, served_banks(), clock.now(), clock.zone())
    return _reports_page(classroom, reports)


def _reports_page(
    classroom: ClassFacts, reports: list[LearnerReport], learner_name: str | None = None
) -> str:
    return render_template(
        "grades/print_reports.html",
        classroom=classroom,
        reports=reports,
        learner_name=learner_name,
        today=clock.today(),
        remarks=remarks,
    )
