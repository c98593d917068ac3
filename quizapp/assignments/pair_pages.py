"""Pre- and post-tests of a class: setting the two, and what came of them."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import pairs
from quizapp.assignments.assigned_banks import quiz_title, served_banks
from quizapp.assignments.blueprint import bp
from quizapp.assignments.pair_forms import PairForm
from quizapp.assignments.pair_results import LearnerInPair, pair_results
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NothingToAsk, TooFewItems
from quizapp.domain.gains import FEWEST_IN_HALF, FEWEST_PAIRS
from quizapp.domain.presets import days_later, friday_evening
from quizapp.exchange.csv_table import csv_bytes
from quizapp.web import clock
from quizapp.web.downloads import attachment

Page = str | Response | tuple[str, int]

ALL = "/teach/classrooms/<public_id:classroom_id>/pairs"
ONE = f"{ALL}/<public_id:pair_id>"
MOST_LINES = 200
"""Learners of whom the picture draws a line each; of more it would be one grey field."""


@bp.get(f"{ALL}/new")
@in_classroom
def new_pair(classroom: ClassFacts) -> Page:
    """Show the form for setting a pre-test and a post-test."""
    expect_running(classroom)
    friday = friday_evening(clock.now(), clock.zone())
    suggested = {
        "quiz": request.args.get("quiz"),
        "pre_title": _("Pre-test"),
        "post_title": _("Post-test"),
        "pre_opens_at": clock.now(),
        "pre_closes_at": friday,
        "post_opens_at": friday,
        "post_closes_at": days_later(friday, clock.zone(), 7),
    }
    return _form_page(classroom, PairForm(data=suggested))


@bp.post(f"{ALL}/new")
@in_classroom
def create_pair(classroom: ClassFacts) -> Page:
    """Set a pre-test and a post-test."""
    expect_running(classroom)
    form = PairForm()
    form.quiz.offer(served_banks())
    if not form.validate():
        return _form_page(classroom, form), 422
    bank = bank_shelf().published_bank(form.quiz.chosen[0]).bank
    try:
        pair_id = pairs.create_pair(
            classroom.id, bank, form.pair_of(bank), known_person().id, clock.now()
        )
    except (NothingToAsk, TooFewItems):
        form.refuse_quiz()
        return _form_page(classroom, form), 422
    address = url_for("assignments.view_pair", classroom_id=classroom.public_id, pair_id=pair_id)
    return redirect(address, code=303)


@bp.get(ONE)
@in_classroom
def view_pair(classroom: ClassFacts, pair_id: str) -> str:
    """Show what the class gained between the two tests, and what that can say."""
    results = pair_results(classroom.id, pair_id)
    return render_template(
        "assignments/pairs/view_pair.html",
        classroom=classroom,
        results=results,
        quiz_title=quiz_title(results.pre.bank_key, results.pre.quiz_key),
        fewest=FEWEST_PAIRS,
        fewest_in_half=FEWEST_IN_HALF,
        lines=results.complete if len(results.complete) <= MOST_LINES else (),
    )


@bp.get(f"{ONE}.csv")
@in_classroom
def download_pair(classroom: ClassFacts, pair_id: str) -> Response:
    """Hand out the shares of all learners before and after."""
    results = pair_results(classroom.id, pair_id)
    header = [_("Learner"), _("First form"), _("Before"), _("After"), _("Difference")]
    body = csv_bytes(header, map(_csv_row, results.learners))
    return attachment(body, "text/csv", "pre-and-post-test.csv")


def _csv_row(learner: LearnerInPair) -> list[str | float | None]:
    return [
        learner.name,
        learner.first_form,
        learner.pre.share if learner.pre else None,
        learner.post.share if learner.post else None,
        learner.difference,
    ]


def _form_page(classroom: ClassFacts, form: PairForm) -> str:
    banks = served_banks()
    form.quiz.offer(banks)
    return render_template(
        "assignments/pairs/new_pair.html",
        classroom=classroom,
        form=form,
        has_quizzes=any(bank.quizzes for bank in banks),
    )
