"""The gradebook, learners in the class, and scores set by hand."""

from __future__ import annotations

from tests.route_rows import Row, class_teachers

ROOM = "/teach/classrooms/{classroom}"
BOOK = f"{ROOM}/gradebook"
LEARNER = f"{ROOM}/learners/{{learner_in_class}}"
GRADE = f"{LEARNER}/assignments/{{assignment}}"
OVERRIDE = {"score": "80", "unit": "percent", "reason": "On paper.", "seen": "0", "action": "set"}

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("grades.view_gradebook", BOOK,                        class_teachers(200)),
    Row("grades.view_gradebook", f"{BOOK}?sort=total&order=desc&show=missing&q=e",
        class_teachers(200)),
    Row("grades.save_cell", f"{BOOK}/cell",             class_teachers(404), {}),
    Row("grades.undo_cell", f"{BOOK}/undo",             class_teachers(400), {}),
    Row("grades.export_gradebook_csv", f"{BOOK}.csv",   class_teachers(200)),
    Row("grades.export_gradebook_xlsx", f"{BOOK}.xlsx", class_teachers(200)),
    Row("grades.edit_weights", f"{BOOK}/weights",       class_teachers(200)),
    Row("grades.save_weights", f"{BOOK}/weights",       class_teachers(422), {}),
    Row("grades.view_class_learner", LEARNER,                 class_teachers(200)),
    Row("grades.view_class_learner", f"{ROOM}/learners/none", class_teachers(404)),
    Row("grades.change_accommodation", f"{LEARNER}/accommodation", class_teachers(303),
        {"more": "25", "unit": "24", "text_size": "normal"}),
    Row("grades.change_accommodation", f"{LEARNER}/accommodation", class_teachers(422),
        {"minutes": "soon"}),
    Row("grades.write_note", f"{LEARNER}/notes", class_teachers(422), {}),
    Row("grades.write_note", f"{LEARNER}/notes", class_teachers(303), {"words": "Sits in front."}),
    Row("grades.change_note", f"{LEARNER}/notes/none", class_teachers(404), {"words": "Yes."}),
    Row("grades.delete_note", f"{LEARNER}/notes/none/delete", class_teachers(404), {}),
    Row("grades.print_report", f"{LEARNER}/report",           class_teachers(200)),
    Row("grades.print_reports", f"{ROOM}/reports",            class_teachers(200)),
    Row("grades.view_grade", GRADE,                           class_teachers(200)),
    Row("grades.view_grade", f"{LEARNER}/assignments/none", class_teachers(404)),
    Row("grades.view_assignment_scores", f"{ROOM}/assignments/{{assignment}}/scores",
        class_teachers(200)),
    Row("grades.override_grade", f"{GRADE}/override", class_teachers(422), {}),
    Row("grades.override_grade", f"{GRADE}/override", class_teachers(303), OVERRIDE),
    Row("grades.override_grade", f"{GRADE}/override", class_teachers(409), OVERRIDE),
)
# fmt: on
