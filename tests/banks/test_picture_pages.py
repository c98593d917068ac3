"""Pictures on pages: shown to whoever sees the question, and able to do nothing else."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.people import Visitor
from tests.support.pictures import SHOWN, gif, png, show_boat
from tests.support.shelves import put_to_use

pytestmark = pytest.mark.on_both
ADDRESS = re.compile(r"/pictures/[0-9a-f]{64}\.png")


def address_of(data: bytes, kind: str = "png") -> str:
    return f"/pictures/{hashlib.sha256(data).hexdigest()}.{kind}"


@pytest.fixture
def boat(app: Flask, bank_file: Path) -> bytes:
    """A picture in the first question of the bank in use."""
    content = show_boat(bank_file)
    with app.app_context():
        put_to_use(bank_file)
    return content


def first_page(learner: Visitor) -> tuple[str, TestResponse]:
    attempt = learner.start("all")
    pages = (learner.get(f"{attempt}/items/{number}") for number in range(1, 9))
    return attempt, next(page for page in pages if "What pulls at the sea" in page.text)


def test_question_shows_its_picture_with_words_size_and_credit(boat, learner):
    _, page = first_page(learner)

    assert (
        f'<a class="picture-link" href="{address_of(boat)}">'
        f'<img src="{address_of(boat)}" alt="A boat lies on the mud." width="3" height="2"'
    ) in page.text
    assert '<small class="picture-credit">Own drawing</small>' in page.text
    assert "boat.png" not in page.text


def test_picture_is_sent_as_what_it_is_for_long_and_can_do_nothing(boat, learner):
    sent = learner.get(address_of(boat))

    assert (sent.status_code, sent.data, sent.mimetype) == (200, boat, "image/png")
    assert sent.headers["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    again = learner.get(address_of(boat), headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_there_is_no_other_address_for_it(boat, learner):
    sha256 = hashlib.sha256(boat).hexdigest()

    for wrong in (
        f"/pictures/{sha256}.gif",
        f"/pictures/{sha256}.svg",
        f"/pictures/{sha256[:-1]}.png",
        "/pictures/boat.png",
        "/pictures/../questions.yaml",
        address_of(b"another"),
    ):
        assert learner.get(wrong).status_code == 404


def test_old_attempt_shows_the_picture_it_had(boat, app, bank_file, learner):
    attempt = learner.take("all")
    other = png(shade=200)
    show = bank_file.parent / "pictures" / "boat.png"
    show.write_bytes(other)
    with app.app_context():
        put_to_use(bank_file)

    looked_back, (_, asked_now) = learner.get(attempt), first_page(learner)

    assert address_of(boat) in looked_back.text
    assert address_of(other) not in looked_back.text
    assert address_of(other) in asked_now.text
    assert learner.get(address_of(boat)).data == boat


def test_file_that_vanishes_leaves_the_bank_with_its_picture(boat, app, bank_file, learner):
    (bank_file.parent / "pictures" / "boat.png").unlink()
    with app.app_context():
        put_to_use(bank_file)

    _, page = first_page(learner)

    assert learner.get(ADDRESS.findall(page.text)[0]).data == boat


def test_picture_that_is_not_in_use_any_more_is_for_those_who_are_signed_in(
    boat, app, bank_file, learner, anonymous
):
    before = anonymous.get(address_of(boat)).status_code
    (bank_file.parent / "pictures" / "boat.png").write_bytes(png(shade=10))
    with app.app_context():
        put_to_use(bank_file)

    assert before == 200
    assert anonymous.get(address_of(boat)).status_code == 404
    assert learner.get(address_of(boat)).status_code == 200


def test_picture_that_is_not_published_yet_is_for_teachers(app, bank_file, teacher, learner):
    folder = bank_file.parent / "pictures"
    folder.mkdir()
    (folder / "new.gif").write_bytes(gif())
    (folder / "evil.gif").write_bytes(b"<svg onload='alert(1)'/>")

    assert teacher.get(address_of(gif(), "gif")).data == gif()
    assert learner.get(address_of(gif(), "gif")).status_code == 404
    assert teacher.get(address_of(b"<svg onload='alert(1)'/>", "gif")).status_code == 404


def test_link_in_the_folder_leads_nowhere(app, bank_file, teacher):
    folder = bank_file.parent / "pictures"
    folder.mkdir()
    outside = bank_file.parent / "outside.png"
    outside.write_bytes(png())
    (folder / "boat.png").symlink_to(outside)

    assert teacher.get(address_of(png())).status_code == 404


def test_words_that_look_like_html_stay_words(app, bank_file, learner):
    show_boat(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    hostile = """alt: '"><script>alert(1)</script> ](x) onerror="alert(2)'"""
    bank_file.write_text(text.replace("alt: A boat lies on the mud.", hostile), encoding="utf-8")
    with app.app_context():
        put_to_use(bank_file)

    _, page = first_page(learner)

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ](x) onerror=&#34;alert(2)" in page.text


def test_preview_shows_a_picture_before_it_is_published(app, bank_file, teacher):
    content = show_boat(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index(SHOWN)].count("\n") + 1

    shown = teacher.send("/teach/bank/preview", text=text, line=line)

    assert address_of(content) in shown.text


def test_article_and_cited_passage_show_it_and_keep_their_lights(app, bank_file, learner):
    content = show_boat(bank_file)
    text = bank_file.read_text(encoding="utf-8").replace(SHOWN, "stem: What pulls at the sea?")
    text = text.replace("        The moon pulls", "        ![](boat) The moon pulls", 1)
    bank_file.write_text(text, encoding="utf-8")
    with app.app_context():
        put_to_use(bank_file)

    article = learner.get("/article?passage=moon-1&words=The+moon+pulls+at+the+sea")
    results = learner.get(learner.take("all"))

    assert address_of(content) in article.text
    assert "<mark>The moon pulls at the sea</mark>" in article.text
    assert address_of(content) in results.text
    assert "<mark>The moon pulls at the sea</mark>" in results.text


def test_page_that_says_that_there_is_no_picture_is_kept_by_no_browser(learner):
    page = learner.get(address_of(b"x"))

    assert (page.status_code, page.headers["Cache-Control"]) == (404, "no-store")
