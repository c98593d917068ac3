"""A lesson begun: what it asks is picked, and more may be added while it goes on."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments.assigned_banks import served_banks
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.lessons import planning
from quizapp.lessons.adding import NewLesson, begin_lesson, parts_to_add
from quizapp.lessons.blueprint import bp
from quizapp.lessons.led import led_view
from quizapp.lessons.lesson_forms import LessonForm
from quizapp.lessons.picking import Picks, picks_again, picks_of_quiz, quiz_sources
from quizapp.lessons.planning import ItemRef
from quizapp.web import clock

Page = str | Response | tuple[str, int]

NEW = "/teach/classrooms/<public_id:classroom_id>/lessons/new"
MORE = "/teach/classrooms/<public_id:classroom_id>/lessons/<public_id:lesson_id>/questions/new"


@bp.get(NEW)
@in_classroom
def new_lesson(classroom: ClassFacts) -> str:
    """Show what a lesson could ask: ready what the class forgets next, or a quiz's questions."""
    expect_running(classroom)
    picks = _picks(classroom)
    form = LessonForm(formdata=None, data={"title": picks.title, "questions": picks.ticked})
    return _new_page(classroom, form, picks)


@bp.post(NEW)
@in_classroom
def start_lesson(classroom: ClassFacts) -> Page:
    """Begin the lesson with the questions that were picked."""
    expect_running(classroom)
    picks, form = _picks(classroom), LessonForm()
    form.offer(picks)
    if not form.validate():
        return _new_page(classroom, form, picks), 422
    rows = picks.chosen(form.questions.data or ())
    new = NewLesson(form.title.data or "", rows)
    banks, actor_id = bank_shelf().banks, known_person().id
    lesson_id = begin_lesson(classroom.id, new, banks, actor_id, clock.now())
    return _to_lesson(classroom, lesson_id)


@bp.get(MORE)
@in_classroom
def choose_more(classroom: ClassFacts, lesson_id: str) -> str:
    """Show what can be asked besides: on the passage of the moment first."""
    lead = led_view(classroom.id, lesson_id, bank_shelf().banks)
    parts = parts_to_add(lead, served_banks())
    return render_template("lessons/choose_more.html", classroom=classroom, lead=lead, parts=parts)


@bp.post(MORE)
@in_classroom
def add_question(classroom: ClassFacts, lesson_id: str) -> Response:
    """Add a question; it comes after the others, or behind the one that it follows."""
    bank_key, _, item_key = request.form.get("question", "").partition("/")
    follows_id = request.form.get("follows", type=int)
    item = ItemRef(bank_key, item_key)
    planning.add_question(classroom.id, lesson_id, item, bank_shelf().banks, follows_id=follows_id)
    return _to_lesson(classroom, lesson_id)


def _picks(classroom: ClassFacts) -> Picks:
    """What the address names; without a quiz, what the class is about to forget."""
    bank_key, quiz_key = request.args.get("bank", ""), request.args.get("quiz", "")
    if quiz_key:
        return picks_of_quiz(served_banks(), bank_key, quiz_key)
    return picks_again(classroom, clock.now(), clock.zone())


def _new_page(classroom: ClassFacts, form: LessonForm, picks: Picks) -> str:
    return render_template(
        "lessons/new_lesson.html",
        classroom=classroom,
        form=form,
        picks=picks,
        is_again="again" in request.args and not picks.rows,
        is_unfit="quiz" in request.args and not picks.rows,
        quizzes=quiz_sources(served_banks()),
    )


def _to_lesson(classroom: ClassFacts, lesson_id: str) -> Response:
    address = url_for("lessons.lead_lesson", classroom_id=classroom.public_id, lesson_id=lesson_id)
    return redirect(address, code=303)
