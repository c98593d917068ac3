"""QTI as Canvas and others write it: several responses in one question, matching, and QTI 3."""

from __future__ import annotations

import pytest

from quizapp.exchange.qti import read_qti
from tests.exchange.reading import codes, found, only, texts


def canvas(kind: str, stem: str, responses: str, conditions: str) -> bytes:
    metadata = (
        "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
        f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    material = f'<material><mattext texttype="text/html">{stem}</mattext></material>'
    return (
        f'<questestinterop><assessment><section><item ident="g1" title="Question">{metadata}'
        f"<presentation>{material}{responses}</presentation>"
        f"<resprocessing>{conditions}</resprocessing></item></section></assessment>"
        "</questestinterop>"
    ).encode()


def response(ident: str, said: str, **labels: str) -> str:
    options = "".join(
        f'<response_label ident="{name}"><material><mattext>{text}</mattext></material>'
        "</response_label>"
        for name, text in labels.items()
    )
    return (
        f'<response_lid ident="{ident}"><material><mattext>{said}</mattext></material>'
        f"<render_choice>{options}</render_choice></response_lid>"
    )


def right(ident: str, name: str) -> str:
    return (
        f'<respcondition><conditionvar><varequal respident="{ident}">{name}</varequal>'
        '</conditionvar><setvar varname="SCORE" action="Add">50.00</setvar></respcondition>'
    )


def item(body: str, declarations: str, tag: str = "assessmentItem") -> bytes:
    return f'<{tag} identifier="i" title="Item">{declarations}{body}</{tag}>'.encode()


def declared(name: str, *values: str, cardinality: str = "single") -> str:
    listed = "".join(f"<value>{value}</value>" for value in values)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}">'
        f"<correctResponse>{listed}</correctResponse></responseDeclaration>"
    )


def test_matching_of_canvas_is_matched_here_too():
    cities = {"c1": "Lima", "c2": "Oslo", "c3": "Rome"}
    imported = read_qti(
        canvas(
            "matching_question",
            "Match.",
            response("r1", "Peru", **cities) + response("r2", "Norway", **cities),
            right("r1", "c1") + right("r2", "c2"),
        )
    )

    item = only(imported)
    assert item.pairs == {"Peru": "Lima", "Norway": "Oslo"}
    assert item.distractors == ("Rome",)


def test_several_blanks_of_canvas_are_gaps_in_the_order_of_the_text():
    imported = read_qti(
        canvas(
            "fill_in_multiple_blanks_question",
            "&lt;p&gt;The [sea] rises by the [cause] * 2.&lt;/p&gt;",
            response("r1", "cause", a="moon", b="Moon") + response("r2", "sea", c="tide"),
            right("r1", "a") + right("r2", "c"),
        )
    )

    assert only(imported).text == "The {{tide}} rises by the {{moon}} * 2."
    assert "“Moon”" in imported.findings[0].message


def test_dropdowns_of_canvas_are_gaps_with_their_options():
    data = canvas(
        "multiple_dropdowns_question",
        "The [a] pulls the [b].",
        response("r1", "a", a="sun", b="moon") + response("r2", "b", c="sea", d="sky"),
        right("r1", "b") + right("r2", "c"),
    )

    gaps = only(read_qti(data))

    assert gaps.text == "The {{moon}} pulls the {{sea}}."
    assert {gap: texts(own) for gap, own in gaps.distractors.items()} == {
        "moon": ["sun"],
        "sea": ["sky"],
    }


def test_several_inline_choices_are_gaps():
    choices = "".join(
        f'<inlineChoiceInteraction responseIdentifier="{name}">'
        f'<inlineChoice identifier="x">{one}</inlineChoice>'
        f'<inlineChoice identifier="y">{other}</inlineChoice></inlineChoiceInteraction> pulls '
        for name, one, other in (("R1", "moon", "sun"), ("R2", "sky", "sea"))
    )
    typed = '<textEntryInteraction responseIdentifier="R3"/>'
    body = f"<itemBody><p>The {choices}{typed}.</p></itemBody>"
    known = declared("R1", "x") + declared("R2", "y") + declared("R3", "all")

    gaps = only(read_qti(item(body, known)))

    assert gaps.text == "The {{moon}} pulls {{sea}} pulls {{all}}."
    assert texts(gaps.distractors["sea"]) == ["sky"]


