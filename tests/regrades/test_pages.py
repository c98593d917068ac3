"""A teacher corrects a key, looks at whose mark that would change, and decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Notice, Regrade
from tests.support.classes import teaches_all
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import (
    attempt_row,
    count_of,
    edit_bank,
    key_numbers,
    marks_of,
    on_sqlite,
)
from tests.support.regrade_pages import BY_BANK, FULL_MARKS
from tests.support.regrading import OTHER_KEY

pytestmark = on_sqlite


def test_without_attempts_there_is_nothing_to_differ(teacher: Visitor) -> None:
    page = teacher.get("/teach/regrades")

    assert "Nobody has taken a quiz yet" in text_of(page.text)
    assert "No mark has been changed" in text_of(page.text)


def test_a_corrected_key_shows_up_with_its_counts(
    teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    before = text_of(teacher.get("/teach/regrades").text)
    edit_bank(bank_file, *OTHER_KEY)

    page = text_of(teacher.get("/teach/regrades").text)

    assert "Every recorded mark is the one that today’s questions would give" in before
    assert "What pulls at the sea and makes it rise?" in page
    assert "1 would rise" in page


def test_the_dry_run_shows_the_mark_and_the_score_and_changes_nothing(
    app: Flask, teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    teaches_all(app, teacher)
    page = text_of(teacher.get(BY_BANK).text)

    assert "Lena Everything about the tides question 1 0 → becomes 1 4 → becomes 5 of 5" in page
    assert count_of(app, Regrade) == 0


def test_a_regrade_changes_the_score_wherever_it_is_shown(
    app: Flask, teacher: Visitor, learner: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    teaches_all(app, teacher)
    done = sent(teacher, teacher.get(BY_BANK), "/teach/regrades", reason="The author says so.")

    assert done.status_code == 303
    event = text_of(teacher.get(done.headers["Location"]).text)
    assert "The author says so." in event
    assert "0 → becomes 1 4 → becomes 5" in event
    assert "5 / 5" in text_of(teacher.get("/teach/scores").text)
    assert ",5.0,5.0,1.0," in teacher.get("/teach/scores.csv").text.replace(";", ",")
    assert "5 of 5" in text_of(learner.get(attempt).text)
    assert "100" in text_of(learner.get("/quizzes/all").text)
    assert attempt_row(app, attempt).score == 4.0
    assert marks_of(app, attempt)[1] == 0.0


def test_the_learner_reads_why_and_puts_the_note_away(
    teacher: Visitor, learner: Visitor, stranger: Visitor, attempt: str, bank_file: Path, app: Flask
) -> None:
    edit_bank(bank_file, *OTHER_KEY)
    form = {"reason": "Only for us.", "note": "I had the wrong key. Sorry."}
    teaches_all(app, teacher)
    sent(teacher, teacher.get(BY_BANK), "/teach/regrades", **form)

    home, results = learner.get("/"), learner.get(attempt)
    look = text_of(learner.get(f"{attempt}/items/1").text)

    said = "“Everything about the tides” went from 4 to 5 of 5. Question 1 was corrected."
    assert said in text_of(home.text)
    assert said in text_of(results.text)
    assert "I had the wrong key. Sorry." in text_of(home.text)
    assert "The mark was 0 and is 1 now." in look
    assert "Right by the corrected question: The wind" in look
    for page in (home.text, results.text, look):
        assert "Only for us." not in page
    assert "Only for us." in teacher.get(f"/teach{attempt}").text
    action = form_to(home, "/dismiss").action
    assert stranger.send(action).status_code == 404
    assert sent(learner, results, "/dismiss").headers["Location"] == attempt
    assert learner.send(action).headers["Location"] == "/"
    assert said not in text_of(learner.get("/").text)
    assert "The mark was 0 and is 1 now." in text_of(learner.get(f"{attempt}/items/1").text)


def test_a_replayed_form_acts_once(
    app: Flask, teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)
    page = teacher.get(BY_BANK)

    first = sent(teacher, page, "/teach/regrades", reason="Wrong key.")
    again = sent(teacher, page, "/teach/regrades", reason="Wrong key.")

    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert (count_of(app, Regrade), count_of(app, Notice)) == (1, 1)


def test_a_response_in_between_brings_the_new_dry_run_instead(
    app: Flask, teacher: Visitor, stranger: Visitor, attempt: str, bank_file: Path
) -> None:
    running = stranger.start("all")
    edit_bank(bank_file, *OTHER_KEY)
    page = teacher.get(BY_BANK)
    stranger.respond(running, 1, *key_numbers(app, running, 1))

    answer = sent(teacher, page, "/teach/regrades", reason="Wrong key.", note="Sorry.")

    assert answer.status_code == 409
    assert "Nothing was changed: answers, an edit or another regrade came in between" in text_of(
        answer.text
    )
    assert "still running" in text_of(answer.text)
    assert count_of(app, Regrade) == 0
    # What was typed is still there, and sending it again does what is shown now.
    assert sent(teacher, answer, "/teach/regrades").status_code == 303
    assert count_of(app, Regrade) == 1


def test_without_a_reason_nothing_is_done(
    app: Flask, teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, *OTHER_KEY)

    answer = sent(teacher, teacher.get(BY_BANK), "/teach/regrades", reason="  ")

    assert answer.status_code == 422
    assert "Say why." in text_of(answer.text)
    assert count_of(app, Regrade) == 0


@pytest.mark.parametrize("query", ["item=No%20such", "rule=nice", "item=ebb&quiz=%00", "rule=undo"])
def test_what_cannot_be_asked_for_is_refused(teacher: Visitor, query: str) -> None:
    assert teacher.get(f"/teach/regrades/new?{query}").status_code == 400
    assert teacher.send(f"/teach/regrades?{query}", rule="nice").status_code == 400


def test_an_item_that_never_was_is_not_there(teacher: Visitor, attempt: str) -> None:
    assert teacher.get("/teach/regrades/new?item=never").status_code == 404
    assert teacher.get("/teach/regrades/none-such").status_code == 404
    assert teacher.send("/teach/regrades/none-such/undo").status_code == 404


def test_where_nothing_would_change_the_page_says_so_and_sends_nothing(
    app: Flask, teacher: Visitor, attempt: str
) -> None:
    page = teacher.get(BY_BANK)

    assert "No mark would change." in text_of(page.text)
    answer = teacher.send(
        "/teach/regrades", item="what-pulls", rule="bank", token="0" * 64, reason="x"
    )
    assert answer.status_code == 409
    assert count_of(app, Regrade) == 0


def test_full_marks_reach_those_who_gave_no_answer(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    address = learner.start("all")
    learner.send(f"{address}/finish")

    teaches_all(app, teacher)
    dry_run = teacher.get(FULL_MARKS)
    done = sent(teacher, dry_run, "/teach/regrades", reason="Unfair.")

    assert "no answer" in text_of(dry_run.text)
    assert done.status_code == 303
    page = text_of(learner.get(address).text)
    assert "1 of 5" in page
    assert "Everybody got full marks for question 1." in page
