"""Regrades where there are two banks: one bank at a time, and its address says which."""

from __future__ import annotations

from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

NEW = "regrades/new?item=what-pulls&rule=full-marks"


def test_each_bank_has_its_own_regrades(teacher: Visitor, learner: Visitor) -> None:
    attempt = learner.send("/banks/tides/quizzes/all/attempts").headers["Location"]
    learner.send(f"{attempt}/finish")

    chosen = teacher.get("/teach/regrades")
    page = teacher.get(f"/teach/banks/tides/{NEW}")
    done = sent(teacher, page, "/teach/banks/tides/regrades", reason="Unfair.")

    assert "/teach/banks/tides/regrades" in chosen.text
    assert done.headers["Location"].startswith("/teach/banks/tides/regrades/")
    event = done.headers["Location"].rsplit("/", 1)[1]
    assert "Unfair." in text_of(teacher.get("/teach/banks/tides/regrades").text)
    assert "Unfair." not in text_of(teacher.get("/teach/banks/lights/regrades").text)
    assert teacher.get(f"/teach/banks/lights/regrades/{event}").status_code == 404
    assert teacher.send(f"/teach/banks/lights/regrades/{event}/undo").status_code == 404
    assert teacher.get(f"/teach/{NEW}").status_code == 404
    assert teacher.get(f"/teach/banks/none/{NEW}").status_code == 404
