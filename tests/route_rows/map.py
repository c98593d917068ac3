"""The map of a class, a paragraph of it, how predictions came true, classes side by side."""

from __future__ import annotations

from flask import Flask

from quizapp.classes.classrooms import NewClassroom, create_classroom
from tests.route_rows import Row, class_teachers, teachers
from tests.support.classes import ClassWorld


def places(app: Flask, world: ClassWorld) -> dict[str, str]:
    """A second class of the same teacher."""
    new = NewClassroom("Class 8c", "Europe/Berlin")
    return {"second_class": create_classroom(new, world.teacher_id, world.now)}


MAP = "/teach/classrooms/{classroom}/map"
COMPARE = "/teach/compare?quiz=tides/all&first={classroom}"

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("analysis.view_map", MAP,                                     class_teachers(200)),
    Row("analysis.view_map", f"{MAP}?bank=none",            class_teachers(404)),
    Row("analysis.view_map", f"{MAP}?when=never",           class_teachers(404)),
    Row("analysis.view_map_passage", f"{MAP}/tides/moon/1", class_teachers(200)),
    Row("analysis.view_map_passage", f"{MAP}/tides/moon/9", class_teachers(404)),
    Row("analysis.view_map_passage", f"{MAP}/tides/sun/1",  class_teachers(404)),
    Row("analysis.view_map_passage", f"{MAP}/other/moon/1", class_teachers(404)),
    Row("analysis.view_predictions", "/teach/classrooms/{classroom}/predictions",
        class_teachers(200)),
    Row("analysis.compare_classes", "/teach/compare",       teachers(200)),
    Row("analysis.compare_classes", COMPARE,                          class_teachers(422)),
    Row("analysis.compare_classes", COMPARE + "&others={second_class}", class_teachers(200)),
    Row("analysis.compare_classes", COMPARE + "&others=nobodys",      class_teachers(404)),
)
# fmt: on
