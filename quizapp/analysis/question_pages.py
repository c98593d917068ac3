"""The class's questions: each with one verdict, the most harmful first; or quiz by quiz."""

from __future__ import annotations

from flask import render_template, request

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_analysis import quiz_lines
from quizapp.analysis.class_questions import ClassQuestions, chosen_lines, class_questions
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NotFound
from quizapp.domain.item_analysis import Judgement

SHOWN = ("look", "all", "quizzes", "unasked")
FINE_SHOWN = 12
"""So many of those that look fine stand below those to look at: all have a page of their own."""


@bp.get("/teach/classrooms/<public_id:classroom_id>/questions")
@in_classroom
def list_class_quizzes(classroom: ClassFacts) -> str:
    """Show the questions that the class was asked, or the quizzes it took, worst first."""
    show = request.args.get("show", SHOWN[0])
    if show not in SHOWN:
        raise NotFound
    if show == "quizzes":
        lines = quiz_lines(classroom.id, bank_shelf().banks)
        return render_template(
            "analysis/questions/list_quizzes.html", classroom=classroom, lines=lines, show=show
        )
    return _questions_page(classroom, class_questions(classroom.id, bank_shelf().banks), show)


def _questions_page(classroom: ClassFacts, questions: ClassQuestions, show: str) -> str:
    words, topic = request.args.get("q", "").strip(), request.args.get("topic", "")
    every = (*questions.asked, *questions.unasked)
    shown = {
        "look": questions.to_look_at,
        "all": questions.asked,
        "unasked": questions.unasked,
    }[show]
    fine = [line for line in questions.asked if line.judgement is Judgement.FINE]
    few = [line for line in questions.asked if line.judgement is Judgement.TOO_FEW]
    return render_template(
        "analysis/questions/list_questions.html",
        classroom=classroom,
        questions=questions,
        show=show,
        lines=chosen_lines(shown, words, topic),
        fine=chosen_lines(fine, words, topic),
        fine_shown=FINE_SHOWN,
        too_few=len(few),
        topics=sorted({line.topic for line in every}),
        wanted={"q": words, "topic": topic},
    )
