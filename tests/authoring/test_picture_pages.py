"""Pictures uploaded in the browser: looked at by their content, published with their question."""

from __future__ import annotations

import hashlib
import io
import os
from typing import Any

import pytest
from werkzeug.test import TestResponse

from quizapp.authoring.picture_uploads import kept_file
from quizapp.domain.bank import read_bank
from quizapp.domain.errors import PictureRefused
from tests.support.editing import EditorPage, open_editor, send_text
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.pictures import gif, jpeg, placed_exif, png, show_boat
from tests.support.shelves import put_to_use

PATH = "/teach/bank/pictures"


def upload(teacher: Visitor, data: bytes, name: str = "boat.png", **fields: Any) -> TestResponse:
    said = {"alt": "A boat lies on the mud.", "credit": "Own drawing", "item": "", **fields}
    token = {"csrf_token": teacher.browser.token()}
    file = {"file": (io.BytesIO(data), name)}
    return teacher.browser.post(PATH, data={**token, **said, **file})


def test_picture_and_its_question_are_published_in_one_step(teacher, learner, bank_file):
    review = upload(teacher, png(), item="what-pulls")
    before = bank_file.read_text(encoding="utf-8")
    published = send_text(teacher, EditorPage(review), "publish")

    bank: Any = read_bank(bank_file.read_bytes()).bank
    address = f"/pictures/{hashlib.sha256(png()).hexdigest()}.png"
    assert "pictures:" not in before
    assert published.status_code == 303
    assert bank.pictures["boat"].file == "boat.png"
    assert bank.items["what-pulls"].stem.endswith("makes it rise? ![](boat)")
    assert learner.get(address).data == png()
    assert "A boat lies on the mud." in teacher.get(PATH).text


def test_name_is_made_safe_and_follows_the_content(teacher, bank_file):
    upload(teacher, gif(), name="../../etc/Été & <b>.svg")

    assert [path.name for path in (bank_file.parent / "pictures").iterdir()] == ["ete-b.gif"]


def test_nothing_is_overwritten_and_the_same_is_kept_once(teacher, bank_file):
    for data in (png(), png(shade=1), png(), png(shade=1)):
        assert upload(teacher, data).status_code == 200

    folder = bank_file.parent / "pictures"
    assert (folder / "boat.png").read_bytes() == png()
    assert (folder / "boat-2.png").read_bytes() == png(shade=1)
    assert len(list(folder.iterdir())) == 2


def test_place_of_a_photograph_is_taken_out(teacher, bank_file):
    upload(teacher, jpeg(exif=placed_exif()), name="boat.jpg")

    (kept,) = (bank_file.parent / "pictures").iterdir()
    assert b"N\0\0\0" not in kept.read_bytes()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg onload='alert(1)'/>", "no picture that browsers show safely"),
        (b"<html><script>alert(1)</script>", "no picture that browsers show safely"),
        (gif(60_000, 60_000), "too large"),
    ],
)
def test_what_is_no_picture_is_refused_and_not_kept(teacher, bank_file, data, words):
    refused = upload(teacher, data)

    assert refused.status_code == 422
    assert words in refused.text
    assert not (bank_file.parent / "pictures").exists()


def test_file_of_more_than_two_megabytes_is_refused(bank_file):
    with pytest.raises(PictureRefused, match="2 MB"):
        kept_file(bank_file, png() + b"\0" * 2_000_000, "boat.png")


def test_words_are_asked_for(teacher, bank_file):
    refused = upload(teacher, png(), alt=" ")

    assert refused.status_code == 422
    assert "Say in a sentence what is to be seen." in refused.text
    assert not (bank_file.parent / "pictures").exists()


def test_form_of_a_question_leads_to_its_picture(teacher):
    page = teacher.get("/teach/bank/items/what-pulls/edit")
    form = teacher.get(f"{PATH}?item=what-pulls")

    assert f'href="{PATH}?item=what-pulls"' in page.text
    assert "Publish first what you have changed here" in page.text
    assert '<option selected value="what-pulls">' in form.text


