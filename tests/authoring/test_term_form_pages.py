"""The form of a term: its kind, wrong answers of its own, and what it is never shown beside."""

from __future__ import annotations

from pathlib import Path

from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import page_form, publish_review, said_of

pytestmark = on_sqlite

NEAP = "definition: the weakest rise of the month"
NEAP_WITH_ALL = f"""\
{NEAP}
    kind: event
    distractors: [high water, surf]
    not_beside: [slack, gone, ebb]"""
TWO_MORE = "".join(
    f"  - id: {name}\n    type: term\n    topic: moon\n    term: {name}\n    definition: a {name}\n"
    for name in ("seiche", "surge")
)


def test_a_term_is_opened_with_all_it_says_and_sent_back_unchanged(
    teacher: Visitor, bank_file: Path
) -> None:
    text = bank_file.read_text().replace("quizzes:\n", f"{TWO_MORE}quizzes:\n")
    before = text.replace(NEAP, NEAP_WITH_ALL)
    save_bank(bank_file, before)
    path = "/teach/bank/items/neap/edit"

    form = page_form(teacher, path)
    page = teacher.browser.post(path, data=form.filled_in(action="check"))
    mended = form.filled_in(action="review", not_beside=["slack", "ebb"])
    review = teacher.browser.post(path, data=mended)
    publish_review(teacher, review)

    assert "B311" in said_of(page, "not_beside")
    sent = form.filled_in()
    assert (sent["kind"], sent["distractors-1-text"]) == (["event"], ["surf"])
    assert bank_file.read_text() == before.replace("[slack, gone, ebb]", "[ebb, slack]")


def test_too_few_of_a_kind_are_told_beside_it_without_yaml(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, bank_file.read_text().replace(NEAP, f"{NEAP}\n    kind: event"))

    page = teacher.get("/teach/bank/items/neap/edit")

    assert "B235" in said_of(page, "kind")
    assert "Write wrong answers for it" in said_of(page, "kind")
