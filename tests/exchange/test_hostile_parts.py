"""Parts of files that were made to take for ever, or to end in a traceback."""

from __future__ import annotations

import io
import zipfile
from time import process_time

import pytest

from quizapp.exchange.formats import imported
from quizapp.exchange.formulas import from_brackets, with_tex_of_html
from quizapp.exchange.gift import read_gift
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.packed_pictures import pictures_in
from quizapp.exchange.picture_marks import PictureMark
from quizapp.exchange.pictures_in import MOST_KEPT, Media
from quizapp.exchange.texts import markdown_of_plain
from tests.support.pictures import png

SOON = 3
"""Seconds of work. Each of these took from ten seconds to hours."""


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def choice_of_qti12(count: int) -> bytes:
    """A choice with feedback for each of its many options."""
    numbers = range(count)
    labels = (
        f'<response_label ident="a{n}"><material><mattext>{n}</mattext></material></response_label>'
        for n in numbers
    )
    conditions = (
        f'<respcondition><conditionvar><varequal respident="r">a{n}</varequal></conditionvar>'
        f'<displayfeedback linkrefid="f{n}"/></respcondition>'
        for n in numbers
    )
    told = (
        f'<itemfeedback ident="f{n}"><material><mattext>{n}</mattext></material></itemfeedback>'
        for n in numbers
    )
    return (
        '<questestinterop><item ident="i"><presentation><response_lid ident="r"><render_choice>'
        f"{''.join(labels)}</render_choice></response_lid></presentation>"
        f"<resprocessing>{''.join(conditions)}</resprocessing>{''.join(told)}"
        "</item></questestinterop>"
    ).encode()


@pytest.mark.parametrize(
    "html",
    [
        "<math>" * 9_000 + "x" * 200_000,
        "<math " * 50_000,
        "<math>" + "<annotation " * 50_000 + "</math>",
        "<math>" + '<annotation encoding="application/x-tex">' * 9_000 + "</math>",
        "<math>" + '<annotation encoding="application/x-tex"' * 9_000 + "</math>",
        "<img " * 50_000,
        '<img data-equation-content=""' * 20_000,
        "<img " + 'data-equation-content="" ' * 4_000,
        "<math><annotation " + 'encoding="application/x-tex" ' * 4_000 + "</math>",
    ],
)
def test_formulas_of_html_that_never_end_take_no_time(html: str) -> None:
    begun = process_time()

    with_tex_of_html(html)

    assert process_time() - begun < SOON


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["\\(", "\\[", "\\\\(", "[tex]", "[$$]", "$x^", "\\``", "$$a\n"])
def test_brackets_that_never_close_take_no_time(sign: str) -> None:
    begun = process_time()

    for text in (sign * (9_000 // len(sign)), sign * 100_000):
        from_brackets(text, is_markdown=True)
        markdown_of_plain(text)

    assert process_time() - begun < SOON


def test_a_formula_too_deep_to_be_said_is_left_out_and_told() -> None:
    html = f"<p>A <math>{'<mrow>' * 3_000}x{'</mrow>' * 3_000}</math></p>"

    converted = markdown_of_html(html)

    assert (converted.text, converted.lost) == ("A", ("math",))


def test_a_short_answer_that_nobody_can_type_is_left_out_and_told() -> None:
    found = read_gift(b"// [tag:type:short]\n::q::Who?{=?!}")

    assert found.items == ()
    assert [finding.code for finding in found.findings] == ["X612"]


@pytest.mark.slow
def test_feedback_of_each_of_many_choices_is_looked_up_once() -> None:
    begun = process_time()

    imported(choice_of_qti12(4_000), "item.xml", "qti")

    assert process_time() - begun < SOON


def test_files_of_one_name_are_kept_up_to_a_limit() -> None:
    media = Media()

    kept = [media.add("a.png", number.to_bytes(2)) for number in range(MOST_KEPT + 5)]

    assert len(media.files) == MOST_KEPT
    assert kept[-5:] == [None] * 5
    assert media.add("a.png", (0).to_bytes(2)) == "a.png"


def test_a_picture_that_is_shown_often_is_looked_at_once() -> None:
    media = Media({"a.png": png(chunks=bytes(1_900_000)), "b.png": b"x" * 3_000_000})
    begun = process_time()

    for name in ("a.png", "b.png") * 10_000:
        media.take(PictureMark("", name))

    assert process_time() - begun < SOON


def test_an_archive_of_many_pictures_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *args, **kwargs):
            opened.append(1)
            super().__init__(*args, **kwargs)

    data = packed({f"{number}.png": png() for number in range(20)})
    monkeypatch.setattr(zipfile, "ZipFile", Counted)

    found = pictures_in(data, [f"{number}.png" for number in range(20)])

    assert (len(found), len(opened)) == (20, 1)
