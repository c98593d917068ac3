"""A lesson: begun, led, projected, voted in and looked back on."""

from __future__ import annotations

from flask import Flask

from quizapp.banks.shelf import bank_shelf
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.leading import Step, make_move
from quizapp.lessons.led import led_view
from quizapp.lessons.planning import ItemRef, start_lesson
from quizapp.web import clock
from tests.route_rows import Row, Statuses, class_teachers, everybody
from tests.support.classes import ClassWorld


def places(_app: Flask, world: ClassWorld) -> dict[str, str]:
    """A lesson of two questions that votes on the first."""
    now, bank, class_id = clock.now(), world.published.bank, world.classroom.id
    banks = {bank.id: bank, **bank_shelf().banks}
    items = [ItemRef(bank.id, each) for each in ("what-pulls", "who-reads")]
    lesson = start_lesson(class_id, "Tides", items, banks, world.teacher_id, now)
    for at, move in enumerate((Move.POSE, Move.OPEN)):
        make_move(class_id, lesson, Step(move, at), banks, world.teacher_id, now)
    code = led_view(class_id, lesson, banks).code
    assert code is not None
    return {"lesson": lesson, "lesson_code": code, "bank": bank.id}


def in_class(status: int, *, others: int = 404) -> Statuses:
    """For the learners of the class; whoever has no seat is none of the lesson's."""
    return (others, others, status, status, others, others, others)


LESSONS = "/teach/classrooms/{classroom}/lessons"
ONE = f"{LESSONS}/{{lesson}}"
NOWHERE = f"{LESSONS}/nowhere"
PHONE = "/lessons/{lesson}"

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("lessons.new_lesson", f"{LESSONS}/new",                          class_teachers(200)),
    Row("lessons.new_lesson", f"{LESSONS}/new?bank={{bank}}&quiz=all",   class_teachers(200)),
    Row("lessons.new_lesson", f"{LESSONS}/new?bank={{bank}}&quiz=none",  class_teachers(404)),
    Row("lessons.start_lesson", f"{LESSONS}/new?bank={{bank}}&quiz=all", class_teachers(422), {}),
    Row("lessons.start_lesson", f"{LESSONS}/new?bank={{bank}}&quiz=all", class_teachers(303),
        {"title": "Tides", "questions": "ebb"}),
    Row("lessons.lead_lesson", ONE,                    class_teachers(200)),
    Row("lessons.lead_lesson", NOWHERE,                class_teachers(404)),
    Row("lessons.lesson_watch", f"{ONE}/now",          class_teachers(200)),
    Row("lessons.lesson_watch", f"{NOWHERE}/now",      class_teachers(404)),
    Row("lessons.project_lesson", f"{ONE}/projector",  class_teachers(200)),
    Row("lessons.project_lesson", f"{NOWHERE}/projector", class_teachers(404)),
    Row("lessons.view_report", f"{ONE}/report",        class_teachers(200)),
    Row("lessons.view_report", f"{NOWHERE}/report",    class_teachers(404)),
    Row("lessons.confirm_end", f"{ONE}/end",           class_teachers(200)),
    Row("lessons.confirm_end", f"{NOWHERE}/end",       class_teachers(404)),
    Row("lessons.choose_more", f"{ONE}/questions/new", class_teachers(200)),
    Row("lessons.choose_more", f"{NOWHERE}/questions/new", class_teachers(404)),
    Row("lessons.add_question", f"{ONE}/questions/new", class_teachers(409), {}),
    Row("lessons.add_question", f"{ONE}/questions/new", class_teachers(303),
        {"question": "tides/ebb"}),
    Row("lessons.join_lesson", "/lesson",                      everybody(200)),
    Row("lessons.join_lesson", "/lesson?code=nothing",         everybody(404)),
    Row("lessons.join_lesson", "/lesson?code={lesson_code}",   everybody(200)),
    Row("lessons.enter_lesson", "/lesson",                     everybody(422), {}),
    Row("lessons.view_vote", PHONE,                in_class(200, others=303)),
    Row("lessons.view_vote", "/lessons/nowhere",   everybody(404)),
    Row("lessons.lesson_news", f"{PHONE}/now",     everybody(200)),
    Row("lessons.lesson_news", "/lessons/nowhere/now", everybody(404)),
    Row("lessons.cast_vote", f"{PHONE}/vote",      in_class(409), {}),
    Row("lessons.cast_vote", f"{PHONE}/vote",      in_class(422), {"sequence": "2"}),
    Row("lessons.cast_vote", f"{PHONE}/vote",      in_class(303),
        {"sequence": "2", "choice": "1"}),
    Row("lessons.take_seat", f"{PHONE}/seat",      everybody(303), {}),
    Row("lessons.say_here", f"{PHONE}/here",       (404, 204, 204, 204, 204, 204, 204), {}),
    Row("lessons.enter_lesson", "/lesson",         everybody(422), {"code": "ABCDEFGH"}),
    Row("lessons.move_lesson", ONE,                class_teachers(400), {}),
    Row("lessons.move_lesson", ONE,                class_teachers(303),
        {"sequence": "2", "move": "close"}),
    Row("lessons.move_lesson", NOWHERE,            class_teachers(404),
        {"sequence": "2", "move": "close"}),
)
# fmt: on
