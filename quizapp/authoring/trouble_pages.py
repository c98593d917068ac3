"""Why a bank's file cannot be opened, or not be changed by a form, and what there is instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import render_template
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from quizapp.authoring.editing import FileEditor
from quizapp.authoring.history import latest_publication
from quizapp.authoring.places import around, current_editor, current_place
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import BankFileTrouble, FileTrouble

Page = tuple[str, int]
Answer = str | Page | Response
P = ParamSpec("P")

TROUBLES: dict[FileTrouble, LazyString] = {
    FileTrouble.MISSING: _l("The file is not there any more."),
    FileTrouble.NO_FOLDER: _l("The folder of the file is not there any more."),
    FileTrouble.NOT_ALLOWED: _l(
        "The server is not allowed to. It needs the right to read and write the file and its "
        "folder."
    ),
    FileTrouble.DISK_FULL: _l("The server’s disk is full."),
    FileTrouble.NOT_TEXT: _l("The file is not UTF-8 text, so it cannot be shown here."),
    FileTrouble.TOO_LARGE: _l("The file is larger than 4 MB, too large to be edited here."),
    FileTrouble.BUSY: _l("Somebody else is saving it at this moment. Try again."),
    FileTrouble.OTHER: _l("The system gave an error."),
}


def troubles_told(view: Callable[P, Answer]) -> Callable[P, Answer]:
    """Say why the file cannot be opened, or not be changed by a form, where that is so."""

    @wraps(view)
    def told(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return view(*args, **kwargs)
        except BankFileTrouble as trouble:
            return trouble_page(trouble)
        except CannotSpliceError as error:
            page = render_template(
                "authoring/no_form.html", **around(current_place()), reason=str(error)
            )
            return page, 409

    return told


def trouble_page(trouble: BankFileTrouble) -> Page:
    """Why the file cannot be opened, and the way back to the last good version."""
    editor = current_editor()
    page = render_template(
        "authoring/trouble.html",
        **around(editor.place),
        trouble=TROUBLES[trouble.trouble],
        detail=trouble.detail,
        latest=latest_publication(editor.place.bank_id),
        tag=_tag_or_none(editor),
    )
    return page, 503


def _tag_or_none(editor: FileEditor) -> str | None:
    """The tag of a file that is no text and can be replaced as a whole."""
    try:
        return editor.tag()
    except BankFileTrouble:
        return None
