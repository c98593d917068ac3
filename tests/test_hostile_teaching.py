"""Addresses and forms of the teacher's pages that no browser sends: answered, never a fault."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import form_with

pytestmark = on_sqlite

LONG_NUMBERS = (
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 30,
    "9" * 309,
    "9" * 5000,
)
ODD_WORDS = ("", "a\x00b", "²", "../../etc/passwd", "\ud800", "x" * 5000, "<script>", "-1", "0")
EDIT = "/teach/bank/items/what-pulls/edit"
NEW = "/teach/bank/items/new"
TAKE = "/teach/bank/import/take"

ADDRESSES = (
    ("/teach/bank", ("file",)),
    ("/teach/bank/history", ("page",)),
    ("/teach/bank/items", ("q", "topic", "type")),
    (NEW, ("type",)),
    ("/teach/regrades/new", ("item",)),
    ("/teach/regrades/new?item=what-pulls", ("quiz",)),
    ("/teach/regrades/new?item=what-pulls", ("rule",)),
    ("/teach/bank/export", ("to",)),
    ("/teach/bank/export", ("about",)),
    ("/teach/quizzes/all/paper", ("forms",)),
    ("/teach/quizzes/all/paper", ("seed",)),
    ("/teach/quizzes/all/paper", ("items", "parts")),
    ("/cards", ("show",)),
)

FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "a row with an odd number": (EDIT, {"distractors-²-text": "a"}),
    "a row with a long number": (EDIT, {f"cites-{'9' * 5000}": "a"}),
    "one more row at an odd number": (EDIT, {"more": "distractors-²"}),
    "one more row at a long number": (EDIT, {"more": f"distractors-{'9' * 5000}"}),
    "one more row of what is no field": (EDIT, {"more": "validate-__func__-__globals__"}),
    "one more row of the form itself": (EDIT, {"more": "_fields"}),
    "NULs": (f"{NEW}?type=choice", {"stem": "a\x00b", "item_id": "\x00", "topic": "\x00"}),
    "YAML": (f"{NEW}?type=true-false", {"stem": "a: b\n- c", "key": "a: [", "level": "]x: {"}),
    "YAML as credit": (f"{NEW}?type=multiple", {"credit": "a: [", "item_id": "a: ["}),
    "half a gap": (f"{NEW}?type=cloze", {"text": "{{a}} {{", "gaps-0-gap": "]: x"}),
    "an unknown quiz": (
        "/teach/regrades",
        {"item": "none", "quiz": "none", "rule": "full-marks", "token": "x" * 64, "reason": "a"},
    ),
    "a rule for the machine": ("/teach/regrades", {"rule": "undo", "token": "é" * 64}),
    "an unknown regrade": ("/teach/regrades/abc/undo", {"reason": "x" * 501}),
    "a long line number": ("/teach/bank/preview", {"text": "items:\n- id: a", "line": "9" * 5000}),
    "a NUL to look at": ("/teach/bank/preview", {"text": "items:\n- id: \x00\n", "line": "2"}),
    "NULs to check": ("/teach/bank/check", {"text": "\x00" * 100}),
    "a tag that is none": ("/teach/bank", {"text": "a", "action": "publish", "tag": "é\x00"}),
    "a long revision": (
        "/teach/bank",
        {"text": "a", "action": "check", "restores": "9" * 4000, "then": "//evil.example"},
    ),
    "brackets for JSON": (TAKE, {"carried": "[" * 100_000, "take": "a"}),
    "a surrogate as a title": (TAKE, {"carried": '{"topics": {"a": "\\ud800"}, "items": []}'}),
    "a list as a type": (TAKE, {"carried": '{"topics": {}, "items": [{"type": ["x"]}]}'}),
    "an unknown note": ("/notices/abc/dismiss", {}),
}


@pytest.fixture(autouse=True)
def _faults_are_pages(app: Flask) -> None:
    """A fault of the app is a status to look at, so that one test shows all that go wrong."""
    app.config["PROPAGATE_EXCEPTIONS"] = False


def faults(statuses: dict[str, int]) -> dict[str, int]:
    return {name: status for name, status in statuses.items() if status >= 500}


@pytest.mark.slow
def test_no_odd_argument_is_a_fault(teacher: Visitor) -> None:
    statuses = {}

    for path, names in ADDRESSES:
        for word in (*LONG_NUMBERS, *ODD_WORDS, "a/b", "tides/\x00"):
            given = dict.fromkeys(names, word.encode(errors="surrogatepass"))
            page, _, more = path.partition("?")
            known = dict([more.split("=")]) if more else {}
            response = teacher.get(page, query_string={**known, **given})
            statuses[f"{path} {names} {word[:20]!r}"] = response.status_code

    assert faults(statuses) == {}


@pytest.mark.parametrize("number", LONG_NUMBERS)
def test_a_revision_past_all_numbers_is_not_here(teacher: Visitor, number: str) -> None:
    assert teacher.get(f"/teach/bank/history/{number}").status_code == 404
    assert teacher.send(f"/teach/bank/history/{number}/restore", tag="").status_code == 404


@pytest.mark.slow
def test_no_odd_form_is_a_fault(teacher: Visitor) -> None:
    mark = form_with(teacher.get(EDIT), "mark").fields["mark"]

    statuses = {
        name: teacher.send(path, **{"mark": mark, **fields}).status_code
        for name, (path, fields) in FORMS.items()
    }

    assert faults(statuses) == {}


@pytest.mark.slow
@pytest.mark.parametrize("source", ["auto", "gift", "moodle-xml", "csv", "xlsx", "qti", "apkg"])
def test_no_odd_upload_is_a_fault(teacher: Visitor, source: str) -> None:
    files = {
        "an empty archive": b"PK\x05\x06" + b"\0" * 18,
        "no text": b"\xff\xfe\x00\xd8",
        "NULs": b"\0" * 100,
        "brackets": b"[" * 100_000,
    }

    statuses = {
        name: teacher.send(
            "/teach/bank/import", source=source, topic="", file=(io.BytesIO(data), "../x\x00.csv")
        ).status_code
        for name, data in files.items()
    }

    assert faults(statuses) == {}


def test_a_question_larger_than_its_form_is_sent_to_the_text(
    teacher: Visitor, bank_file: Path
) -> None:
    many = "".join(f"      - Wrong number {number}\n" for number in range(21))
    head = "  - id: many\n    topic: moon\n    stem: Which?\n    key: This\n    distractors:\n"
    text = bank_file.read_text()
    save_bank(bank_file, text.replace("\nquizzes:", f"\n{head}{many}\nquizzes:", 1))

    page = teacher.get("/teach/bank/items/many/edit")

    assert page.status_code == 409
    assert "a list of more than 20" in text_of(page.text)


def test_after_publishing_it_goes_on_to_pages_of_ours_alone(
    teacher: Visitor, bank_file: Path
) -> None:
    form = form_with(teacher.get("/teach/bank"), "tag")
    text = bank_file.read_text()

    for then in ("//evil.example", "https://evil.example", "authoring.edit_bank", "\x00", ""):
        fields = form.filled_in(text=text, action="publish", then=then)
        sent = teacher.browser.post("/teach/bank", data=fields)
        assert (sent.status_code, sent.headers["Location"]) == (303, "/teach/bank")
