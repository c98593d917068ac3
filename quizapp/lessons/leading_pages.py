"""A lesson on its teacher's own screen: where the class is, and each step."""

from __future__ import annotations

from contextlib import suppress

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import LessonMoved, MoveNotNow
from quizapp.domain.lessons.votes import FEWEST_ADVISED
from quizapp.domain.typed_codes import grouped_code
from quizapp.lessons import leading
from quizapp.lessons.blueprint import bp
from quizapp.lessons.leading import Step
from quizapp.lessons.led import LedView, led_view
from quizapp.lessons.news import told_if_new
from quizapp.lessons.presence import HEARD_EVERY, missing
from quizapp.lessons.quick_news import forget_told
from quizapp.lessons.standing import CountedStanding, poll_counted
from quizapp.lessons.steps import Where, sent_move, steps_of
from quizapp.web import clock

ONE = "/teach/classrooms/<public_id:classroom_id>/lessons/<public_id:lesson_id>"


@bp.get(ONE)
@in_classroom
def lead_lesson(classroom: ClassFacts, lesson_id: str) -> str:
    """Show what the class does, who is missing, and the next step."""
    lead = led_view(classroom.id, lesson_id, bank_shelf().banks)
    return render_template(
        "lessons/lead_lesson.html",
        classroom=classroom,
        lead=lead,
        steps=steps_of(_where(lead)),
        code=grouped_code(lead.code) if lead.code else "",
        missing=missing(lead.standing, clock.now()),
        version=_version(lead.standing),
        fewest_advised=FEWEST_ADVISED,
    )


@bp.get(f"{ONE}/now")
@in_classroom
def lesson_watch(classroom: ClassFacts, lesson_id: str) -> Response:
    """Say whether there is news: a step, a vote, somebody who has come in."""
    standing = poll_counted(classroom.id, lesson_id)
    return told_if_new(standing.etag if "wall" in request.args else _version(standing))


@bp.post(ONE)
@in_classroom
def move_lesson(classroom: ClassFacts, lesson_id: str) -> Response:
    """Make a step. One that was made meanwhile is not made twice: the page shows where we are."""
    banks, actor_id = bank_shelf().banks, known_person().id
    with suppress(LessonMoved, MoveNotNow):
        leading.make_move(classroom.id, lesson_id, _sent(), banks, actor_id, clock.now())
    forget_told(lesson_id)
    endpoint = "lessons.project_lesson" if "wall" in request.form else "lessons.lead_lesson"
    address = url_for(endpoint, classroom_id=classroom.public_id, lesson_id=lesson_id)
    return redirect(address, code=303)


@bp.get(f"{ONE}/end")
@in_classroom
def confirm_end(classroom: ClassFacts, lesson_id: str) -> str:
    """Say what it means to end the lesson, before it is done."""
    lead = led_view(classroom.id, lesson_id, bank_shelf().banks)
    return render_template("lessons/confirm_end.html", classroom=classroom, lead=lead)


def _sent() -> Step:
    """The step that was sent; anything else comes from no page of ours."""
    sequence = request.form.get("sequence", type=int)
    try:
        move, question_id = sent_move(request.form.get("move", ""))
    except ValueError:
        abort(400)
    if sequence is None:
        abort(400)
    return Step(move, sequence, question_id)


def _version(standing: CountedStanding) -> str:
    """What the page of the one who leads depends on: now and then a device may have been lost."""
    return f"{standing.etag}-{int(clock.now().timestamp() / HEARD_EVERY.total_seconds())}"


def _where(lead: LedView) -> Where:
    posed = lead.item.position if lead.item else 0
    return Where(
        phase=lead.standing.phase,
        next_number=posed + 1 if lead.next_id is not None else None,
        is_solo=lead.is_solo,
        advice=lead.advice,
        was_discussed=lead.was_discussed,
    )
