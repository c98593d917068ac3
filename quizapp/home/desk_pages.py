"""The home of a class: its desk."""

from __future__ import annotations

from flask import render_template

from quizapp.banks.shelf import bank_shelf
from quizapp.classes.exam_words import exam_sentence
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.typed_codes import grouped_code
from quizapp.home.desk import desk_of
from quizapp.home.pages import bp
from quizapp.web import clock


@bp.get("/teach/classrooms/<public_id:classroom_id>")
@in_classroom
def view_desk(classroom: ClassFacts) -> str:
    """Show what waits, this week, what to teach again, and how a class gets in."""
    shelf = bank_shelf()
    return render_template(
        "home/desk/view_desk.html",
        classroom=classroom,
        desk=desk_of(classroom, shelf.banks, clock.now(), clock.zone(), shelf.places),
        today=clock.today(),
        exam=classroom.exam_on and exam_sentence(classroom.exam_on, clock.today()),
        code=grouped_code(classroom.join_code) if classroom.join_code else None,
    )
