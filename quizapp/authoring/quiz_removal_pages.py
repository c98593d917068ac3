"""A quiz taken out of its file: what it means first, then one press that can be undone."""

from __future__ import annotations

from flask import flash, render_template
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.assignments.assigned_classes import classes_set
from quizapp.authoring import quiz_editing
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft
from quizapp.authoring.places import around, current_editor
from quizapp.authoring.publishing_at_once import publish_at_once
from quizapp.authoring.review import conflict_page
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.domain.bank.quiz_source import without_quiz
from quizapp.domain.errors import EditConflict
from quizapp.web import clock


@bp.get("/teach/bank/quizzes/<bank_key:quiz_id>/delete")
@bp.get("/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/delete")
@teachers_only
@troubles_told
def confirm_quiz_removal(quiz_id: str) -> Answer:
    """Say what deleting a quiz means, before it is done."""
    editor = current_editor()
    return render_template(
        "authoring/remove_quiz.html",
        **around(editor.place),
        quiz=quiz_editing.quiz_at(editor.opened().text, quiz_id),
        set_for=classes_set(editor.place.bank_id or "", quiz_id, known_person().id, clock.now()),
    )


@bp.post("/teach/bank/quizzes/<bank_key:quiz_id>/delete")
@bp.post("/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/delete")
@teachers_only
@troubles_told
def remove_quiz(quiz_id: str) -> Answer:
    """Write the file without the quiz; the page that comes next can undo it."""
    editor = current_editor()
    opened = editor.opened()
    quiz = quiz_editing.quiz_at(opened.text, quiz_id)
    draft = Draft(without_quiz(opened.text, quiz.index), opened.tag, then="quizzes")
    try:
        answer = publish_at_once(editor, draft)
    except EditConflict as conflict:
        return conflict_page(editor.place, draft, conflict)
    flash(_("“%(title)s” is deleted. What was answered stays.", title=quiz.title))
    return answer
