"""Questions imported with a look at each of them, and handed out to other programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from quizapp.domain.bank import read_bank
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import form_with, publish_review

pytestmark = on_sqlite


GIFT = """\
$CATEGORY: Ships and sailors

::pilots::Who steers a ship into the harbour? {
  =The pilot
  ~The cook#The cook cooks.
  ~%50%The captain
}

::essay::Write about the sea. {}

::tide::The tide comes twice a day. {T}
"""


def uploaded(teacher: Visitor, data: bytes, name: str, **fields: str) -> TestResponse:
    """Send a file as a browser does."""
    return teacher.browser.post(
        "/teach/bank/import",
        data={
            "csrf_token": teacher.browser.token(),
            "source": "auto",
            "topic": "",
            "text": "",
            **fields,
            "file": (io.BytesIO(data), name),
        },
        content_type="multipart/form-data",
    )


def taken(teacher: Visitor, review: TestResponse, *item_ids: str) -> TestResponse:
    """Tick these questions and go on."""
    form = form_with(review, "carried")
    return teacher.browser.post(form.action, data=form.filled_in(take=list(item_ids)))


def test_a_question_with_a_very_long_option_and_its_feedback_comes_in(teacher: Visitor) -> None:
    long = "the cook who cooks for the whole harbour " * 25
    gift = f"::steers::Who steers? {{\n=The pilot\n~{long}#Nobody does.\n}}\n"

    review = uploaded(teacher, gift.encode(), "long.gift")

    assert review.status_code == 200
    assert "1 question was found" in text_of(review.text)


def test_an_upload_lists_every_question_and_writes_nothing(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_bytes()

    review = uploaded(teacher, GIFT.encode(), "ships.gift")

    words = text_of(review.text)
    assert review.status_code == 200
    assert "2 questions were found" in words
    assert "The cook cooks." in words
    assert "These earn nothing here: “The captain” (50%)." in words
    assert "X611" in words
    assert "Ships and sailors" in words
    assert form_with(review, "carried").fields.getlist("take") == ["pilots", "tide"]
    assert bank_file.read_bytes() == before


def test_what_is_ticked_is_published_and_the_rest_stays_out(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    review = uploaded(teacher, GIFT.encode(), "ships.gift")

    last_look = taken(teacher, review, "pilots")
    status = publish_review(teacher, last_look)

    bank = read_bank(bank_file.read_bytes()).bank
    assert status == 303
    assert bank is not None
    assert [*bank.items][-1] == "pilots"
    assert "tide" not in bank.items
    assert bank.topics["ships-and-sailors"] == "Ships and sailors"
    assert bank_file.read_text().startswith(
        before[: before.index("items:")].split("items:")[0][:-20]
    )


def test_text_can_be_pasted_and_put_under_a_topic(teacher: Visitor, bank_file: Path) -> None:
    review = teacher.send("/teach/bank/import", text=GIFT, source="gift", topic="shore")

    publish_review(teacher, taken(teacher, review, "tide"))

    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    assert bank.items["tide"].topic == "shore"
    assert [*bank.topics] == ["moon", "shore"]


def test_items_that_the_bank_has_are_left_out_in_words(teacher: Visitor) -> None:
    clash = "::ebb::Is it low? {T}\n"

    review = teacher.send("/teach/bank/import", text=clash, source="gift")

    assert "X616" in review.text
    assert "No question to take" in text_of(review.text)


def test_an_import_without_a_tick_takes_nothing_and_says_so(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_bytes()
    review = uploaded(teacher, GIFT.encode(), "ships.gift")

    again = taken(teacher, review)

    assert again.status_code == 422
    assert "tick one question at least" in text_of(again.text)
    assert bank_file.read_bytes() == before


def test_what_the_bank_checks_say_is_told_of_each_question(teacher: Visitor) -> None:
    table = "type,stem,key,topic\ncloze,The {{lull}} is calm.,,moon\n"

    review = uploaded(teacher, table.encode(), "gaps.csv")

    assert "B220" in review.text


def test_two_terms_of_one_definition_are_told_before_they_are_taken(teacher: Visitor) -> None:
    table = "term,definition\nseiche,a wave in a lake\nsway,a wave in a lake\n"

    review = uploaded(teacher, table.encode(), "terms.csv")

    assert "W524" in review.text
    assert "wants “seiche”." in text_of(review.text)


def test_a_term_to_import_is_shown_with_its_own_options(teacher: Visitor) -> None:
    table = (
        "type,stem,key,kind,distractor_1,distractor_feedback_1,distractor_2\n"
        "term,a wave in a lake,seiche,event,surf,It breaks on a beach.,swell\n"
    )

    shown = text_of(uploaded(teacher, table.encode(), "terms.csv").text)

    assert "a wave in a lake" in shown
    assert "surf It breaks on a beach. swell" in shown


def test_a_question_that_the_bank_could_not_use_is_not_taken(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_bytes()
    item = {"id": "lull", "type": "term", "topic": "moon", "term": "lull", "definition": "calm"}
    kept = json.dumps({"topics": {}, "items": [{**item, "cites": ["words that are nowhere"]}]})

    again = teacher.send("/teach/bank/import/take", carried=kept, take="lull")

    assert again.status_code == 422
    assert "C401" in again.text
    assert form_with(again, "carried").fields.getlist("take") == []
    assert bank_file.read_bytes() == before


def test_nothing_sent_is_said_beside_the_field(teacher: Visitor) -> None:
    page = teacher.send("/teach/bank/import", text="  ", source="auto")

    assert page.status_code == 422
    assert "Choose a file, or paste its text below." in text_of(page.text)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.gift"),
        (b"PK\x03\x04 not a zip", "broken.zip"),
        (b"\xff\xfe\x00", "odd.txt"),
        (b"<quiz>" + b"<a>" * 5000, "deep.xml"),
        (b"[" * 50_000, "deep.yaml"),
        ("::a\u202eb::Is \x00it? {T}".encode(), "marks.gift"),
    ],
)
def test_a_hostile_file_is_answered_in_words(data: bytes, name: str, teacher: Visitor) -> None:
    assert uploaded(teacher, data, name).status_code in {200, 422}


@pytest.mark.parametrize(
    "kept", ["", "{}", "[]", '{"topics": 1, "items": []}', '{"topics": {}, "items": [{"id": 1}]}']
)
def test_what_no_page_has_carried_is_refused(kept: str, teacher: Visitor) -> None:
    assert teacher.send("/teach/bank/import/take", carried=kept, take="a").status_code == 400


def test_a_file_with_errors_is_mended_before_anything_is_imported(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, bank_file.read_text().replace("format: 1", "format: 2"))

    assert teacher.get("/teach/bank/import").status_code == 409
    assert teacher.send("/teach/bank/import", text=GIFT).status_code == 409


def test_what_was_exported_and_imported_again_is_known(teacher: Visitor) -> None:
    data = teacher.get("/teach/bank/export?to=csv").data

    review = uploaded(teacher, data, "tides.csv")

    assert review.text.count("X617") == 8
    assert "No question to take" in text_of(review.text)


def test_a_file_of_very_many_questions_is_cut_and_said_to_be(
    teacher: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.authoring.importing.MOST_ITEMS", 2)
    three = "\n\n".join(f"::{name}:: Is it {name}? {{=Yes ~No}}" for name in ("so", "thus", "then"))

    review = teacher.send("/teach/bank/import", text=three, source="gift")

    words = text_of(review.text)
    assert "2 questions were found" in words
    assert "The file has 3 questions" in words
    assert "These are the first 2" in words


def test_findings_have_a_place_and_equal_ones_are_told_once(teacher: Visitor) -> None:
    questions = "\n\n".join(
        f"// [tag:easy]\nHow many is {number}? {{={number} ~0{number}}}" for number in range(1, 31)
    )

    words = text_of(uploaded(teacher, questions.encode(), "many.gift").text)

    assert words.count("Tags have no place here: easy.") == 1
    assert "Lines 2, 5, 8, 11, 14 and 25 more." in words
    assert "Line 89" in words


def test_rows_notes_and_questions_of_one_fault_are_told_where_they_are(teacher: Visitor) -> None:
    table = "Question,A,B,Answer\nWho?,me,you,A\nWhich?,a,b,D\n"

    words = text_of(uploaded(teacher, table.encode(), "who.csv").text)

    assert "Line 3. Mend it and import the file again. X612" in words
    assert "· Line 2" in words


@pytest.mark.parametrize("text", ["Only a text.", "Hello {", "stem,colour\na,b"])
def test_nothing_on_the_page_speaks_of_the_command_line(teacher: Visitor, text: str) -> None:
    words = text_of(teacher.send("/teach/bank/import", text=text, source="auto").text)

    assert "X60" in words
    assert "--" not in words
    assert "quizapp import" not in words


@pytest.mark.parametrize("length", [1_000, 1_100])
def test_a_long_answer_with_feedback_is_looked_at(teacher: Visitor, length: int) -> None:
    question = f"Which? {{={'a' * length}#Yes. ~{'b' * length}#No. ~c}}"

    review = uploaded(teacher, question.encode(), "long.gift")

    assert review.status_code == 200
    assert form_with(review, "carried").fields.getlist("take") == ["which"]
