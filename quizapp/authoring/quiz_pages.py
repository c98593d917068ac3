"""The quizzes of a file, and the builder that makes and changes one."""

from __future__ import annotations

import random
from collections.abc import Mapping

from flask import flash, render_template, request
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.authoring import quiz_editing
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.places import around, current_editor
from quizapp.authoring.publishing_at_once import publish_at_once, way_back
from quizapp.authoring.quiz_bench import bench_of, found_in, offers_of
from quizapp.authoring.quiz_fields import QuizFields, quiz_as_written, sent_quiz
from quizapp.authoring.quiz_steps import Step, stepped, ticked
from quizapp.authoring.review import conflict_page
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.classes.taught_classes import classrooms_taught_by
from quizapp.domain.bank.quiz_source import SourceQuiz, source_quizzes
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.errors import BankRefused, EditConflict
from quizapp.domain.quiz_building import Offer


@bp.get("/teach/bank/quizzes")
@bp.get("/teach/banks/<bank_key:bank_id>/quizzes")
@teachers_only
@troubles_told
def list_quizzes() -> Answer:
    """Show the quizzes of a file, each with the way to change, print and set it."""
    editor = current_editor()
    bank = quiz_editing.bank_at(editor, editor.opened().text)
    written = {quiz.id: quiz for quiz in source_quizzes(editor.opened().text)}
    return render_template(
        "authoring/list_quizzes.html",
        **around(editor.place),
        bank=bank,
        written=written,
        counts={quiz.id: item_count(bank, quiz) for quiz in bank.quizzes.values()},
        classes=[each for each in classrooms_taught_by(known_person().id) if not each.is_archived],
        way_back=way_back(editor),
        then="quizzes",
    )


@bp.get("/teach/bank/quizzes/new")
@bp.get("/teach/banks/<bank_key:bank_id>/quizzes/new")
@teachers_only
@troubles_told
def new_quiz() -> Answer:
    """Show the builder with nothing in it yet."""
    editor = current_editor()
    return _bench_page(editor, editor.opened(), quiz_as_written({}))


@bp.post("/teach/bank/quizzes/new")
@bp.post("/teach/banks/<bank_key:bank_id>/quizzes/new")
@teachers_only
@troubles_told
def add_quiz() -> Answer:
    """Do what a button of the builder says, or write the new quiz into the file."""
    editor = current_editor()
    return _built(editor, editor.opened(), None)


@bp.get("/teach/bank/quizzes/<bank_key:quiz_id>/edit")
@bp.get("/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/edit")
@teachers_only
@troubles_told
def edit_quiz(quiz_id: str) -> Answer:
    """Show the builder with a quiz in it."""
    editor = current_editor()
    opened = editor.opened()
    quiz = quiz_editing.quiz_at(opened.text, quiz_id)
    form = quiz_as_written(quiz.data)
    form.mark.data = quiz_editing.mark_of(quiz, editor)
    return _bench_page(editor, opened, form, quiz)


@bp.post("/teach/bank/quizzes/<bank_key:quiz_id>/edit")
@bp.post("/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/edit")
@teachers_only
@troubles_told
def change_quiz(quiz_id: str) -> Answer:
    """Do what a button of the builder says, or write the changed quiz into the file."""
    editor = current_editor()
    opened = editor.opened()
    return _built(editor, opened, quiz_editing.quiz_at(opened.text, quiz_id))


def _built(editor: FileEditor, opened: Draft, quiz: SourceQuiz | None) -> Answer:
    form = sent_quiz()
    bank = quiz_editing.bank_at(editor, opened.text)
    shown, ticks = request.form.getlist("shown"), request.form.getlist("tick")
    listed = ticked(form.item.data or (), shown, ticks, bank.items)
    mark = quiz_editing.mark_of(quiz, editor) if quiz else ""
    if quiz and form.mark.data != mark:
        form.mark.data, form.mark.raw_data, form.item.data = mark, None, [*listed]
        return _bench_page(editor, opened, form, quiz, is_conflict=True), 409
    known = offers_of(bank)
    step = Step.of(request.form.get("do", ""))
    dice = random.SystemRandom()
    form.item.data = [*stepped(bank, listed, step, found_in(bank, known), dice)]
    if step.deed == "save":
        return _saved(editor, opened, form, quiz)
    return _bench_page(editor, opened, form, quiz, known=known)


def _saved(editor: FileEditor, opened: Draft, form: QuizFields, quiz: SourceQuiz | None) -> Answer:
    """The quiz in the file, and the way on; or the builder again with what is to be mended."""
    if not form.validate() or not form.is_asking():
        return _bench_page(editor, opened, form, quiz), 422
    text = quiz_editing.text_with(opened.text, form.written(), quiz)
    try:
        answer = publish_at_once(editor, Draft(text, opened.tag, then="quizzes"))
    except EditConflict as conflict:
        return conflict_page(editor.place, Draft(text, opened.tag), conflict)
    except BankRefused as refused:
        told = quiz_editing.faults_in_words(refused.findings)
        return _bench_page(editor, opened, form, quiz, faults=told), 422
    flash(
        _(
            "“%(title)s” is in the file. Whoever begins it from now on gets it as it is now.",
            title=form.title.data,
        )
    )
    return answer


def _bench_page(
    editor: FileEditor,
    opened: Draft,
    form: QuizFields,
    quiz: SourceQuiz | None = None,
    *,
    faults: tuple[str, ...] = (),
    is_conflict: bool = False,
    known: Mapping[str, Offer] | None = None,
) -> str:
    bank = quiz_editing.bank_at(editor, opened.text)
    bench = bench_of(bank, form, offers_of(bank) if known is None else known)
    return render_template(
        "authoring/quiz_builder.html",
        **around(editor.place),
        form=form,
        bench=bench,
        quiz=quiz,
        faults=faults,
        is_conflict=is_conflict,
    )