def test_file_that_nothing_uses_can_be_taken_out(teacher, bank_file):
    upload(teacher, png())

    listed = teacher.get(PATH)
    teacher.send(f"{PATH}/remove", file="boat.png")

    assert "Files that no question uses" in listed.text
    assert not list((bank_file.parent / "pictures").iterdir())


def test_hidden_file_beside_the_bank_is_no_other_bank_that_may_use_pictures(teacher, bank_file):
    (bank_file.parent / ".settings.yaml").touch()
    upload(teacher, png())

    assert "Files that no question uses" in teacher.get(PATH).text


def test_file_of_a_name_that_no_page_can_hold_is_passed_over(teacher, bank_file):
    folder = bank_file.parent / "pictures"
    folder.mkdir()
    (folder / os.fsdecode(b"boat-\xff.png")).write_bytes(png())

    assert teacher.get(PATH).status_code == 200


def test_other_picture_in_a_file_is_told_before_publishing(app, teacher, bank_file):
    show_boat(bank_file)
    with app.app_context():
        put_to_use(bank_file)
    good = bank_file.read_text(encoding="utf-8")
    bank_file.write_text(good.replace("topic: moon", "topic: sun"), encoding="utf-8")
    (bank_file.parent / "pictures" / "boat.png").write_bytes(png(shade=1))

    review = send_text(teacher, open_editor(teacher), "review", text=good)

    assert "These files hold another picture now, which learners will see: boat.png" in text_of(
        review.text
    )


@pytest.mark.parametrize("name", ["boat.png", "../questions.yaml", "", "other.png"])
def test_no_other_file_can_be_taken_out(teacher, bank_file, name):
    show_boat(bank_file)

    refused = teacher.send(f"{PATH}/remove", file=name)

    assert refused.status_code == 404
    assert (bank_file.parent / "pictures" / "boat.png").exists()
    assert bank_file.exists()


def test_files_that_are_gone_can_be_put_back(app, teacher, bank_file):
    show_boat(bank_file)
    with app.app_context():
        put_to_use(bank_file)
    gone = bank_file.parent / "pictures" / "boat.png"
    gone.unlink()

    listed = teacher.get(PATH)
    teacher.send(f"{PATH}/put-back")

    assert "Files that are gone" in listed.text
    assert gone.read_bytes() == png()
    assert "Files that are gone" not in teacher.get(PATH).text


def drop(teacher: Visitor, data: bytes, text: str) -> TestResponse:
    token = {"csrf_token": teacher.browser.token(), "text": text}
    return teacher.browser.post(f"{PATH}/take", data={**token, "file": (io.BytesIO(data), "a.png")})


def test_dropped_picture_is_declared_in_the_text_that_is_being_written(teacher, bank_file):
    text = bank_file.read_text(encoding="utf-8").replace("title: The tides", "title: New tides", 1)

    told: Any = drop(teacher, png(), text).json

    assert told["id"] == "a"
    assert told["text"] == text.replace(
        "items:\n", 'pictures:\n  a:\n    file: a.png\n    alt: ""\nitems:\n', 1
    )
    assert (bank_file.parent / "pictures" / "a.png").read_bytes() == png()
    found = {each.code for each in read_bank(told["text"].encode()).findings}
    assert "B203" in found


@pytest.mark.parametrize(
    ("data", "text", "status", "words"),
    [
        (b"<svg/>", "", 422, "no picture"),
        (png(), "a: [", 409, "Mend the errors"),
    ],
)
def test_dropped_file_that_cannot_be_taken_is_told(teacher, bank_file, data, text, status, words):
    refused = drop(teacher, data, text or bank_file.read_text(encoding="utf-8"))

    message: Any = refused.json
    assert refused.status_code == status
    assert words in message["message"]
