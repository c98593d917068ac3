"""What is kept about oneself: the page, the files, and the wish to be deleted."""

from __future__ import annotations

import json

from flask import Flask

from quizapp.models import DeletionRequest
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of


def test_the_account_leads_to_what_is_kept(learner: Visitor, guest: Visitor) -> None:
    for person in (learner, guest):
        assert 'href="/account/data"' in person.get("/account").text
        assert "What is kept about you" in person.get("/account/data").text


def test_both_files_are_handed_out_to_be_kept_and_hold_the_same(learner: Visitor) -> None:
    learner.take("quiet")
    learner.start("by-topic")

    program, page = (learner.get(f"/account/data.{end}") for end in ("json", "html"))

    data = json.loads(program.data)
    assert data["account"]["user_name"] == "lena"
    for answer, end in ((program, "json"), (page, "html")):
        assert f'.{end}"' in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer.headers["Cache-Control"]
    assert page.mimetype == "application/octet-stream"
    text = text_of(page.data.decode())
    assert {"id", "withheld"} & data["attempts"][1]["questions"][0].keys() == {"withheld"}
    assert "“I don’t know”" in text
    assert "See at the end" in text
    assert "not told yet" in text


def test_a_guest_takes_along_what_the_guest_did(guest: Visitor) -> None:
    data = json.loads(guest.get("/account/data.json").data)

    assert data["account"]["is_guest"] is True
    assert len(data["attempts"]) == 1


def test_a_wish_is_shown_until_it_is_taken_back(learner: Visitor, app: Flask) -> None:
    page = learner.get("/account/data")

    sent(learner, page, "/account/data/deletion", words="I move away.\nThank you.")

    page = learner.get("/account/data")
    assert "You asked for this" in text_of(page.text)
    assert "I move away. Thank you." in text_of(page.text)
    sent(learner, page, "/account/data/deletion/withdraw")
    assert "You asked for this" not in text_of(learner.get("/account/data").text)
    assert count_of(app, DeletionRequest) == 0


def test_a_teacher_is_told_who_deletes_teachers(teacher: Visitor) -> None:
    page = teacher.get("/account/data")

    assert "quizapp user erase" in text_of(page.text)
    assert teacher.send("/account/data/deletion", words="").status_code == 404


def test_words_too_long_are_said_to_be_and_kept(learner: Visitor) -> None:
    answer = learner.send("/account/data/deletion", words="w" * 501)

    assert answer.status_code == 422
    assert "Use at most 500 characters." in answer.text
    assert "w" * 501 in answer.text


HOSTILE = ("\0NUL", "<script>alert(1)</script>", "\u202egnp.exe", "ب" * 200, "🙂" * 200)


def test_hostile_words_come_to_no_harm(learner: Visitor) -> None:
    for words in HOSTILE:
        assert learner.send("/account/data/deletion", words=words).status_code in {303, 422}
        assert learner.get("/account/data").status_code == 200
        assert learner.get("/account/data.html").status_code == 200
