"""What regrades and edits leave alone: old scores, their pages and exports."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.models import AttemptItem, Regrade
from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.support.pages import sent, text_of, without_tokens
from tests.support.people import Visitor
from tests.support.records import (
    edit_bank,
    on_sqlite,
)
from tests.support.regrade_pages import BY_BANK, FULL_MARKS, take
from tests.support.regrading import OTHER_KEY
from tests.test_query_counts import statements_for

pytestmark = on_sqlite


NINE_EDITS = {
    "another key": OTHER_KEY,
    "a key added": (
        (
            "      - The pilots\n    distractors:",
            "      - The pilots\n      - Boats\n    distractors:",
        ),
    ),
    "a distractor added": (
        ("      - The pilots\n    hint:", "      - The pilots\n      - The sun\n    hint:"),
    ),
    "a distractor removed": (("      - The pilots\n    hint:", "    hint:"),),
    "an option reworded": (("- The harbour: The", "- The port: The"),),
    "a stem reworded": (("What pulls at the sea and makes it rise?", "What pulls at the sea?"),),
    "feedback and hint": (
        ("Look up at night.", "Look up."),
        ("Wind raises waves, not the tide.", "No."),
    ),
    "the type of credit": (("  - id: who-reads\n", "  - id: who-reads\n    credit: exact\n"),),
    "the items of a quiz": (("items: [what-pulls, who-reads, ", "items: [who-reads, "),),
}


def seen(teacher: Visitor, learner: Visitor, attempt: str) -> list[object]:
    """Everything that shows old marks, without form tokens."""
    pages = [
        learner.get(attempt),
        learner.get(f"{attempt}/items/1"),
        teacher.get(f"/teach{attempt}"),
    ]
    exports = [teacher.get("/teach/scores.csv").data]
    return [without_tokens(page.text) for page in pages] + exports


@pytest.mark.slow
def test_a_regrade_and_its_undo_leave_every_export_and_page_as_it_was(
    teacher: Visitor, learner: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)
    before = seen(teacher, learner, attempt)
    done = sent(teacher, teacher.get(BY_BANK), "/teach/regrades", reason="Wrong key.")
    for notice in re.findall(r'action="(/notices/[^"]+)"', learner.get("/").text):
        learner.send(notice)
    assert seen(teacher, learner, attempt) != before

    undone = sent(teacher, teacher.get(done.headers["Location"]), "/undo", note="It was right.")

    assert undone.status_code == 303
    assert "A regrade undone" in text_of(teacher.get(undone.headers["Location"]).text)
    home = learner.get("/")
    assert "went from 5 to 4 of 5. An earlier correction of question 1 was taken back." in text_of(
        home.text
    )
    sent(learner, home, "/dismiss")
    assert seen(teacher, learner, attempt) == before
    assert "Undone" in text_of(teacher.get("/teach/regrades").text)


@pytest.mark.parametrize("name", NINE_EDITS)
def test_no_edit_changes_a_byte_of_old_scores_pages_or_exports(
    name: str, teacher: Visitor, learner: Visitor, attempt: str, bank_file: Path
) -> None:
    before = seen(teacher, learner, attempt)

    edit_bank(bank_file, *NINE_EDITS[name])
    assert teacher.get("/teach/regrades").status_code == 200

    assert seen(teacher, learner, attempt) == before


@pytest.mark.slow
def test_the_pages_cost_the_same_after_many_attempts_and_regrades(
    app: Flask, teacher: Visitor, learner: Visitor, stranger: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)
    sent(teacher, teacher.get(FULL_MARKS), "/teach/regrades", reason="Unfair.")
    pages = ("/teach/regrades", BY_BANK)
    few = [statements_for(app, partial(teacher.get, path)) for path in pages]
    homes = statements_for(app, lambda: learner.get("/"))
    for visitor in (learner, stranger):
        take(app, visitor, "The moon")
        take(app, visitor, "The wind")
    sent(teacher, teacher.get(FULL_MARKS), "/teach/regrades", reason="Unfair, again.")

    many = [statements_for(app, partial(teacher.get, path)) for path in pages]

    assert many == few
    assert max(many) <= 13  # two of them for the bar
    assert statements_for(app, lambda: learner.get("/")) == homes


@pytest.mark.tampering
def test_marks_recorded_by_an_older_version_can_be_shown(
    app: Flask, teacher: Visitor, learner: Visitor, attempt: str, bank_file: Path
) -> None:
    """Where the corrected question is no longer to be found, the page only says less."""
    edit_bank(bank_file, *OTHER_KEY)
    sent(teacher, teacher.get(BY_BANK), "/teach/regrades", reason="Wrong key.")
    with app.app_context(), writing():
        event = db.session.scalars(select(Regrade)).one()
        other = db.session.scalars(select(AttemptItem).where(AttemptItem.item_key == "ebb")).first()
        assert other is not None
        event.item_revision_id = other.item_revision_id
        db.session.commit()

    assert "The mark was 0 and is 1 now." in text_of(learner.get(f"{attempt}/items/1").text)
