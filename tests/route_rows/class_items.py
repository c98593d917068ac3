"""What the questions say about themselves: for the teachers of the class alone."""

from __future__ import annotations

from tests.route_rows import Row, class_teachers

QUESTIONS = "/teach/classrooms/{classroom}/questions"

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("analysis.list_class_quizzes", QUESTIONS, class_teachers(200)),
    Row("analysis.view_class_quiz", f"{QUESTIONS}/tides/all",              class_teachers(200)),
    Row("analysis.view_class_quiz", f"{QUESTIONS}/tides/none",             class_teachers(404)),
    Row("analysis.view_class_quiz", f"{QUESTIONS}/tides/all?of=nothing",   class_teachers(404)),
    Row("analysis.export_class_quiz", f"{QUESTIONS}/tides/all/items.csv",  class_teachers(200)),
    Row("analysis.view_class_item", f"{QUESTIONS}/tides/items/what-pulls", class_teachers(200)),
    Row("analysis.view_class_item", f"{QUESTIONS}/tides/items/none",       class_teachers(404)),
    Row("analysis.list_who_missed", f"{QUESTIONS}/tides/items/what-pulls/missed",
        class_teachers(200)),
)
