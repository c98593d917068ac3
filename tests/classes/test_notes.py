"""Notes on a learner: for the teachers of one class, and gone with the learner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.accounts.erasing import erase_learner
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.class_teachers import add_teacher
from quizapp.classes.classrooms import archive_classroom
from quizapp.classes.notes import change_note, delete_note, notes_of, write_note
from quizapp.domain.errors import ClassroomArchived, NotFound
from quizapp.models import AuditEntry, LearnerNote, User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.playing import all_rows


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel",))


@pytest.fixture
def lena(world: ClassWorld) -> str:
    db.session.rollback()
    return db.session.get_one(User, world.learner_ids[0]).public_id


def write(world: ClassWorld, learner: str, words: str, teacher_id: int | None = None) -> str:
    """Write a note; its public id."""
    author = teacher_id or world.teacher_id
    write_note(world.classroom.id, learner, words, author, clock.now())
    return notes_of(world.classroom.id, learner, author)[0].id


def colleague_in(world: ClassWorld) -> int:
    ziva = new_user("Ziva", Role.TEACHER)
    add_teacher(world.classroom.id, "ziva", world.teacher_id, clock.now())
    return ziva


def test_all_teachers_of_the_class_read_notes_the_newest_first(world, lena):
    ziva = colleague_in(world)
    write(world, lena, "Sits in front.")
    write(world, lena, "Reads well.\nLikes maps.", ziva)

    notes = notes_of(world.classroom.id, lena, world.teacher_id)

    assert [(note.words, note.author, note.is_own) for note in notes] == [
        ("Reads well.\nLikes maps.", "Ziva", False),
        ("Sits in front.", "tova", True),
    ]


def test_a_note_is_changed_and_deleted_by_whoever_wrote_it(world, lena, time):
    ziva, room = colleague_in(world), world.classroom.id
    note = write(world, lena, "Sits in front.")
    time.shift(timedelta(days=1))

    with pytest.raises(NotFound):
        change_note(room, lena, note, "No.", ziva, clock.now())
    with pytest.raises(NotFound):
        delete_note(room, lena, note, ziva, clock.now())
    change_note(room, lena, note, "Sits at the back.", world.teacher_id, clock.now())

    (kept,) = notes_of(room, lena, world.teacher_id)
    assert (kept.words, kept.changed_at) == ("Sits at the back.", clock.now())
    assert kept.written_at == clock.now() - timedelta(days=1)
    delete_note(room, lena, note, world.teacher_id, clock.now())
    assert notes_of(room, lena, world.teacher_id) == []
    trail = [(entry.deed, entry.details) for entry in all_rows(AuditEntry)][-3:]
    assert trail == [("write note", None), ("change note", None), ("delete note", None)]


def test_a_note_sent_twice_or_saved_unchanged_is_one_deed(world, lena):
    note = write(world, lena, "Sits in front.")
    before = len(all_rows(AuditEntry))

    write(world, lena, "Sits in front.")
    change_note(*(world.classroom.id, lena, note, "Sits in front.", world.teacher_id, clock.now()))

    assert len(all_rows(LearnerNote)) == 1
    assert len(all_rows(AuditEntry)) == before


def test_another_class_of_the_learner_has_notes_of_its_own(world, lena, published):
    other = new_class(published, teacher="otto")
    other.enrol(world.learner_ids[0])
    note = write(world, lena, "Sits in front.")

    assert notes_of(other.classroom.id, lena, other.teacher_id) == []
    with pytest.raises(NotFound):
        change_note(other.classroom.id, lena, note, "No.", world.teacher_id, clock.now())
    with pytest.raises(NotFound):
        notes_of(other.classroom.id, "nobody", other.teacher_id)


def test_a_note_is_about_the_learner_whose_page_it_is_on(world, lena):
    world.add_learner("Samir Bo")
    db.session.rollback()
    samir = db.session.get_one(User, world.learner_ids[1]).public_id
    note = write(world, lena, "Sits in front.")

    with pytest.raises(NotFound):
        delete_note(world.classroom.id, samir, note, world.teacher_id, clock.now())
    assert notes_of(world.classroom.id, samir, world.teacher_id) == []


def test_in_an_archived_class_notes_are_put_right_and_none_is_written(world, lena):
    note, room = write(world, lena, "Sits in front."), world.classroom.id
    archive_classroom(room, world.teacher_id, clock.now())

    with pytest.raises(ClassroomArchived):
        write(world, lena, "Another one.")
    change_note(room, lena, note, "Sat in front.", world.teacher_id, clock.now())

    assert [each.words for each in notes_of(room, lena, world.teacher_id)] == ["Sat in front."]


def test_notes_go_with_the_learner(world, lena):
    write(world, lena, "Sits in front.")

    erase_learner(world.classroom.id, lena, world.teacher_id, clock.now())

    assert all_rows(LearnerNote) == []
