"""Pictures on their way out and back: with all of them, and with what may be wrong with them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quizapp.banks.picture_files import pictures_of, with_pictures_beside
from quizapp.domain.bank import Bank, read_bank
from quizapp.exchange.bank_text import appended_text, starter_text
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.packed_pictures import pictures_in
from quizapp.exchange.settling import settled
from tests.support.pictures import jpeg, placed_exif, png, show_boat
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")
NAME = f"p-{hashlib.sha256(png()).hexdigest()[:16]}.png"
SOURCES = {"qti12": "qti"}
PACKED = ["1/a.png", "2/a.png", "2/b.png"]
QUESTION = """\
<quiz><question type="multichoice"><name><text>boat</text></name>
<questiontext format="html">
<text><![CDATA[<p>What is it? {image}</p>]]></text>{files}</questiontext>
<answer fraction="100" format="html"><text>A boat</text></answer>
<answer fraction="0" format="html"><text>A barn</text></answer>
</question></quiz>"""
IMAGE = '<img src="@@PLUGINFILE@@/the%20boat.png" alt="Something on the mud">'


@pytest.fixture
def pictured(bank_file: Path) -> tuple[Bank, str, dict[str, bytes]]:
    show_boat(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    bank = with_pictures_beside(read_bank(text.encode()), bank_file).bank
    assert bank is not None
    return bank, text, pictures_of(bank, bank_file)


def file(name: str, content: bytes) -> str:
    data = base64.b64encode(content).decode()
    return f'<file name="{name}" path="/" encoding="base64">{data}</file>'


def moodle(content: bytes, name: str = "the boat.png", image: str = IMAGE) -> Any:
    written = QUESTION.format(image=image, files=file(name, content))
    return settled(imported(written.encode(), "quiz.xml"))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("target", ["moodle-xml", "qti", "qti12", "apkg", "zip"])
def test_picture_comes_back_with_its_question(pictured, target):
    bank, text, contents = pictured

    written = exported(bank, target, 1e9, contents, text)
    found: Any = settled(imported(written.data, "bank", SOURCES.get(target, target)))

    (picture,) = found.pictures
    item = next(item for item in found.items if item.id == "what-pulls")
    assert picture.content == png()
    assert (picture.alt, picture.credit) == ("A boat lies on the mud.", "Own drawing")
    assert item.stem == f"What pulls at the sea and makes it rise? ![]({picture.id})"
    assert not any("picture" in loss.message for loss in written.losses)


@pytest.mark.parametrize("target", ["gift", "aiken", "csv", "xlsx", "yaml"])
def test_format_without_files_has_the_words_and_tells_the_loss(pictured, target):
    bank, text, contents = pictured

    written = exported(bank, target, 1e9, contents, text)

    assert "Of `what-pulls` these pictures are left out, but for their words: `boat`." in {
        loss.message for loss in written.losses
    }
    assert target == "xlsx" or b"boat lies on the mud" in written.data
    assert b"![" not in written.data


def test_names_of_files_tell_nothing_outside(pictured):
    bank, text, contents = pictured

    written = exported(bank, "moodle-xml", 1e9, contents, text).data.decode()

    assert f"@@PLUGINFILE@@/{NAME}" in written
    assert "boat.png" not in written


def test_package_lists_its_pictures(pictured):
    bank, text, contents = pictured

    qti = parts(exported(bank, "qti", 1e9, contents, text).data)
    anki = parts(exported(bank, "apkg", 1e9, contents, text).data)

    assert qti[f"items/{NAME}"] == png()
    assert f'href="items/{NAME}"'.encode() in qti["imsmanifest.xml"]
    assert json.loads(anki["media"]) == {"0": NAME}
    assert anki["0"] == png()


def test_packed_bank_is_the_bank_word_for_word(pictured):
    bank, text, contents = pictured

    unpacked = parts(exported(bank, "zip", 1e9, contents, text).data)

    assert unpacked == {"questions.yaml": text.encode(), "pictures/boat.png": png()}


def test_packed_bank_has_its_pictures_under_the_names_that_they_have(pictured):
    _, text, _ = pictured
    text = text.replace("file: boat.png", "file: the%20boat.png")

    data = packed({"questions.yaml": text.encode(), "pictures/the%20boat.png": png()})
    other = packed({"questions.yaml": text.encode(), "pictures/the boat.png": png()})

    (found,) = imported(data, "bank.zip").pictures
    assert (found.name, found.content) == ("the%20boat.png", png())
    assert imported(other, "bank.zip").pictures == ()


def test_picture_of_moodle_is_declared_with_its_words():
    found = moodle(png())

    (picture,), (item,) = found.pictures, found.items
    text = starter_text(
        found.items, found.topics, "new", "New", {each.id: each.declared for each in found.pictures}
    )
    bank = read_bank(text.encode()).bank
    assert item.stem == "What is it? ![](the-boat)"
    assert (picture.id, picture.alt) == ("the-boat", "Something on the mud")
    assert bank is not None
    assert bank.pictures["the-boat"].alt == "Something on the mud"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg onload='alert(1)'/>", "is an SVG drawing, which can hold programs"),
        (b"<html>", "is a web page"),
        (b"", "is empty"),
        (png() + b"\0" * 2_000_000, "2 MB"),
    ],
)
def test_file_that_is_no_picture_is_left_out_and_told(content, words):
    found = moodle(content)

    said = " ".join(finding.message for finding in found.findings)
    assert found.pictures == ()
    assert found.items[0].stem == "What is it?"
    assert words in said


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://example.org/boat.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="//example.org/x.png">',
        "<img>",
    ],
)
def test_picture_from_elsewhere_is_never_fetched(image):
    found = moodle(png(), image=image)

    assert found.pictures == ()
    assert found.items[0].stem == "What is it?"
    assert "img" in " ".join(finding.message for finding in found.findings)


def test_picture_whose_file_is_missing_is_told_by_its_name():
    found = moodle(png(), image='<img src="@@PLUGINFILE@@/missing.png">')

    said = " ".join(finding.message for finding in found.findings)
    assert found.items[0].stem == "What is it?"
    assert "A picture was left out: its file `missing.png` is missing." in said


def test_two_files_of_one_name_stay_two():
    one, other = (
        QUESTION.format(image=IMAGE, files=file("the boat.png", png(shade=shade)))
        for shade in (1, 2)
    )
    second = other.replace("<quiz>", "").replace("boat</text></name>", "b2</text></name>")
    both = one.replace("</quiz>", "") + second

    found: Any = settled(imported(both.encode(), "quiz.xml"))

    assert {each.content for each in found.pictures} == {png(shade=1), png(shade=2)}
    assert len({item.stem for item in found.items}) == 2


def test_id_that_the_bank_has_for_another_picture_is_not_taken(pictured):
    bank, text, _ = pictured
    found = imported(
        QUESTION.format(
            image=IMAGE.replace("the%20boat", "boat"), files=file("boat.png", png(shade=1))
        ).encode(),
        "quiz.xml",
    )

    result: Any = settled(found, bank)
    longer = appended_text(
        text, bank, result.items, result.topics, {p.id: p.declared for p in result.pictures}
    )

    both: Any = read_bank(longer.encode()).bank
    assert list(both.pictures) == ["boat", "boat-2"]
    assert both.items[result.items[0].id].stem == "What is it? ![](boat-2)"


def test_same_picture_is_not_declared_twice(pictured):
    bank, _, _ = pictured
    found = imported(
        QUESTION.format(image=IMAGE, files=file("the boat.png", png())).encode(), "quiz.xml"
    )

    result: Any = settled(found, bank)

    assert result.pictures == ()
    assert "](boat)" in result.items[0].stem


@pytest.mark.parametrize("name", ["../../pictures/boat.png", "/etc/boat.png", "x/boat.png"])
def test_path_in_a_package_leads_nowhere(name):
    text = SMALL.replace("stem: What pulls", 'stem: "![](boat) What pulls').replace(
        "makes it rise?", 'makes it rise?"', 1
    )
    text = text.replace(
        "topics:\n", "pictures:\n  boat: {file: boat.png, alt: A boat, credit: Own}\ntopics:\n", 1
    )
    data = packed({"questions.yaml": text.encode(), name: png()})

    found: Any = settled(imported(data, "bank.zip"))

    assert found.pictures == ()
    item = next(item for item in found.items if item.id == "what-pulls")
    assert item.stem.startswith("[A boat] What pulls")


def test_bomb_is_refused():
    data = packed({"questions.yaml": SMALL.encode(), "pictures/boat.png": b"\0" * 40_000_000})

    found = imported(data, "bank.zip")

    assert [finding.code for finding in found.findings] == ["X602"]


def test_photograph_keeps_no_place_on_its_way_in(tmp_path):
    from quizapp.authoring.picture_uploads import kept_pictures

    found = moodle(jpeg(exif=placed_exif()), name="the boat.png")

    declared = kept_pictures(tmp_path / "questions.yaml", found.pictures)

    assert declared["the-boat"]["file"] == "the-boat.jpg"
    assert b"N\0\0\0" not in (tmp_path / "pictures" / "the-boat.jpg").read_bytes()


def test_pictures_of_one_name_in_two_folders_are_not_mistaken():
    one, other = png(shade=1), png(shade=2)

    found = pictures_in(packed({"1/a.png": one, "2/a.png": other, "2/b.png": other}), PACKED)

    assert found == {"1/a.png": one, "2/a.png": other, "2/b.png": other, "b.png": other}


def test_name_that_no_file_of_a_bank_may_have_is_made_one():
    found = moodle(png(), name="10:30/.boat.png", image=IMAGE.replace("the%20boat", "10:30/.boat"))

    pictures = {each.id: each.declared for each in found.pictures}
    text = starter_text(found.items, found.topics, "new", "New", pictures)
    bank: Any = read_bank(text.encode()).bank
    assert [each.file for each in bank.pictures.values()] == ["boat.png"]
