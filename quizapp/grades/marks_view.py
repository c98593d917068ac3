"""The page of marks: the grid, one of its cells open, and what was just saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, session

from quizapp.accounts.guards import known_person
from quizapp.assignments.facts import assignment_of
from quizapp.classes.facts import ClassFacts
from quizapp.domain.errors import NotFound
from quizapp.grades.class_grades import learner_in
from quizapp.grades.forms import GradebookForm, filter_in_address, sorting_in_address
from quizapp.grades.gradebook import Wanted, gradebook_page
from quizapp.grades.overriding_form import OverrideForm
from quizapp.grades.single_grades import SingleGrade, single_grade
from quizapp.grades.undoing import Cell
from quizapp.grades.words import STATE_WORDS, Numbers, Percents, listed_words, remarks
from quizapp.web import clock

ROWS, COMPACT = "rows", "compact"
LONGEST_CELL = 100
UNDO = "undo_marks"


def cell_in_address() -> Cell | None:
    """The learner and the assignment whose cell is asked for."""
    learner_id, dot, assignment_id = request.args.get("cell", "")[:LONGEST_CELL].partition(".")
    return (learner_id, assignment_id) if dot else None


def opened_cell(classroom: ClassFacts, cell: Cell | None) -> SingleGrade | None:
    """What an open cell shows; None where there is none by now."""
    if cell is None:
        return None
    try:
        return single_grade(classroom.id, cell[1], cell[0], clock.now())
    except NotFound:
        return None


def kept_in_address(wanted: Wanted) -> dict[str, Any]:
    """What every link of the page keeps: filter, order and page."""
    page = {"page": wanted.page} if wanted.page > 1 else {}
    return {**filter_in_address(wanted), **sorting_in_address(wanted), **page}


def marks_page(
    classroom: ClassFacts,
    *,
    single: SingleGrade | None = None,
    form: OverrideForm | None = None,
    is_conflict: bool = False,
) -> str:
    """The grid as the address asks for it, with a cell open or without."""
    wish = GradebookForm(request.args)
    book = gradebook_page(classroom.id, wish.wanted, clock.now())
    kept, order = filter_in_address(book.wanted), sorting_in_address(book.wanted)
    here = kept_in_address(book.wanted)
    return render_template(
        "grades/view_gradebook.html",
        classroom=classroom,
        form=wish,
        book=book,
        kept={"classroom_id": classroom.public_id, **kept},
        sorting=order,
        here={"classroom_id": classroom.public_id, **here},
        cell_address=f"?{urlencode({**here, 'cell': ''})}",
        is_compact=_is_compact(),
        percents=Percents(),
        numbers=Numbers(),
        saved_cell=request.args.get("saved"),
        listed_words=listed_words,
        state_words={state: str(words) for state, words in STATE_WORDS.items()},
        undo=_undo_of(classroom) if "saved" in request.args else None,
        **_cell_facts(single, form, is_conflict=is_conflict),
    )


def cell_part(classroom: ClassFacts, single: SingleGrade) -> str:
    """The open cell alone, for the script that puts it into the grid."""
    here = kept_in_address(GradebookForm(request.args).wanted)
    return render_template(
        "grades/_cell.html",
        classroom=classroom,
        here={"classroom_id": classroom.public_id, **here},
        **_cell_facts(single, None, is_conflict=False),
    )


def _cell_facts(
    single: SingleGrade | None, form: OverrideForm | None, *, is_conflict: bool
) -> dict[str, Any]:
    if single is None:
        return {"single": None}
    return {
        "single": single,
        "override_form": form or OverrideForm(formdata=None, unit=_unit(single)),
        "said": remarks(single.grade),
        "is_conflict": is_conflict,
    }


def _unit(single: SingleGrade) -> str:
    return "points" if single.most_points else "percent"


def _undo_of(classroom: ClassFacts) -> dict[str, Any] | None:
    """What the browser keeps of the last change, if it was in this class, and what it was about."""
    kept: dict[str, Any] | None = session.get(UNDO)
    if not kept or not is_kept_of(classroom, kept):
        return None
    learner_id, assignment_id = kept["cell"]
    try:
        name = learner_in(classroom.id, learner_id).name
        title = assignment_of(classroom.id, assignment_id).title
    except NotFound:
        return None
    return {"change": kept.get("change"), "name": name, "title": title}


def is_kept_of(classroom: ClassFacts, kept: Mapping[str, Any]) -> bool:
    """Whether a change was made in this class, by whoever is signed in here now."""
    by_whom = kept.get("by"), kept["class"]
    return by_whom == (known_person().public_id, classroom.public_id)


def _is_compact() -> bool:
    """Whether the rows are low; what was chosen once holds until another choice."""
    if ROWS in request.args:
        session[ROWS] = request.args[ROWS] if request.args[ROWS] == COMPACT else ""
    return session.get(ROWS) == COMPACT
