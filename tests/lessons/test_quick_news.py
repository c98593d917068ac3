"""Phones that ask in vain are answered quickly, and none is told old news for long."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.lessons.phases import Move
from quizapp.lessons import quick_news
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson


@pytest.fixture
def lesson(inside: Flask, published: PublishedBank) -> LessonWorld:
    lesson = new_lesson(new_class(published, ("Ada A",)))
    lesson.make(Move.POSE)
    return lesson


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The steady clock, which stands still; its first entry is the time."""
    now = [100.0]
    monkeypatch.setattr(quick_news, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def asked(app: Flask, lesson: LessonWorld, sequence: int, method: str = "GET") -> int:
    db.session.rollback()
    known = {"If-None-Match": f'"{sequence}"'}
    address = f"/lessons/{lesson.lesson_id}/now"
    return app.test_client().open(address, method=method, headers=known).status_code


def test_who_has_the_version_told_a_moment_ago_is_answered_at_once(
    inside, lesson, passing, monkeypatch
):
    asked(inside, lesson, 1)

    monkeypatch.setitem(inside.view_functions, "lessons.lesson_news", lambda **_: ("asked", 200))

    assert asked(inside, lesson, 1) == 304
    assert asked(inside, lesson, 0) == 200
    assert asked(inside, lesson, 1, "HEAD") == 200


def test_a_step_made_by_another_process_is_told_a_moment_later(inside, lesson, passing):
    asked(inside, lesson, 1)
    lesson.make(Move.OPEN)

    at_once = asked(inside, lesson, 1)
    passing[0] += quick_news.KEPT_SECONDS

    assert (at_once, asked(inside, lesson, 1), asked(inside, lesson, 2)) == (304, 200, 304)


def test_a_step_made_by_the_same_process_is_told_at_once(inside, lesson, passing):
    asked(inside, lesson, 1)
    lesson.make(Move.OPEN)

    quick_news.forget_told(lesson.lesson_id)

    assert asked(inside, lesson, 1) == 200


def test_what_is_kept_does_not_grow(inside, lesson, passing, monkeypatch):
    monkeypatch.setattr(quick_news, "MOST_KEPT", 2)
    for name in "abcd":
        quick_news.keep_told(name, "1")

    assert len(inside.extensions["quick_news"]._told) <= 2
