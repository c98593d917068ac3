"""Styles, scripts and pictures of the site: joined, packed once, and kept by browsers for good.

The version of them all is in their addresses, so that an address always means the same bytes. What
a file refers to by a relative address has the same version.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, current_app, request

from quizapp.web import joined_files, shortened_files
from quizapp.web.joined_files import joined_script, joined_style
from quizapp.web.shortened_files import shortened_script, shortened_style

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""Said here: what a system says of a name depends on what is installed, on Windows above all."""

PACKED_ALREADY = frozenset({".png", ".woff2"})
FOR_GOOD = "public, max-age=31536000, immutable"
VENDOR = "vendor"
_VERSIONED = re.compile(r"([0-9a-f]{12})/(.+)")


@dataclass(frozen=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    kind: str
    is_packed: bool


class Assets:
    """The files of a folder, each of them read when it is first asked for.

    Args:
        folder: Where they are.
        is_changing: Whether somebody works on them: they are then left as readable as they are.

    Attributes:
        version: A short hash of all the files, and of how they are joined.
        path: Where they are served, below the address of the app.
    """

    def __init__(self, folder: Path, served_at: str = "", *, is_changing: bool = False) -> None:
        self._folder = folder
        self._served_at = served_at
        self._is_changing = is_changing
        self.look()

    def look(self) -> None:
        """See which files there are, and forget what was read of them."""
        files = sorted(path for path in self._folder.rglob("*") if path.suffix in KINDS)
        self._paths = {path.relative_to(self._folder).as_posix(): path for path in files}
        self._kept: dict[str, Asset] = {}
        self.version = _version_of(self._paths)
        self.path = f"{self._served_at}/{self.version}/"

    def find(self, name: str) -> Asset | None:
        """The file of this name, if there is one."""
        if name not in self._paths:
            return None
        if name not in self._kept:
            self._kept[name] = self._read(self._paths[name])
        return self._kept[name]

    def _read(self, path: Path) -> Asset:
        kind = KINDS[path.suffix]
        if path.suffix in PACKED_ALREADY:
            return Asset(path.read_bytes(), kind, is_packed=False)
        body = path.read_bytes() if path.parent.name == VENDOR else self._own(path)
        return Asset(gzip.compress(body, mtime=0), kind, is_packed=True)

    def _own(self, path: Path) -> bytes:
        """One of our own files, with what it imports."""
        if path.suffix not in {".css", ".js"}:
            return path.read_bytes()
        join, shorten = (
            (joined_style, shortened_style)
            if path.suffix == ".css"
            else (joined_script, shortened_script)
        )
        text = join(path)
        return (text if self._is_changing else shorten(text)).encode()


def serve_assets(app: Flask) -> None:
    """Answer for the static files, and let pages name them with their version."""
    folder = Path(app.static_folder or "")
    assets = Assets(folder, app.static_url_path or "", is_changing=app.config["DEVELOPMENT"])
    app.extensions["assets"] = assets
    if app.config["DEVELOPMENT"]:
        app.before_request(assets.look)
    app.view_functions["static"] = _send_asset
    app.add_template_global(static_address)


def static_address(name: str) -> str:
    """The address of a file of the site, as long as its content stays what it is."""
    assets: Assets = current_app.extensions["assets"]
    return f"{request.script_root}{assets.path}{name}"


def _send_asset(filename: str) -> Response:
    """Give a file; whoever asks for another version of it gets this one, and is not to keep it.

    While servers are exchanged one after the other, a page of one asks another for its files.
    """
    assets: Assets = current_app.extensions["assets"]
    versioned = _VERSIONED.fullmatch(filename)
    version, name = versioned.groups() if versioned else ("", filename)
    asset = assets.find(name)
    if asset is None:
        abort(404)
    response = _sent(asset)
    response.headers["Cache-Control"] = FOR_GOOD if version == assets.version else "no-cache"
    return response


def _sent(asset: Asset) -> Response:
    response = Response(asset.body, content_type=asset.kind)
    if asset.is_packed:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"]:
            response.content_encoding = "gzip"
        else:
            response.set_data(gzip.decompress(asset.body))
    response.add_etag()
    response.make_conditional(request)
    return response


def _version_of(paths: dict[str, Path]) -> str:
    digest = hashlib.sha256()
    for module in (joined_files, shortened_files):
        digest.update(Path(str(module.__file__)).read_bytes())
    for name, path in paths.items():
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
