"""The scores of one assignment: how they are spread, and everybody's."""

from __future__ import annotations

from flask import render_template, request

from quizapp.assignments.assigning import assignment_of
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.grades.assignment_scores import assignment_scores
from quizapp.grades.blueprint import bp
from quizapp.grades.forms import GradebookForm
from quizapp.grades.words import STATE_WORDS, remarks
from quizapp.web import clock


@bp.get("/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/scores")
@in_classroom
def view_assignment_scores(classroom: ClassFacts, assignment_id: str) -> str:
    """Show how an assignment went for the class."""
    form = GradebookForm(request.args)
    assignment = assignment_of(classroom, assignment_id)
    return render_template(
        "grades/view_assignment_scores.html",
        classroom=classroom,
        assignment=assignment,
        form=form,
        book=assignment_scores(classroom, assignment, form.wanted, clock.now()),
        state_words=STATE_WORDS,
        remarks=remarks,
    )
