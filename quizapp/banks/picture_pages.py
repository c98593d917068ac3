"""Pictures, each at the address of its hash: it never changes, and tells nothing by its name."""

from __future__ import annotations

from flask import Response, request

from quizapp.accounts.sessions import current_person
from quizapp.banks.blueprint import bp
from quizapp.banks.picture_files import contents_beside
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank.picture_headers import NoPictureError, header
from quizapp.domain.errors import NotFound
from quizapp.web.pictures import kept_content

LASTING = "private, max-age=31536000, immutable"
HARMLESS = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may do with a picture that is opened on its own: show it, on the light ground
that its own page for pictures gives to what is transparent, and nothing else."""


@bp.get("/pictures/<sha256:sha256>.<any(png, jpeg, gif, webp):kind>")
def show_picture(sha256: str, kind: str) -> Response:
    """Send a picture, as what its content says that it is.

    Pictures of banks in use are for everybody, as the article is. Earlier ones are for those who
    are signed in: their old answers show them. What is not published yet is for teachers.
    """
    person = current_person()
    data = kept_content(sha256) if person or _is_in_use(sha256) else None
    if data is None and person is not None and person.is_teacher:
        data = _beside_a_bank(sha256)
    if data is None or _kind_of(data) != kind:
        raise NotFound
    response = Response(data, mimetype=f"image/{kind}")
    response.headers["Cache-Control"] = LASTING
    response.headers["Content-Security-Policy"] = HARMLESS
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.set_etag(sha256)
    response.make_conditional(request)
    return response


def _is_in_use(sha256: str) -> bool:
    return any(
        picture.facts is not None and picture.facts.sha256 == sha256
        for bank in bank_shelf().banks.values()
        for picture in bank.pictures.values()
    )


def _beside_a_bank(sha256: str) -> bytes | None:
    found = (contents_beside(place.path)(sha256) for place in bank_shelf().places)
    return next((data for data in found if data is not None), None)


def _kind_of(data: bytes) -> str | None:
    try:
        return header(data).kind
    except NoPictureError:
        return None
