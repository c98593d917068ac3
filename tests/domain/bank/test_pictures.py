"""Pictures in a bank's texts: named by it, standing in what it hands on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank, with_picture_files
from quizapp.domain.bank.edits import edits
from quizapp.domain.bank.picture_folder import PictureFile, PictureFolder, looked_at
from quizapp.domain.bank.pictures import (
    PictureFacts,
    StandingPicture,
    facts_of,
    facts_text,
    pieces,
    with_words_for_pictures,
)
from quizapp.domain.bank.revisions import content_hash, marking_hash
from tests.support.pictures import BOAT, SHOWN, STEM, gif, jpeg, placed_exif, png
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")
FACTS = PictureFacts("a" * 64, "png", 640, 480)
OTHER = PictureFacts("b" * 64, "webp", 640, 480)


def reading(text: Any = SHOWN, pictures: Any = BOAT, facts: Any = FACTS, **files: Any) -> Any:
    """What comes of reading the small bank with a picture in its first stem."""
    written = SMALL.replace(STEM, text).replace("topics:\n", f"{pictures}topics:\n", 1)
    found = {"boat.png": PictureFile(facts), **files}
    folder = PictureFolder({name: file for name, file in found.items() if file})
    return with_picture_files(read_bank(written.encode(), lint=True), folder)


def shown(text: str) -> list[Any]:
    return list(pieces(text))


def read(text: str) -> Any:
    return read_bank(text.encode()).bank


def codes(reading: Any) -> list[str]:
    return [finding.code for finding in reading.findings if finding.code not in {"W517", "W518"}]


def test_text_that_is_handed_on_holds_the_picture_and_not_its_name():
    content = reading().bank.content_of("what-pulls")

    (words, picture) = pieces(content.questions[0].stem)

    assert words == "What pulls at the sea and makes it rise? "
    assert picture == StandingPicture("A boat lies on the mud.", "Own drawing", FACTS)
    assert "boat.png" not in content.questions[0].stem
    assert "(boat)" not in content.questions[0].stem


def test_words_at_the_place_go_before_those_of_the_picture():
    bank = reading(SHOWN.replace("![]", "![A small boat]")).bank

    _, picture = shown(bank.content_of("what-pulls").questions[0].stem)

    assert picture.alt == "A small boat"


@given(st.text(max_size=40), st.none() | st.text(max_size=40))
def test_words_and_credit_come_through_whatever_is_in_them(alt, credit):
    alt, credit = " ".join(alt.split()), " ".join((credit or "").split()) or None
    picture = StandingPicture(alt, credit, FACTS)

    found = list(pieces(f"a {picture.as_text} b"))

    assert found == ["a ", picture, " b"]


def test_same_picture_under_another_file_is_the_same_revision():
    one = reading()
    other = reading(
        pictures=BOAT.replace("boat.png", "ship.png"), **{"ship.png": PictureFile(FACTS)}
    )

    hashes = [content_hash(each.held_bank.content_of("what-pulls")) for each in (one, other)]

    assert hashes[0] == hashes[1]


def test_other_content_is_another_revision_that_marks_alike_and_no_edit_of_words():
    one, other = reading().bank, reading(facts=OTHER).bank

    contents = [bank.content_of("what-pulls") for bank in (one, other)]

    assert content_hash(contents[0]) != content_hash(contents[1])
    assert marking_hash(contents[0]) == marking_hash(contents[1])
    assert edits(one, other) == ()


def test_bank_without_pictures_is_what_it_was():
    plain: Any = read_bank(SMALL.encode())

    assert with_picture_files(plain, PictureFolder({"boat.png": PictureFile(FACTS)})) is plain
    assert facts_text(read(SMALL).pictures) == ""


def test_what_is_known_can_be_written_down():
    bank = reading().bank

    assert facts_of(facts_text(bank.pictures)) == {"boat": FACTS}
    assert facts_of("") == {}


def test_picture_on_its_own_moves_no_passage():
    text = "The moon pulls at the sea, and twice"
    with_picture = SMALL.replace(
        "\n\n        A spring", "\n\n        ![](boat)\n\n        A spring"
    )
    with_picture = with_picture.replace("topics:\n", f"{BOAT}topics:\n", 1)

    passages = read(with_picture).article.passages

    assert [each.id for each in passages] == [each.id for each in read(SMALL).article.passages]
    assert text in passages[0].text
    assert passages[0].text.endswith("![](boat)")


def test_passage_that_is_cited_shows_its_picture():
    with_picture = SMALL.replace(
        "The moon pulls at the sea, and", "![](boat) The moon pulls at the sea, and", 1
    )
    with_picture = with_picture.replace("topics:\n", f"{BOAT}topics:\n", 1)

    bank = read(with_picture).with_picture_facts({"boat": FACTS})

    (quote,) = bank.content_of("what-pulls").quotes
    assert quote.phrase == "The moon pulls at the sea"
    assert shown(quote.before)[0].facts == FACTS
    assert shown(bank.shown_article.passages[0].text)[0].facts == FACTS


def test_without_its_file_the_bank_is_not_used():
    missing = reading(pictures=BOAT.replace("boat.png", "bote.png"))

    (finding,) = [each for each in missing.findings if each.code == "B265"]

    assert finding.hint == "Did you mean `boat.png`?"
    assert (missing.bank, missing.held_bank) == (None, None)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"<svg/>", "B264", "an SVG drawing, which can hold programs"),
        (b"<html>", "B264", "a web page"),
        (png() + b"\0" * 2_000_000, "B267", "2,000,0"),
        (gif(5000, 5000), "B267", "5,000 by 5,000 pixels"),
    ],
)
def test_file_that_cannot_be_shown_is_told(data, code, words):
    found = reading(**{"boat.png": looked_at(data, "a" * 64)})

    (finding,) = [each for each in found.findings if each.code == code]

    assert words in finding.message
    assert found.bank is None


def test_photograph_that_says_where_it_was_taken_is_warned_of():
    found = reading(**{"boat.png": looked_at(jpeg(exif=placed_exif()), "a" * 64)})

    assert "W550" in codes(found)
    assert found.bank is not None


def test_file_that_no_picture_uses_is_told_once_unless_other_banks_are_beside():
    files = {f"{name}.png": PictureFile(FACTS) for name in "abcdefg"}
    alone = reading(**files)

    (finding,) = [each for each in alone.findings if each.code == "B268"]
    plain = SMALL.replace(STEM, SHOWN).replace("topics:\n", f"{BOAT}topics:\n", 1)
    shared = PictureFolder({**files, "boat.png": PictureFile(FACTS)}, is_shared=True)

    assert "and 2 more" in finding.message
    assert "B268" not in codes(with_picture_files(read_bank(plain.encode()), shared))


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("Picture of a boat", True),
        ("An image showing a boat", True),
        ("boat", True),
        ("boat.png", True),
        ("A boat lies on the mud.", False),
        ("Pictures hang on a wall.", False),
    ],
)
def test_words_that_say_nothing_of_what_is_shown_are_warned_of(alt, code):
    found = reading(pictures=BOAT.replace("A boat lies on the mud.", f'"{alt}"'))

    assert ("W549" in codes(found)) == code


def test_words_that_give_the_key_away_are_warned_of_where_they_are_used():
    telling = BOAT.replace("A boat lies on the mud.", "Over the sea stands the moon.")
    told = reading(pictures=telling)
    mended = reading(SHOWN.replace("![]", "![A sea at night]"), pictures=telling)

    assert "W549" in codes(told)
    assert "W549" not in codes(mended)


def test_too_many_pictures_are_refused():
    many = "pictures:\n" + "".join(
        f"  p{n}: {{file: boat.png, alt: A boat, credit: Own}}\n" for n in range(201)
    )

    assert "B209" in codes(reading(pictures=many))


def test_words_stand_for_pictures_where_none_can_be_shown():
    stem = reading().bank.content_of("what-pulls").questions[0].stem

    assert with_words_for_pictures(stem).endswith("makes it rise? A boat lies on the mud.")
    assert with_words_for_pictures("a ![b](c) d") == "a ![b](c) d"


def test_missing_alt_is_asked_for_by_name():
    found = reading(pictures=BOAT.replace("    alt: A boat lies on the mud.\n", ""))

    (finding,) = [each for each in found.findings if each.code == "B201"]

    assert finding.message == "A picture needs `alt`."
