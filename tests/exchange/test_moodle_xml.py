"""Moodle XML in each of its kinds of question."""

from __future__ import annotations

import pytest

from quizapp.exchange.moodle_xml import read_moodle_xml
from quizapp.exchange.texts import plain_text
from tests.exchange.reading import codes, found, only, texts

CHOICE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Sea</text></category></question>
  <question type="multichoice">
    <name><text>Rise &amp; fall</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>What makes the sea <b>rise</b>?</p>
        <p><img src="@@PLUGINFILE@@/a.png"></p>]]></text>
      <file name="a.png" encoding="base64">AAAA</file>
    </questiontext>
    <generalfeedback format="html"><text>The <em>moon</em> pulls.</text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty>
    <idnumber>rise</idnumber>
    <single>true</single>
    <answer fraction="100" format="html">
      <text><![CDATA[<p>The moon</p>]]></text>
      <feedback format="html"><text>Yes</text></feedback>
    </answer>
    <answer fraction="0"><text>1 &lt; 2</text><feedback><text></text></feedback></answer>
    <answer fraction="0"><text>A * b * c</text></answer>
    <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
    <hint format="html"><text>Look up.</text></hint>
    <hint format="html"><text>At night.</text></hint>
    <tags><tag><text>level:reason</text></tag><tag><text>easy</text></tag></tags>
  </question>
</quiz>
"""


def question(kind: str, inside: str) -> bytes:
    return (
        f'<quiz>\n<question type="{kind}"><name><text>Q</text></name>'
        f'<questiontext format="html"><text>Say.</text></questiontext>{inside}</question></quiz>'
    ).encode()


def test_choice_with_everything():
    imported = read_moodle_xml(CHOICE.encode())

    item = only(imported)
    assert (item.id, item.level, imported.topics[item.topic]) == ("rise", "reason", "Sea")
    assert item.stem == "What makes the sea **rise**?"
    assert (item.key.text, item.key.feedback) == ("The moon", "Yes")
    assert texts(item.distractors) == ["1 < 2", "A * b * c"]
    assert (item.explanation, item.hint) == ("The *moon* pulls.", "Look up.")
    said = " ".join(finding.message for finding in imported.findings)
    for lost in ("file", "no picture", "easy", "first hint"):
        assert lost in said


def test_several_answers():
    answers = "".join(
        f'<answer fraction="{share}"><text>{text}</text></answer>'
        for share, text in (("50", "a"), ("50", "b"), ("-50", "c"))
    )

    item = only(read_moodle_xml(question("multichoice", f"<single>false</single>{answers}")))

    assert (item.type, texts(item.keys), texts(item.distractors)) == ("multiple", ["a", "b"], ["c"])


def test_true_false():
    answers = (
        '<answer fraction="0"><text>true</text><feedback><text>No.</text></feedback></answer>'
        '<answer fraction="100"><text>false</text></answer>'
    )

    item = only(read_moodle_xml(question("truefalse", answers)))

    assert (item.key, item.feedback) == (False, "No.")


def test_matching_and_numbers():
    pairs = "".join(
        f"<subquestion><text>{a}</text><answer><text>{b}</text></answer></subquestion>"
        for a, b in (("Peru", "Lima"), ("", "Oslo"), ("Mali", "Bamako"))
    )
    matching = read_moodle_xml(question("matching", pairs))
    number = '<answer fraction="100"><text>42</text><tolerance>0.5</tolerance></answer>'
    numerical = read_moodle_xml(question("numerical", number))

    match = only(matching)
    assert match.pairs == {"Peru": "Lima", "Mali": "Bamako"}
    assert match.distractors == ("Oslo",)
    assert codes(matching) == []
    assert (only(numerical).key, only(numerical).tolerance) == ("42", "0.5")
    assert codes(numerical) == []


def test_what_matches_is_plain_text_and_no_markup():
    pair = (
        "<subquestion><text>Six</text><answer><text>1*2*3 &lt;= _x_</text></answer></subquestion>"
    )

    item = only(read_moodle_xml(question("matching", pair)))

    assert plain_text(item.term) == "1*2*3 <= _x_"


def test_embedded_answers():
    text = "The {1:MC:=moon~%50%sun#Partly.~wind} pulls the {2:SA:=sea~%100%water}."
    data = (
        f'<quiz><question type="cloze"><questiontext><text>{text}</text></questiontext>'
        "</question></quiz>"
    )

    imported = read_moodle_xml(data.encode())

    item = only(imported)
    assert item.text == "The {{moon}} pulls the {{sea}}."
    assert texts(item.distractors["moon"]) == ["sun", "wind"]
    assert "“water”" in imported.findings[0].message


@pytest.mark.parametrize("kind", ["essay", "description", "calculated", "ddwtos", ""])
def test_kinds_that_there_are_not_are_findings(kind):
    assert codes(read_moodle_xml(question(kind, ""))) == [("X611", 2)]


def test_entities_are_refused():
    bomb = '<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'

    assert codes(read_moodle_xml(bomb.encode())) == [("X601", 1)]


def test_broken_markup_is_found_where_it_is():
    assert codes(read_moodle_xml(b"<quiz>\n<question>\n</quiz>")) == [("X601", 3)]


@pytest.mark.parametrize("data", [b"<html/>", b"", b"\xff\xfe<", b"<quiz>" * 5000])
def test_other_things_are_findings(data):
    imported = read_moodle_xml(data)

    assert imported.items == ()
    assert [finding.code for finding in imported.findings] == ["X601"]


def test_a_question_that_is_no_xml_is_the_only_one_lost():
    good = question("truefalse", '<answer fraction="100"><text>true</text></answer>').decode()
    bad = '<question type="truefalse"><name><text>Salt & pepper</text></name></question>'
    others = good.replace("<quiz>\n", "").replace("</quiz>", "")
    data = good.replace("</quiz>", f"\n{bad}\n{others}</quiz>")

    imported = read_moodle_xml(data.encode())

    assert [item.stem for item in found(imported)] == ["Say.", "Say."]
    assert codes(imported) == [("X605", 3)]
    assert [span.line for span in imported.places.values()] == [2, 4]


@pytest.mark.parametrize("number", ["9" * 309, "nan", "inf", "1e999"])
def test_numbers_without_bounds_are_findings(number):
    answers = (
        f'<defaultgrade>{number}</defaultgrade><answer fraction="{number}"><text>1</text>'
        f'<tolerance>{number}</tolerance></answer><answer fraction="100"><text>2</text></answer>'
    )

    imported = read_moodle_xml(question("numerical", answers))

    assert only(imported).key == "2"
    assert imported.findings
