"""GIFT, by examples in each kind of its syntax."""

from __future__ import annotations

import pytest

from quizapp.exchange.gift import read_gift, write_gift
from tests.exchange.reading import SMALL_BANK, codes, found, only, texts
from tests.support.banks import bank_at


def read(text: str):
    return read_gift(text.encode())


def test_choice_with_title_feedback_and_general_feedback():
    item = only(
        read(
            "::Ports:: Where do ships rest? {\n=In ports#Right.\n~In woods#No.\n~Afloat\n####See.}"
        )
    )

    assert item.id == "ports"
    assert (item.stem, item.key.text, item.key.feedback) == (
        "Where do ships rest?",
        "In ports",
        "Right.",
    )
    assert [(form.text, form.feedback) for form in item.distractors] == [
        ("In woods", "No."),
        ("Afloat", None),
    ]
    assert item.explanation == "See."


@pytest.mark.parametrize("answer", ["{T}", "{TRUE}", "{ true }", "{T#Not so.#Well done.}"])
def test_true_statement(answer):
    item = only(read(f"Water is wet. {answer}"))

    assert (item.type, item.stem, item.key) == ("true-false", "Water is wet.", True)
    assert item.feedback == ("Not so." if "Not so" in answer else None)


def test_feedback_on_the_right_judgement_has_no_place():
    assert codes(read("Water is wet. {T#Not so.#Well done.}")) == [("X613", 1)]


def test_missing_word_becomes_a_gap_with_its_distractors():
    item = only(read("Ships {=float ~fly#Hardly. ~sink} on water."))

    assert (item.type, item.text) == ("cloze", "Ships {{float}} on water.")
    assert texts(item.distractors["float"]) == ["fly", "sink"]


def test_short_answer_becomes_a_gap_and_other_answers_are_named():
    imported = read("Two and two make {=four =4} altogether.")

    assert only(imported).text == "Two and two make {{four}} altogether."
    assert "“4”" in imported.findings[0].message


def test_question_with_a_word_to_be_typed_is_a_short_answer():
    imported = read("What is the capital of Peru?{=Lima}")

    item = only(imported)
    assert (item.type, item.stem, item.key) == ("short", "What is the capital of Peru?", "Lima")
    assert codes(imported) == []


def test_matching_is_matched_here_too():
    imported = read("Match. {\n=Peru -> Lima\n=Chile -> Santiago\n= -> Oslo\n}")

    item = only(imported)
    assert item.pairs == {"Peru": "Lima", "Chile": "Santiago"}
    assert item.distractors == ("Oslo",)
    assert codes(imported) == []


def test_a_single_pair_and_more_than_eight_become_terms():
    one = read("Match. {=Peru -> Lima}")
    many = read("Match. {" + "".join(f"=given {n} -> found {n}\n" for n in range(9)) + "}")

    assert [(item.term, item.definition) for item in one.items] == [("Lima", "Peru")]
    assert len(many.items) == 9
    assert codes(one) == codes(many) == [("X615", 1)]


def test_several_answers_with_fair_shares():
    imported = read("Which are seas? {~%50%Red ~%50%Black ~%-50%Thames}")

    item = only(imported)
    assert (item.type, texts(item.keys), texts(item.distractors)) == (
        "multiple",
        ["Red", "Black"],
        ["Thames"],
    )
    assert codes(imported) == []


def test_several_answers_with_other_shares_are_a_finding():
    assert codes(read("Which? {~%70%Red ~%30%Black ~%-100%Thames}")) == [("X614", 1)]


def test_partial_credit_of_one_answer_is_a_finding():
    assert codes(read("\nWhich? {=Red ~%50%Pink ~Blue}")) == [("X614", 2)]


def test_a_number_keeps_its_tolerance():
    imported = read("When did the war end? {#1945:2}")

    item = only(imported)
    assert (item.type, item.key, item.tolerance) == ("number", "1945", "2")
    assert codes(imported) == []


def test_a_range_is_a_number_with_a_tolerance():
    item = only(read("How much? {#1..5}"))

    assert (item.key, item.tolerance) == ("3", "2")


def test_numbers_with_shares_keep_the_whole_one():
    imported = read("How far? {#\n=1822:0\n=%50%1822:2\n}")

    assert only(imported).key == "1822"
    assert [code for code, _ in codes(imported)] == ["X614"]


