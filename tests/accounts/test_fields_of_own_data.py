"""By which names the file of one's own data tells what it tells: programs go by them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from quizapp.accounts.own_data import own_data
from quizapp.banks.revisions import PublishedBank
from quizapp.web import clock
from tests.support.classes import new_class, user_named
from tests.support.personal_rows import learner_with_everything

FIELDS = {
    "account": (
        *("id", "name", "user_name", "role", "is_guest", "is_looked_after_by_a_class"),
        *("has_password", "email", "uses_single_keys", "minutes_of_practice_a_day"),
        *("versions_by_bank", "text_size", "light_or_dark", "since"),
    ),
    "deletion_asked": ("asked_at", "words"),
    "classes": ("class", "term", "joined_at", "left_at", "listed_under"),
    "own_terms": (
        *("assignment", "opens_at", "due_at", "closes_at", "attempts_allowed", "extra_seconds"),
        "is_excused",
    ),
    "terms_in_all_of_a_class": (
        *("class", "term", "more_percent_of_time", "more_minutes", "later_hours"),
    ),
    "teachers_notes": ("class", "term", "written_at", "changed_at", "withheld"),
    "reminders": ("assignment", "made_at", "sent_by_email_at"),
    "scores_set_by_hand": ("assignment", "share", "reason", "made_at"),
    "cards": (
        *("bank", "since", "item", "remembered_on", "reviewed_at", "stability_days"),
        *("difficulty", "forgotten_at", "reviews"),
    ),
    "votes_in_lessons": (
        *("lesson", "class", "question", "chosen", "did_not_know", "after_discussion"),
        "given_at",
    ),
    "challenges": (
        *("bank", "attempt", "position", "marked_phrase", "words", "made_at", "item", "state"),
        *("decided_at", "reply"),
    ),
    "notes": ("kind", "made_at", "put_away_at", "words", "figures"),
    "signed_in": ("since", "until", "last_used_at", "device"),
    "login_codes": ("made_at", "works_until", "used_at"),
    "audit_trail": ("at", "deed", "done_by_me"),
}
OTHERS = {"format", "made_at", "attempts", "classes_taught", "forms_of_tests"}


@pytest.fixture
def data(inside: Flask, published: PublishedBank) -> dict[str, Any]:
    """What is kept about Ana, of whom there is something of nearly every kind."""
    ana = learner_with_everything(new_class(published, ("Ana",)))
    return own_data(ana.user_id, clock.now())


def test_each_part_has_its_fields(data):
    rows = {name: data[name] for name in FIELDS}

    firsts = {name: row[0] if isinstance(row, list) else row for name, row in rows.items()}

    assert {name: tuple(row) for name, row in firsts.items()} == FIELDS
    assert data.keys() == {*FIELDS, *OTHERS}


def test_an_answer_and_a_review_have_their_fields(data):
    question = data["attempts"][0]["questions"][0]
    (review, *_) = data["cards"][0]["reviews"]

    answer = {key: value for key, value in question["answer"].items() if key != "chosen"}
    assert answer == {
        "did_not_know": False,
        "was_unsure": True,
        "confidence": answer["confidence"],
        "saw_the_hint": True,
        "read_in_version": None,
        "chosen_at_second_try": None,
        "given_at": clock.now().isoformat(timespec="seconds"),
        "tried_again_at": None,
    }
    assert tuple(review) == (
        *("at", "rating", "source", "learning_day", "seconds", "chance_predicted"),
        "taken_back_at",
    )


def test_a_teacher_is_told_the_classes_taught(inside: Flask, published: PublishedBank):
    new_class(published, ("Ana",))

    told = own_data(user_named("tova").id, clock.now())

    assert [tuple(row) for row in told["classes_taught"]] == [("class", "term")]
    assert told["classes_taught"][0]["class"] == "Class 7b"
