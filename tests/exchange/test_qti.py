"""QTI 2.1 and 1.2: the structure of packages, and the items of others."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from quizapp.domain.items import MultipleItem
from quizapp.exchange.qti import read_qti, write_qti, write_qti12
from tests.exchange.reading import SHIPPED_BANK, SMALL_BANK, codes, found, only, texts
from tests.support.banks import bank_at

V21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
V12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def parts_of(data: bytes) -> dict[str, Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: fromstring(archive.read(name)) for name in archive.namelist()}


def item21(body: str, response: str = "", more: str = "") -> bytes:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="Q_1"'
        ' title="Rise">\n'
        f"{response}<itemBody>{body}</itemBody>{more}</assessmentItem>"
    ).encode()


def declared(values: str, cardinality: str = "single", more: str = "") -> str:
    right = "".join(f"<value>{value}</value>" for value in values.split())
    return (
        f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="identifier">'
        f"<correctResponse>{right}</correctResponse>{more}</responseDeclaration>"
    )


CHOICES = (
    '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>What <b>rises</b>?</prompt>'
    '<simpleChoice identifier="a">The sea<feedbackInline outcomeIdentifier="F" identifier="a">'
    "Yes.</feedbackInline></simpleChoice>"
    '<simpleChoice identifier="b">The sand</simpleChoice>'
    '<simpleChoice identifier="c">Both</simpleChoice></choiceInteraction>'
)


@pytest.mark.parametrize("path", [SMALL_BANK, SHIPPED_BANK], ids=["small", "shipped"])
def test_manifest_lists_every_item_and_each_has_what_it_needs(path):
    parts = parts_of(write_qti(bank_at(path)).data)

    manifest = parts.pop("imsmanifest.xml")
    resources = manifest.findall(f"{CP}resources/{CP}resource")
    assert {resource.get("href") for resource in resources} == set(parts)
    assert {resource.get("type") for resource in resources} == {"imsqti_item_xmlv2p1"}
    for item in parts.values():
        order = [child.tag.removeprefix(V21) for child in item]
        assert order[0] == "responseDeclaration"
        assert order.index("itemBody") == order.index("responseProcessing") - 1
        named = {choice.get("identifier") for choice in item.iter() if "Choice" in choice.tag}
        values = item.findall(f"{V21}responseDeclaration//{V21}value")
        right = {name for value in values for name in (value.text or "").split()}  # pairs are two
        assert right
        assert right <= named or not named - {None}


@pytest.mark.parametrize("write", [write_qti, write_qti12])
def test_no_answer_is_lost_where_there_are_more_than_letters(write):
    answers = [f"answer {number}" for number in range(30)]
    fields = {"keys": answers[:15], "distractors": answers[15:]}
    item = MultipleItem.model_validate(
        {"id": "many", "type": "multiple", "topic": "moon", "stem": "Which?", **fields}
    )
    bank = replace(bank_at(SMALL_BANK), items={"many": item})

    (back,) = read_qti(write(bank).data).items

    assert isinstance(back, MultipleItem)
    assert {option.text for option in (*back.keys, *back.distractors)} == set(answers)


def test_every_identifier_of_a_variable_is_declared():
    for name, item in parts_of(write_qti(bank_at(SMALL_BANK)).data).items():
        declared_names = {
            each.get("identifier") for each in item.iter() if each.tag.endswith("Declaration")
        }
        used = {each.get("responseIdentifier") for each in item.iter()} - {None}
        used |= {each.get("outcomeIdentifier") for each in item.iter()} - {None}
        assert used <= declared_names, name


def test_version_for_canvas_has_one_document_with_its_kinds_of_question():
    parts = parts_of(write_qti12(bank_at(SMALL_BANK)).data)

    assert set(parts) == {"imsmanifest.xml", "tides/tides.xml"}
    fields = parts["tides/tides.xml"].iter(f"{V12}fieldentry")
    assert {field.text for field in fields} >= {
        "multiple_choice_question",
        "multiple_answers_question",
        "true_false_question",
        "short_answer_question",
    }


def test_equal_banks_give_equal_bytes():
    bank = bank_at(SMALL_BANK)

    assert write_qti(bank).data == write_qti(bank).data


def test_choice_of_others():
    feedback = (
        '<modalFeedback outcomeIdentifier="F" identifier="b" showHide="show">No.</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="all" showHide="show">So?</modalFeedback>'
    )

    imported = read_qti(item21(CHOICES, declared("a"), feedback))

    item = only(imported)
    assert (item.id, item.stem) == ("q-1", "What **rises**?")
    assert (item.key.text, item.key.feedback) == ("The sea", "Yes.")
    assert [(form.text, form.feedback) for form in item.distractors] == [
        ("The sand", "No."),
        ("Both", None),
    ]
    assert codes(imported) == [("X613", 1)]


def test_mapping_gives_shares():
    mapping = (
        '<mapping lowerBound="0"><mapEntry mapKey="a" mappedValue="1"/>'
        '<mapEntry mapKey="b" mappedValue="1"/><mapEntry mapKey="c" mappedValue="-1"/></mapping>'
    )

    imported = read_qti(item21(CHOICES, declared("a b", "multiple", mapping)))

    assert (texts(only(imported).keys), codes(imported)) == (["The sea", "The sand"], [])


def test_gaps_of_others():
    inline = (
        '<p>The <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="a">sea'
        '</inlineChoice><inlineChoice identifier="b">sand</inlineChoice></inlineChoiceInteraction>'
        " rises.</p>"
    )
    entry = '<p>The <textEntryInteraction responseIdentifier="R"/> rises.</p>'

    chosen = only(read_qti(item21(inline, declared("a"))))
    typed = only(read_qti(item21(entry, declared("sea"))))

    assert chosen.text == typed.text == "The {{sea}} rises."
    assert texts(chosen.distractors["sea"]) == ["sand"]


@pytest.mark.parametrize(
    "body",
    [
        '<extendedTextInteraction responseIdentifier="R"/>',
        '<graphicOrderInteraction responseIdentifier="R"/>',
        "<p>Nothing is asked.</p>",
        CHOICES + CHOICES,
    ],
)
def test_other_interactions_are_findings(body):
    assert codes(read_qti(item21(body, declared("a")))) == [("X611", 1)]


def test_names_that_lead_out_of_the_package_are_only_names():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../../evil.xml", item21(CHOICES, declared("a")))
        archive.writestr("broken.xml", "<assessmentItem>")
        archive.writestr("other.xml", "<html/>")

    imported = read_qti(stream.getvalue())

    assert only(imported).id == "q-1"
    assert [finding.code for finding in imported.findings] == ["X613", "X601"]


def test_a_package_of_text2qti_is_read(tmp_path: Path):
    source = (
        "1.  What *rises*?\n... It is wet.\n*a) The sea\n... Yes.\nb)  The sand\n... No.\n\n"
        "2.  Which are seas?\n[*] Red\n[*] Black\n[ ] Thames\n\n"
        "3.  The sea is wet.\n*a) True\nb) False\n\n4.  Who sails?\n*   sailors\n\n"
        "5. Write.\n____\n"
    )
    path = tmp_path / "quiz.zip"
    QTI(Quiz(source, config=Config(), source_name="quiz")).save(str(path))

    imported = read_qti(path.read_bytes())

    choice, several, truth, words = found(imported)
    assert (choice.id, choice.explanation) == ("what-rises", "It is wet.")
    assert choice.distractors[0].feedback == "No."
    assert texts(several.keys) == ["Red", "Black"]
    assert truth.key is True
    assert (words.stem, words.key) == ("Who sails?", "sailors")
    assert [finding.code for finding in imported.findings] == ["X611"]
