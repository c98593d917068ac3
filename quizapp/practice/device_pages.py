"""What makes the site an app on a device: its manifest, and the worker that knows no connection."""

from __future__ import annotations

import hashlib
import json
import re

from flask import Response, g, render_template, url_for

from quizapp.practice.blueprint import bp
from quizapp.web.assets import static_address

_FILE = re.compile(r'(?:href|src)="([^"#]*/static/[^"#]+)')
_SIZES = (192, 512)


@bp.get("/app.webmanifest")
def app_manifest() -> Response:
    """Say how the site is shown once it is installed."""
    icons = [
        {
            "src": static_address(f"icons/{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
        }
        for size in _SIZES
    ]
    facts = {
        "name": "Quizapp",
        "short_name": "Quizapp",
        "id": url_for("home.home"),
        "start_url": url_for("home.home"),
        "scope": url_for("home.home"),
        "display": "standalone",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": icons,
    }
    return Response(json.dumps(facts), mimetype="application/manifest+json")


@bp.get("/service-worker.js")
def service_worker() -> Response:
    """Give the worker, at the root of the site so that all pages are its own.

    It names what it keeps and a version of it all, so that a changed server makes a new worker.
    """
    page = _page_of_nobody()
    files = sorted(set(_FILE.findall(page)))
    kept = {
        "version": hashlib.sha256(page.encode()).hexdigest()[:12],
        "page": url_for("practice.without_connection"),
        "files": files,
    }
    script = static_address("js/worker.js")
    text = f"self.kept = {json.dumps(kept)};\nimportScripts({json.dumps(script)});\n"
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/cards/offline")
def without_connection() -> str:
    """Show the page that the device keeps: the same for whoever is logged in."""
    return _page_of_nobody()


def _page_of_nobody() -> str:
    g.person = None
    return render_template("practice/without_connection.html")
