"""What the audit trail says of a deed: words that people use, whatever the tables call it."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from flask import Flask

from quizapp.accounts.auditing import KNOWN_DEEDS
from quizapp.assignments.assigning import NewAssignment
from quizapp.classes.classrooms import ClassroomSettings
from quizapp.classes.deed_words import FIELD_WORDS, sentence_of
from quizapp.classes.other_terms_words import other_terms_words
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.models import AuditEntry


def told(deed: str, **details: object) -> str:
    assert deed in KNOWN_DEEDS
    return sentence_of(AuditEntry(deed=deed, subject="x", details=details), {"x": "Ana"})


@pytest.mark.parametrize("deed", KNOWN_DEEDS)
def test_every_deed_has_its_sentence(inside: Flask, deed: str) -> None:
    assert len(str(KNOWN_DEEDS[deed].sentence).split()) > 1


def test_every_setting_that_can_change_has_a_word(inside: Flask) -> None:
    columns = {field.name for kind in (ClassroomSettings, NewAssignment) for field in fields(kind)}
    terms = {field.name for field in fields(Terms)} - {"is_excused"}

    assert (columns - {"terms"}) | terms == FIELD_WORDS.keys()


def test_changed_settings_are_told_in_words_and_each_once(inside: Flask) -> None:
    changed = ["bank_key", "quiz_key", "due_at", "time_limit"]

    assert told("edit assignment", title="Week one", changed=changed) == (
        "changed “Week one”: the quiz, when it is due, the time limit"
    )
    assert told("change classroom", title="7b", changed=["time_zone", "keep_days"]) == (
        "changed the settings: the time zone, how long names are kept"
    )


@pytest.mark.parametrize(
    "changed",
    [[["Week one", 1.0, 2.5], ["Week two", 1, 0]], {"Week one": [1.0, 2.5], "Week two": [1, 0]}],
    ids=["now", "in entries of old"],
)
def test_changed_weights_are_told_with_both(inside: Flask, changed: object) -> None:
    assert told("change weights", changed=changed) == (
        "changed the weights: “Week one” from 1 to 2.5, “Week two” from 1 to 0"
    )


def test_the_other_terms_of_a_learner_are_named(inside: Flask) -> None:
    terms = {
        "due_at": "2026-03-03T13:05:00+00:00",
        "attempts_allowed": 2,
        "extra_time": 600,
        "is_excused": True,
    }

    assert told("grant exception", title="Week one", terms=terms) == (
        "gave Ana other terms for “Week one”: "
        "excused, 10 minutes more, due 3 March, 13:05, 2 attempts"
    )


def test_every_term_that_can_be_otherwise_has_words(inside: Flask) -> None:
    at = datetime(2026, 3, 3, 13, 5, tzinfo=UTC).isoformat()
    given = {field.name: at if "_at" in field.name else 60 for field in fields(OtherTerms)}

    for name, value in given.items():
        assert other_terms_words({name: value}), name


@pytest.mark.parametrize(
    ("deed", "details", "sentence"),
    [
        ("make login codes", {"count": 1}, "made codes to log in with for 1 learner"),
        ("make login codes", {"count": 2}, "made codes to log in with for 2 learners"),
        (
            "import roster",
            {"count": 1, "new": 1},
            "imported a list of names: 1 learner, new among them: 1",
        ),
        ("forget guests", {"count": 1}, "deleted 1 guest who had stayed away"),
        (
            "merge learners",
            {"into": "x", "attempts": 1, "cards": 0},
            "made Ana one with Ana: 1 attempt, 0 cards",
        ),
    ],
)
def test_one_is_not_told_as_many(
    inside: Flask, deed: str, details: dict[str, object], sentence: str
) -> None:
    assert told(deed, **details) == sentence


def test_a_deed_that_this_version_does_not_know_is_told_by_its_name(inside: Flask) -> None:
    entry = AuditEntry(deed="paint classroom", subject="x", details=None)

    assert sentence_of(entry, {}) == "paint classroom"


def test_the_names_of_columns_stand_in_no_sentence(inside: Flask) -> None:
    everything = {"changed": [*FIELD_WORDS], "count": 3, "attempts": 2, "cards": 1}

    sentences = [told(deed, **everything) for deed in KNOWN_DEEDS]

    assert [each for each in sentences if "_" in each or "[" in each or "{" in each] == []
