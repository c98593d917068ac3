"""Notes on a learner, for the teachers of the class alone."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes import notes
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.grades.blueprint import bp
from quizapp.grades.learner_forms import NoteForm
from quizapp.grades.learner_pages import PLACE, learner_page
from quizapp.web import clock

Page = str | Response | tuple[str, int]
NOTE = f"{PLACE}/notes/<public_id:note_id>"


@bp.post(f"{PLACE}/notes")
@in_classroom
def write_note(classroom: ClassFacts, learner_id: str) -> Page:
    """Keep a note."""
    form = NoteForm()
    if not form.validate():
        return learner_page(classroom, learner_id, note=form), 422
    words, person = form.words.data or "", known_person()
    notes.write_note(classroom.id, learner_id, words, person.id, clock.now())
    flash(_("The note is kept. Only teachers of this class see it."))
    return _back(classroom, learner_id)


@bp.post(NOTE)
@in_classroom
def change_note(classroom: ClassFacts, learner_id: str, note_id: str) -> Page:
    """Put a note of one's own otherwise."""
    form = NoteForm()
    if not form.validate():
        return learner_page(classroom, learner_id, changed=(note_id, form)), 422
    words, person = form.words.data or "", known_person()
    notes.change_note(classroom.id, learner_id, note_id, words, person.id, clock.now())
    flash(_("The note is changed."))
    return _back(classroom, learner_id)


@bp.post(f"{NOTE}/delete")
@in_classroom
def delete_note(classroom: ClassFacts, learner_id: str, note_id: str) -> Response:
    """Delete a note of one's own."""
    notes.delete_note(classroom.id, learner_id, note_id, known_person().id, clock.now())
    flash(_("The note is deleted."))
    return _back(classroom, learner_id)


def _back(classroom: ClassFacts, learner_id: str) -> Response:
    address = url_for(
        "grades.view_class_learner",
        classroom_id=classroom.public_id,
        learner_id=learner_id,
        _anchor="notes",
    )
    return redirect(address, code=303)