def test_known_wrong_numbers_keep_their_feedback():
    item = only(read("How far? {#\n=1822:1\n=%0%1800:0#Too early.\n}"))

    assert item.feedback == {"1800": "Too early."}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("How much? {#5..1}", "X611"),
        ("Write about the sea. {}", "X611"),
        ("Only a text.", "X611"),
        ("Which? {=a ~b", "X605"),
        ("Which? =a ~b}", "X605"),
        ("Which? {=a ~b} {=c}", "X605"),
        ("Which? {a, b}", "X605"),
        ("Which? {~a ~b}", "X612"),
        ("Which? {~%50%a ~%50%b}", "X612"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_a_finding_at_its_line(text, code):
    imported = read(f"// first\n\n{text}\n\nNext? {{=yes ~no}}")

    assert codes(imported) == [(code, 3)]
    assert [item.stem for item in imported.items] == ["Next?"]


def test_unclosed_brace_is_shown_where_it_is():
    (finding,) = read("One? {=a ~b}\n\nTwo? {=a ~b").findings

    assert (finding.span.line, finding.span.column) == (3, 6)


def test_escapes_and_line_breaks():
    item = only(read(r"::a\:b::Is 1\=1\{x\}?\nSay\: {=\~yes\# ~no\\pe}"))

    assert item.id == "a-b"
    assert item.stem == "Is 1=1{x}?\nSay:"
    assert item.key.text in {r"\~yes#", "~yes#"}


def test_category_comments_ids_and_tags():
    imported = read(
        "// a comment\n$CATEGORY: $course$/top/Sea\\/ and land/Tides // one\n\n"
        "// [id:what-pulls] [tag:level:reason] [tag:easy]\n"
        "What pulls? {=The moon ~The wind}\n"
    )

    item = only(imported)
    assert (item.id, item.level) == ("what-pulls", "reason")
    assert imported.topics[item.topic] == "Tides / one"
    assert "easy" in imported.findings[0].message


def test_html_becomes_markdown_and_pictures_are_named():
    imported = read('[html]<p>What is <b>this</b>?</p> <img src\\="x.png"> {=<i>A</i> &amp; B ~C}')

    item = only(imported)
    assert item.stem == "What is **this**?"
    assert item.key.text == "*A* & B"
    assert codes(imported) == [("X613", 1)]


def test_plain_text_that_looks_like_markdown_is_escaped():
    assert only(read("[plain]What is *this*? {=a ~b}")).stem == r"What is \*this\*?"
    assert only(read("[markdown]What is *this*? {=a ~b}")).stem == "What is *this*?"


def test_ids_are_unique_and_the_same_every_time():
    text = "Same? {=a ~b}\n\nSame? {=a ~c}\n\nمن؟ {=a ~b}\n"

    first, second = read(text), read(text)

    assert [item.id for item in first.items][:2] == ["same", "same-2"]
    assert len({item.id for item in first.items}) == 3
    assert first.items == second.items


def test_windows_letters_are_read_with_a_finding():
    imported = read_gift("One? {=a ~b}\n\nCafé? {=a ~b}".encode("cp1252"))

    assert [item.stem for item in found(imported)] == ["One?", "Café?"]
    assert codes(imported) == [("X603", 3)]


def test_a_term_goes_out_as_a_word_to_type_and_comes_back_as_a_term():
    written = write_gift(bank_at(SMALL_BANK)).data.decode()

    assert "// [id:ebb] [tag:type:term] [tag:topic:shore]" in written
    assert "::ebb::[markdown]the water going out {\n=ebb\n" in written


def test_losses_are_placed_at_the_items_of_the_bank():
    result = write_gift(bank_at(SMALL_BANK))

    findings = result.findings(SMALL_BANK.read_text())

    lost = {(finding.code, finding.span.line) for finding in findings}
    assert ("X622", 28) in lost
    assert ("X623", 61) in lost


@pytest.mark.parametrize(
    ("mark", "written", "shown"),
    [
        ("[html]", "H<sub>2</sub>O", "H₂O"),
        ("[plain]", "*a*", r"\*a\*"),
        ("[markdown]", "*a*", "*a*"),
        ("[moodle]", "<b>a</b>", "**a**"),
    ],
)
def test_an_answer_and_its_feedback_name_their_own_markup(mark, written, shown):
    item = only(read(f"[plain]Which? {{={mark}{written}#{mark}{written} ~b####{mark}{written}}}"))

    assert (item.key.text, item.key.feedback, item.explanation) == (shown, shown, shown)


@pytest.mark.parametrize("number", ["-1.5:0,5", "3,14:0.1", "1:1e2"])
def test_a_number_to_type_has_no_tolerance_in_its_key(number):
    imported = read(f"How much? {{#={number}#Well.}}")

    assert only(imported).key == number.partition(":")[0].replace(",", ".")
    assert only(imported).tolerance
    assert codes(imported) == [("X613", 1)]


def test_a_typed_answer_with_an_arrow_is_not_written_as_a_pair():
    bank = bank_at(SMALL_BANK)
    term = bank.items["ebb"].model_copy(update={"term": "A -> B"})
    changed = type(bank)(**{**vars(bank), "items": {**bank.items, "ebb": term}})

    result = write_gift(changed)

    assert "->" not in result.data.decode()
    (loss,) = [loss for loss in result.losses if loss.code == "X621"]
    assert (loss.item_id, "Moodle XML" in loss.message) == ("ebb", True)
