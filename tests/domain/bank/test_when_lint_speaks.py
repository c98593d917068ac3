"""When the writing is looked at, of what in which language, and what a teacher lets stand."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.limits import Limits
from tests.support.linting import HEAD, HELP, choice, codes, findings


def test_allowed_warning_is_not_given():
    hot = "type: true-false\nstem: The sea is currently hot.\nkey: true\n"

    assert "W519" in codes(hot)
    assert set(codes(hot + "allow: {W519: The diary is written in the present.}")) <= HELP


@pytest.mark.parametrize(
    ("allow", "code"),
    [("{W999: x}", "B226"), ("{B301: x}", "B226"), ("{W501: x}", "B226"), ("{W519: }", "B203")],
)
def test_allowance_has_a_code_that_exists_and_a_reason(allow, code):
    found = findings(f"type: true-false\nstem: It is so.\nkey: true\nallow: {allow}")

    assert code in [each.code for each in found]


@pytest.mark.parametrize(
    "item",
    [
        choice("It is an ____", "ebb", "flood"),
        choice("Which of these is not wet?", "Sand", "Rain"),
        choice("The tide comes in.", "At noon", "At one"),
        "type: true-false\nstem: It is now so.\nkey: true",
    ],
)
def test_rules_that_read_english_leave_other_languages_alone(item):
    assert set(codes(item)) - HELP
    assert set(codes(item, language="en-GB")) - HELP
    assert set(codes(item, language="de")) <= HELP


def test_passages_that_no_item_cites_are_noted_but_for_the_credit():
    cited = "type: true-false\nstem: It is so.\nkey: true\ncites: The moon pulls at the sea"

    assert "C404" in [each.code for each in findings("type: true-false\nstem: So.\nkey: true")]
    assert "C404" not in [each.code for each in findings(cited)]


def test_writing_is_looked_at_only_on_request():
    data = (
        HEAD.format(language="en") + "  - {id: a, topic: t, stem: A, key: B, distractors: [C]}"
    ).encode()

    assert read_bank(data).findings == ()
    assert read_bank(data, lint=True).findings != ()


def test_items_without_faults_are_looked_at_beside_broken_ones():
    found = codes("stem: Who?\nkeys: A", "type: true-false\nstem: It is now so.\nkey: true")

    assert "W519" in found


def test_warnings_do_not_end_the_reading_as_too_many_errors_do():
    tides = choice("Tides?", "Yes", "No")

    found = findings(tides, tides.replace("Tides", "Waves"), limits=Limits(errors=1))

    assert [each.code for each in found].count("W511") == 2
