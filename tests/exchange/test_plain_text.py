"""Quizzes as people write them in Word, Google Docs, Markdown and notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.exchange.formats import imported
from quizapp.exchange.plain_text import read_cards, read_text
from tests.exchange.reading import codes, found, only, texts

CASES = Path(__file__).parent / "cases"


def read(text: str):
    return read_text(text.encode())


def told(text: str, name: str = "questions.txt"):
    return imported(text.encode(), name)


def test_numbered_questions_with_lettered_options():
    river, city = found(imported((CASES / "12_word_or_docs_paste.txt").read_bytes(), "paste.txt"))

    assert (river.stem, river.key.text) == ("Which river flows through Mosul?", "Tigris")
    assert texts(river.distractors) == ["Euphrates", "Nile", "Jordan"]
    assert (city.key.text, texts(city.distractors)) == ("Baghdad", ["Basra", "Erbil"])


@pytest.mark.parametrize(
    "text",
    [
        "1. Which?\na) red\nb) green\nc) blue\nAnswer: B",
        "Question 1: Which?\n(A) red\n(B) green\n(C) blue\nCorrect answer: (B)",
        "Q1. Which?\nA. red\nB. green\nC. blue\nANS: B",
        "1) Which?\n\nA. red\n\nB. green\n\nC. blue\n\nKey: green",
        "1. Which?\nA. red  B. green  C. blue\nAnswer: B",
        "1. Which?\nA. red\n*B. green\nC. blue",
        "1. Which?\na) red\nb) green (correct)\nc) blue",
        "1. Which?\nA. red\nB. green ✓\nC. blue",
        "1. Which?\nA. red\nB. green\nC. blue\n\nAnswer key\n1. B",
        "1. Which?\nA. red\nB. green\nC. blue\nAnswers:\n1-B",
        "**1. Which?**\nA. red\nB. green\nC. blue\n**Answer:** B. green",
        "Which?\n- [ ] red\n- [x] green\n- [ ] blue",
        "### Which?\n\n* [ ] red\n* [X] green\n* [ ] blue",
        "1. Which?\n• red\n• green\n• blue\nAnswer: green",
    ],
)
def test_ways_to_write_one_right_option(text):
    item = only(told(text))

    assert (item.stem, item.key.text) == ("Which?", "green")
    assert texts(item.distractors) == ["red", "blue"]


def test_several_right_options():
    marked = only(told("1. Which?\n[*] red\n[ ] green\n[*] blue"))
    written = only(told("1. Which?\nA. red\nB. green\nC. blue\nAnswers: A and C"))

    assert texts(marked.keys) == texts(written.keys) == ["red", "blue"]


def test_statements_and_typed_answers():
    text = "1. The sea is wet.\nA. True\nB. False\nAnswer: A\n2. It is dry.\nAnswer: False\n"
    wet, dry, typed = found(told(f"{text}3. Which city?\nAnswer: Mosul\n"))

    assert (wet.type, wet.key, dry.type, dry.key) == ("true-false", True, "true-false", False)
    assert (typed.type, typed.stem, typed.key) == ("short", "Which city?", "Mosul")


def test_text2qti_with_its_remarks_numbers_and_settings():
    imported = told(
        "Quiz title: Sea\n\nTitle: First\nPoints: 2\n1. Which?\n... General.\na) red\n*b) green\n\n"
        "2. How much?\n= 4 +- 0.5\n\n3. Which word?\n* sea\n* ocean\n\n4. Write.\n____\n"
    )

    choice, number, word = found(imported)
    assert (choice.key.text, choice.explanation) == ("green", "General.")
    assert number.text == "How much? {{4}}"
    assert (word.stem, word.key, word.accept) == ("Which word?", "sea", ("ocean",))
    assert "X611" in {code for code, _ in codes(imported)}


def test_what_is_said_after_the_letter_is_the_explanation():
    item = only(told("1. Which?\nA. red\nB. green\nAnswer: B - because of the leaves\nHint: Look."))

    assert (item.key.text, item.explanation, item.hint) == (
        "green",
        "because of the leaves",
        "Look.",
    )


def test_lines_go_on_and_titles_are_named():
    imported = told(
        "Unit three\n\n1. Which of these\nis it?\nA. red\nand blue\nB. green\nAnswer: A"
    )

    item = only(imported)
    assert (item.stem, item.key.text) == ("Which of these\nis it?", "red and blue")
    assert "Unit three" in imported.findings[0].message


@pytest.mark.parametrize("answer", ["D", "pink", "9" * 400])
def test_an_answer_that_is_no_option_leaves_only_its_question_out(answer):
    good = "2. Who?\nA. me\nB. you\nAnswer: A\n"

    imported = told(f"1. Which?\nA. red\nB. green\nAnswer: {answer}\n\n{good}")

    assert [item.stem for item in found(imported)] == ["Who?"]
    assert codes(imported) == [("X612", 1)]


def test_quizlet_paste_is_terms():
    tides = found(imported((CASES / "10_quizlet_paste.txt").read_bytes(), "10.txt"))

    assert [item.term for item in tides] == ["tide", "neap tide", "spring tide"]
    assert tides[1].definition == "the smallest tide"


@pytest.mark.parametrize("head", ["Term\tDefinition\n", "Definition\tTerm\n", "Question\tAnswer\n"])
def test_two_columns_with_a_heading_are_terms(head):
    row = "tide\tthe rise and fall of the sea\n"
    rows = row if head.startswith("Term") else "the rise and fall of the sea\ttide\n"

    item = only(told(head + rows))

    assert (item.term, item.definition) == ("tide", "the rise and fall of the sea")


def test_the_shorter_side_of_all_pairs_is_the_term():
    first, second = found(told("What is the capital of Peru?\tLima\nWho?\tNobody at all\n"))

    assert (first.term, second.term) == ("Lima", "Nobody at all")


@pytest.mark.parametrize(
    "text",
    [
        "Q: What rises?\nA: The tide\n\nQ: What falls?\nA: The leaf\n",
        "Q: What rises?\n\nA: The tide\n---\nQ: What falls?\n\nA: The leaf\n",
        "#flashcards\n\nWhat rises?::The tide\nWhat falls?::The leaf\n",
        "# Notes\n\nWhat rises?\n?\nThe tide\n\nWhat falls?\n??\nThe leaf\n<!--SR:!2026,1-->\n",
    ],
)
def test_cards_in_notes_are_terms(text):
    terms = found(told(text, "notes.md"))

    assert [(item.term, item.definition) for item in terms] == [
        ("The tide", "What rises?"),
        ("The leaf", "What falls?"),
    ]


@pytest.mark.parametrize("text", ["C: The [moon] pulls.", "The ==moon== pulls.\n"])
def test_gaps_in_notes_are_gaps(text):
    assert only(read_cards(text.encode())).text == "The {{moon}} pulls."


@pytest.mark.parametrize("gap", ["==moon==", "{{c1::moon}}"])
def test_a_heading_above_a_gap_is_no_part_of_the_question(gap):
    assert only(read_cards(f"## Tides\nThe {gap} pulls.\n".encode())).text == "The {{moon}} pulls."


def test_a_heading_above_a_card_is_asked_only_where_nothing_else_is():
    first, second = found(
        read_cards(b"## Tides\nWhat rises?\n?\nThe tide\n\n### What falls?\n?\nA leaf\n")
    )

    assert (first.definition, second.definition) == ("What rises?", "What falls?")


def test_the_hint_within_a_gap_of_notes_is_named():
    imported = read_cards(b"The {{c1::moon::what?}} pulls.\n")

    assert codes(imported) == [("X613", 1)]
    assert "what?" in imported.findings[0].message


@pytest.mark.parametrize(
    ("card", "said"),
    [("Q: Why?", "no line `A:`"), ("Q: Why?\nA:", "behind `A:`"), ("Q:\nA: So.", "behind `Q:`")],
)
def test_a_card_with_one_side_says_which_is_missing(card, said):
    imported = read_cards(card.encode())

    assert (imported.items, codes(imported)) == ((), [("X612", 1)])
    assert said in imported.findings[0].message


def test_a_line_of_notes_that_is_no_card_is_named():
    imported = read_cards(b"What rises?::The tide\n\nJust a note.\n")

    assert codes(imported) == [("X613", 3)]


def test_anki_text_with_its_head():
    imported = told(
        "#separator:tab\n#html:true\n#tags column:3\n#deck:Sea::Tides\n"
        "ebb\tthe water <b>going</b> out\tlevel:reason\n"
        "The {{c1::moon}} pulls.\t\t\n"
    )

    term, cloze = found(imported)
    assert (term.term, term.definition, term.level) == ("ebb", "the water **going** out", "reason")
    assert cloze.text == "The {{moon}} pulls."
    assert imported.topics[term.topic] == "Tides"
    assert imported.places[term.id].line == 5


def test_anki_text_without_html_keeps_its_signs():
    item = only(told('#separator:Semicolon\n#html:false\n"a <b> c";"d; e and so on"\n'))

    assert (item.term, item.definition) == ("a <b> c", "d; e and so on")


@pytest.mark.parametrize(
    "text", ["Only a text.", "Dear all,\nsee you.\n", "<html><body>x</body></html>"]
)
def test_a_text_of_no_known_form_is_called_unknown(text):
    imported = told(text)

    assert imported.items == ()
    assert [finding.code for finding in imported.findings] == ["X606"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Which? {=a ~b}", "choice"),
        ("Which?\nA. a\nB. b\nANSWER: A", "choice"),
        ('[{"question": "Which?", "options": ["a", "b"], "answer": "a"}]', "choice"),
        ("- question: Which?\n  options: [a, b]\n  answer: a", "choice"),
        ("Question,A,B,Answer\nWhich?,a,b,A", "choice"),
    ],
)
def test_a_pasted_text_is_told_by_its_lines(text, kind):
    assert only(told(text, "")).type == kind
