"""The editor without JavaScript: check, review, publish; and nothing typed is ever lost."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import AuditEntry
from tests.support.editing import EditorPage, open_editor, publish, send_text
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite, save_bank

pytestmark = on_sqlite

TITLE = ("title: The tides", "title: High and low water")
STEM = ("What pulls at the sea and makes it rise?", "What makes the sea rise?")
BROKEN = ("topic: moon", "topic: sun")


def test_the_editor_holds_the_file_as_it_is(teacher: Visitor, bank_file: Path) -> None:
    page = open_editor(teacher)

    assert page.text == bank_file.read_text(encoding="utf-8")
    assert "In use since" in text_of(page.response.text)


def test_a_text_that_begins_with_an_empty_line_keeps_it(teacher: Visitor, bank_file: Path) -> None:
    teacher.get("/teach/bank")
    save_bank(bank_file, "\n\n" + bank_file.read_text(encoding="utf-8"))

    assert open_editor(teacher).text == bank_file.read_text(encoding="utf-8")


def test_checking_lists_what_is_wrong_with_its_place_and_changes_nothing(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_bytes()
    page = open_editor(teacher)
    line = page.changed(BROKEN).split("\n").index("    topic: sun") + 1

    checked = send_text(teacher, page, "check", BROKEN)

    words = text_of(checked.text)
    assert checked.status_code == 200
    assert "Error" in words
    assert f"line {line}, column 12" in words
    assert "topic: sun" in html.unescape(checked.text)
    assert "^^^" in checked.text
    assert EditorPage(checked).text == page.changed(BROKEN)
    assert bank_file.read_bytes() == before


def test_a_clean_text_is_called_so(teacher: Visitor) -> None:
    page = open_editor(teacher)

    assert "cannot be published" not in text_of(send_text(teacher, page, "check").text)


@pytest.mark.parametrize("action", ["review", "publish"])
def test_a_text_with_errors_comes_back_and_replaces_nothing(
    teacher: Visitor, bank_file: Path, action: str
) -> None:
    before = bank_file.read_bytes()
    page = open_editor(teacher)

    refused = send_text(teacher, page, action, BROKEN, TITLE)

    assert refused.status_code == 422
    assert EditorPage(refused).text == page.changed(BROKEN, TITLE)
    assert "The last good version stays in use" in text_of(refused.text)
    assert bank_file.read_bytes() == before


def test_a_form_without_anything_changes_nothing(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_bytes()

    for action in ("", "check", "review", "publish", "delete"):
        assert teacher.send("/teach/bank", action=action).status_code in {200, 409, 422}

    assert bank_file.read_bytes() == before


def test_publishing_puts_the_text_in_use_at_once(
    teacher: Visitor, learner: Visitor, bank_file: Path
) -> None:
    published = publish(teacher, TITLE, STEM)

    assert published.status_code == 303
    assert published.headers["Location"] == "/teach/bank"
    assert "Published." in teacher.get("/teach/bank").text
    assert "High and low water" in learner.get("/").text
    assert "title: High and low water" in bank_file.read_text(encoding="utf-8")


def test_a_running_attempt_keeps_its_words_and_the_next_has_the_new_ones(
    teacher: Visitor, learner: Visitor
) -> None:
    running = learner.start("all")
    items = [f"{running}/items/{position}" for position in range(1, 6)]
    old = [text_of(learner.get(path).text) for path in items]

    publish(teacher, STEM)

    assert [text_of(learner.get(path).text) for path in items] == old
    learner.send(f"{running}/finish")
    again = learner.start("all")
    assert any(
        "What makes the sea rise?" in learner.get(f"{again}/items/{n}").text for n in range(1, 6)
    )


def test_pressing_publish_twice_saves_once(teacher: Visitor, app: Flask) -> None:
    page = open_editor(teacher)
    before = count_of(app, AuditEntry)

    statuses = [send_text(teacher, page, "publish", TITLE).status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert count_of(app, AuditEntry) == before + 1


def test_a_broken_file_is_opened_as_it_is_with_its_findings(
    teacher: Visitor, bank_file: Path
) -> None:
    page = open_editor(teacher)
    broken = page.changed(BROKEN)
    save_bank(bank_file, broken)

    opened = open_editor(teacher)

    assert opened.text == broken
    assert "cannot be published" in text_of(opened.response.text)
    assert send_text(teacher, opened, "publish", text=page.text).status_code == 303


def test_a_file_that_is_no_text_can_be_replaced_by_the_last_good_version(
    teacher: Visitor, bank_file: Path
) -> None:
    good = open_editor(teacher).text
    bank_file.write_bytes(good.encode("utf-16"))

    trouble = teacher.get("/teach/bank")
    restore = trouble.text.split('action="')
    path = next(part.split('"')[0] for part in restore if "/restore" in part.split('"')[0])
    review = teacher.send(path, **EditorPage(trouble).fields)
    published = send_text(teacher, EditorPage(review), "publish")

    assert trouble.status_code == 503
    assert "not UTF-8 text" in text_of(trouble.text)
    assert published.status_code == 303
    assert bank_file.read_text(encoding="utf-8") == good


def test_a_file_that_is_gone_is_told_in_words(teacher: Visitor, bank_file: Path) -> None:
    page = open_editor(teacher)
    bank_file.unlink()

    trouble = teacher.get("/teach/bank")
    conflict = send_text(teacher, page, "publish", TITLE)

    assert trouble.status_code == 503
    assert "not there any more" in text_of(trouble.text)
    assert conflict.status_code == 409
    assert EditorPage(conflict).text == page.changed(TITLE)


def test_a_folder_that_is_gone_keeps_the_text_on_the_page(
    teacher: Visitor, bank_file: Path, tmp_path: Path
) -> None:
    page = open_editor(teacher)
    bank_file.unlink()
    bank_file.symlink_to(tmp_path / "nowhere" / "bank.yaml")

    for action in ("review", "publish"):
        refused = send_text(teacher, page, action, TITLE)

        assert refused.status_code == 503
        assert "Not saved." in text_of(refused.text)
        assert EditorPage(refused).text == page.changed(TITLE)


def test_a_session_that_has_ended_leaves_the_text_on_the_page(
    teacher: Visitor, app: Flask, bank_file: Path
) -> None:
    page, before = open_editor(teacher), bank_file.read_bytes()
    teacher.send("/logout")

    refused = send_text(teacher, page, "publish", TITLE)

    assert refused.status_code == 401
    assert "no longer signed in" in text_of(refused.text)
    assert "title: High and low water" in refused.text
    assert bank_file.read_bytes() == before


def test_a_form_that_has_expired_leaves_the_text_on_the_page(
    teacher: Visitor, bank_file: Path
) -> None:
    page, before = open_editor(teacher), bank_file.read_bytes()
    fields = {"text": page.changed(TITLE), "action": "publish", **page.fields}

    refused = teacher.browser.post("/teach/bank", data={**fields, "csrf_token": "made up"})

    assert refused.status_code == 400
    assert "title: High and low water" in refused.text
    assert bank_file.read_bytes() == before


def test_a_browser_that_has_lost_its_cookie_leaves_the_text_on_the_page(
    teacher: Visitor, bank_file: Path
) -> None:
    page, before = open_editor(teacher), bank_file.read_bytes()
    fields = {"text": page.changed(TITLE), "action": "publish", **page.fields}
    fields["csrf_token"] = teacher.browser.token()
    teacher.browser.delete_cookie("quizapp")

    refused = teacher.browser.post("/teach/bank", data=fields)

    assert refused.status_code == 401
    assert "no longer signed in" in text_of(refused.text)
    assert "title: High and low water" in refused.text
    assert bank_file.read_bytes() == before


def test_a_learner_is_refused_and_keeps_what_was_typed(learner: Visitor) -> None:
    refused = learner.send("/teach/bank", text="format: 1 # typed", action="publish")

    assert refused.status_code == 403
    assert "format: 1 # typed" in refused.text


def test_markup_in_the_text_stays_text(teacher: Visitor) -> None:
    evil = "</textarea><script>alert(1)</script>\n"
    page = open_editor(teacher)

    for action in ("check", "review"):
        sent = send_text(teacher, page, action, text=page.text + f"# {evil}")
        assert "<script>alert(1)" not in sent.text


@pytest.mark.slow
def test_a_bank_of_two_megabytes_can_be_edited(teacher: Visitor, bank_file: Path) -> None:
    teacher.get("/teach/bank")
    note = "# Ебби и прилив: заметка учителя на полях, а не вопрос.\n"
    large = bank_file.read_text(encoding="utf-8") + note * (2_000_000 // len(note.encode()))
    save_bank(bank_file, large)
    page = open_editor(teacher)

    published = send_text(teacher, page, "publish", TITLE)

    assert published.status_code == 303
    assert len(bank_file.read_bytes()) > 1_900_000


def test_a_form_larger_than_any_bank_is_refused_in_words(teacher: Visitor) -> None:
    refused = teacher.send("/teach/bank", text="x" * 13_000_000, action="check")

    assert refused.status_code == 413
    assert "larger than any form" in text_of(refused.text)


def test_checking_from_a_script_gives_the_findings_as_the_command_does(teacher: Visitor) -> None:
    page = open_editor(teacher)

    found = teacher.send("/teach/bank/check", text=page.changed(BROKEN)).json

    assert found
    assert set(found[0]) == {
        "code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint",
    }  # fmt: skip  # a list to be read in one look
    assert {finding["file"] for finding in found} == {"questions.yaml"}
    assert teacher.send("/teach/bank/check", text=page.text).status_code == 200


@pytest.mark.slow
def test_checking_without_a_rest_is_slowed_down(teacher: Visitor) -> None:
    token = teacher.browser.token()
    data = {"csrf_token": token, "text": "format: 1\n"}

    statuses = [
        teacher.browser.post("/teach/bank/check", data=data).status_code for _ in range(125)
    ]

    assert statuses[:120] == [200] * 120
    assert set(statuses[120:]) == {429}
