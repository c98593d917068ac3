"""The quiz builder, pressed by the buttons of its form, and the way back after it."""

from __future__ import annotations

from pathlib import Path

from werkzeug.test import TestResponse

from quizapp.domain.bank import Quiz, read_bank
from tests.support.people import Visitor
from tests.support.whole_forms import WholeForm, form_with, whole_forms

NEW = "/teach/bank/quizzes/new"
ALL = "/teach/bank/quizzes/all/edit"


def press(teacher: Visitor, page: TestResponse, button: str, **changes: object) -> TestResponse:
    """Press a button of the builder, as it stands on a page, after these changes."""
    form = form_with(page, "do")
    assert ("do", button) in form.buttons, form.buttons
    return teacher.browser.post(page.request.path, data=form.filled_in(do=button, **changes))


def listed(page: TestResponse) -> list[str]:
    """The questions of the quiz, in their order."""
    return form_with(page, "do").fields.getlist("item")


def quiz_in(path: Path, quiz_id: str) -> Quiz:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank.quizzes[quiz_id]


def way_back(page: TestResponse) -> WholeForm:
    """The form that takes back what was published just now."""
    return next(form for form in whole_forms(page) if form.action.endswith("/undo"))
