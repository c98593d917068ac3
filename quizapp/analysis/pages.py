"""What the questions say about themselves: the item analysis of a class."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_analysis import (
    QuizAnalysis,
    open_challenges,
    quiz_analysis,
    quiz_lines,
    quiz_that_asks,
)
from quizapp.analysis.item_orders import DEFAULT, ORDERS, in_order
from quizapp.analysis.item_table import item_header, item_row
from quizapp.analysis.missed_items import missed_by
from quizapp.analysis.score_bars import score_bars
from quizapp.banks.in_url import be_about
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NotFound
from quizapp.exchange.csv_table import csv_bytes
from quizapp.models.item_tallies import Of
from quizapp.web import clock
from quizapp.web.edges import is_bank_key

_PLACE = "/teach/classrooms/<public_id:classroom_id>/questions"
_QUIZ = f"{_PLACE}/<bank_key:bank_key>/<bank_key:quiz_key>"
_ITEM = f"{_PLACE}/<bank_key:bank_key>/items/<bank_key:item_key>"


@bp.get(_PLACE)
@in_classroom
def list_class_quizzes(classroom: ClassFacts) -> str:
    """Show the quizzes that the class took, what wants a look first."""
    return render_template(
        "analysis/questions/list_quizzes.html", classroom=classroom, lines=quiz_lines(classroom)
    )


@bp.get(_QUIZ)
@in_classroom
def view_class_quiz(classroom: ClassFacts, bank_key: str, quiz_key: str) -> str:
    """Show one quiz: its scores, and the figures of each of its items."""
    be_about(bank_key)
    quiz = quiz_analysis(classroom, (bank_key, quiz_key), _of())
    order = request.args.get("order", DEFAULT)
    if order not in ORDERS:
        raise NotFound
    return render_template(
        "analysis/questions/view_quiz.html",
        classroom=classroom,
        quiz=quiz,
        columns=in_order(quiz.columns, order),
        order=order,
        orders=ORDERS,
        bars=score_bars(quiz.scores.figures) if quiz.scores else None,
    )


@bp.get(f"{_QUIZ}/items.csv")
@in_classroom
def export_class_quiz(classroom: ClassFacts, bank_key: str, quiz_key: str) -> Response:
    """Hand out the figures of a quiz's items as a table for a spreadsheet."""
    quiz = quiz_analysis(classroom, (bank_key, quiz_key), _of())
    body = csv_bytes(item_header(), map(item_row, quiz.columns))
    name = f"{quiz_key}-questions-{clock.today().isoformat()}.csv"
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.get(_ITEM)
@in_classroom
def view_class_item(classroom: ClassFacts, bank_key: str, item_key: str) -> str:
    """Show one item as the class met it in one quiz, each way it was marked apart."""
    be_about(bank_key)
    quiz = _quiz_of_item(classroom, bank_key, item_key)
    banks = {each.bank.id: each.bank for each in bank_shelf().published}
    here = banks.get(bank_key)
    if not (quiz and quiz.columns) and not (here and item_key in here.items):
        raise NotFound
    return render_template(
        "analysis/questions/view_item.html",
        classroom=classroom,
        quiz=quiz,
        bank_key=bank_key,
        item_key=item_key,
        content=here.content_of(item_key) if here and item_key in here.items else None,
        challenge_count=open_challenges(classroom, bank_key, item_key),
    )


@bp.get(f"{_ITEM}/missed")
@in_classroom
def list_who_missed(classroom: ClassFacts, bank_key: str, item_key: str) -> str:
    """Show by name who did not have the full mark on an item, and what they chose."""
    quiz = _quiz_of_item(classroom, bank_key, item_key)
    if quiz is None or not quiz.columns:
        raise NotFound
    return render_template(
        "analysis/questions/list_missed.html",
        classroom=classroom,
        quiz=quiz,
        item_key=item_key,
        stem=quiz.columns[-1].stem,
        missed=missed_by(quiz, item_key),
        unknown=_("“I don’t know”"),
    )


def _of() -> str:
    return request.args.get("of", Of.FIRST)


def _quiz_of_item(classroom: ClassFacts, bank_key: str, item_key: str) -> QuizAnalysis | None:
    """The quiz that the address names, with this item alone; or the one that asked it most."""
    quiz_key = request.args.get("quiz") or quiz_that_asks(classroom, bank_key, item_key)
    if quiz_key is None:
        return None
    if not is_bank_key(quiz_key):
        raise NotFound
    return quiz_analysis(classroom, (bank_key, quiz_key), _of(), only=item_key)
