"""Which bank's file a request is about, and links to other pages about the same one."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, request

from quizapp.authoring.editing import FileEditor
from quizapp.authoring.place_addresses import place_url
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.errors import NotFound
from quizapp.web import clock


def current_place() -> BankPlace:
    """The place that this request is about; a file that never held a good bank goes by its name.

    Raises:
        NotFound: there is no such place, or there are several and none was named.
        NoBank: there is no place at all.
    """
    name = request.args.get("file")
    shelf = bank_shelf()
    if name is None or "bank_id" in g:
        return shelf.place(g.get("bank_id"))
    place = _place_named(name)
    if place is None:  # another process may have made it a moment ago
        shelf.look_at_files(clock.now())
        place = _place_named(name)
    if place is None:
        raise NotFound
    return place


def _place_named(name: str) -> BankPlace | None:
    return next((place for place in bank_shelf().places if place.name == name), None)


def current_editor() -> FileEditor:
    """The file at that place, to be opened and written.

    Raises: as `current_place`.
    """
    settings = current_app.config
    return FileEditor(current_place(), str(settings["SECRET_KEY"]), settings["DATA_DIR"])


def is_place_named() -> bool:
    """Whether it is clear which file is meant: the address says so, or there is only one."""
    return len(bank_shelf().places) == 1 or bool(g.get("bank_id") or request.args.get("file"))


def around(place: BankPlace) -> dict[str, Any]:
    """What every page about a place needs: the place, and how to lead to others about it."""

    def here(endpoint: str, **more: Any) -> str:
        return place_url(place, endpoint, **more)

    return {"place": place, "here": here}
