"""Styles, scripts and pictures of the site: joined, packed once, and kept by browsers for good."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.assets import FOR_GOOD, KINDS, Assets
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite
GZIP = {"Accept-Encoding": "br, gzip"}


def address_of(app: Flask, name: str) -> str:
    return f"/static/{app.extensions['assets'].version}/{name}"


def test_a_file_at_its_versioned_address_is_kept_for_good(anonymous: Visitor, app: Flask) -> None:
    response = anonymous.get(address_of(app, "css/page.css"))

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == FOR_GOOD
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers["Vary"]


def test_a_file_is_packed_for_whoever_can_unpack_it(anonymous: Visitor, app: Flask) -> None:
    address = address_of(app, "css/page.css")

    packed, plain = anonymous.get(address, headers=GZIP), anonymous.get(address)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("version", ["", "0123456789ab/"])
def test_another_version_of_a_file_is_answered_with_this_one_and_not_kept(
    version: str, anonymous: Visitor, app: Flask
) -> None:
    response = anonymous.get(f"/static/{version}css/page.css")

    assert response.data == anonymous.get(address_of(app, "css/page.css")).data
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_file_that_is_there_already_is_not_sent_again(anonymous: Visitor, app: Flask) -> None:
    address = address_of(app, "css/page.css")
    tag = anonymous.get(address, headers=GZIP).headers["ETag"]

    again = anonymous.get(address, headers={**GZIP, "If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("css/page.css", "text/css; charset=utf-8"),
        ("js/page.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "image/svg+xml; charset=utf-8"),
        ("icons/192.png", "image/png"),
        ("vendor/stix-two-math.woff2", "font/woff2"),
    ],
)
def test_a_file_says_of_what_kind_it_is(
    name: str, kind: str, anonymous: Visitor, app: Flask
) -> None:
    assert anonymous.get(address_of(app, name)).headers["Content-Type"] == kind


def test_there_is_a_kind_for_every_file(app: Flask) -> None:
    files = [path for path in Path(str(app.static_folder)).rglob("*") if path.is_file()]

    assert {path.suffix for path in files} <= set(KINDS)


def test_what_others_wrote_is_sent_as_it_is(anonymous: Visitor, app: Flask) -> None:
    file = Path(str(app.static_folder)) / "vendor" / "htmx.min.js"

    assert anonymous.get(address_of(app, "vendor/htmx.min.js")).data == file.read_bytes()


def test_pages_name_files_by_addresses_that_change_with_them(learner: Visitor, app: Flask) -> None:
    page = learner.get("/").text

    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    version = app.extensions["assets"].version
    assert named
    assert all(address.startswith(f"/static/{version}/") for address in named)


def test_a_newcomer_is_sent_no_script_that_only_somebody_needs(
    anonymous: Visitor, learner: Visitor
) -> None:
    scripts = {"htmx.min.js", "learner.js"}

    assert not any(name in anonymous.get("/").text for name in scripts)
    assert all(name in learner.get("/").text for name in scripts)


def test_a_change_of_a_file_changes_the_version_and_shows_while_somebody_works_on_it(
    app: Flask, tmp_path: Path
) -> None:
    folder = tmp_path / "static"
    shutil.copytree(str(app.static_folder), folder)
    sheet = folder / "css" / "tokens.css"
    assets = Assets(folder, is_changing=True)
    before = assets.version

    sheet.write_text("/* new */\n:root { --paper: #123456; }\n", encoding="utf-8")
    assets.look()

    assert assets.version != before
    page = assets.find("css/page.css")
    assert page is not None
    assert b"/* new */\n:root { --paper: #123456; }" in gzip.decompress(page.body)