def test_capitals_that_count_in_several_gaps_are_told():
    body = "<itemBody><p><textEntryInteraction responseIdentifier='A'/> and {}</p></itemBody>"
    second = "<textEntryInteraction responseIdentifier='B'/>"
    mapped = declared("A", "Lima").replace(
        "</responseDeclaration>",
        '<mapping><mapEntry mapKey="Lima" mappedValue="1" caseSensitive="true"/></mapping>'
        "</responseDeclaration>",
    )

    imported = read_qti(item(body.format(second), mapped + declared("B", "Oslo")))

    assert only(imported).text == "{{Lima}} and {{Oslo}}"
    assert "capitals count in a gap" in " ".join(finding.message for finding in imported.findings)


def test_matching_of_qti_2_that_asks_nothing_becomes_terms():
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{name}">{text}</simpleAssociableChoice>'
            for name, text in side.items()
        )
        + "</simpleMatchSet>"
        for side in ({"P": "Peru", "N": "Norway"}, {"L": "Lima", "O": "Oslo"})
    )
    body = (
        f'<itemBody><matchInteraction responseIdentifier="R">{sets}</matchInteraction></itemBody>'
    )
    known = declared("R", "P L", "N O", cardinality="multiple")

    imported = read_qti(item(body, known))

    assert [(each.term, each.definition) for each in found(imported)] == [
        ("Lima", "Peru"),
        ("Oslo", "Norway"),
    ]


def test_qti_3_is_read_as_qti_2_is():
    data = (
        b'<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q">'
        b'<qti-response-declaration identifier="RESPONSE" cardinality="single">'
        b"<qti-correct-response><qti-value>B</qti-value></qti-correct-response>"
        b"</qti-response-declaration><qti-item-body><p>What pulls?</p>"
        b'<qti-choice-interaction response-identifier="RESPONSE" shuffle="false">'
        b"<qti-prompt>Choose <sup>1</sup>.</qti-prompt>"
        b'<qti-simple-choice identifier="A" fixed="true">The wind</qti-simple-choice>'
        b'<qti-simple-choice identifier="B">The moon</qti-simple-choice>'
        b"</qti-choice-interaction></qti-item-body>"
        b'<qti-modal-feedback identifier="A" outcome-identifier="F"><qti-content-body>'
        b"<p>No.</p></qti-content-body></qti-modal-feedback></qti-assessment-item>"
    )

    imported = read_qti(data)

    question = only(imported)
    assert (question.stem, question.key.text) == ("What pulls?\n\nChoose ¹.", "The moon")
    assert question.distractors[0].feedback == "No."
    assert [option.text for option in question.options] == ["The wind", "The moon"]
    assert imported.findings == ()


def test_links_in_a_question_keep_their_targets():
    body = (
        '<itemBody><p>See <a href="https://a.example/b?c=1&amp;d=2">here</a>.</p>'
        '<choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">a</simpleChoice>'
        '<simpleChoice identifier="B">b</simpleChoice></choiceInteraction></itemBody>'
    )

    question = only(read_qti(item(body, declared("R", "A"))))

    assert question.stem == "See [here](https://a.example/b?c=1&d=2)."


@pytest.mark.parametrize("mark", ["9" * 309, "nan", "inf", "1e999", "x"])
def test_marks_without_bounds_are_findings(mark):
    data = canvas(
        "multiple_choice_question",
        "Which?",
        response("r", "", a="red", b="green"),
        right("r", "a").replace("50.00", mark),
    )

    assert codes(read_qti(data))


def test_an_item_that_is_no_xml_is_the_only_one_lost():
    good = canvas(
        "multiple_choice_question",
        "Which?",
        response("r", "", a="red", b="green"),
        right("r", "a"),
    ).decode()
    bad = '\n<item ident="x"><presentation>a & b</presentation></item>\n'
    data = good.replace("</item>", f"</item>{bad}").encode()

    imported = read_qti(data)

    assert only(imported).stem == "Which?"
    assert ("X605", 2) in codes(imported)
