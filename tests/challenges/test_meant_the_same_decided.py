"""What teachers may decide of “I meant the same”, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.challenges.meaning import COMMENT, KEPT, links, meant
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import edit_bank
from tests.support.typed import add_short


@pytest.fixture
def world(
    app: Flask, bank_file: Path, teacher: Visitor, learner: Visitor, stranger: Visitor
) -> ClassWorld:
    """A class with two learners, and words to type in its bank."""
    add_short(bank_file, (COMMENT, KEPT))
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner, stranger)


def test_what_contradicts_the_bank_is_refused_and_nothing_is_written(
    learner: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    meant(learner, "the harbour mason")
    (path,) = links(teacher, world)
    before = bank_file.read_text()

    wrong = sent(teacher, teacher.get(path), f"{path}/accept", answer="harbour mason")
    empty = sent(teacher, teacher.get(path), f"{path}/accept", answer=" ")
    late = sent(teacher, teacher.get(path), path, decision="variant")

    assert (wrong.status_code, empty.status_code, late.status_code) == (422, 422, 422)
    assert "cannot be added" in text_of(wrong.text)
    assert bank_file.read_text() == before
    assert "Open" in text_of(teacher.get(path.rsplit("/", 1)[0]).text)


@pytest.mark.parametrize("remedy", ["key-changed", "also-right"])
def test_what_was_meant_is_not_accepted_without_an_answer_that_counts(
    remedy: str, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    question = meant(learner, "port captain")
    (path,) = links(teacher, world)

    done = sent(teacher, teacher.get(path), path, decision=remedy)

    assert done.status_code == 422
    assert "Accept the answer that counts from now on" in text_of(done.text)
    assert "has not decided yet" in text_of(learner.get(question).text)


def test_an_answer_that_would_not_help_those_who_asked_is_refused(
    learner: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    meant(learner, "port captain")
    (path,) = links(teacher, world)
    before = bank_file.read_text()

    done = sent(teacher, teacher.get(path), f"{path}/accept", answer="the tide clerk")

    assert done.status_code == 422
    assert "“port captain” would still be wrong" in text_of(done.text)
    assert bank_file.read_text() == before


def test_texts_are_one_only_if_the_question_forgives_what_differs(
    learner: Visitor, stranger: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    edit_bank(bank_file, (KEPT, f"{KEPT}\n    forgive: [slips]"))
    small, capital = meant(learner, "port captain"), meant(stranger, "Port Captain")
    newest, *others = links(teacher, world)

    sent(teacher, teacher.get(newest), f"{newest}/accept", answer="Port Captain")

    assert len(others) == 1
    assert "has not decided yet" in text_of(learner.get(small).text)
    assert "among those that count" in text_of(stranger.get(capital).text)


def test_a_second_decision_changes_nothing(
    learner: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    meant(learner, "port captain")
    (path,) = links(teacher, world)
    page = teacher.get(path)
    sent(teacher, page, path, decision="decline", reply="No.")
    before = bank_file.read_text()

    late = sent(teacher, page, f"{path}/accept", answer="port captain")

    assert late.status_code == 409
    assert "The first one holds" in text_of(late.text)
    assert bank_file.read_text() == before
