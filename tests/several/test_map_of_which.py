"""With several question files, the map asks which one."""

from __future__ import annotations

from flask import Flask

from tests.support.classes import class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite


@on_sqlite
def test_the_map_asks_which_file_until_the_class_was_set_one(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    with app.app_context():
        world = class_of(teacher, None, learner)  # type: ignore[arg-type]  # nothing is set from a bank here
    path = f"/teach/classrooms/{world.classroom_id}/map"

    asked = teacher.get(path)
    chosen = teacher.get(f"{path}?bank=lights")

    assert "Map of which question file? " in text_of(asked.text)
    assert 'map?bank=lights"' in asked.text
    assert 'map?bank=tides"' in asked.text
    assert "Map of which question file?" not in text_of(chosen.text)
    assert teacher.get(f"{path}?bank=none").status_code == 404
