"""An assignment as it is being taken: for the teacher's own eyes, and for the wall."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.assignments.end_deeds import shown_move
from quizapp.assignments.extending import has_end
from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import find_published_bank
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.bank import Bank
from quizapp.domain.bank.article import Section
from quizapp.domain.drills.discussing import sections_to_discuss
from quizapp.domain.live import FEWEST_SHOWN
from quizapp.lessons import projecting
from quizapp.lessons.blueprint import bp
from quizapp.lessons.grid import live_grid
from quizapp.lessons.live import Version, live_class, version_of
from quizapp.lessons.projecting import Wish, projected
from quizapp.web import clock


@bp.get("/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/live")
@in_classroom
def watch_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """Show who is where and what they choose; nothing is sent again while nothing is new."""
    assignment = assignment_of(classroom.id, assignment_id)
    now = clock.now()
    version, bank = version_of(assignment, now), _bank_of(assignment)

    def page() -> str:
        live = live_class(assignment, bank, now)
        is_by_name = request.args.get("sort") == "name"
        return render_template(
            "lessons/watch.html",
            classroom=classroom,
            assignment=assignment,
            live=live,
            grid=live_grid(assignment, live, now, is_by_name=is_by_name),
            is_by_name=is_by_name,
            is_tight=request.args.get("rows") == "tight",
            has_end=has_end(assignment.terms),
            moved=shown_move(classroom.id, assignment_id, now),
            bank=bank,
            to_discuss=_to_discuss(bank, assignment.quiz_key),
            version=version,
            now=now,
            place_id=partial(projecting.place_id, _secret(), assignment_id),
        )

    return _unless_known(version, page)


@bp.get(
    "/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/projector"
)
@in_classroom
def open_projector(classroom: ClassFacts, assignment_id: str) -> Response | str:
    """Go to the first question, or say that there is none yet."""
    assignment = assignment_of(classroom.id, assignment_id)
    first = projected(assignment, _bank_of(assignment), Wish(), _secret())
    if first is None:
        return render_template(
            "lessons/nothing_to_project.html", classroom=classroom, assignment=assignment
        )
    return redirect(
        url_for(
            "lessons.project_item",
            classroom_id=classroom.public_id,
            assignment_id=assignment_id,
            place_id=first.place.id,
        ),
        code=303,
    )


@bp.get(
    "/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>"
    "/projector/<public_id:place_id>"
)
@in_classroom
def project_item(classroom: ClassFacts, assignment_id: str, place_id: str) -> Response:
    """Show one question, large and without names; answers and key when they are wished for."""
    assignment = assignment_of(classroom.id, assignment_id)
    version = version_of(assignment, clock.now())
    wish = Wish(place_id, answers="answers" in request.args, key="key" in request.args)

    def page() -> str:
        return render_template(
            "lessons/projector.html",
            classroom=classroom,
            assignment=assignment,
            item=projected(assignment, _bank_of(assignment), wish, _secret()),
            wish=wish,
            version=version,
            fewest=FEWEST_SHOWN,
        )

    return _unless_known(version, page)


def _secret() -> str:
    """What the class cannot know: addresses and orders on the wall follow from it."""
    return str(current_app.config["SECRET_KEY"])


def _bank_of(assignment: AssignmentFacts) -> Bank | None:
    """The bank of an assignment, if it is still on the server. The page is about it."""
    name_bank_in_links(assignment.bank_key)
    published = find_published_bank()
    is_here = published is not None and published.bank.id == assignment.bank_key
    return published.bank if published is not None and is_here else None


def _to_discuss(bank: Bank | None, quiz_key: str) -> list[Section]:
    quiz = bank.quizzes.get(quiz_key) if bank else None
    return sections_to_discuss(bank, quiz) if bank and quiz else []


def _unless_known(version: Version, page: Callable[[], str]) -> Response:
    """The page; nothing but 304 for a browser that says it has this version."""
    if request.if_none_match.contains(version.token):
        response = Response(status=304)
    else:
        response = Response(page(), mimetype="text/html")
    response.set_etag(version.token)
    return response
