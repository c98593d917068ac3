"""Findings as a terminal, a program, a code scanner and GitHub want them."""

from __future__ import annotations

import json

import pytest

from quizapp.domain.bank.annotations import as_github, as_sarif
from quizapp.domain.bank.diagnostics import CODES, Finding, Severity, Span
from quizapp.domain.bank.report import WIDTH, as_json, as_text


def finding(column: int, end_column: int, line: int = 1, end_line: int | None = None) -> Finding:
    span = Span(line, column, end_line or line, end_column)
    return Finding("B302", Severity.ERROR, "There is no topic `a`.", "Did you mean `b`?", span)


def carets(text: str, found: Finding) -> tuple[str, str]:
    """Return the source line and the carets of the only finding."""
    _, source, marks, _ = as_text([found], text, "x.yaml").splitlines()
    return source.removeprefix("    "), marks.removeprefix("    ")


def test_text_shows_place_line_caret_and_hint():
    text = "items:\n  - topic: a\n"

    assert as_text([finding(12, 13, line=2)], text, "questions.yaml") == (
        "questions.yaml:2:12: error[B302]: There is no topic `a`.\n"
        "      - topic: a\n"
        "               ^\n"
        "    hint: Did you mean `b`?\n"
    )


def test_caret_run_is_as_long_as_the_span():
    assert carets("topic: battel", finding(8, 14)) == ("topic: battel", "       ^^^^^^")


def test_caret_run_of_many_lines_ends_with_the_first():
    assert carets("a: |\n  b\n", finding(4, 4, end_line=2)) == ("a: |", "   ^")


def test_caret_stands_under_wide_letters():
    assert carets("漢字: a", finding(5, 6)) == ("漢字: a", "      ^")


def test_long_line_is_cut_round_the_fault():
    source, marks = carets("x" * 5000 + "here" + "y" * 5000, finding(5001, 5005))

    assert len(source) == WIDTH
    assert source[marks.index("^") : marks.rindex("^") + 1] == "here"


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\u202e", "\x07"])
def test_terminal_never_obeys_the_file(character):
    assert character not in as_text([finding(1, 2)], f"a{character}b", "x.yaml")


def test_json_has_the_keys_of_the_contract():
    assert as_json([finding(12, 13)], "x.yaml") == [
        {
            "code": "B302",
            "severity": "error",
            "file": "x.yaml",
            "line": 1,
            "column": 12,
            "end_line": 1,
            "end_column": 13,
            "message": "There is no topic `a`.",
            "hint": "Did you mean `b`?",
        }
    ]


def test_github_escapes_what_its_commands_are_made_of():
    command = as_github([finding(1, 2)], "a,b:c%.yaml")

    assert command == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,"
        "title=B302 A topic that does not exist::There is no topic `a`.%0ADid you mean `b`?\n"
    )


def test_sarif_names_each_rule_and_place():
    log = json.loads(json.dumps(as_sarif({"my bank.yaml": [finding(3, 9)]})))

    (run,) = log["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CODES)
    assert place["artifactLocation"]["uri"] == "my%20bank.yaml"
    assert place["region"] == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 9}
    assert (result["ruleId"], result["level"]) == ("B302", "error")
