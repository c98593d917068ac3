"""Files that pages hand out."""

from __future__ import annotations

from flask import Response


def attachment(body: bytes | str, mimetype: str, name: str) -> Response:
    """A file that browsers keep under this name, in place of showing it; texts are in UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype=mimetype, headers=headers)
