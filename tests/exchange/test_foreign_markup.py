"""What other programs mark up keeps its meaning, and answers are parted before it is converted."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.exchange.formats import imported
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.moodle_xml import read_moodle_xml
from tests.exchange.reading import codes, only, texts

CASES = Path(__file__).parent / "cases"


def case(name: str):
    path = next(CASES.glob(f"{name}*"))
    return imported(path.read_bytes(), path.name)


def cloze(text: str, markup: str = "html"):
    written = f'<questiontext format="{markup}"><text><![CDATA[{text}]]></text></questiontext>'
    return read_moodle_xml(f'<quiz><question type="cloze">{written}</question></quiz>'.encode())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("10<sup>6</sup> and H<sub>2</sub>O", "10⁶ and H₂O"),
        ("x<sup>n+1</sup>, 2<sup>ab</sup>, v<sub>max y</sub>", "xⁿ⁺¹, 2^(ab), v_(max y)"),
        ("the 1<sup>st</sup>", "the 1st"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ('<a href="https://a.example/b">here</a>', "[here](https://a.example/b)"),
        ("What belongs into <head>?", "What belongs into <head>?"),
        ("<p>Is List<String> a <b>type</b>?</p>", "Is List<String> a **type**?"),
        ("<p>x<y and z</p>", "x<y and z"),
        ("a<b and c>d", "a<b and c>d"),
        ("<p>What does <b> do?</p>", "What does <b> do?"),
        ("<q>so</q>", "“so”"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("<p>one<o:p></o:p></p><!-- two -->", "one"),
    ],
)
def test_markup_that_means_something_is_kept(html, markdown):
    assert markdown_of_html(html).text == markdown


def test_markdown_of_others_keeps_what_it_raises_and_lowers_by_tags():
    text = "10<sup>6</sup> or *H<sub>2</sub>O* on the 1<sup>st</sup>, x<sup>a b</sup>, <sup>"
    question = (
        '<question type="shortanswer"><questiontext format="markdown"><text><![CDATA['
        f'{text}]]></text></questiontext><answer fraction="100"><text>b</text></answer></question>'
    )

    item = only(read_moodle_xml(f"<quiz>{question}</quiz>".encode()))

    assert item.stem.startswith("10⁶ or *H₂O* on the 1st, x^(a b), <sup>")


@pytest.mark.parametrize(
    ("html", "name"),
    [("<u>so</u>", "u"), ("<del>so</del>", "del"), ('<a href="b.html">so</a>', "a")],
)
def test_markup_that_is_lost_is_named(html, name):
    assert markdown_of_html(html).lost == (name,)


def test_a_numbered_line_does_not_change_how_a_gap_is_read():
    item = only(case("01"))

    assert item.text == "1\\. San Francisco lies in {{California}}"
    assert texts(item.distractors["California"]) == ["Arizona"]
    assert item.distractors["California"][0].feedback == "Wrong"


@pytest.mark.parametrize("line", ["1. so", "- so", "* so", "+ so", "a `tick`", "> so", "# so"])
def test_no_mark_in_a_line_changes_how_its_gaps_are_read(line):
    item = only(cloze(f"<p>{line} {{1:MC:=key#Yes~not `so` *1*#No}} and {{2:SA:=word}}</p>"))

    assert "{{key}} and {{word}}" in item.text
    assert [(each.feedback) for each in item.distractors["key"]] == ["No"]


def test_words_in_a_gap_are_markup_of_their_own():
    item = only(cloze("<p>10 * 10 is {1:MC:=10<sup>2</sup>~10&lt;2~it&#39;s&nbsp;1}</p>"))

    assert item.text == "10 * 10 is {{10²}}"
    assert texts(item.distractors["10²"]) == ["10<2", "it's 1"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("12:0.5", "12"), ("3,14:0,01", "3,14"), ("-2.5:0", "-2.5"), ("7", "7"), ("1e3:5", "1e3")],
)
def test_a_number_in_a_gap_has_no_tolerance_in_its_key(written, number):
    imported = cloze(f"A dozen is {{1:NM:={written}#Yes}} in all.")

    assert only(imported).text == f"A dozen is {{{{{number}}}}} in all."
    told = [finding.message for finding in imported.findings if finding.code == "X614"]
    assert len(told) == (0 if written in {"7", "-2.5:0"} else 1)


def test_latex_braces_in_a_gap_are_part_of_its_answer():
    item = only(cloze(r"Half is {1:SA:=\frac{1}{2}}.", "plain_text"))

    assert item.text == r"Half is {{\frac{1}{2}}}."
    assert item.faces()[0].back == r"\frac{1}{2}"


def test_braces_that_do_not_pair_leave_out_only_their_question():
    imported = cloze(r"Half is {1:SA:=a\{b}.")

    assert (imported.items, codes(imported)) == ((), [("X612", 1)])


def test_gaps_of_one_word_have_their_options_together():
    imported = cloze("{1:MC:=a~b} and {1:MC:=a~c}")

    assert texts(only(imported).distractors["a"]) == ["b", "c"]
    assert codes(imported) == [("X614", 1)]


def test_raised_and_lowered_signs_of_a_question():
    item = only(case("04"))

    assert "H₂O" in item.stem
    assert item.key.text == "10⁶"


def test_settings_that_a_bank_does_not_have_are_named():
    said = " ".join(finding.message for finding in case("14").findings)

    assert "defaultgrade" in said
